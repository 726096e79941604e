"""The week: what is booked on which day, and which deposits end, on the studio's calendar."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.actions.house import House
from tattoobot.db import desk_week
from tattoobot.db.desk_week import Entry
from tattoobot.db.engine import Connection
from tattoobot.domain.lead import Status
from tattoobot.domain.sittings import end_of, overlap
from tattoobot.web.context import web
from tattoobot.web.desk import lists, pages, times
from tattoobot.web.desk.lists import Line
from tattoobot.web.desk.visitor import Visitor, looking
from tattoobot.wording import Wording, days

MOST_DATES, MOST_ENDS = 100, 30
"""So many are shown of one week: the page stays light on a phone. Each artist's own are fewer."""
MOST_BESIDE = 3
"""Who lie over one date and are named."""
A_WEEK = timedelta(days=7)
SATURDAY = timedelta(days=5)
YEARS = range(2000, 2100)

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    today: bool
    lines: tuple[Line, ...]
    works: bool
    """Where nothing is booked it is free; else it is off."""


@looking
async def show(request: Request, visitor: Visitor) -> Response:
    shared, wording, now = web(request), visitor.wording, web(request).now()
    zone = shared.house.studio.zone
    today = now.astimezone(zone).date()
    named = request.query_params.get("week", "")
    monday = monday_of(named, today)
    async with shared.database.reading() as db:
        dates, ends = await _of_week(db, visitor, monday, zone)
        if not named and today >= monday + SATURDAY and not any(one.at >= now for one in (*dates, *ends)):
            # The work of this week is done: who looks on a Sunday evening wants to know what comes.
            coming = await _of_week(db, visitor, monday + A_WEEK, zone)
            if any(coming):
                monday, (dates, ends) = monday + A_WEEK, coming
    entries = sorted(
        [(entry, "date") for entry in dates] + [(entry, "end") for entry in ends], key=lambda each: each[0].at
    )
    lines: dict[date, list[Line]] = {monday + timedelta(days=n): [] for n in range(7)}
    beside = _beside(shared.house, dates)
    for entry, kind in entries:
        at = times.clock(wording, shared.house, entry.at)
        over = beside.get(entry.lead.id, ()) if kind == "date" else ()
        shown = lists.line(wording, shared.house, entry, at, kind=kind, now=now, beside=over)
        lines[entry.at.astimezone(zone).date()].append(shown)
    return pages.page(
        request,
        visitor,
        "week.html",
        here="week",
        styles=pages.versioned("figures.css"),
        span=f"{days.day(monday, wording.locale)}\u00a0– {days.day(monday + timedelta(days=6), wording.locale)}",
        days=[
            Day(
                days.long_day(day, wording.locale),
                day == today,
                tuple(of),
                shared.house.studio.handover.works(day),
            )
            for day, of in lines.items()
        ],
        before=address_of(monday - A_WEEK),
        after=address_of(monday + A_WEEK),
        this="" if monday <= today < monday + A_WEEK else address_of(monday_of("", today)),
        sums=_sums(wording, len(dates), len(ends)),
        cut=len(dates) == MOST_DATES or len(ends) == MOST_ENDS,
    )


async def _of_week(
    db: Connection, visitor: Visitor, monday: date, zone: ZoneInfo
) -> tuple[list[Entry], list[Entry]]:
    """Its dates, and the links that end in it."""
    start, end = midnight(monday, zone), midnight(monday + A_WEEK, zone)
    return (
        await desk_week.dates(db, visitor.artists, start, end, MOST_DATES),
        await desk_week.running_out(db, visitor.artists, start, end, MOST_ENDS),
    )


def _beside(house: House, dates: Sequence[Entry]) -> dict[int, tuple[tuple[int, str], ...]]:
    """For each lead, whose dates with the same artist lie over its own."""
    lasting = [
        (entry, (entry.at, end_of(house.studio, entry.lead.answers, entry.at, entry.until)))
        for entry in dates
        if entry.lead.status is Status.BOOKED
    ]
    said = {}
    for entry, time_of in lasting:
        over = (
            (other.lead.id, other.client.called)
            for other, its_time in lasting
            if other is not entry
            and other.lead.artist_id == entry.lead.artist_id
            and overlap(time_of, its_time)
        )
        if others := tuple(islice(over, MOST_BESIDE)):
            said[entry.lead.id] = others
    return said


def _sums(wording: Wording, dates: int, ends: int) -> str:
    """How many there are of each; of what there is none nothing is said."""
    sums = []
    if dates:
        sums.append(
            wording.say("desk.week.dates.one" if dates == 1 else "desk.week.dates.other", count=dates)
        )
    if ends:
        sums.append(wording.say("desk.week.due.one" if ends == 1 else "desk.week.due.other", count=ends))
    return " · ".join(sums)


def monday_of(written: str, today: date) -> date:
    """Of the week that an address names as 2026-W10; of this one, where it names none."""
    found = _WEEK.fullmatch(written)
    if found and int(found[1]) in YEARS:
        try:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            pass
    return today - timedelta(days=today.weekday())


def address_of(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"/desk/week?week={year}-W{week:02}"


def midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone)
