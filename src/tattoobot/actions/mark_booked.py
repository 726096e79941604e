"""The date is fixed."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.actions.set_date import set_date
from tattoobot.db import leads
from tattoobot.db.engine import Connection
from tattoobot.domain.lead import Action, Happened, Lead, require


async def mark_booked(
    db: Connection,
    house: House,
    lead_id: int,
    now: datetime,
    *,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Lead:
    """Raises `NotPossible` outside `deposit_paid` and `booking_pending`, `BadTimes` for times that make no sense."""
    lead = await leads.locked(db, lead_id)
    require(lead.status, Action.MARK_BOOKED)
    return await set_date(db, house, lead, now, Happened.BOOKED, starts_at=starts_at, ends_at=ends_at)
