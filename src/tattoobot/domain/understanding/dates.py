"""Finds the dates in a message, before anything else may take their numbers: "14 March", "next Friday", "in 3 weeks".

The rules run in order over the classes of the line; each stretch that one of them reads becomes a single `D`.
`timing` then reads what is said about these days.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import DAY, WEEK, Period
from tattoobot.domain.understanding.line import SAME, Classes, Line, rule
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.terms import readers

READERS = readers(
    "time",
    {
        "weekday": "W",
        "weekdays": "Y",
        "weak_weekday": "v",
        "weekday_set": "k",
        "month": "m",
        "ordinal_mark": "o",
        "ordinal": "j",
        "holiday": "h",
        "season": "s",
        "relative_day": "y",
        "on": "i",
        "unit": "u",
        "weekend": "E",
        "next": "n",
        "past": "z",
        "in": "I",
        "within": "J",
        "part_of": "e",
        "after": ">",
        "before": "<",
        "by": "b",
        "from": "f",
        "until": "x",
        "between": "B",
        "range": "R",
        "or": "O",
        "and": "&",
        "except": "X",
        "unavailable": "U",
        "part": "p",
        "parts": "P",
        "not_a_time": "w",
        "flexible": "F",
        "asap": "Z",
        "soon": "S",
        "any": "a",
        "glue": "i",
        "ago": "A",
        "clock": "C",
        "day_marker": "T",
        "period": "r",
        "event": "V",
        "slash": "/",
        "few": "q",
        "hence": "H",
        "onwards": "K",
        "but": "%",
        "for": "d",
        "latest": "c",
        "existing": "L",
        "move": "t",
        "other_thing": "@",
        "filler": "°",
        "of": "~",
        "no_good": "!",
        "turning": "=",
        "when": '"',
        "easy": "£",
        "week_number": "*",
        "that": "M",
        "article": "l",
        "rest": "g",
    },
)

OVER = "^"
"""The kind of a stretch that is about the past, or about something else than a wish."""
MOST_DATES = 30
"""Nobody names more days in one message."""
MONTH_FIRST = frozenset({"US", "PH"})
_HINT = re.compile("[WYvkmhsyuEnpPFZSCjTrJeoUG/*]")


@dataclass(slots=True)
class Dates:
    """A line's classes with every date folded into a `D`, and what these stand for."""

    classes: Classes
    kinds: str
    today: date
    context: Context
    periods: dict[int, Period] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)
    """The part of day that a stretch names: at a `D` ("tomorrow morning", "tonight") or at a clock time."""
    hours: dict[int, int] = field(default_factory=dict)
    """The hour of a clock time, which reads as `p`."""
    ends: set[int] = field(default_factory=set)
    """The `D`s that are the end of something: "before the end of May" may still be its last day."""
    names: dict[int, str] = field(default_factory=dict)
    """The period that an `r` names, where it was put together ("next" + "week")."""

    def number(self, index: int) -> int:
        """The number at this atom if it is whole, else 0, which no calendar knows."""
        number = self.classes.line.numbers.get(index)
        return int(number.value) if number and number.value == int(number.value) else 0

    def value(self, index: int) -> Any:
        return self.classes.value(index)

    def name(self, index: int) -> str:
        """The period that an `r` names."""
        return self.names.get(index) or str(self.value(index))

    def fold(self, first: int, last: int, kind: str = "D") -> None:
        self.kinds = self.kinds[:first] + kind + SAME * (last - first - 1) + self.kinds[last:]


def find(line: Line, context: Context) -> Dates:
    classes = READERS[line.language].read(line)
    dates = Dates(classes, _with_years(classes), context.now.date(), context)
    dotted = [index for index, word in enumerate(line.words) if word[0].isdigit() and "." in word]
    if not dotted and not _HINT.search(dates.kinds):
        return dates
    for index in dotted:
        _read_dotted(dates, index)
    _strengthen(dates)
    _apply(dates, _TURNING, _month_of_birthday)
    _apply(dates, _FIRST_WEEKS, _weeks_of_month)
    _apply(dates, _LAST_WEEK, _week_of_month)
    _clocks(dates)
    _past(dates)
    _name_periods(dates)
    for needs, pattern, read in _RULES:
        if any(kind in dates.kinds for kind in needs):
            _apply(dates, pattern, read)
    return dates


def _with_years(classes: Classes) -> str:
    """The kinds with `N` for numbers that may be a day, `G` for years and `Q` for all others."""
    kinds = list(classes.kinds)
    for index, number in classes.line.numbers.items():
        if kinds[index] != "N":
            continue
        if number.written.isdigit() and len(number.written) == 4 and 1900 <= number.value < 2200:
            kinds[index] = "G"
        elif not 1 <= number.value <= 31 or number.value != int(number.value):
            kinds[index] = "Q"
    for index, kind in enumerate(kinds):
        if kind == "o" and not (classes.line.glued(index) and kinds[index - 1] in "NQ"):
            kinds[index] = "i"  # "o", "a" and "e" are articles and conjunctions unless they end a number
    return "".join(kinds)


def claim(dates: Dates) -> None:
    """Takes the numbers of the dates away from sizes and prices."""
    for found in re.finditer(f"[Dp{OVER}]{SAME}*", dates.kinds):
        if found[0][0] != "p" or found.start() in dates.hours:
            dates.classes.line.claim(*found.span())


_Read = Callable[[re.Match[str], Dates], Period | None]


def _apply(dates: Dates, pattern: re.Pattern[str], read: _Read) -> None:
    for found in list(islice(pattern.finditer(dates.kinds), MOST_DATES)):
        period = read(found, dates)
        if period is not None:
            dates.fold(*found.span())
            dates.periods[found.start()] = period


# What is written in digits.


def _read_dotted(dates: Dates, index: int) -> None:
    """`12.03.2026`, `12.3.26`; `12.03.` where a full stop or a word for "on" shows that it is a date."""
    parts = dates.classes.line.words[index].split(".")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return
    numbers = [int(part[:4]) for part in parts]
    stop = dates.kinds[index + 1 : index + 2] == "." and dates.classes.line.glued(index + 1)
    if dates.kinds[index + 1 : index + 2] == "C" and len(parts) == 2 and numbers[0] < 25:
        dates.fold(index, index + 2, kind="p")
        dates.hours[index] = numbers[0]
        return
    if len(numbers) == 3:
        period = _day_month_year(dates, numbers[0], numbers[1], numbers[2])
    elif len(parts[1]) <= 2 and (stop or (len(parts[1]) == 2 and _after_preposition(dates, index))):
        period = _day_month(dates, *numbers)
    else:
        return
    if period:
        dates.fold(index, index + 1 + stop)
        dates.periods[index] = period


def _after_preposition(dates: Dates, index: int) -> bool:
    return dates.kinds[:index].rstrip(SAME)[-1:] in tuple("TbfxR<>")


def _day_month_year(dates: Dates, first: int, second: int, third: int) -> Period | None:
    if first > 31:
        year, number, day = first, second, third
    else:
        day, number = _day_first(dates, first, second)
        year = third + 2000 if third < 100 else third
    when = calendar.on(year, number, day) if 1900 < year < 2200 else None
    return calendar.day(when) if when else None


def _day_month(dates: Dates, first: int, second: int) -> Period | None:
    when = calendar.coming_day(*_day_first(dates, first, second), dates.today)
    return calendar.day(when) if when else None


def _day_first(dates: Dates, first: int, second: int) -> tuple[int, int]:
    """Day and month in the client's order, unless only the other one exists."""
    english = dates.classes.line.language == "en"
    if (dates.context.country in MONTH_FIRST and english and first <= 12) or second > 12:
        return second, first
    return first, second


def _slashed(found: re.Match[str], dates: Dates) -> Period | None:
    a, b = dates.number(found.start("a")), dates.number(found.start("b"))
    if found["c"]:
        return _day_month_year(dates, a, b, dates.number(found.start("c")))
    following = dates.kinds[found.end() : found.end() + 1]
    if following == "w" and dates.context.asked != "timing":
        return None
    return _day_month(dates, a, b)


def _dashed(found: re.Match[str], dates: Dates) -> Period | None:
    a, b, c = (dates.number(found.start(name)) for name in "abc")
    return _day_month_year(dates, a, b, c) if a > 1900 or c > 1900 or (c > 20 and b <= 12) else None


# What is written with the name of a month.


def _days_of_month(found: re.Match[str], dates: Dates) -> Period | None:
    first, last = _day_at(found, "a", dates), _day_at(found, "b", dates)
    if found["m"]:
        begin = _named_day(first, found, dates)
        end = _named_day(last, found, dates)
    else:
        begin = calendar.coming_day_of_month(first, dates.today)
        end = calendar.on(begin.year, begin.month, last) if begin else None
    return Period(begin, end) if begin and end and begin <= end else None


def _day_of_month(found: re.Match[str], dates: Dates) -> Period | None:
    when = _named_day(_day_at(found, "a", dates), found, dates)
    return calendar.day(when) if when else None


def _day_at(found: re.Match[str], name: str, dates: Dates) -> int:
    at = found.start(name)
    if dates.kinds[at] == "z":
        return -1
    return int(dates.value(at)) if dates.kinds[at] == "j" else dates.number(at)


def _named_day(day: int, found: re.Match[str], dates: Dates) -> date | None:
    number = int(dates.value(found.start("m")))
    if found["y"]:
        return calendar.on(dates.number(found.start("y")), number, day)
    return calendar.coming_day(day, number, dates.today)


def _only_day(found: re.Match[str], dates: Dates) -> Period | None:
    """ "the 14th", "el 14", "am 14.": a day of this month or the next."""
    number = dates.number(max(found.start(name) for name in found.re.groupindex))
    when = calendar.coming_day_of_month(number, dates.today) if 1 <= number <= 31 else None
    return calendar.day(when) if when else None


def _month(found: re.Match[str], dates: Dates) -> Period | None:
    number = int(dates.value(found.start("m")))
    if found["y"]:
        period = calendar.month(dates.number(found.start("y")), number)
    elif found["r"]:
        if dates.name(found.start("r")) != "next_year":
            return None
        period = calendar.month(dates.today.year + 1, number)
    else:
        period = calendar.coming_month(number, dates.today)
    if not found["e"]:
        return period
    dates.ends.update({found.start()} if dates.value(found.start("e")) == "late" else ())
    part = calendar.part_of_month(period, dates.value(found.start("e")))
    if part.last and part.last < dates.today and not found["y"]:
        later = calendar.month(dates.today.year + 1, number)
        part = calendar.part_of_month(later, dates.value(found.start("e")))
    return part


def _week_of_month(found: re.Match[str], dates: Dates) -> Period | None:
    if dates.value(found.start("u")) != "week":
        return None
    nth = _day_at(found, "a", dates)
    if found["m"]:
        period = calendar.coming_month(int(dates.value(found.start("m"))), dates.today)
    else:
        period = _named_period(dates.name(found.start("r")), dates)
    return calendar.week_of_month(period, nth) if nth <= 5 else None


# What is counted from today.


def _month_of_birthday(found: re.Match[str], dates: Dates) -> Period:
    """ "ich werde im Juli 18": the number is the age, not the day."""
    return calendar.coming_month(int(dates.value(found.start("m"))), dates.today)


def _week_number(found: re.Match[str], dates: Dates) -> Period | None:
    number = dates.number(found.start("a"))
    for year in (dates.today.year, dates.today.year + 1):
        if not 1 <= number <= 52:
            return None
        monday = date.fromisocalendar(year, number, 1)
        if monday + 6 * DAY >= dates.today:
            return calendar.week(monday, 0)
    return None


def _weeks_of_month(found: re.Match[str], dates: Dates) -> Period | None:
    """ "the first two weeks of June"."""
    weeks = _how_many(found, dates)[0]
    if dates.value(found.start("u")) != "week" or weeks > 4:
        return None
    first, last = calendar.coming_month(int(dates.value(found.start("m"))), dates.today)
    assert first and last
    if dates.kinds[found.start("a")] == "z":
        return Period(last - weeks * WEEK + DAY, last)
    return Period(first, first + weeks * WEEK - DAY)


def _relative_day(found: re.Match[str], dates: Dates) -> Period | None:
    days, _, part = str(dates.value(found.start("y"))).partition(" ")
    if part:
        dates.parts[found.start()] = part
    low, _, high = days.partition("-")
    return Period(dates.today + int(low) * DAY, dates.today + int(high or low) * DAY)


def _weekday_named(found: re.Match[str], dates: Dates) -> Period | None:
    """ "next Friday" is the Friday of next week, "this Friday" the coming one; elsewhere "next" is the coming one."""
    number = int(dates.value(found.start("w")))
    coming = calendar.coming_weekday(number, dates.today)
    how = dates.value(found.start("n"))
    if how == "next":
        return calendar.day(calendar.week(dates.today, 1).first + number * DAY)  # type: ignore[operator]
    if how == "after_next":
        return calendar.day(coming + WEEK)
    if how == "this" and number == dates.today.weekday():
        return calendar.day(dates.today)
    return calendar.day(coming)


def _weekday_of_week(found: re.Match[str], dates: Dates) -> Period | None:
    """ "Friday next week", "next week on Friday"."""
    name = dates.name(found.start("r"))
    if name not in _WEEKS:
        return None
    monday = calendar.week(dates.today, _WEEKS[name]).first
    assert monday
    day = monday + int(dates.value(found.start("w"))) * DAY
    return calendar.day(day) if day >= dates.today else None


def _weekday_week(found: re.Match[str], dates: Dates) -> Period | None:
    """ "Friday week", "a week on Friday": a week after the coming one."""
    if dates.value(found.start("u")) != "week":
        return None
    coming = calendar.coming_weekday(int(dates.value(found.start("w"))), dates.today)
    return calendar.day(coming + WEEK)


def _weekend_of(found: re.Match[str], dates: Dates) -> Period | None:
    first = dates.periods[found.start("D")].first
    return calendar.weekend(first, 0) if first else None


def _week_of(found: re.Match[str], dates: Dates) -> Period | None:
    first = dates.periods[found.start("D")].first
    return calendar.week(first, 0) if first and dates.value(found.start("u")) == "week" else None


_WEEKS = {"this_week": 0, "next_week": 1, "week_after_next": 2}
_WEEKENDS = {"this_weekend": 0, "next_weekend": 1, "weekend_after_next": 2}
_MONTHS = {"this_month": 0, "next_month": 1, "month_after_next": 2}


def _named_period(name: str, dates: Dates) -> Period:
    today = dates.today
    if name in _WEEKS:
        return calendar.week(today, _WEEKS[name])
    if name in _WEEKENDS:
        return calendar.weekend(today, _WEEKENDS[name])
    if name in _MONTHS:
        return calendar.month_after(today, _MONTHS[name])
    year = today.year + (name == "next_year")
    return Period(date(year, 1, 1), date(year, 12, 31))


def _period(found: re.Match[str], dates: Dates) -> Period | None:
    name = dates.name(found.start("r"))
    period = _named_period(name, dates)
    if not found["e"]:
        return period
    part = dates.value(found.start("e"))
    dates.ends.update({found.start()} if part == "late" else ())
    if "week" in name:
        return calendar.part_of_week(period, part)
    if "month" in name:
        return calendar.part_of_month(period, part)
    return calendar.part_of_months(period, part)


def _rest(found: re.Match[str], dates: Dates) -> Period | None:
    period = _named_period(dates.name(found.start("r")), dates)
    return Period(dates.today + DAY, period.last)


def _name_periods(dates: Dates) -> None:
    """ "next week", "la semana que viene", "this weekend" become one `r`."""
    for found in [*_NEXT_UNIT.finditer(dates.kinds), *_UNIT_NEXT.finditer(dates.kinds)]:
        how, unit = dates.value(found.start("n")), dates.value(found.start("u"))
        if unit not in ("week", "month", "year", "weekend"):
            continue
        if how == "coming":
            how = "this" if unit == "weekend" else "next"
        dates.names[found.start()] = f"{unit}_after_next" if how == "after_next" else f"{how}_{unit}"
        dates.fold(*found.span(), kind="r")


def _part_of_unit(found: re.Match[str], dates: Dates) -> Period | None:
    """ "end of the month", "middle of the week": of this one, or of the next when that part is over."""
    part, unit = dates.value(found.start("e")), dates.value(found.start("u"))
    dates.ends.update({found.start()} if part == "late" else ())
    for ahead in (0, 1):
        if unit == "week":
            period = calendar.part_of_week(calendar.week(dates.today, ahead), part)
        elif unit == "month":
            period = calendar.part_of_month(calendar.month_after(dates.today, ahead), part)
        elif unit == "year":
            year = dates.today.year + ahead
            period = calendar.part_of_months(Period(date(year, 1, 1), date(year, 12, 31)), part)
            if part == "late":
                period = calendar.month(year, 12)
        else:
            return None
        if period.last and period.last >= dates.today:
            return period
    return None


def _season(found: re.Match[str], dates: Dates) -> Period | None:
    period = calendar.season(dates.value(found.start("s")), dates.today, dates.context.country)
    return calendar.part_of_months(period, dates.value(found.start("e"))) if found["e"] else period


def _holiday(found: re.Match[str], dates: Dates) -> Period | None:
    return calendar.holiday(dates.value(found.start("h")), dates.today, dates.context.country)


def _in_time(found: re.Match[str], dates: Dates) -> Period | None:
    """ "in 3 weeks" is the day three weeks from today; "in 2-3 weeks" what lies between; "in a few" is two to four."""
    unit = dates.value(found.start("u"))
    low, high = _how_many(found, dates)
    if unit == "month" and high < 60:
        return _in_months(found, dates)
    first, last = _later(dates.today, low, unit), _later(dates.today, high, unit)
    return Period(first, last) if first and last else None


def _in_months(found: re.Match[str], dates: Dates) -> Period:
    low, high = _how_many(found, dates)
    return Period(calendar.month_after(dates.today, low).first, calendar.month_after(dates.today, high).last)


def _within(found: re.Match[str], dates: Dates) -> Period | None:
    """ "within 3 weeks", "in the next month": from today on."""
    last = _later(dates.today, _how_many(found, dates)[1], dates.value(found.start("u")))
    return Period(dates.today, last) if last else None


def _how_many(found: re.Match[str], dates: Dates) -> tuple[int, int]:
    at = found.start("k") if found["k"] else -1
    if at < 0:
        return 1, 1
    if dates.kinds[at] == "l":
        return 1, 1
    if dates.kinds[at] == "q":
        low, _, high = str(dates.value(at)).partition("-")
        return int(low), int(high or low)
    high = dates.number(at)
    low = dates.number(found.start("low")) if found.groupdict().get("low") else high
    return low, high


def _later(today: date, many: int, unit: str) -> date | None:
    if not 0 < many < 400:
        return None
    if unit == "year":
        return calendar.in_months(today, 12 * many) if many < 20 else None
    if unit == "month":
        return calendar.in_months(today, many)
    return today + many * {"day": DAY, "week": WEEK, "fortnight": 2 * WEEK}[unit]


# Clock times only tell the part of day.


def _clock(found: re.Match[str], dates: Dates) -> None:
    hour = dates.number(found.start("a") if found["a"] else found.start("a24"))
    mark = str(dates.value(found.start("c"))) if found["c"] else ""
    if hour > 24 or (mark in ("am", "pm") and hour > 12):
        return
    if (mark == "pm" and hour < 12) or (mark in ("", "oclock") and 0 < hour < 8):
        hour += 12
    first = found.start("a") if found["a"] else found.start("a24")
    dates.fold(first, found.end(), kind="p")
    dates.hours[first] = hour


def _strengthen(dates: Dates) -> None:
    """ "sun" and "sat" are weekdays where the words around them are about days."""
    kinds, asked = dates.kinds, dates.context.asked == "timing"
    for found in re.finditer(f"v{SAME}*", kinds):
        before = kinds[: found.start()].rstrip(SAME)[-2:]
        after = kinds[found.end() : found.end() + 2]
        doubtful = str(dates.value(found.start())).endswith("?")
        if (
            (asked and not doubtful and before[-1:] in ("", ",", ".") and after[:1] in ("", ",", "."))
            or (not doubtful and (before[-1:] in ("n", "a") or after[:1] in ("p", "P") or after == "No"))
            or (before[-1:] in tuple("&OR-") and before[:1] in tuple("WYv"))
            or (after[:1] in tuple("&OR-") and after[1:] in tuple("WYv"))
            or dates.classes.line.words[found.start() - 1] == "on"
        ):
            dates.fold(*found.span(), kind="W")


def _clocks(dates: Dates) -> None:
    for pattern in (_CLOCK, _BARE_CLOCK):
        for found in list(pattern.finditer(dates.kinds)):
            _clock(found, dates)


def _past(dates: Dates) -> None:
    """ "last week", "3 years ago": over, and its number is nobody else's."""
    for found in list(_PAST.finditer(dates.kinds)):
        dates.fold(*found.span(), kind=OVER)


def _absorb(found: re.Match[str], dates: Dates) -> Period | None:
    """ "Friday 13 March": the weekday of a date says nothing more."""
    period = dates.periods[found.start("D")]
    return period if period.first == period.last else None


_TURNING = re.compile(f"(?<==)(?:[iI~T]_*){{0,3}}(?P<m>m{SAME}*)(?=N)")
_FIRST_WEEKS = rule("[i~T]{0,4} (?P<a>[zj]) (?P<k>[NQq]) (?P<u>u) [i~T]{0,4} (?P<m>m)")
_LAST_WEEK = rule("[i~T]{0,4} (?P<a>z) (?P<u>u) [i~T]{0,4} (?P<m>m)(?P<r>(?!))?")
_CLOCK = rule("(?P<a>[NQ]) (?: : [NQ])? (?P<c>C)", "(?P<a24>[NQ]) : [NQ]")
_BARE_CLOCK = rule("[<>b] i{0,4} (?P<a>N) (?P<c>C)? (?=$|[,.]|[i~T]{0,4}[kYEPr])")
_PAST = rule("z [i~T]{0,4} [WuEmshrn]", "(?:[NQql] [RO-])? [NQql] u A", "A [NQql] u", "[uWEm] z")
_NEXT_UNIT = rule("(?P<n>n) [i~T]{0,4} (?P<u>[uE])")
_UNIT_NEXT = rule("(?P<u>[uE]) (?P<n>n)")

_MANY = "(?: (?P<low>[NQ]) [RO-] )? (?P<k>[NQql])"
_YEAR = "(?: ,? [i~T]{0,4} (?P<y>G) )?"
_TO = "[R&Ox-] [Ti~]{0,4}"
_RULES: list[tuple[str, re.Pattern[str], _Read]] = [
    ("/", rule("(?P<a>N) / (?P<b>N) (?: / (?P<c>[NQG]) )?"), _slashed),
    ("-", rule("(?P<a>[NG]) - (?P<b>N) - (?P<c>[NQG])"), _dashed),
    ("*", re.compile(r"\*_*(?P<a>[NQ]_*)"), _week_number),
    ("J", rule(f"J [i~T]{{0,4}} (?: {_MANY} n? )? (?P<u>u)"), _within),
    ("J", rule("J [i~T]{0,4} n [i~T]{0,4} (?P<k>[NQql])? (?P<u>u)"), _within),
    ("I", rule(f"I [i~T]{{0,4}} {_MANY} (?P<u>u) H?"), _in_time),
    ("H", rule(f"{_MANY} (?P<u>u) H"), _in_time),
    (
        "m",
        rule(f"[Bf]? [Ti~]{{0,4}} (?P<a>[Nj]) [o.]? {_TO} (?P<b>[Nj]) [o.]? [~T]{{0,4}} (?P<m>m) {_YEAR}"),
        _days_of_month,
    ),
    ("m", rule(f"(?P<m>m) [Ti~]{{0,4}} (?P<a>[Nj]) [o.]? {_TO} (?P<b>[Nj]) o? {_YEAR}"), _days_of_month),
    ("m", rule(f"[Ti~]{{0,4}} (?P<a>[Nj]) [o.]? [~T]{{0,4}} (?P<m>m) {_YEAR}"), _day_of_month),
    ("m", rule(f"(?P<m>m) [Ti~]{{0,4}} (?P<a>[Nj]) o? {_YEAR} (?! [:/] )"), _day_of_month),
    ("u", rule("[i~T]{0,4} (?P<a>[Nj]) o? (?P<u>u) [i~T]{0,4} (?: (?P<m>m) | (?P<r>r) )"), _week_of_month),
    ("o", rule(f"[Bf]? [Ti~]{{0,4}} (?P<a>N) [o.]? {_TO} (?P<b>N) o (?P<m>(?!))?"), _days_of_month),
    ("o", rule("[Ti~]{0,4} (?P<a>N) o (?! [uw] )", "(?<=[<>bfx_])[Ti~]{1,4} (?P<a2>N) o (?! u )"), _only_day),
    ("T", rule(f"[Bf]? T (?P<a>N) [o.]? {_TO} (?P<b>N) (?P<m>(?!))? (?! [uwmNQ:] )"), _days_of_month),
    ("T", rule("T{1,3} (?P<a>N) \\.? (?! [uwmNQ:] )"), _only_day),
    ("m", rule("(?: (?P<e>e) [i~T]{0,4} )? (?P<m>m) (?: ,? [i~T]{0,4} (?: (?P<y>G) | (?P<r>r) ) )?"), _month),
    ("m", rule("(?: (?P<e>e) [i~T]{0,4} )? (?P<m>m)(?P<y>(?!))?(?P<r>(?!))?"), _month),
    ("D", rule("[iT]{0,4} W ,? [iT]{0,4} (?P<D>D)"), _absorb),
    ("W", rule("(?<![O&R_-]) (?P<w>W) ,? [iI~T]{0,4} (?P<r>r)"), _weekday_of_week),
    ("W", rule("(?P<r>r) ,? [iI~T]{0,4} (?P<w>W) (?! ,?[O&R-] [i~T]{0,4} W )"), _weekday_of_week),
    ("W", rule("(?P<w>W) (?P<u>u)"), _weekday_week),
    ("W", rule("l (?P<u>u) [iI~T]{0,4} (?P<w>W)"), _weekday_week),
    ("W", rule("(?P<n>n) [i~T]{0,4} (?P<w>W)"), _weekday_named),
    ("W", rule("(?P<w>W) (?P<n>n)"), _weekday_named),
    ("E", rule("E [iI~T]{0,4} (?P<D>D)"), _weekend_of),
    ("u", rule("(?P<u>u) [i~T]{0,4} (?P<D>D)"), _week_of),
    ("g", rule("g [i~T]{0,4} (?P<r>r)"), _rest),
    ("r", rule("(?: (?P<e>e) [i~T]{0,4} )? (?P<r>r)"), _period),
    ("e", rule("(?P<e>e) [i~T]{0,4} (?P<u>u)"), _part_of_unit),
    ("s", rule("(?: (?P<e>e) [i~T]{0,4} )? (?P<s>s)"), _season),
    ("h", rule("(?P<h>h)"), _holiday),
    ("y", rule("(?P<y>y)"), _relative_day),
]
