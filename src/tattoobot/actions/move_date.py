"""The date becomes another one, with all that is said around it."""

from datetime import datetime

from tattoobot.actions.confirm_date import confirm_date
from tattoobot.actions.house import House
from tattoobot.actions.mark_booked import check_times
from tattoobot.db import leads, reminders
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.lead import Action, Actor, Happened, Lead, require


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
    check_times(starts_at, ends_at, now)
    moved = lead.moved(Happened.MOVED)
    detail = {"starts_at": starts_at, "ends_at": ends_at}
    entry = Entry(lead.id, Actor.ARTIST, Happened.MOVED, lead.status, moved.status, detail)
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    # What waits to be sent speaks of the date of before.
    await reminders.take_back(db, [lead.client_id])
    await confirm_date(db, house, moved, starts_at, now, key="moved")
    return moved
