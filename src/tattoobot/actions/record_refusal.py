"""Something could not be delivered: it is tried again, something else takes its place, or it is given up."""

import random
from datetime import datetime, timedelta

import structlog

from tattoobot.actions.house import House
from tattoobot.actions.keep_photo import lose_photo
from tattoobot.actions.record_consent import withdraw_marketing
from tattoobot.actions.replace_template import replace_template
from tattoobot.actions.send_instead import send_instead, send_without_picture
from tattoobot.db import causes, leads, outbox, pauses, push, transcript
from tattoobot.db.engine import Connection, will_pass
from tattoobot.db.leads import Flag
from tattoobot.db.outbox import Abandoned, Claimed
from tattoobot.db.wake import OUTBOX, wake
from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.domain.effects import FetchPhoto, PushNotice, ThroughWhatsApp
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.retrying import asked_for, next_try

log = structlog.get_logger(__name__)

PAUSE_OF_NUMBER = timedelta(seconds=3)
PAUSE_OF_ACCOUNT = timedelta(minutes=1)
PAUSE_OF_TEMPLATES = timedelta(hours=24)


async def record_refusal(
    db: Connection, house: House, delivery: Claimed, failure: Failure, now: datetime
) -> None:
    wait = next_try(failure, delivery.attempts, now - delivery.created_at, random.random())
    log.warning(
        "delivery_refused",
        outbox_id=delivery.id,
        kind=delivery.kind,
        reaction=failure.reaction,
        code=failure.code,
        again_in=wait.total_seconds() if wait else None,
    )
    wanted = await outbox.still_wanted(db, delivery.id)
    if isinstance(delivery.effect, ThroughWhatsApp):
        # Held back meanwhile: what the refusal says about the number or the account counts all the same.
        message_id = delivery.message_id if wanted else None
        if await follow_refusal(db, house, failure, message_id, now):
            return
    if not wanted:
        return
    if wait is None:
        await outbox.dead(db, delivery.id, failure.cause)
        await give_up(db, house, delivery, failure.cause, now)
    else:
        await outbox.again(db, delivery.id, now + wait, failure.cause)
        await wake(db, OUTBOX, after=wait)


async def follow_refusal(
    db: Connection, house: House, failure: Failure, message_id: int | None, now: datetime
) -> bool:
    """WhatsApp refused, at once or later by a status: what that means for others, and what goes out instead.

    True where something else has taken the message's place: it is not to be tried again. For what WhatsApp refused: a
    key that Stripe does not take is no reason to be silent.
    """
    match failure.reaction:
        case Reaction.SLOW_NUMBER:
            wait = asked_for(failure.retry_after) if failure.retry_after else PAUSE_OF_NUMBER
            await pauses.pause(db, "everything", wait, failure.cause)
        case Reaction.STOP_ACCOUNT:
            log.error("sending_stopped", code=failure.code, cause=failure.cause)
            await pauses.pause(db, "everything", PAUSE_OF_ACCOUNT, failure.cause)
        case Reaction.STOP_OUTREACH:
            log.error("templates_stopped", code=failure.code, cause=failure.cause)
            await pauses.pause(db, "templates", PAUSE_OF_TEMPLATES, failure.cause)
        case Reaction.OPTED_OUT_MARKETING if message_id is not None:
            client_id = await transcript.client_of(db, message_id)
            if client_id is not None:
                await withdraw_marketing(db, client_id, now)
        case Reaction.WINDOW_CLOSED if message_id is not None:
            return await send_instead(db, house, message_id, now)
        case Reaction.REFUSED if message_id is not None and await send_without_picture(db, message_id, now):
            return True
    if message_id is None:
        return False
    written = await transcript.template(db, message_id)
    return written is not None and await replace_template(db, house, message_id, written, failure, now)


async def give_up(
    db: Connection, house: House, delivery: Claimed | Abandoned, cause: str, now: datetime
) -> None:
    """Give an effect up: the artist is told, and the client where it was theirs."""
    if isinstance(delivery.effect, FetchPhoto):
        await lose_photo(db, house, delivery.effect.photo_id, now)
    if isinstance(delivery.effect, PushNotice):
        await push.by_whatsapp(db, delivery.effect.notice_id, now)
    lead_id = delivery.lead_id or await causes.lead_of(db, delivery.effect)
    if lead_id is not None:
        detail = {"kind": delivery.kind, "cause": cause, "message_id": delivery.message_id}
        await leads.raise_flags(db, [Flag(lead_id, FlagReason.DELIVERY_FAILED, detail)], now)


def failure_of_ours(error: Exception) -> Failure:
    """A full disk or a database that is away passes; a mistake would be made again."""
    name = type(error).__name__
    if will_pass(error):
        return Failure(Reaction.RETRY, f"The database or the disk could not be used ({name}).")
    return Failure(Reaction.REFUSED, f"A mistake of ours: {name}.")
