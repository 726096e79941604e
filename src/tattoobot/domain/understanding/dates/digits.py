"""Dates in digits: `12.03.2026`, `3/4`, `2026-06-05`."""

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import Days, Period
from tattoobot.domain.understanding.dates.found import Dates, Hit, reads
from tattoobot.domain.understanding.grammar.rule import SAME, among, place, rule

MONTH_FIRST = frozenset({"US", "PH"})


def read_dotted(dates: Dates) -> None:
    for index, word in enumerate(dates.classes.line.words):
        if "." in word and word[0].isdecimal():
            _read_dotted(dates, index, word.split("."))


def _read_dotted(dates: Dates, index: int, parts: list[str]) -> None:
    """`12.03.2026`, `12.3.26`; `12.03.` where a full stop or a word for "on" shows that it is a date."""
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return
    numbers = [int(part[:4]) for part in parts]
    after = dates.kinds[index + 1 : index + 2]
    if among(after, "clock") and len(parts) == 2 and numbers[0] <= 24:  # 14.30 Uhr
        dates.fold(index, index + 2, kind="part")
        dates.hours[index] = numbers[0]
        return
    stop = after == "." and dates.classes.line.glued(index + 1)
    days = None
    if len(numbers) == 3:
        days = _day_month_year(dates, *numbers)
    elif len(parts[1]) <= 2 and (stop or _is_meant(dates, index, len(parts[1]) == 2)):
        days = _day_month(dates, *numbers)
    if days:
        dates.fold(index, index + 1 + stop)
        dates.periods[index] = Period(*days)


def _is_meant(dates: Dates, index: int, full: bool) -> bool:
    """ "ab 20.04"; and "ab 5.5", "5.5 und 6.5", "20.04", as the answer to when."""
    if not dates.is_asked_for:
        return full and _after_preposition(dates, index)
    return _after_preposition(dates, index) or among(dates.kinds[index - 1 : index], "date and or -") or full


def _after_preposition(dates: Dates, index: int) -> bool:
    return among(dates.kinds[:index].rstrip(SAME)[-1:], "day_marker by from until range before after")


def _day_month_year(dates: Dates, first: int, second: int, third: int) -> Days | None:
    if first > 31:
        year, number, day = first, second, third
    else:
        day, number = _day_first(dates, first, second)
        year = third + 2000 if third < 100 else third
    return calendar.day_if(calendar.on(year, number, day)) if 1900 < year < 2200 else None


def _day_month(dates: Dates, first: int, second: int) -> Days | None:
    return calendar.day_if(calendar.coming_day(*_day_first(dates, first, second), dates.today))


def _day_first(dates: Dates, first: int, second: int) -> tuple[int, int]:
    """Day and month in the client's order, unless only the other one exists."""
    if dates.classes.line.language == "en" and first <= 12 and _month_comes_first(dates):
        return second, first
    if second > 12:
        return second, first
    return first, second


def _month_comes_first(dates: Dates) -> bool:
    """By the country, or by another date in the message that can be read in no other way."""
    pairs = [
        (dates.number(place(found, "first")), dates.number(place(found, "second")))
        for found in _PAIR.finditer(dates.classes.kinds)
    ]
    if any(first > 12 >= second > 0 for first, second in pairs):
        return False
    return dates.context.country in MONTH_FIRST or any(
        0 < first <= 12 < second <= 31 for first, second in pairs
    )


_PAIR = rule("(?<! slash) first:number slash second:number")


def _slashed(hit: Hit) -> Days | None:
    if "third" in hit:
        return _day_month_year(hit.dates, hit.number("first"), hit.number("second"), hit.number("third"))
    asked = hit.dates.is_asked_for or _after_preposition(hit.dates, hit.found.start())
    if among(hit.following(), "word") and not asked:
        return None  # "3/4 sleeve"
    return _day_month(hit.dates, hit.number("first"), hit.number("second"))


def _dashed(hit: Hit) -> Days | None:
    a, b, c = hit.number("first"), hit.number("second"), hit.number("third")
    if a > 1900 or c > 1900 or (c > 20 and b <= 12):
        return _day_month_year(hit.dates, a, b, c)
    return None


RULES = [
    reads(
        "slash",
        _slashed,
        "first:number slash second:number (slash third:[number other_number year])? (?! of)",
    ),
    reads("-", _dashed, "first:[number year] - second:number - third:[number other_number year]"),
]
