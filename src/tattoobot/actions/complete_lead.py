"""The appointment took place: what is held came off its price."""

from datetime import datetime

from tattoobot.actions.house import House, to_client
from tattoobot.db import clients, deposits, leads, refunds, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.lead import Actor, Happened, Lead
from tattoobot.domain.ledger import Entry as LedgerEntry
from tattoobot.domain.ledger import Kind
from tattoobot.domain.says import say
from tattoobot.errors import NotPossible


async def complete_lead(
    db: Connection, house: House, lead_id: int, now: datetime, *, by: Actor = Actor.ARTIST
) -> Lead:
    """The client hears where their deposit went from the artist's word; not from the clock, long afterwards.

    Raises `NotPossible` outside `booked`, and before the date.
    """
    lead = await leads.locked(db, lead_id)
    moved = lead.moved(Happened.COMPLETED)
    starts_at = await leads.booked_for(db, lead.id)
    if starts_at is not None and starts_at > now:
        raise NotPossible("The date is still to come.")
    entry = Entry(lead.id, by, Happened.COMPLETED, lead.status, moved.status)
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    client = await clients.by_id(db, lead.client_id)
    for deposit, left in await refunds.left_of_lead(db, lead.id):
        await deposits.enter(db, deposit, [LedgerEntry(Kind.APPLIED, left.amount)], by, now)
        detail = {"deposit_id": deposit.id, "amount": left.text, "currency": left.currency}
        await leads.enter(db, [Entry(lead.id, by, "deposit_applied", detail=detail)], now)
        if by is Actor.ARTIST:
            await transcript.write(db, [to_client(house, client, moved, say("applied", amount=left))], now)
    return moved
