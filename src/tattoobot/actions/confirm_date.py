"""What a client hears of a date that is fixed: when, where, what was paid, the terms, and a file for their calendar."""

from datetime import datetime

from tattoobot.actions.house import House, to_client
from tattoobot.db import calendar_links, clients, deposits, transcript
from tattoobot.db.engine import Connection
from tattoobot.domain.lead import Lead
from tattoobot.domain.money import Money
from tattoobot.domain.says import Phrase, Say
from tattoobot.domain.studio import Studio
from tattoobot.wording import FALLBACK, Wording
from tattoobot.wording.locales import language_named

ADDRESS, POLICY = "answer.address", "answer.policy"
"""Said where the studio has words for it."""


async def confirm_date(
    db: Connection, house: House, lead: Lead, starts_at: datetime | None, now: datetime, *, key: str
) -> None:
    """`key` names the sentence that says when; without a time there is no more to say."""
    client = await clients.by_id(db, lead.client_id)
    wording = house.wording(client, house.artist_of(lead))
    when = wording.booked_when(starts_at, now)
    say = Say((Phrase(key, {"when": when}),))
    if starts_at is not None:
        more = [Phrase(ADDRESS)] if wording.has(ADDRESS) else []
        if house.studio.map_url:
            more.append(Phrase("booked.map", {"link": house.studio.map_url}))
        if (held := await deposits.held(db, lead.id)) is not None:
            more.append(Phrase("booked.deposit", {"amount": Money(held.left.amount, held.left.currency)}))
        more += terms_of(house.studio, wording)
        link = f"{house.public_base_url}/cal/{await calendar_links.token(db, lead.id)}"
        say = Say((*say.phrases, *more), link=link, link_label="booked.calendar")
    written = to_client(house, client, lead, say, template="booked", facts={"when": when.strip()})
    await transcript.write(db, [written], now)


def terms_of(studio: Studio, wording: Wording) -> list[Phrase]:
    """The studio's terms; where it has not translated them, with the language in which they follow."""
    if not wording.has(POLICY):
        return []
    own, language = studio.wording, wording.language
    theirs = next(
        (one for one in (language, studio.language, FALLBACK) if POLICY in own.get(one, {})), language
    )
    if theirs == language:
        return [Phrase(POLICY)]
    named = language_named(theirs, wording.locale)
    return [Phrase("booked.terms", {"language": named}), Phrase(POLICY)]
