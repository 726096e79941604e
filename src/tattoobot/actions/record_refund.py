"""Keep what Stripe answers to a refund that was asked for."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.actions.look_up_page import look_up_payment
from tattoobot.actions.tell_about_money import MONEY_IS_HERE, needs_look
from tattoobot.db import deposits, leads, refunds
from tattoobot.db.engine import Connection
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.money import Money


async def record_refund(db: Connection, refund_id: int, stripe_id: str, now: datetime) -> None:
    """Stripe has taken it. What went back is entered once Stripe says so of the payment as a whole."""
    asked = await refunds.by_id(db, refund_id)
    deposit = await deposits.by_id(db, asked.deposit_id) if asked else None
    if deposit is None or deposit.payment_intent is None:
        return
    await refunds.made(db, refund_id, stripe_id)
    await look_up_payment(db, deposit.payment_intent, now)


async def record_refused_refund(
    db: Connection, house: House, refund_id: int, cause: str, now: datetime
) -> None:
    """Nothing has gone back: the money is held as before, and the artist hears it. Made by hand meanwhile, say."""
    asked = await refunds.by_id(db, refund_id)
    deposit = await deposits.by_id(db, asked.deposit_id) if asked else None
    if asked is None or deposit is None:
        return
    lead = await leads.locked(db, deposit.lead_id)
    await refunds.refused(db, refund_id, cause)
    detail = {"deposit_id": deposit.id, "refund_id": refund_id, "cause": cause}
    amount = Money(asked.amount, deposit.currency)
    flag = FlagReason.REFUND_FAILED
    await needs_look(
        db, house, lead, flag, detail, "money.refund_refused", now, offer=MONEY_IS_HERE, refunded=amount
    )
    if deposit.payment_intent is not None:
        await look_up_payment(db, deposit.payment_intent, now)
