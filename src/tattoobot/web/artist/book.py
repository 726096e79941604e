"""What an artist looks at before they fix a date: when the client would come, and what is booked around then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from tattoobot.actions.house import House
from tattoobot.db import desk_week
from tattoobot.db.desk_week import Entry
from tattoobot.db.engine import Connection
from tattoobot.domain.lead import Action, Answer, Status
from tattoobot.domain.sittings import end_of
from tattoobot.web.artist import cards
from tattoobot.web.artist.enquiry import Enquiry
from tattoobot.wording import Wording, days

FIXES_DATE = frozenset({Action.MARK_BOOKED, Action.MOVE})

BEFORE = timedelta(days=3)
"""So much of what comes before the days that the client named is shown."""
AHEAD = timedelta(days=28)
MOST = 30


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something is booked."""

    day: str
    dates: tuple[str, ...]
    """ "10:00–13:00 Maya"."""


@dataclass(frozen=True, slots=True)
class Book:
    """The days around the ones that the client named; those that are not told are free."""

    wish: str
    """When they would come, in their brief."""
    days: tuple[Day, ...]
    until: str
    """The last day that was looked at."""
    from_now: bool
    """Nothing before it was left out."""


async def near(db: Connection, house: House, enquiry: Enquiry, now: datetime) -> Book | None:
    """None where no date can be fixed."""
    if FIXES_DATE.isdisjoint(enquiry.possible):
        return None
    lead = enquiry.found.lead
    wording = cards.wording_for(house, lead)
    start, end = _around(lead.answers, now)
    found = await desk_week.dates(db, [lead.artist_id], start, end, MOST)
    others = [one for one in found if one.lead.id != lead.id and one.lead.status is Status.BOOKED]
    until = others[-1].at if len(found) == MOST and others else end
    told = _by_day(house, wording, others)
    return Book(_wish(wording, lead.answers), told, wording.short_day(until), start == now)


def _around(answers: Mapping[str, Answer], now: datetime) -> tuple[datetime, datetime]:
    timing = answers.get("timing")
    told = timing.value.get("from") if timing and isinstance(timing.value, dict) else None
    wished = datetime.combine(date.fromisoformat(told), now.timetz()) - BEFORE if told else now
    start = max(now, wished)
    return start, start + AHEAD


def _wish(wording: Wording, answers: Mapping[str, Answer]) -> str:
    return wording.spoken("timing", answers["timing"]) if "timing" in answers else ""


def _by_day(house: House, wording: Wording, found: list[Entry]) -> tuple[Day, ...]:
    zone = house.studio.zone
    return tuple(
        Day(
            days.day(day, wording.locale),
            tuple(f"{_span(house, wording, one)} {cards.first_name_of(one.client)}" for one in group),
        )
        for day, group in groupby(found, lambda one: one.at.astimezone(zone).date())
    )


def _span(house: House, wording: Wording, one: Entry) -> str:
    end = end_of(house.studio, one.lead.answers, one.at, one.until)
    return f"{wording.clock(one.at)}–{wording.clock(end)}"
