"""The date is fixed, or becomes another one: entered, and told to the client."""

from datetime import datetime

from tattoobot.actions.confirm_date import confirm_date
from tattoobot.actions.house import House
from tattoobot.db import deposits, leads, refunds
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Entry
from tattoobot.domain.lead import Actor, Happened, Lead
from tattoobot.domain.ledger import Entry as LedgerEntry
from tattoobot.domain.ledger import Kind
from tattoobot.errors import BookingError


class BadTimes(BookingError):
    """A booking ends after it starts, and both times carry their offset from UTC."""

    http_status = 422
    code = "bad_times"


async def set_date(
    db: Connection,
    house: House,
    lead: Lead,
    now: datetime,
    happened: Happened,
    *,
    starts_at: datetime | None,
    ends_at: datetime | None,
) -> Lead:
    """The action is allowed by now. Raises `BadTimes` for times that make no sense."""
    _check(starts_at, ends_at, now)
    moved = lead.moved(happened)
    detail = {"starts_at": starts_at, "ends_at": ends_at}
    entry = Entry(lead.id, Actor.ARTIST, happened, lead.status, moved.status, detail)
    await leads.save(db, [moved], [entry], now)
    await leads.resolve_flags(db, lead.id, now)
    if happened is Happened.MOVED:
        for deposit, left in await refunds.left_of_lead(db, lead.id):
            await deposits.enter(db, deposit, [LedgerEntry(Kind.MOVED, left.amount)], Actor.ARTIST, now)
    await confirm_date(db, house, moved, starts_at, now, key=happened.value)
    return moved


def _check(starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> None:
    if any(moment is not None and moment.tzinfo is None for moment in (starts_at, ends_at)):
        raise BadTimes
    if starts_at is not None and starts_at < now:
        raise BadTimes("That time is over already: choose one that is to come.")
    if ends_at is not None and (starts_at is None or ends_at <= starts_at):
        raise BadTimes
