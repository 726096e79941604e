"""The artist says yes: the lead awaits its deposit, and the payment page is asked for."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.actions.request_deposit import deposit_amount, open_deposit
from tattoobot.db import clients, leads
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry, Flag
from tattoobot.domain.lead import Action, Happened, Lead, require
from tattoobot.domain.money import Money


async def approve_lead(
    db: Connection, house: House, lead_id: int, now: datetime, *, deposit: Money | None = None, note: str = ""
) -> Lead:
    """Raises `NotPossible` outside `pending_approval` and `BadDeposit` for an amount that cannot be charged."""
    lead = await leads.locked(db, lead_id)
    require(lead.status, Action.APPROVE)
    amount = deposit_amount(house, lead, deposit)
    moved = lead.moved(Happened.APPROVED)
    detail = {"amount": amount.text, "currency": amount.currency, "note": note}
    if await clients.lift_under_age(db, lead.client_id):
        detail["under_age"] = "lifted"
    entry = Entry(lead.id, "artist", Happened.APPROVED, lead.status, moved.status, detail)
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    await open_deposit(db, house, moved, amount, now)
    await _flag_if_silent(db, moved, now)
    return moved


async def _flag_if_silent(db: Connection, lead: Lead, now: datetime) -> None:
    """A client who has opted out gets no link from us: the artist has to reach them otherwise."""
    opted_out = await db.fetchval("SELECT opted_out FROM clients WHERE id = $1", lead.client_id)
    if opted_out:
        await leads.raise_flags(db, [Flag(lead.id, "client_opted_out")], now)
