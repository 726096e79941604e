"""A client's data is deleted, as they or the studio wish. What was paid stays in the books, without a name."""

from dataclasses import dataclass
from datetime import datetime

from tattoobot.actions.close_page import close_pages
from tattoobot.actions.house import House
from tattoobot.db import deposits, erasing, leads, outbox, transcript
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry, Flag
from tattoobot.db.transcript import Written
from tattoobot.domain.effects import DeletePhoto, NoteErasure
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import TRANSITIONS, Actor, Happened, Lead, Status
from tattoobot.domain.messages import Text

UNSEEN = frozenset(
    {Status.QUALIFYING, Status.LAPSED, Status.REJECTED, Status.CANCELLED, Status.COMPLETED, Status.WAITLISTED}
)
"""The artist waits for nothing there: they need not hear of it."""


@dataclass(frozen=True, slots=True)
class Erased:
    client_id: int
    at: datetime
    leads: int
    photos: int
    payments_kept: list[int]
    """The leads that stay as a number, for their payments' sake."""


async def erase_client(
    db: Connection, house: House, client_id: int, now: datetime, *, asked_by: Actor
) -> Erased:
    """Whatever is open is cancelled first, and every page that can be paid closed; the artist hears what they held.

    Raises `ClientNotFound`.
    """
    client_id = await erasing.lock(db, client_id)
    found = await erasing.traces(db, client_id)
    ended = [await _end(db, await leads.by_id(db, lead_id), asked_by, now) for lead_id in found.leads]
    held = {lead.id: await deposits.held(db, lead.id) for lead in ended}
    kept = await erasing.take_out(db, found, now)
    await leads.enter(db, [Entry(lead_id, asked_by, "erased") for lead_id in kept], now)
    for before, money in zip(ended, held.values(), strict=True):
        await _tell_artist(db, house, before, money, now)
    await outbox.put(db, [(DeletePhoto(file), f"file:{file}") for file in found.files], now, priority=-1)
    await outbox.put(db, [(NoteErasure(client_id), "erasures")], now, priority=-1)
    return Erased(client_id, now, len(found.leads), len(found.files), kept)


async def _end(db: Connection, lead: Lead, asked_by: Actor, now: datetime) -> Lead:
    """Returns it as it was."""
    await close_pages(db, lead.id, now)
    if Happened.CANCELLED in TRANSITIONS[lead.status]:
        moved = lead.moved(Happened.CANCELLED)
        entry = Entry(lead.id, asked_by, Happened.CANCELLED, lead.status, moved.status)
        await leads.save(db, [moved], [entry], now)
    return lead


async def _tell_artist(db: Connection, house: House, lead: Lead, held: Deposit | None, now: datetime) -> None:
    """Without a name: what is told here outlives the client's data."""
    to_decide = held is not None and lead.status is not Status.COMPLETED
    if lead.status in UNSEEN and not to_decide:
        return
    artist = house.artist_of(lead)
    own = house.wording(None, artist)
    if held is not None and to_decide:
        flag = Flag(lead.id, FlagReason.PAID_UNEXPECTEDLY, {"deposit_id": held.id, "status": lead.status})
        await leads.raise_flags(db, [flag], now)
        amount = own.money(held.left.amount, held.left.currency)
        said = own.say("artist.erased_with_money", id=lead.id, amount=amount)
    else:
        said = own.say("artist.erased", id=lead.id)
    if artist.whatsapp_number:
        await transcript.write(db, [Written(Text(said), artist_id=artist.id)], now)
