"""The artist says yes: the lead awaits its deposit, and the payment page is asked for."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.actions.record_payment import take_as_deposit
from tattoobot.actions.request_deposit import deposit_amount, open_deposit
from tattoobot.db import clients, deposits, leads
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry, Flag
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Action, Actor, Happened, Lead, require
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
    entry = Entry(lead.id, Actor.ARTIST, Happened.APPROVED, lead.status, moved.status, detail)
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    held = await _held(db, lead.id)
    if held is None:
        await open_deposit(db, house, moved, amount, now)
    elif held.status is DepositStatus.PAID:
        return await take_as_deposit(db, house, moved, held, now)
    await _flag_if_silent(db, moved, now)
    return moved


async def _held(db: Connection, lead_id: int) -> Deposit | None:
    """Money that came, or is on its way, for an approval that was taken back: nobody is asked to pay twice."""
    mine = await deposits.of_lead(db, lead_id)
    held = [one for one in mine if one.status in {DepositStatus.PAID, DepositStatus.PROCESSING}]
    return held[-1] if held else None


async def _flag_if_silent(db: Connection, lead: Lead, now: datetime) -> None:
    """A client who has opted out gets no link from us: the artist has to reach them otherwise."""
    opted_out = await db.fetchval("SELECT opted_out FROM clients WHERE id = $1", lead.client_id)
    if opted_out:
        await leads.raise_flags(db, [Flag(lead.id, FlagReason.CLIENT_OPTED_OUT)], now)
