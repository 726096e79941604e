"""The date is fixed."""

from datetime import datetime

from tattoobot.actions.confirm_date import confirm_date
from tattoobot.actions.house import House
from tattoobot.db import leads
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.lead import Action, Actor, Happened, Lead, require
from tattoobot.errors import BookingError


class BadTimes(BookingError):
    """A booking ends after it starts, and both times carry their offset from UTC."""

    http_status = 422
    code = "bad_times"


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
    check_times(starts_at, ends_at, now)
    moved = lead.moved(Happened.BOOKED)
    detail = {"starts_at": starts_at, "ends_at": ends_at}
    entry = Entry(lead.id, Actor.ARTIST, Happened.BOOKED, lead.status, moved.status, detail)
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    await confirm_date(db, house, moved, starts_at, now, key="booked")
    return moved


def check_times(starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> None:
    if any(moment is not None and moment.tzinfo is None for moment in (starts_at, ends_at)):
        raise BadTimes
    if starts_at is not None and starts_at < now:
        raise BadTimes("That time is over already: choose one that is to come.")
    if ends_at is not None and (starts_at is None or ends_at <= starts_at):
        raise BadTimes
