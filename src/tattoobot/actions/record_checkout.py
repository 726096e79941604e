"""Keep the payment page that Stripe opened, and send its link."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.actions.request_deposit import send_link
from tattoobot.db import deposits, leads, outbox
from tattoobot.db.engine import Connection
from tattoobot.domain.effects import ExpireCheckout
from tattoobot.domain.lead import Status


async def record_checkout(
    db: Connection, house: House, deposit_id: int, session_id: str, url: str, now: datetime
) -> None:
    """Told twice, it does nothing the second time. A lead that no longer waits gets its page closed instead."""
    deposit = await deposits.by_id(db, deposit_id)
    if deposit is None:
        return
    lead = await leads.locked(db, deposit.lead_id)
    deposit = await deposits.by_id(db, deposit_id)
    if deposit is None or deposit.status != "requested":
        return
    opened = await deposits.update(db, deposit.id, "open", session_id=session_id, url=url)
    if lead.status is Status.AWAITING_DEPOSIT:
        await send_link(db, house, lead, opened, now)
    else:
        await deposits.update(db, deposit.id, "expired")
        await outbox.put(db, [(ExpireCheckout(deposit.id), f"deposit:{lead.id}")], now)
