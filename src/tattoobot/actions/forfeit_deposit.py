"""The studio keeps a deposit for good: a person decides that, never a rule."""

from datetime import datetime

from tattoobot.actions.house import House, to_client
from tattoobot.actions.refund_deposit import held_money
from tattoobot.db import clients, deposits, leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Actor, Lead
from tattoobot.domain.ledger import Entry as LedgerEntry
from tattoobot.domain.ledger import Kind
from tattoobot.domain.says import say


async def forfeit_deposit(
    db: Connection, house: House, lead_id: int, now: datetime, *, reason: str = ""
) -> Lead:
    """Everything that is held. `reason` stands in the timeline; the client is told the amount, and that they may ask.

    Raises `NotPossible` while nothing is held.
    """
    lead = await leads.locked(db, lead_id)
    client = await clients.by_id(db, lead.client_id)
    for deposit, left in await held_money(db, lead.id):
        kept = LedgerEntry(Kind.FORFEITED, left.amount)
        await deposits.enter(db, deposit, [kept], Actor.ARTIST, now)
        detail = {
            "deposit_id": deposit.id,
            "amount": left.text,
            "currency": left.currency,
            "reason": reason,
        }
        await leads.enter(db, [Entry(lead.id, Actor.ARTIST, "deposit_forfeited", detail=detail)], now)
        await transcript.write(db, [to_client(house, client, lead, say("forfeited", amount=left))], now)
    for decided in (FlagReason.PAID_UNEXPECTEDLY, FlagReason.REFUND_FAILED, FlagReason.REFUND_WANTED):
        await leads.resolve_flag(db, lead.id, decided, now)
    return lead
