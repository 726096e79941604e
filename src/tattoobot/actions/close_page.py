"""A payment page must not be paid any more."""

from datetime import datetime

from tattoobot.db import deposits, outbox
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.effects import ExpireCheckout

CAN_BE_CLOSED = frozenset({DepositStatus.REQUESTED, DepositStatus.OPEN})
"""Money that is on its way cannot be called back."""


async def close_page(db: Connection, deposit: Deposit, now: datetime) -> None:
    """Close it in our books now, at Stripe as soon as it can be reached: before any page that is asked for later.

    If it turns out to have been paid meanwhile, the payment is recorded. The lead must be locked.
    """
    await deposits.update(db, deposit.id, DepositStatus.EXPIRED)
    if deposit.session_id is not None:
        await outbox.put(db, [(ExpireCheckout(deposit.id), line_of(deposit.lead_id))], now)


async def close_pages(db: Connection, lead_id: int, now: datetime, *, but: int | None = None) -> None:
    """Close every page of a lead that can still be paid."""
    for deposit in await deposits.of_lead(db, lead_id):
        if deposit.id != but and deposit.status in CAN_BE_CLOSED:
            await close_page(db, deposit, now)


def line_of(lead_id: int) -> str:
    """Order key: Stripe is asked about one lead's pages in order."""
    return f"deposit:{lead_id}"
