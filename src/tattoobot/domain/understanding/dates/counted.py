"""Days counted from today: "tomorrow", "next Friday", "in 3 weeks", "this weekend", "end of the month", "Easter"."""

import re
from datetime import date

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import DAY, WEEK, Days
from tattoobot.domain.understanding.dates.found import GLUE, LOOSE, OVER, Dates, Hit, Rule
from tattoobot.domain.understanding.line import rule

_WEEKS = {"this_week": 0, "next_week": 1, "week_after_next": 2}
_WEEKENDS = {"this_weekend": 0, "next_weekend": 1, "weekend_after_next": 2}
_MONTHS = {"this_month": 0, "next_month": 1, "month_after_next": 2}

_PAST = rule(f"z {GLUE} [WuEmshrn]", "(?:[NQql] [RO-])? [NQql] u A", "A [NQql] u", "[uWEm] z")
_NEXT_UNIT = rule(f"(?P<n>n) {GLUE} (?P<u>[uE])")
_UNIT_NEXT = rule("(?P<u>[uE]) (?P<n>n)")
_OR_NEXT = rule("(?P<r>r) [O&] (?P<n>n) (?= $|[,.°] )")


def forget_past(dates: Dates) -> None:
    """ "last week", "3 years ago": over, and its number is nobody else's."""
    for hit in dates.hits(_PAST):
        hit.fold(OVER)


def name_periods(dates: Dates) -> None:
    """ "next week", "la semana que viene", "this weekend" become one `r`."""
    for hit in [*dates.hits(_NEXT_UNIT), *dates.hits(_UNIT_NEXT)]:
        how, unit = hit.value("n"), hit.value("u")
        if unit not in ("week", "month", "year", "weekend"):
            continue
        if how == "coming":
            how = "this" if unit == "weekend" else "next"
        dates.names[hit.found.start()] = f"{unit}_after_next" if how == "after_next" else f"{how}_{unit}"
        hit.fold("r")
    _name_elliptical(dates)


def _name_elliptical(dates: Dates) -> None:
    """ "this week or next": the unit is said once."""
    for hit in dates.hits(_OR_NEXT):
        unit = hit.name("r").split("_", 1)[1]
        at = hit.at("n")
        dates.names[at] = f"next_{unit}"
        dates.fold(at, hit.found.end(), "r")


def named_period(name: str, today: date) -> Days:
    if name in _WEEKS:
        return calendar.week(today, _WEEKS[name])
    if name in _WEEKENDS:
        return calendar.weekend(today, _WEEKENDS[name])
    if name in _MONTHS:
        return calendar.month_after(today, _MONTHS[name])
    return calendar.year(today.year + (name == "next_year"))


def how_many(hit: Hit) -> tuple[int, int]:
    """The least and the most of a count: "2-3" weeks, "a" week, "a few" weeks."""
    if "k" not in hit or hit.kind("k") == "l":
        return 1, 1
    if hit.kind("k") == "q":
        low, _, high = hit.value("k").partition("-")
        return int(low), int(high or low)
    most = hit.number("k")
    return (hit.number("low") if "low" in hit else most), most


def _week_number(hit: Hit) -> Days | None:
    number = hit.number("a")
    if not 1 <= number <= 52:
        return None
    weeks = (date.fromisocalendar(hit.today.year + ahead, number, 1) for ahead in (0, 1))
    return next(calendar.week(monday, 0) for monday in weeks if monday + 6 * DAY >= hit.today)


def _relative_day(hit: Hit) -> Days:
    days, _, part = hit.value("y").partition(" ")
    if part:
        hit.dates.parts[hit.found.start()] = part
    low, _, high = days.partition("-")
    return Days(hit.today + int(low) * DAY, hit.today + int(high or low) * DAY)


def _weekday_named(hit: Hit) -> Days:
    """ "next" is the Friday of next week where a language means that by it, "coming" the next there is."""
    number, how = int(hit.value("w")), hit.value("n")
    coming = calendar.coming_weekday(number, hit.today)
    if how == "next":
        return calendar.day(calendar.week(hit.today, 1).first + number * DAY)
    if how == "after_next":
        return calendar.day(coming + WEEK)
    return calendar.day(hit.today if how == "this" and number == hit.today.weekday() else coming)


def _weekday_of_week(hit: Hit) -> Days | None:
    """ "Friday next week", "next week on Friday"."""
    weeks = _WEEKS.get(hit.name("r"))
    if weeks is None:
        return None
    when = calendar.week(hit.today, weeks).first + int(hit.value("w")) * DAY
    return calendar.day(when) if when >= hit.today else None


def _weekday_week(hit: Hit) -> Days | None:
    """ "Friday week", "a week on Friday": a week after the coming one."""
    if hit.value("u") != "week":
        return None
    return calendar.day(calendar.coming_weekday(int(hit.value("w")), hit.today) + WEEK)


def _weekday_the(hit: Hit) -> Days | None:
    """ "Friday 17": the next 17th that is a Friday, within a season."""
    ahead = (hit.today + days * DAY for days in range(120))
    day, weekday = hit.number("a"), int(hit.value("w"))
    return next((calendar.day(when) for when in ahead if when.day == day and when.weekday() == weekday), None)


def _absorbed(hit: Hit) -> Days | None:
    """ "Friday 13 March": the weekday of a date says nothing more."""
    first, last = hit.period("D")
    return calendar.day(first) if first and first == last else None


def _weekend_of(hit: Hit) -> Days | None:
    first, last = hit.period("D")
    return calendar.weekend(first, 0) if first and first == last else None


def _week_of(hit: Hit) -> Days | None:
    first = hit.period("D").first
    return calendar.week(first, 0) if first and hit.value("u") == "week" else None


def _period(hit: Hit) -> Days:
    days = named_period(hit.name("r"), hit.today)
    return _part(hit, days, hit.name("r").split("_")[1]) if "e" in hit else days


def _rest(hit: Hit) -> Days | None:
    last = named_period(hit.name("r"), hit.today).last
    return Days(hit.today + DAY, last) if last > hit.today else None


def _part_of_unit(hit: Hit) -> Days | None:
    """ "end of the month", "middle of the week": of this one, or of the next when that part is over."""
    unit = hit.value("u")
    if unit not in ("week", "month", "year"):
        return None
    parts = (_part(hit, named_period(f"{how}_{unit}", hit.today), unit) for how in ("this", "next"))
    return next(part for part in parts if part.last >= hit.today)


def _part(hit: Hit, days: Days, unit: str) -> Days:
    part = hit.value("e")
    if part == "late":
        hit.dates.ends.add(hit.found.start())
    if unit in ("week", "weekend"):
        return calendar.part_of_week(days, part)
    if unit == "month":
        return calendar.part_of_month(days, part)
    return calendar.month(days.last.year, 12) if part == "late" else calendar.part_of_months(days, part)


def _season(hit: Hit) -> Days:
    days = calendar.season(hit.value("s"), hit.today, hit.dates.context.country)
    return calendar.part_of_months(days, hit.value("e")) if "e" in hit else days


def _holiday(hit: Hit) -> Days:
    return calendar.holiday(hit.value("h"), hit.today, hit.dates.context.country)


def _week_of_holiday(hit: Hit) -> Days | None:
    return calendar.week(_holiday(hit).first, 0) if hit.value("u") == "week" else None


def _in_time(hit: Hit) -> Days | None:
    """ "in 3 weeks" is the day three weeks from today, "in 2-3 weeks" what lies between, "in 2 months" that month."""
    low, high = how_many(hit)
    if hit.value("u") == "month" and 0 < low <= high < 60:
        return Days(calendar.month_after(hit.today, low).first, calendar.month_after(hit.today, high).last)
    first, last = _later(hit.today, low, hit.value("u")), _later(hit.today, high, hit.value("u"))
    return Days(first, last) if first and last else None


def _answered(hit: Hit) -> Days | None:
    """ "2 weeks", as the answer to when."""
    return _in_time(hit) if hit.dates.context.asked == "timing" else None


def _within(hit: Hit) -> Days | None:
    """ "within 3 weeks", "in the next month": from today on."""
    last = _later(hit.today, how_many(hit)[1], hit.value("u"))
    return Days(hit.today, last) if last else None


def _later(today: date, many: int, unit: str) -> date | None:
    if not 0 < many < 400:
        return None
    if unit == "year":
        return calendar.in_months(today, 12 * many) if many < 20 else None
    if unit == "month":
        return calendar.in_months(today, many)
    return today + many * {"day": DAY, "week": WEEK, "fortnight": 2 * WEEK}[unit]


_MANY = "(?: (?P<low>[NQ]) [RO-] )? (?P<k>[NQql])"
FIRST_RULES: list[Rule] = [
    ("*", re.compile(r"\*_*(?P<a>[NQ]_*)"), _week_number),
    ("J", rule(f"J {GLUE} (?: {_MANY} n? )? (?P<u>u)"), _within),
    ("J", rule(f"J {GLUE} n {GLUE} (?P<k>[NQql])? (?P<u>u)"), _within),
    ("n", rule("n (?P<k>[NQq]) (?P<u>u)"), _within),
    ("u", rule(f"^ {_MANY} (?P<u>u) $"), _answered),
    ("I", rule(f"I [i~Tq]{{0,4}} {_MANY} (?P<u>u) H?"), _in_time),
    ("H", rule(f"{_MANY} (?P<u>u) H"), _in_time),
]
"""Read before their numbers can be days of a month."""

_PART_OF = f"(?: (?P<e>e) {GLUE} )?"
RULES: list[Rule] = [
    ("D", rule("[iT]{0,4} [WY] ,? [iT]{0,4} (?P<D>D)"), _absorbed),
    ("W", rule(f"(?<![O&R_-]) (?P<w>W) ,? {LOOSE} (?P<r>r)"), _weekday_of_week),
    ("W", rule(f"(?P<r>r) ,? {LOOSE} (?P<w>W) (?! ,?[O&R-] {GLUE} W )"), _weekday_of_week),
    ("W", rule("(?P<w>W) (?: I l )? (?P<u>u)"), _weekday_week),
    ("W", rule("(?P<w>W) (?P<a>N) o? \\.? (?! [uwmNQ:/-] )"), _weekday_the),
    ("W", rule(f"l (?P<u>u) f? {LOOSE} (?P<w>W)"), _weekday_week),
    ("W", rule(f"(?P<n>n) {GLUE} (?P<w>W)"), _weekday_named),
    ("W", rule("(?P<w>W) (?P<n>n)"), _weekday_named),
    ("E", rule(f"E {LOOSE} (?P<D>D)"), _weekend_of),
    ("u", rule(f"(?P<u>u) {GLUE} (?P<D>D)"), _week_of),
    ("g", rule(f"g {GLUE} (?P<r>r)"), _rest),
    ("r", rule(f"{_PART_OF} (?P<r>r)"), _period),
    ("e", rule(f"(?P<e>e) {GLUE} (?P<u>u)"), _part_of_unit),
    ("s", rule(f"{_PART_OF} (?P<s>s)"), _season),
    ("h", rule("(?P<h>h) (?P<u>u)"), _week_of_holiday),
    ("h", rule("(?P<h>h)"), _holiday),
    ("y", rule("(?P<y>y)"), _relative_day),
]
