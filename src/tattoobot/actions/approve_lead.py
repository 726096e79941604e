"""The artist says yes: the lead awaits its deposit, and the payment page is asked for."""

from datetime import datetime

from tattoobot.actions.hand_back import go_on_after_decision
from tattoobot.actions.house import House, to_client
from tattoobot.actions.look_up_page import look_up_payment
from tattoobot.actions.record_payment import take_as_deposit
from tattoobot.actions.request_deposit import BadDeposit, deposit_amount, open_deposit
from tattoobot.db import clients, deposits, leads, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry, Flag
from tattoobot.domain.deposit import HELD, TAKEN_BY_A_YES
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Action, Actor, Happened, Lead, require
from tattoobot.domain.money import Money
from tattoobot.domain.says import Phrase, Say


async def approve_lead(
    db: Connection, house: House, lead_id: int, now: datetime, *, deposit: Money | None = None, note: str = ""
) -> Lead:
    """Money that came, or is on its way, for a yes that was taken back is the deposit: nobody is asked to pay twice.

    Raises `NotPossible` outside `pending_approval` and `BadDeposit` for an amount that cannot be charged.
    """
    lead = await leads.locked(db, lead_id)
    require(lead.status, Action.APPROVE)
    held = await deposits.held(db, lead.id, among=TAKEN_BY_A_YES)
    amount = held.left if held is not None else deposit_amount(house, lead, deposit)
    if deposit is not None and deposit != amount:
        raise BadDeposit(
            f"{amount} of this client's money is here, and a yes takes that as the deposit."
            " To ask for another amount, give it back first."
        )
    moved = lead.moved(Happened.APPROVED)
    detail = {"amount": amount.text, "currency": amount.currency, "note": note}
    if await clients.lift_under_age(db, lead.client_id):
        detail["under_age"] = "lifted"
    entry = Entry(lead.id, Actor.ARTIST, Happened.APPROVED, lead.status, moved.status, detail)
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    await go_on_after_decision(db, house, lead, now)
    approved = Phrase("approved_again", {"note": f" {note}" if note else ""})
    if held is None:
        await open_deposit(db, house, moved, amount, now)
    elif held.status in HELD:
        if held.payment_intent is not None:
            # Given back a moment ago, and its event still to come: the artist hears of it.
            await look_up_payment(db, held.payment_intent, now)
        return await take_as_deposit(db, house, moved, held, now, told_first=approved)
    else:
        client = await clients.by_id(db, lead.client_id)
        coming = Say((approved, Phrase("deposit_on_its_way")))
        await transcript.write(db, [to_client(house, client, moved, coming)], now)
    await _flag_if_silent(db, moved, now)
    return moved


async def _flag_if_silent(db: Connection, lead: Lead, now: datetime) -> None:
    """A client who has opted out gets no link from us: the artist has to reach them otherwise."""
    if (await clients.by_id(db, lead.client_id)).opted_out:
        await leads.raise_flags(db, [Flag(lead.id, FlagReason.CLIENT_OPTED_OUT)], now)
