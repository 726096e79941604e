"""Keep the payment page that Stripe opened, and send its link."""

from datetime import datetime

from tattoobot.actions.close_page import close_page
from tattoobot.actions.house import House
from tattoobot.actions.request_deposit import send_link
from tattoobot.db import deposits, leads
from tattoobot.db.engine import Connection
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.lead import Status


async def record_checkout(
    db: Connection, house: House, deposit_id: int, session_id: str, url: str, now: datetime
) -> None:
    """Told twice, it does nothing the second time. A page that nobody waits for any more is closed instead."""
    deposit = await deposits.by_id(db, deposit_id)
    if deposit is None:
        return
    lead = await leads.locked(db, deposit.lead_id)
    deposit = await deposits.by_id(db, deposit_id)
    if deposit is None or deposit.session_id is not None:
        return
    if deposit.status is DepositStatus.REQUESTED and lead.status is Status.AWAITING_DEPOSIT:
        opened = await deposits.update(db, deposit.id, DepositStatus.OPEN, session_id=session_id, url=url)
        await send_link(db, house, lead, opened, now)
        return
    await deposits.keep_session(db, deposit.id, session_id)
    kept = await deposits.by_id(db, deposit.id)
    assert kept is not None
    await close_page(db, kept, now)
