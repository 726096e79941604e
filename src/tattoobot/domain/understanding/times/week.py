"""Weekdays and parts of the day."""

import re
from collections.abc import Iterator
from itertools import islice

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import WEEK, Period
from tattoobot.domain.understanding.dates import MOST_DATES, Dates
from tattoobot.domain.understanding.grammar.rule import SAME, among, clause, holds, place, rule, sign
from tattoobot.domain.understanding.times.pieces import Pieces

NOON, EVENING = 12, 17

_GROUP = rule(
    "(any:any filler{0,3} | any:article)? [glue in of day_marker]{0,4} [weekday weekdays weekday_set weekend] (,? "
    "([or and] range | [or and range until at_hour slash , -])? [glue in of article day_marker]{0,4} "
    "[weekday weekdays weekday_set weekend])* "
    "(glue? part)? only:[any parts]?"
)
_ONE_DAY = rule("[weekday weekdays weekday_set weekend]")
EXCEPT = rule(
    "(except | (?<= [weekday_set flexible weekdays weekend unit any same]) but | unavailable | "
    "no_good) [word glue in of any and or for filler at_hour]{0,4} $"
)
_NO_GOOD = rule(
    "[word glue filler turning]{0,2} no_good",
    "[word glue filler turning]{0,5} except [filler glue]{0,2} (?= $ | [, . - and])",
)
_BESIDE_A_DAY = rule("[before after] [glue in of day_marker article]{0,3} date")
""" "Any Saturday before Christmas"."""
_MONTH_AHEAD = rule("[glue in of day_marker]{0,4} day:date")


def read_weekdays(pieces: Pieces) -> None:
    """Sets of weekdays; a single one is the coming day, and becomes a period like any other."""
    dates = pieces.dates
    for found in list(islice(_GROUP.finditer(dates.kinds), MOST_DATES)):
        names = _narrowed(dates, list(_ONE_DAY.finditer(dates.kinds, *found.span())))
        refused = _refuses(dates, found)
        alone = place(found, "any") < 0 and found["only"] is None
        single = len(names) == 1 and among(names[0][0][0], "weekday") and alone
        beside = dates.is_any(names[0].start()) and _BESIDE_A_DAY.match(dates.kinds, found.end())
        several = beside or _of_a_month(dates, found.end())
        if single and not refused and not several:
            _fold_coming(dates, names[0])
            pieces.marks[names[0].start()] = frozenset({"a weekday"})
            continue
        after = names[-1].end()
        while dates.kinds[after : after + 1] == SAME:
            after += 1  # "terças-feiras"
        span = names[0].start(), after
        pieces.add("not_days" if refused else "days", {*_days(dates, names)}, span)


def _narrowed(dates: Dates, names: list[re.Match[str]]) -> list[re.Match[str]]:
    """ "The weekend, Saturday" is Saturday; "the weekend or Friday" is all three days."""
    between = dates.kinds[names[0].start() : names[-1].end()]
    days = [name for name in names if not among(name[0][0], "weekend")]
    if len(days) in {0, len(names)} or holds(between, "or and range slash -"):
        return names
    return days if {*_days(dates, days)} <= {5, 6} else names


def _refuses(dates: Dates, found: re.Match[str]) -> bool:
    """ "any day but Tuesday", "Mondays are no good"."""
    kinds = dates.kinds[: found.start()]
    before = EXCEPT.search(clause(kinds))
    only = place(found, "any") >= 0 and dates.value(place(found, "any")) == "only"
    if before and only and holds(before[0], "unavailable"):
        before = None  # "I work with children, so only Sundays"
    nor = holds(kinds, "nor") and holds(clause(kinds), "nor")  # "weder montags noch dienstags"
    return before is not None or nor or _NO_GOOD.match(dates.kinds, found.end()) is not None


def _fold_coming(dates: Dates, name: re.Match[str]) -> None:
    when = calendar.coming_weekday(int(str(dates.value(name.start())).rstrip("?")), dates.today)
    dates.fold(*name.span())
    dates.periods[name.start()] = Period(when, when)


def _of_a_month(dates: Dates, end: int) -> bool:
    """ "Saturday in March": a set of days, since the period holds several."""
    found = _MONTH_AHEAD.match(dates.kinds, end)
    if not found:
        return False
    first, last = dates.periods[found.start("day")]
    return bool(first and last and last - first > WEEK)


def _days(dates: Dates, names: list[re.Match[str]]) -> Iterator[int]:
    before: int | None = None
    for at, name in enumerate(names):
        between = dates.kinds[names[at - 1].end() : name.start()] if at else ""
        value = str(dates.value(name.start())).rstrip("?") if not among(name[0][0], "weekend") else "5-6"
        low, _, high = value.partition("-")
        if before is not None and holds(between, "- range until at_hour"):
            span = (int(low) - before) % 7
            yield from ((before + step) % 7 for step in range(span + 1))
        yield from range(int(low), int(high or low) + 1)
        before = int(low)


_EARLY = rule("[date weekday weekdays weekday_set] ,? early:part_of (?= $ | [, . filler])")
_PART = rule("bound:[before after from]? [glue of]{0,4} part:[part parts]")


_OF_AN_APPOINTMENT = rule("existing [glue in of word for day_marker that at_hour filler]{0,3} $")


def read_parts(pieces: Pieces) -> None:
    dates = pieces.dates
    if holds(dates.kinds, "same_time"):
        _read_same_time(pieces)
    early = _EARLY.search(dates.kinds)
    if early and dates.value(early.start("early")) == "early":
        pieces.add("part", "morning", (early.start("early"), early.end()))
    for found in _PART.finditer(dates.kinds):
        part = _part(dates, found)
        if part is None:
            continue
        span = found.start("part"), found.end()
        refused = EXCEPT.search(clause(dates.kinds[: found.start()])) is not None
        time = _about_a_time(dates, found)
        existing = found.start("part") in dates.hours and _OF_AN_APPOINTMENT.search(
            clause(dates.kinds[: found.start()])
        )
        marks = ["of a time" if time else "a part of the day"] + ["refused"] * refused
        marks += ["an appointment there is"] * bool(existing)
        pieces.add("part", part, span, *marks, meant=time and not (refused or existing))


_SAME_TIME = rule("same_time")


def _read_same_time(pieces: Pieces) -> None:
    """ "Booked at 11 on Thursday. Could I do the Friday, same time?"."""
    dates = pieces.dates
    for found in _SAME_TIME.finditer(dates.kinds):
        before = [at for at in dates.hours if at < found.start()]
        if before:
            part = _part_of_hour(dates.hours[max(before)])
            pieces.add("part", part, found.span(), "of a time", "the same time")


_BESIDE = rule("[date weekday weekdays] , [glue in any]{0,2} $")
_BEFORE_A_DAY = rule(",? [after before from by until]? [glue of day_marker]{0,3} [date weekday weekdays]")


def _part(dates: Dates, found: re.Match[str]) -> str | None:
    at = found.start("part")
    if at not in dates.hours:
        return str(dates.value(at))
    hour, bound = dates.hours[at], (found["bound"] or "")[:1]
    if among(bound, "after from"):
        return _part_of_hour(hour) if hour >= NOON else None
    if among(bound, "before"):
        return "morning" if hour <= NOON else None
    return _part_of_hour(hour)


def _part_of_hour(hour: float) -> str:
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"


def _about_a_time(dates: Dates, found: re.Match[str]) -> bool:
    """Whether "morning" or "night" is when, not what: not a greeting, not the night in a picture."""
    at = found.start("part")
    plain = (
        among(dates.kinds[at], "parts") or dates.kinds[at + 1 : at + 2] == SAME
    )  # "mornings", "por la tarde"
    if plain or dates.is_asked_for or at in dates.hours:
        return True
    before = dates.kinds[:at].replace(SAME, "").rstrip(sign("filler"))
    after = dates.kinds[found.end() : found.end() + 1]
    if _BESIDE.search(before) or _BEFORE_A_DAY.match(dates.kinds, found.end()):
        return True  # "the 26th, arvo if possible", "best for me is afternoon, from 3 November"
    before = before[-1:]
    if among(before, "date weekday weekdays weekday_set next and or weekend :"):
        return True
    return among(before, "glue in article any from") and not among(after, "word")
