"""Days and weeks of a month: "14 March", "3rd to 10th of June", "the 14th", "mid April", "first week of May"."""

import re
from datetime import date

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import DAY, WEEK, Days
from tattoobot.domain.understanding.dates.counted import how_many, named_period
from tattoobot.domain.understanding.dates.found import GLUE, LOOSE, Hit, Rule
from tattoobot.domain.understanding.line import SAME, rule

OWN = frozenset(("my", "her", "his", "our", "mein", "meinen", "meinem"))
""" "My 18th" is a birthday."""


def _days_of_month(hit: Hit) -> Days | None:
    first, last = _day_at(hit, "a"), _day_at(hit, "b")
    if "m" in hit:
        begin, end = _named_day(first, hit), _named_day(last, hit)
    else:
        begin = calendar.coming_day_of_month(first, hit.today)
        end = calendar.on(begin.year, begin.month, last) if begin else None
    return Days(begin, end) if begin and end and begin <= end else None


def _day_of_month(hit: Hit) -> Days | None:
    when = _named_day(_day_at(hit, "a"), hit)
    return calendar.day(when) if when else None


def _day_at(hit: Hit, group: str) -> int:
    """The day, or the place in a row: "last" is -1."""
    if hit.kind(group) == "z":
        return -1
    if hit.kind(group) == "W":
        return int(hit.value(group)) + 2  # Portuguese names its weekdays from the second on
    return int(hit.value(group)) if hit.kind(group) == "j" else hit.number(group)


def _named_day(day: int, hit: Hit) -> date | None:
    number = int(hit.value("m"))
    if "y" in hit:
        return calendar.on(hit.number("y"), number, day)
    return calendar.coming_day(day, number, hit.today)


def _only_day(hit: Hit) -> Days | None:
    """ "the 14th", "el 14", "am 14.": a day of this month or the next."""
    if hit.dates.classes.line.words[hit.at("a") - 1] in OWN:
        return None
    when = calendar.coming_day_of_month(hit.number("a"), hit.today)
    return calendar.day(when) if when else None


def _month(hit: Hit) -> Days | None:
    number = int(hit.value("m"))
    if "y" in hit:
        days = calendar.month(hit.number("y"), number)
    elif "r" in hit:
        if hit.name("r") != "next_year":
            return None
        days = calendar.month(hit.today.year + 1, number)
    else:
        days = calendar.coming_month(number, hit.today)
    return _part_of_month(hit, days) if "e" in hit else days


def _part_of_month(hit: Hit, days: Days) -> Days:
    """The part that was named, of the month a year later when this one's is over."""
    name = hit.value("e")
    if name == "late":
        hit.dates.ends.add(hit.found.start())
    part = calendar.part_of_month(days, name)
    if part.last < hit.today and "y" not in hit:
        return calendar.part_of_month(calendar.month(days.first.year + 1, days.first.month), name)
    return part


def _parts_of_month(hit: Hit) -> Days:
    """ "mid/end of May"."""
    days = calendar.coming_month(int(hit.value("m")), hit.today)
    first, last = calendar.part_of_month(days, hit.value("e")), calendar.part_of_month(days, hit.value("e2"))
    return Days(min(first.first, last.first), max(first.last, last.last))


def _week_of_month(hit: Hit) -> Days | None:
    if hit.value("u") != "week":
        return None
    if "m" in hit:
        days = calendar.coming_month(int(hit.value("m")), hit.today)
    else:
        days = named_period(hit.name("r"), hit.today)
    nth = _day_at(hit, "a")
    return calendar.week_of_month(days, nth) if nth <= 5 else None


def _weeks_of_month(hit: Hit) -> Days | None:
    """ "the first two weeks of June"."""
    weeks = how_many(hit)[0]
    if hit.value("u") != "week" or weeks > 4:
        return None
    first, last = calendar.coming_month(int(hit.value("m")), hit.today)
    if hit.kind("a") == "z":
        return Days(last - weeks * WEEK + DAY, last)
    return Days(first, first + weeks * WEEK - DAY)


def _nth_weekday(hit: Hit) -> Days | None:
    """ "the first Saturday in May", "the last weekend of April"."""
    days = calendar.coming_month(int(hit.value("m")), hit.today)
    weekday = 5 if hit.kind("w") == "E" else int(hit.value("w"))
    nth = _day_at(hit, "a")
    when = calendar.nth_weekday(days.first.year, days.first.month, weekday, nth)
    return Days(when, when + DAY) if hit.kind("w") == "E" else calendar.day(when)


def _month_of_birthday(hit: Hit) -> Days:
    """ "ich werde im Juli 18": the number is the age, not the day."""
    return calendar.coming_month(int(hit.value("m")), hit.today)


_MONTH_OF = f"{GLUE} (?P<m>m)"
_YEAR = f"(?: ,? {GLUE} (?P<y>G) )?"
_A = "[Ti~]{0,4} (?P<a>[Nj])"
_TO_B = "[R&Ox-] [Ti~]{0,4} (?P<b>[Nj])"
_OF_M = "[~T]{0,4} (?P<m>m)"
_PART = f"(?: (?P<e>e) {GLUE} )?"
_NO_NOUN = "(?! [uwmNQ:] )"

FIRST_RULES: list[Rule] = [
    ("=", re.compile(f"(?<==)(?:[iI~T]_*){{0,3}}(?P<m>m{SAME}*)(?=N)"), _month_of_birthday),
    ("u", rule(f"{GLUE} (?P<a>[zj]) (?P<k>[NQq]) (?P<u>u) {_MONTH_OF}"), _weeks_of_month),
    ("z", rule(f"{GLUE} (?P<a>z) (?P<u>u) {_MONTH_OF}"), _week_of_month),
    ("m", rule(f"{GLUE} (?P<a>[jz]) (?P<w>[WE]) {LOOSE} (?P<m>m)"), _nth_weekday),
    ("W", rule(f"{GLUE} (?P<a>W) (?P<u>u) {_MONTH_OF}"), _week_of_month),
]
"""Read before "last" can mean the past."""

RULES: list[Rule] = [
    ("m", rule(f"[Bf]? {_A} [o.]? {_TO_B} [o.]? {_OF_M} {_YEAR}"), _days_of_month),
    ("m", rule(f"(?P<m>m) {_A} [o.]? {_TO_B} o? {_YEAR}"), _days_of_month),
    ("m", rule(f"{_A} [o.]? {_OF_M} {_YEAR}"), _day_of_month),
    ("m", rule(f"(?P<m>m) {_A} o? {_YEAR} (?! [:/] )"), _day_of_month),
    ("u", rule(f"{GLUE} (?P<a>[Nj]) o? (?P<u>u) {GLUE} (?: (?P<m>m) | (?P<r>r) )"), _week_of_month),
    ("o", rule(f"[Bf]? {_A} [o.]? {_TO_B} o"), _days_of_month),
    ("o", rule("[Ti~]{0,4} (?P<a>N) o (?! [uw] )"), _only_day),
    ("o", rule("(?<=[<>bfx_])[Ti~]{1,4} (?P<a>N) o (?! u )"), _only_day),
    ("T", rule(f"[Bf]? T (?P<a>N) [o.]? [R&Ox-] [Ti~]{{0,4}} (?P<b>N) {_NO_NOUN}"), _days_of_month),
    ("T", rule(f"T{{1,3}} (?P<a>N) \\.?+ {_NO_NOUN}"), _only_day),
    ("e", rule(f"(?P<e>e) [/&RO-] [i~T]{{0,2}} (?P<e2>e) {_MONTH_OF}"), _parts_of_month),
    ("m", rule(f"{_PART} (?P<m>m) ,? {GLUE} (?: (?P<y>G) | (?P<r>r) )"), _month),
    ("m", rule(f"{_PART} (?P<m>m)"), _month),
]
