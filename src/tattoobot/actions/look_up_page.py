"""Ask Stripe how a payment page stands, or a payment: its event may never come, or not say all."""

from datetime import datetime, timedelta

from tattoobot.actions.close_page import line_of
from tattoobot.db import attempts, deposits, outbox
from tattoobot.db.engine import Connection
from tattoobot.domain.effects import LookUpCheckout, LookUpPayment

UNHEARD_OF = timedelta(hours=1)
"""A page that can be paid is asked about this often, whatever happens."""


async def look_up_page(db: Connection, deposit_id: int, lead_id: int, now: datetime) -> None:
    """Ask about the page that the deposit names, unless it is being asked already."""
    page = await attempts.named(db, deposit_id)
    line = line_of(lead_id)
    if not await outbox.waits(db, LookUpCheckout, line):
        await outbox.put(db, [(LookUpCheckout(deposit_id, page.id if page else None), line)], now)


async def look_up_session(db: Connection, session_id: str, now: datetime) -> None:
    """Ask Stripe how a page stands after an event that does not say. Ignores pages that are not ours."""
    deposit, page = await deposits.by_session(db, session_id), await attempts.by_session(db, session_id)
    if deposit is None:
        return
    if page is None:
        await look_up_page(db, deposit.id, deposit.lead_id, now)
        return
    await outbox.put(db, [(LookUpCheckout(deposit.id, page.id), line_of(deposit.lead_id))], now)


async def look_up_payment(db: Connection, payment_intent: str, now: datetime) -> None:
    """Ask what became of a payment, after whatever is being asked about it."""
    await outbox.put(db, [(LookUpPayment(payment_intent), line_of_payment(payment_intent))], now)


def line_of_payment(payment_intent: str) -> str:
    """Order key: what is asked about one payment, and asked to happen to it, goes in order."""
    return f"payment:{payment_intent}"


async def look_up_unchecked_pages(db: Connection, now: datetime, *, limit: int) -> int:
    """Ask about the pages of which nothing was heard for long, or since they ran out. Returns how many."""
    unchecked = await deposits.unchecked(db, now, UNHEARD_OF, limit)
    await outbox.put(db, [(LookUpCheckout(deposit), line_of(lead)) for deposit, lead in unchecked], now)
    return len(unchecked)
