"""Days and times of day as a language writes them."""

import re
from datetime import date, datetime, time
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_location

REMEMBERED = 4096
"""Babel takes its time, and clients name the same few amounts, sizes and days."""


def day(when: date, locale: str) -> str:
    """ "Tue 10 Mar"."""
    return dated(pattern_of("MMMEd", locale), when.year, when.month, when.day, locale)


def short_day(when: date, locale: str) -> str:
    """ "10 Mar"."""
    return dated(pattern_of("MMMd", locale), when.year, when.month, when.day, locale)


def long_day(when: date, locale: str, *, year: bool = False) -> str:
    """ "Tuesday 10 March", with the `year` too."""
    known = (
        pattern_of("yMMMEd", locale) if year else pattern_of("MMMMEd", locale) or pattern_of("MMMEd", locale)
    )
    spelled = re.sub("M{3,4}", "MMMM", re.sub("E+", "EEEE", known))
    return dated(spelled, when.year, when.month, when.day, locale)


def place_of(zone: ZoneInfo, locale: str) -> str:
    """ "London", in the language that is spoken: by whose clock a time is told."""
    _, _, city = zone.key.rpartition("/")
    told = str(get_timezone_location(zone, locale=locale, return_city=True)) if city != zone.key else ""
    return told or city.replace("_", " ")


def birthday(when: date, locale: str) -> str:
    """ "3 April 2027": a weekday would tell nothing."""
    return str(format_date(when, "long", locale=locale))


# Years, hours and the like, and no datetime: of two that are the same moment in two zones, one would be remembered.
@lru_cache(maxsize=REMEMBERED)
def dated(pattern: str, year: int, month: int, of_month: int, locale: str) -> str:
    """Such a date, in the order of a pattern of `pattern_of`."""
    return str(format_date(date(year, month, of_month), pattern, locale=locale))


@cache
def pattern_of(skeleton: str, locale: str) -> str:
    """How a locale orders the parts of a date; empty where it has no order of its own for them."""
    known = Locale.parse(locale).datetime_skeletons
    return str(known[skeleton].pattern) if skeleton in known else ""


def clock(when: datetime, locale: str) -> str:
    return _clock(when.hour, when.minute, locale)


@lru_cache(maxsize=REMEMBERED)
def _clock(hour: int, minute: int, locale: str) -> str:
    return str(format_time(time(hour, minute), "short", locale=locale))
