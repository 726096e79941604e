"""Money of a client's goes back: all of what is held, or a part. A person has decided it, or they had paid twice."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from tattoobot.actions.house import House
from tattoobot.actions.look_up_page import line_of_payment
from tattoobot.db import leads, outbox, refunds
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain import money
from tattoobot.domain.effects import GiveBack
from tattoobot.domain.lead import Actor, Lead
from tattoobot.domain.money import BadAmount, Money
from tattoobot.errors import BookingError, NotPossible


class BadRefund(BookingError):
    """That amount cannot be given back."""

    http_status = 422
    code = "bad_refund"


async def refund_deposit(
    db: Connection, house: House, lead_id: int, now: datetime, *, amount: str | None = None, reason: str = ""
) -> Lead:
    """Without an `amount` everything that is held. `reason` stands in the timeline; the client is told the amount.

    Raises `NotPossible` while nothing is held, `BadRefund` for more than is.
    """
    lead = await leads.locked(db, lead_id)
    held = await held_money(db, lead.id)
    for deposit, part in _shares(held, _wanted(held, amount)):
        await give_back(db, lead, deposit, part, now, by=Actor.ARTIST, reason=reason)
    return lead


async def held_money(db: Connection, lead_id: int) -> list[tuple[Deposit, Money]]:
    """What can be given back or kept, by deposit. Raises `NotPossible` where there is nothing."""
    held = await refunds.left_of_lead(db, lead_id)
    if not held:
        raise NotPossible("Nothing of this client's money is held, or it is on its way back already.")
    return held


async def give_back(
    db: Connection,
    lead: Lead,
    deposit: Deposit,
    amount: Decimal,
    now: datetime,
    *,
    by: Actor,
    reason: str = "",
    duplicate: bool = False,
) -> None:
    """Ask Stripe for it once this is committed. The lead must be locked, and so much of the deposit be held."""
    if deposit.payment_intent is None:
        raise NotPossible("Stripe's name of this payment is not known here: give it back in Stripe.")
    asked = await refunds.ask(db, deposit, amount, now, duplicate=duplicate)
    detail = {
        "deposit_id": deposit.id,
        "refund_id": asked.id,
        "amount": Money(amount, deposit.currency).text,
        "currency": deposit.currency,
        "reason": reason,
    }
    await leads.enter(db, [Entry(lead.id, by, "refund_asked", detail=detail)], now)
    await outbox.put(db, [(GiveBack(asked.id), line_of_payment(deposit.payment_intent))], now)


def _wanted(held: Sequence[tuple[Deposit, Money]], amount: str | None) -> Money | None:
    if amount is None:
        return None
    currency = held[0][1].currency
    try:
        wanted = money.parse(amount, currency)
    except BadAmount as error:
        raise BadRefund(str(error)) from None
    most = Money(sum((left.amount for _, left in held if left.currency == currency), Decimal(0)), currency)
    if not 0 < wanted.amount <= most.amount:
        raise BadRefund(f"{wanted} cannot be given back: {most} of this client's money is held.")
    return wanted


def _shares(held: Sequence[tuple[Deposit, Money]], wanted: Money | None) -> list[tuple[Deposit, Decimal]]:
    if wanted is None:
        return [(deposit, left.amount) for deposit, left in held]
    found, rest = [], wanted.amount
    for deposit, left in held:
        share = min(rest, left.amount) if left.currency == wanted.currency else Decimal(0)
        if share:
            found.append((deposit, share))
        rest -= share
    return found
