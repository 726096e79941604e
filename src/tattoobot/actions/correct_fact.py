"""The artist puts a fact of an enquiry right, or fills in one that nobody asked for."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.db import leads
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.correcting import correctable, corrected, mark_of
from tattoobot.domain.lead import Actor, Lead, Source
from tattoobot.errors import BookingError, NotPossible
from tattoobot.wording import values_of


class SaidOtherwise(BookingError):
    """The client has said something else meanwhile. Nothing was changed."""

    http_status = 409
    code = "said_otherwise"


async def correct_fact(
    db: Connection, house: House, lead_id: int, key: str, typed: str, now: datetime, *, mark: str
) -> Lead:
    """`typed` is read as a client's words would be; of a fact with a list it is the value. `mark`: of the answer that
    the artist saw. The client is told nothing.

    Raises `SaidOtherwise`, `NotPossible` for a fact that is the client's alone, and `NotUnderstood`.
    """
    lead = await leads.locked(db, lead_id)
    studio, before = house.studio, lead.answers.get(key)
    if key not in correctable(studio.questions):
        raise NotPossible("Only the client can say that.")
    if mark != mark_of(before):
        raise SaidOtherwise
    own = house.wording(None, house.artist_of(lead))
    chosen = typed if typed in values_of(key) else None
    context = studio.context(now.astimezone(studio.zone), asked=key, language=own.language)
    named = own.say(f"value.{key}.{chosen}") if chosen else typed
    answer = corrected(key, named, before, chosen, context)
    same = before is not None and (before.value == answer.value or before.text == answer.text)
    if same and before is not None and before.source not in {Source.CHECK, Source.UNSURE}:
        return lead
    moved = lead.with_answer(key, answer)
    await leads.save(db, [moved], [Entry(lead.id, Actor.ARTIST, "corrected", detail={"key": key})], now)
    return moved
