"""WhatsApp refused a message, at once or later by a status: what that means for others, and what goes out instead."""

from datetime import datetime, timedelta

import structlog

from tattoobot.actions.house import House
from tattoobot.actions.record_consent import withdraw_marketing
from tattoobot.actions.replace_template import replace_template
from tattoobot.actions.send_instead import send_instead
from tattoobot.db import pauses, transcript
from tattoobot.db.engine import Connection
from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.domain.retrying import asked_for

log = structlog.get_logger(__name__)

PAUSE_OF_NUMBER = timedelta(seconds=3)
PAUSE_OF_ACCOUNT = timedelta(minutes=1)
PAUSE_OF_TEMPLATES = timedelta(hours=24)


async def heed_refusal(
    db: Connection, house: House, failure: Failure, message_id: int | None, now: datetime
) -> bool:
    """True where something else has taken the message's place: it is not to be tried again.

    For what WhatsApp refused: a key that Stripe does not take is no reason to be silent.
    """
    await _pause(db, failure)
    if message_id is None:
        return False
    if failure.reaction is Reaction.OPTED_OUT_MARKETING:
        client_id = await transcript.client_of(db, message_id)
        if client_id is not None:
            await withdraw_marketing(db, client_id, now)
    if failure.reaction is Reaction.WINDOW_CLOSED:
        return await send_instead(db, house, message_id, now)
    written = await transcript.template(db, message_id)
    return written is not None and await replace_template(db, house, message_id, written, failure, now)


async def _pause(db: Connection, failure: Failure) -> None:
    """Some refusals are about the number or the account: then nobody needs to try for a while."""
    if failure.reaction is Reaction.SLOW_NUMBER:
        wait = asked_for(failure.retry_after) if failure.retry_after else PAUSE_OF_NUMBER
        await pauses.pause(db, "everything", wait, failure.cause)
    elif failure.reaction is Reaction.STOP_ACCOUNT:
        log.error("sending_stopped", code=failure.code, cause=failure.cause)
        await pauses.pause(db, "everything", PAUSE_OF_ACCOUNT, failure.cause)
    elif failure.reaction is Reaction.STOP_OUTREACH:
        log.error("templates_stopped", code=failure.code, cause=failure.cause)
        await pauses.pause(db, "templates", PAUSE_OF_TEMPLATES, failure.cause)
