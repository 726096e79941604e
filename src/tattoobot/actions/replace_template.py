"""A template could not be sent: another language says it, else its words wait until the client writes."""

from dataclasses import replace
from datetime import datetime

from tattoobot.actions.choose_template import choose_template
from tattoobot.actions.house import House
from tattoobot.actions.record_template_news import learn_from_refusal
from tattoobot.actions.send_instead import ARTIST_NEWS_WAITING, NEWS_WAITING, say_that_news_waits
from tattoobot.db import clients, leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Flag
from tattoobot.db.transcript import Written
from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.messages import Template

WRONGLY_FILLED = frozenset({132000, 132008, 132012, 132018})


async def replace_template(
    db: Connection, house: House, message_id: int, written: Written, failure: Failure, now: datetime
) -> bool:
    """False where nothing takes its place: what it was about has to reach them in another way."""
    template = written.message
    assert isinstance(template, Template)
    await learn_from_refusal(db, template, failure, now)
    if not _is_about_the_template(failure) or await _wants_silence(db, written):
        return False
    if failure.code not in WRONGLY_FILLED:
        other = await choose_template(db, house, template, written.client_id, now)
        if other is not None and other.language != template.language:
            await transcript.replaced(db, message_id)
            await transcript.write(db, [replace(written, message=other)], now)
            return True
    return await _let_words_wait(db, house, message_id, written, failure, now)


async def _let_words_wait(
    db: Connection, house: House, message_id: int, written: Written, failure: Failure, now: datetime
) -> bool:
    """They are told that there is news, where that may be said; and the artist, that the news has not arrived."""
    if written.lead_id is None or not await transcript.words_wait(db, message_id, written.lead_id):
        return False
    await transcript.replaced(db, message_id)
    # What WhatsApp keeps back to spare the client is not followed by another at once.
    if (
        transcript.words(written.message) not in {NEWS_WAITING, ARTIST_NEWS_WAITING}
        and failure.reaction is not Reaction.DROP
    ):
        await say_that_news_waits(db, house, written, now)
    detail = {"message_id": message_id, "template": transcript.words(written.message), "cause": failure.cause}
    await leads.raise_flags(db, [Flag(written.lead_id, FlagReason.TEMPLATE_UNAVAILABLE, detail)], now)
    return True


def _is_about_the_template(failure: Failure) -> bool:
    """True where the template is at fault and not the recipient: other words may reach them."""
    about = {Reaction.TEMPLATE_UNAVAILABLE, Reaction.STOP_OUTREACH, Reaction.DROP}
    return failure.reaction in about or failure.code in WRONGLY_FILLED


async def _wants_silence(db: Connection, written: Written) -> bool:
    return written.client_id is not None and (await clients.by_id(db, written.client_id)).opted_out
