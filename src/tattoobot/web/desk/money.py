"""Money and flow: what came, what of it is where, how far enquiries come, how long they wait; each with its table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.db import counters, desk_money, number
from tattoobot.db.desk_money import Sum
from tattoobot.domain import flow
from tattoobot.domain.flow import Course, Step
from tattoobot.web.context import web
from tattoobot.web.desk import charged, charts, pages
from tattoobot.web.desk.charts import Chart, Heat
from tattoobot.web.desk.visitor import Visitor, looking
from tattoobot.web.desk.week import A_WEEK, midnight
from tattoobot.wording import Wording, days
from tattoobot.wording.spoken import capital

WEEKS = 8
NEWEST = 500
"""So many enquiries tell how things go."""
MOST_ROWS = 8
FEW = 10
"""Of fewer nobody speaks in tenths."""

WHERE = ("held", "applied", "refunded", "forfeited", "disputed")
WEEKLY = ("paid", "applied", "refunded", "forfeited")
SHAPES = {"held": "paid", "applied": "over", "refunded": "over", "forfeited": "over", "disputed": "needs"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, and the table beside it."""

    chart: Chart | Heat
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Money:
    """All in one currency: amounts of two are never added."""

    currency: str
    tiles: tuple[tuple[str, str, str], ...]
    """Shape, word, amount."""
    weeks: Figure


@looking
async def show(request: Request, visitor: Visitor) -> Response:
    shared, wording = web(request), visitor.wording
    zone = shared.house.studio.zone
    today = shared.now().astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    mondays = [monday - n * A_WEEK for n in reversed(range(WEEKS))]
    async with shared.database.reading() as db:
        totals = await desk_money.totals(db, visitor.artists)
        weekly = await desk_money.by_week(
            db, visitor.artists, {day: (midnight(day, zone), midnight(day + A_WEEK, zone)) for day in mondays}
        )
        courses = await desk_money.courses(db, visitor.artists, NEWEST)
        counted = await counters.totals(db) if visitor.is_owner else {}
        limit = await number.messaging_limit(db) if visitor.is_owner else ""
    return pages.page(
        request,
        visitor,
        "money.html",
        here="money",
        styles=pages.versioned("figures.css"),
        currencies=_currencies(wording, totals, weekly, mondays),
        sample=wording.say("desk.flow.of", n=len(courses), since=wording.day(courses[-1].began_at))
        if courses
        else "",
        funnel=_funnel(wording, flow.funnel(courses)) if courses else None,
        left=[(wording.say(f"label.{key}", missing=key), n) for key, n in flow.left_at(courses)[:MOST_ROWS]],
        waits=_waits(wording, courses),
        wanted=_styles(wording, courses),
        places=_places(wording, courses),
        messages=charged.messages(wording, shared.house.studio, counted, limit, shared.now()),
    )


def _currencies(
    wording: Wording, totals: Sequence[Sum], weekly: Iterable[Sum], mondays: Sequence[date]
) -> list[Money]:
    known = {(each.currency, each.what): each.amount for each in totals}
    came = {(each.currency, each.what, each.monday): each.amount for each in weekly}
    return [
        Money(
            currency,
            tuple(
                (SHAPES[what], wording.say(f"desk.money.{what}"), wording.money(amount, currency))
                for what in WHERE
                if (amount := known.get((currency, what), Decimal(0))) or what == "held"
            ),
            _weeks(wording, currency, came, mondays),
        )
        for currency in dict.fromkeys(each.currency for each in totals)
    ]


def _weeks(
    wording: Wording, currency: str, came: Mapping[tuple[str, str, Any], Decimal], mondays: Sequence[date]
) -> Figure:
    def amount(what: str, monday: date) -> Decimal:
        return came.get((currency, what, monday), Decimal(0))

    chart = charts.columns(
        f"weeks-{currency.lower()}",
        wording.say("desk.money.weeks", currency=currency),
        [
            (
                days.short_day(monday, wording.locale),
                wording.money(Decimal(round(amount("paid", monday))), currency),
                float(amount("paid", monday)),
            )
            for monday in mondays
        ],
    )
    return Figure(
        chart,
        (wording.say("desk.money.week_of"), *(wording.say(f"desk.money.{what}") for what in WEEKLY)),
        tuple(
            (
                days.day(monday, wording.locale),
                *(wording.money(amount(what, monday), currency) for what in WEEKLY),
            )
            for monday in reversed(mondays)
        ),
    )


def _funnel(wording: Wording, steps: Sequence[Step]) -> Figure:
    names = [wording.say(f"desk.flow.{step.name}") for step in steps]
    shares = [_share(step.reached, steps[0].reached) for step in steps]
    chart = charts.rows(
        "funnel",
        wording.say("desk.flow.funnel"),
        [
            (name, f"{step.reached} · {share}", step.reached)
            for name, step, share in zip(names, steps, shares, strict=True)
        ],
    )
    heads = ("step", "reached", "share", "left", "under_way")
    return Figure(
        chart,
        tuple(wording.say(f"desk.flow.{head}") for head in heads),
        tuple(
            (name, str(step.reached), share, str(step.left), str(step.under_way))
            for name, step, share in zip(names, steps, shares, strict=True)
        ),
    )


def _styles(wording: Wording, courses: Sequence[Course]) -> Figure | None:
    """What people want, the most frequent first."""
    said = [
        (capital(wording.say(f"value.style.{style}", missing=style)), n) for style, n in flow.styles(courses)
    ]
    title = wording.say("desk.flow.styles")
    chart = charts.rows("styles", title, [(word, str(n), n) for word, n in said[:MOST_ROWS]])
    return Figure(chart, *_table(wording, "style", said, len(courses))) if said else None


def _places(wording: Wording, courses: Sequence[Course]) -> Figure | None:
    """Where people want it: the warmest places of the body map are wanted most."""
    found = [
        (part, capital(wording.say(f"value.placement.{part}", missing=part)), n)
        for part, n in flow.places(courses)
    ]
    chart = charts.heat("places", wording.say("desk.flow.places"), found)
    said = [(word, n) for _, word, n in found]
    return Figure(chart, *_table(wording, "placement", said, len(courses))) if said else None


def _table(
    wording: Wording, key: str, said: Sequence[tuple[str, int]], whole: int
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    heads = (wording.label(key), wording.say("desk.flow.count"), wording.say("desk.flow.share"))
    return heads, tuple((word, str(n), _share(n, whole)) for word, n in said)


def _waits(wording: Wording, courses: Sequence[Course]) -> str:
    found = flow.waits(courses)
    if found is None:
        return ""
    half, most = (_took(wording, each) for each in (found.half, found.most))
    if found.count < FEW:
        return wording.say("desk.flow.waits.few", n=found.count, most=_took(wording, found.most))
    return wording.say("desk.flow.waits", n=found.count, half=half, most=most)


def _took(wording: Wording, took: timedelta) -> str:
    minutes = max(round(took / timedelta(minutes=1)), 1)
    if minutes < 60:
        return wording.say("desk.minutes", n=minutes)
    return wording.say("desk.hours", n=round(minutes / 60))


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "–"
