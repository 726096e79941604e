"""Two clients are one person: their messages, leads, pictures, consents and handles come together."""

from datetime import datetime

from tattoobot.actions.close_page import close_pages
from tattoobot.db import deposits, leads, merging, outbox
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry, Flag
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import OPEN, Actor, Happened, Lead, Status
from tattoobot.domain.merging import completed, stays


async def merge_clients(db: Connection, kept: int, gone: int, now: datetime) -> None:
    """`kept` is the older one. The caller has locked both, in the order of their ids.

    A person has one open lead: where both had one, the further one goes on with what was said about the other,
    and the other is cancelled. Where one of them had opted out, the person has.
    """
    ended = await _one_open_lead(db, kept, gone, now)
    if await merging.move_everything(db, kept, gone, now):
        await outbox.hold_back(db, kept)
    lead = (await leads.latest(db, [kept])).get(kept)
    if lead is not None:
        detail = {"client_id": gone, "lead_id": ended.id if ended else None}
        await leads.enter(db, [Entry(lead.id, Actor.BOT, "clients_merged", detail=detail)], now)


async def _one_open_lead(db: Connection, kept: int, gone: int, now: datetime) -> Lead | None:
    """End one of two open leads before they belong to one client. Returns the one that ended."""
    latest = await leads.latest(db, [kept, gone])
    open_leads = [lead for lead in latest.values() if lead.status in OPEN]
    if len(open_leads) < 2:
        return None
    going_on, ending = stays(*open_leads)
    moved = ending.moved(Happened.CANCELLED)
    detail = {"because": "same_person", "lead_id": going_on.id}
    entry = Entry(ending.id, Actor.BOT, Happened.CANCELLED, ending.status, moved.status, detail)
    await leads.save(db, [completed(going_on, ending), moved], [entry], now)
    await _hand_over(db, going_on, ending, now)
    return moved


async def _hand_over(db: Connection, going_on: Lead, ending: Lead, now: datetime) -> None:
    """Move open flags to the lead that goes on, and close the other one's payment page."""
    await merging.move_talk(db, going_on.id, ending.id)
    flags = [Flag(going_on.id, flag.reason, flag.detail) for flag in await leads.open_flags(db, ending.id)]
    await leads.resolve_flags(db, ending.id, now)
    await close_pages(db, ending.id, now)
    for deposit in await deposits.of_lead(db, ending.id):
        if deposit.status in {"paid", "processing"}:
            flags.append(
                Flag(
                    going_on.id,
                    FlagReason.PAID_ON_OTHER_LEAD,
                    {"lead_id": ending.id, "deposit_id": deposit.id},
                )
            )
    if going_on.status is not Status.QUALIFYING:
        flags.append(Flag(going_on.id, FlagReason.SAME_PERSON, {"lead_id": ending.id}))
    await leads.raise_flags(db, flags, now)
