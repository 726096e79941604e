"""Keep the payment page that Stripe opened, and send its link."""

from datetime import datetime

from tattoobot.actions.close_page import expire_late
from tattoobot.actions.house import House
from tattoobot.actions.request_deposit import send_link
from tattoobot.db import attempts, deposits, leads
from tattoobot.db.engine import Connection
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.lead import Status


async def record_checkout(
    db: Connection,
    house: House,
    deposit_id: int,
    session_id: str,
    url: str,
    now: datetime,
    *,
    attempt_id: int | None = None,
) -> None:
    """Told twice, it does nothing the second time. A page that nobody waits for any more is closed instead.

    Without an `attempt_id` it is the page that the deposit names.
    """
    deposit = await deposits.by_id(db, deposit_id)
    if deposit is None:
        return
    lead = await leads.locked(db, deposit.lead_id)
    deposit, named = await deposits.by_id(db, deposit_id), await attempts.named(db, deposit_id)
    page = named if attempt_id is None else await attempts.by_id(db, attempt_id)
    if deposit is None or named is None or page is None or page.session_id is not None:
        return
    wanted = page.id == named.id and deposit.status is DepositStatus.REQUESTED
    if wanted and lead.status is Status.AWAITING_DEPOSIT:
        opened = await deposits.update(db, deposit.id, DepositStatus.OPEN, session_id=session_id, url=url)
        await send_link(db, house, lead, opened, now)
        return
    if wanted:
        await deposits.update(db, deposit.id, DepositStatus.EXPIRED)
    if page.id == named.id:
        await deposits.keep_session(db, deposit.id, session_id)
    await expire_late(db, deposit, page, session_id, now)
