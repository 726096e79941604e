"""The date becomes another one, with all that is said around it."""

from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.actions.set_date import set_date
from tattoobot.db import leads, reminders
from tattoobot.db.engine import Connection
from tattoobot.domain.lead import Action, Happened, Lead, require


async def move_date(
    db: Connection,
    house: House,
    lead_id: int,
    now: datetime,
    *,
    starts_at: datetime,
    ends_at: datetime | None = None,
) -> Lead:
    """Raises `NotPossible` where no date is fixed, `BadTimes` for times that make no sense."""
    lead = await leads.locked(db, lead_id)
    require(lead.status, Action.MOVE)
    # What waits to be sent speaks of the date of before.
    await reminders.take_back(db, [lead.client_id])
    return await set_date(db, house, lead, now, Happened.MOVED, starts_at=starts_at, ends_at=ends_at)
