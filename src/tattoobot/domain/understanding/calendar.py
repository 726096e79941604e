"""Dates as people name them: months and their parts, weekdays, weekends, seasons, holidays, counted from a day."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from tattoobot.domain.understanding.grammar.terms import vocabulary

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
SATURDAY = 5
ENDS_SOON = timedelta(days=7)
SOUTHERN = frozenset({"AU", "NZ", "BR", "AR", "CL", "UY", "PY", "ZA", "PE", "BO"})


class Days(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date


class Period(NamedTuple):
    """Days that may be open at either end."""

    first: date | None
    last: date | None

    def within(self, other: "Period") -> "Period | None":
        """The days in both, None when there are none."""
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        both = Period(max(firsts, default=None), min(lasts, default=None))
        return None if both.first and both.last and both.first > both.last else both

    def hull(self, other: "Period") -> "Period":
        first = None if self.first is None or other.first is None else min(self.first, other.first)
        last = None if self.last is None or other.last is None else max(self.last, other.last)
        return Period(first, last)


def day(when: date) -> Days:
    return Days(when, when)


def day_if(when: date | None) -> Days | None:
    """That day alone, where there is one."""
    return day(when) if when else None


def month(year: int, number: int) -> Days:
    return Days(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def working_day(period: Days, nth: int) -> date | None:
    """The nth day of a month on which banks are open, but for holidays, which differ from town to town."""
    first, last = period
    days = [when for at in range((last - first).days + 1) if (when := first + at * DAY).weekday() < SATURDAY]
    return days[nth - 1] if 0 < nth <= len(days) else None


def coming_month(number: int, today: date) -> Days:
    return month(today.year + (number < today.month), number)


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31))


def month_after(today: date, months: int) -> Days:
    index = today.year * 12 + today.month - 1 + months
    return month(index // 12, index % 12 + 1)


def part_of_month(period: Days, part: str) -> Days:
    """The first, second or third ten days (the last has what is left), or a half."""
    first, last = period
    return {
        "early": Days(first, first.replace(day=10)),
        "mid": Days(first.replace(day=11), first.replace(day=20)),
        "late": Days(first.replace(day=21), last),
        "first_half": Days(first, first.replace(day=15)),
        "second_half": Days(first.replace(day=16), last),
    }[part]


def part_of_week(period: Days, part: str) -> Days:
    monday = period.first - period.first.weekday() * DAY
    return {
        "early": Days(monday, monday + DAY),
        "mid": Days(monday + DAY, monday + 3 * DAY),
        "late": Days(monday + 4 * DAY, monday + 6 * DAY),
        "first_half": Days(monday, monday + 2 * DAY),
        "second_half": Days(monday + 3 * DAY, monday + 6 * DAY),
    }[part]


def part_of_months(period: Days, part: str) -> Days:
    """A part of a year or season, in whole months: its first, middle or last third or half."""
    first, last = period
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    third = max(1, months // 3)
    begin, end = {
        "early": (0, third),
        "mid": (third, months - third),
        "late": (months - third, months),
        "first_half": (0, months // 2),
        "second_half": (months // 2, months),
    }[part]
    return Days(month_after(first, begin).first, month_after(first, max(end, begin + 1) - 1).last)


def week_of_month(period: Days, number: int) -> Days:
    """The first week of a month is its days 1 to 7; the last one its last seven days."""
    first, last = period
    if number < 0:
        return Days(last - 6 * DAY, last)
    begin = first + (number - 1) * WEEK
    return Days(begin, min(begin + 6 * DAY, last)) if number < 5 else Days(last - 6 * DAY, last)


def week(today: date, weeks: int) -> Days:
    monday = today - today.weekday() * DAY + weeks * WEEK
    return Days(monday, monday + 6 * DAY)


def weekend(today: date, weeks: int) -> Days:
    saturday = today - today.weekday() * DAY + 5 * DAY + weeks * WEEK
    return Days(saturday, saturday + DAY)


def around(unit: str, when: date) -> Days:
    """The day, week, weekend or month that a day is in or leads to."""
    if unit == "day":
        return day(when)
    return {"week": week, "weekend": weekend, "month": month_after}[unit](when, 0)


def after(unit: str, when: date) -> Days:
    """The day, week, weekend or month after a day; the weekend after a Friday is the next day."""
    if unit == "day":
        return day(when + DAY)
    if unit == "weekend":
        return weekend(when, int(when.weekday() >= 5))
    return {"week": week, "month": month_after}[unit](when, 1)


def coming_weekday(number: int, today: date) -> date:
    """The next such day after today."""
    return today + ((number - today.weekday() - 1) % 7 + 1) * DAY


def in_months(today: date, months: int) -> date:
    target = month_after(today, months)
    return min(target.first + (today.day - 1) * DAY, target.last)


def on(year: int, number: int, day_of_month: int) -> date | None:
    try:
        return date(year, number, day_of_month)
    except ValueError:
        return None


def coming_day(day_of_month: int, number: int, today: date) -> date | None:
    """The next such day and month; 29 February waits for its year."""
    years = range(today.year, today.year + 9)
    return next((when for year in years if (when := on(year, number, day_of_month)) and when >= today), None)


def coming_day_of_month(day_of_month: int, today: date) -> date | None:
    for months in range(3):
        first = month_after(today, months).first
        when = on(first.year, first.month, day_of_month)
        if when and when >= today:
            return when
    return None


def season(name: str, today: date, country: str) -> Days:
    """The one that is, unless it ends within days: nobody means "in autumn" on its last Monday."""
    begins = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name]
    if country in SOUTHERN:
        begins = (begins + 5) % 12 + 1
    for year in (today.year - 1, today.year, today.year + 1):
        first = date(year, begins, 1)
        last = month_after(first, 2).last
        if last >= today + ENDS_SOON:
            return Days(first, last)
    raise AssertionError("a season begins every year")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by Gauss's rule in its anonymous form."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    number, day_of_month = divmod(h + el - 7 * m + 114, 31)
    return date(year, number, day_of_month + 1)


def nth_weekday(year: int, number: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month, counted from its end when negative."""
    if nth > 0:
        first = date(year, number, 1)
        return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY
    last = month(year, number).last
    return last - ((last.weekday() - weekday) % 7) * DAY


def _mothers_day(year: int, country: str) -> date:
    if country in ("GB", "IE"):
        return easter(year) - 3 * WEEK
    if country in ("ES", "PT"):
        return nth_weekday(year, 5, 6, 1)
    if country == "FR":
        return nth_weekday(year, 5, 6, -1)
    return date(year, 5, 10) if country == "MX" else nth_weekday(year, 5, 6, 2)


def _fathers_day(year: int, country: str) -> date:
    if country in ("ES", "PT"):
        return date(year, 3, 19)
    if country == "BR":
        return nth_weekday(year, 8, 6, 2)
    if country in ("AU", "NZ"):
        return nth_weekday(year, 9, 6, 1)
    return easter(year) + 39 * DAY if country == "DE" else nth_weekday(year, 6, 6, 3)


def _thanksgiving(year: int, country: str) -> date:
    return nth_weekday(year, 10, 0, 2) if country == "CA" else nth_weekday(year, 11, 3, 4)


def _advent(number: int, year: int) -> date:
    """The last of the four Sundays is the one before Christmas."""
    return coming_weekday(6, date(year, 12, 17)) - (4 - number) * WEEK


MOVING: dict[str, Callable[[int, str], date]] = {
    "mothers_day": _mothers_day,
    "fathers_day": _fathers_day,
    "thanksgiving": _thanksgiving,
    "black_friday": lambda year, country: nth_weekday(year, 11, 3, 4) + DAY,
}
"""Holidays that have a rule of their own; those of `terms/any.toml` do without."""
KINDS = vocabulary("any")["holidays"]
FIXED, SPANS = KINDS["fixed"], KINDS["spans"]
FROM_EASTER, NTH_WEEKDAY = KINDS["from_easter"], KINDS["nth_weekday"]


def _holiday_in(year: int, name: str, country: str) -> Days:
    first, days = _begins(year, name, country)
    return Days(first, first + (days - 1) * DAY)


def _begins(year: int, name: str, country: str) -> tuple[date, int]:
    """The first day of a holiday, and how many it has."""
    if name in FIXED:
        return date(year, *FIXED[name]), 1
    if name in SPANS:
        *day_of_month, days = SPANS[name]
        return date(year, *day_of_month), days
    if name in FROM_EASTER:
        offset, days = FROM_EASTER[name]
        return easter(year) + offset * DAY, days
    if name in NTH_WEEKDAY:
        *rule, days = NTH_WEEKDAY[name]
        return nth_weekday(year, *rule), days
    if name.startswith("advent_"):
        return _advent(int(name[-1]), year), 1
    return MOVING[name](year, country), 1


def holiday(name: str, today: date, country: str) -> Days:
    """The next one that is not over."""
    names = [known for known in NTH_WEEKDAY if known.startswith(name)] if name == "half_term" else [name]
    ahead = [
        period
        for known in names
        for year in (today.year, today.year + 1)
        if (period := _holiday_in(year, known, country)).last >= today
    ]
    return min(ahead, key=lambda period: period.first)
