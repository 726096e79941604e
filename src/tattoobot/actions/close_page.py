"""A payment page must not be paid any more."""

from datetime import datetime

from tattoobot.db import attempts, deposits, outbox
from tattoobot.db.attempts import Attempt, State
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.effects import ExpireCheckout

CAN_BE_CLOSED = frozenset({DepositStatus.REQUESTED, DepositStatus.OPEN})
"""Money that is on its way cannot be called back."""


async def close_page(db: Connection, deposit: Deposit, now: datetime, *, replaced: bool = False) -> None:
    """Close it in our books now, at Stripe as soon as it can be reached: before any page that is asked for later.

    If it turns out to have been paid meanwhile, the payment is recorded. The lead must be locked.
    """
    await deposits.update(db, deposit.id, DepositStatus.EXPIRED, replaced=replaced)
    page = await attempts.named(db, deposit.id)
    if page is not None and page.session_id is not None:
        await _expire(db, deposit, page, now)


async def close_pages(db: Connection, lead_id: int, now: datetime, *, but: int | None = None) -> None:
    """Close every page of a lead that can still be paid."""
    for deposit in await deposits.of_lead(db, lead_id):
        if deposit.id != but and deposit.status in CAN_BE_CLOSED:
            await close_page(db, deposit, now, replaced=but is not None)


async def close_others(db: Connection, deposit: Deposit, but: Attempt, now: datetime) -> None:
    """Close every other page of the same deposit, which is being paid through one of them."""
    for page in await attempts.of_deposit(db, deposit.id):
        if page.id != but.id and page.state in {State.ASKED, State.OPEN}:
            await attempts.settle(db, page.id, State.REPLACED)
            if page.session_id is not None:
                await _expire(db, deposit, page, now)


async def expire_late(
    db: Connection, deposit: Deposit, page: Attempt, session_id: str, now: datetime
) -> None:
    """A page of which we hear only now that it was opened, and nobody waits for it any more."""
    state = page.state if page.state is State.REPLACED else State.EXPIRED
    await attempts.settle(db, page.id, state, session_id)
    await _expire(db, deposit, page, now)


async def _expire(db: Connection, deposit: Deposit, page: Attempt, now: datetime) -> None:
    await outbox.put(db, [(ExpireCheckout(deposit.id, page.id), line_of(deposit.lead_id))], now)


def line_of(lead_id: int) -> str:
    """Order key: Stripe is asked about one lead's pages in order."""
    return f"deposit:{lead_id}"
