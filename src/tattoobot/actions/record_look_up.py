"""Keep what Stripe answers about a payment page that we asked about."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.actions.record_payment import record_payment
from tattoobot.db import deposits, leads, reminders
from tattoobot.db.engine import Connection
from tattoobot.db.wake import REMINDERS, wake
from tattoobot.domain.payment import Payment


async def record_look_up(
    db: Connection, house: House, deposit_id: int, payment: Payment | None, now: datetime, *, livemode: bool
) -> None:
    """`payment`: what happened on the page; None: nothing yet. Found paid, it counts as if the event had come."""
    deposit = await deposits.by_id(db, deposit_id)
    if deposit is None:
        return
    await leads.locked(db, deposit.lead_id)
    if payment is None or payment.session_id == deposit.session_id:
        await deposits.checked(db, deposit_id, now)
    if payment is not None:
        await record_payment(db, house, payment, now, livemode=livemode)
    # A reminder may have waited for this answer.
    await reminders.look_again(db, [(deposit.lead_id, now)])
    await wake(db, REMINDERS)
