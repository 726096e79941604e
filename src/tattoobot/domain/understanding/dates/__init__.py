"""Finds the dates in a message, before anything else may take their numbers: "14 March", "next Friday", "in 3 weeks".

The rules run in order over the classes of the line, and each stretch that one of them reads becomes a single `D`.
`timing` then reads what is said about these days.
"""

import re

from tattoobot.domain.understanding.dates import counted, digits, halves, months, named
from tattoobot.domain.understanding.dates.clock import read_clock_times, read_hour_spans
from tattoobot.domain.understanding.dates.found import MOST_DATES, OVER, READERS, Dates, apply
from tattoobot.domain.understanding.grammar.line import Classes, Line, Reader
from tattoobot.domain.understanding.grammar.rule import SAME, among, rule, sign, signs
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.vocabulary.lists import folded

__all__ = ["MOST_DATES", "OVER", "Dates", "claim", "find"]

_TELL = (
    "weekday weekdays weak_weekday weekday_set month holiday season relative_day unit weekend next part parts flexible"
    " asap soon clock ordinal period within part_of unavailable year slash week_number week_on move quarter the_next"
    " half_of month_half month_week other_weekday unit_part"
)
_HINT = rule(f"[{_TELL} day_marker ordinal_mark]")
_BY_THEMSELVES = f"{_TELL} easy that_period"
"""Without one of these, and without a number, nothing is said of times."""
_BESIDE_NUMBERS = f"{_BY_THEMSELVES} day_marker ordinal_mark at_hour after before from by"
"""Without one of these no number is said of times, unless they were asked for."""
_YEAR = 4
"""The digits of a year."""
_DOTTED = re.compile(r"\d\.\d")
_HOUR_HINT = rule("[at_hour after before from by] [glue number other_number]")
_CLAIMED = rule(f"[date part {OVER}]")
_WEAK = rule("weak_weekday")
_JOINED, _DAYS = "and or range until - slash", "weekday weekdays weak_weekday"
_FIRST_RULES = [*months.FIRST_RULES, *halves.FIRST_RULES]
_RULES = [*digits.RULES, *counted.FIRST_RULES, *months.RULES, *halves.RULES, *counted.RULES, *named.RULES]


def find(line: Line, context: Context) -> Dates:
    reader = READERS[line.language]
    if not _may_tell(line, reader, context):
        kinds = sign("word") * len(line.words)
        return Dates(Classes(line, kinds, {}, {}), kinds, context.now.date(), context)
    classes = reader.read(line)
    dates = Dates(classes, _kinds(classes), context.now.date(), context)
    if _DOTTED.search(line.text.folded):
        digits.read_dotted(dates)
    of_days = bool(line.numbers) and (dates.is_asked_for or _HOUR_HINT.search(dates.kinds) is not None)
    if of_days or _HINT.search(dates.kinds):
        _strengthen(dates)
        apply(dates, _FIRST_RULES)
        read_clock_times(dates)
        counted.forget_past(dates)
        counted.name_periods(dates)
        apply(dates, _RULES)
        if line.numbers:
            read_hour_spans(dates)
    return dates


def _may_tell(line: Line, reader: Reader, context: Context) -> bool:
    if reader.may_find(_BESIDE_NUMBERS if line.numbers else _BY_THEMSELVES, line):
        return True
    as_days = context.asked == "timing" or any(
        len(number.written) == _YEAR for number in line.numbers.values()
    )
    return (bool(line.numbers) and as_days) or _DOTTED.search(line.text.folded) is not None


def claim(dates: Dates) -> None:
    """Takes the numbers of the dates away from sizes and prices."""
    for found in _CLAIMED.finditer(dates.kinds):
        if not among(found[0][0], "part") or found.start() in dates.hours:
            dates.classes.line.claim(*found.span())


def _kinds(classes: Classes) -> str:
    """The kinds, in which a number that cannot be a day is a year or another number."""
    kinds = list(classes.kinds)
    for index, number in classes.line.numbers.items():
        if kinds[index] != sign("number"):
            continue
        if not number.written and _is_a_month(classes, kinds, index):
            kinds[index] = sign("month")
        elif number.written.isdecimal() and len(number.written) == 4 and 1900 <= number.value < 2200:
            kinds[index] = sign("year")
        elif not 1 <= number.value <= 31 or number.value != int(number.value):
            kinds[index] = sign("other_number")
    mark = sign("ordinal_mark")
    for index, kind in enumerate(kinds if mark in classes.kinds else ()):
        if kind == mark and not (
            classes.line.glued(index) and among(kinds[index - 1], "number other_number")
        ):
            kinds[index] = sign(
                "glue"
            )  # "o", "a" and "e" are articles and conjunctions unless they end a number
    return "".join(kinds)


def _is_a_month(classes: Classes, kinds: list[str], index: int) -> bool:
    """ "14 de dez", "14/dez", "em dez": not always ten."""
    before = "".join(kinds[:index]).rstrip(signs("of slash same"))[-1:]
    ends = among("".join(kinds[index + 1 : index + 2]) or ".", ", . range until by and or")
    return str(classes.value(index)).isdecimal() and (
        among(before, "number") or (ends and among(before, "in part_of"))
    )


def _strengthen(dates: Dates) -> None:
    """ "sun", "sat" and "so" are weekdays where the words around them are about days."""
    for found in list(_WEAK.finditer(dates.kinds))[:MOST_DATES]:
        if _is_weekday(dates, found):
            dates.fold(*found.span(), kind="weekday")


def _is_weekday(dates: Dates, found: re.Match[str]) -> bool:
    before = dates.kinds[: found.start()].rstrip(SAME)[-2:]
    after = dates.kinds[found.end() : found.end() + 4].replace(SAME, "")[:2]
    if among(before[-1:], _JOINED) and among(before[:1], _DAYS):
        return True
    if among(after[:1], _JOINED) and among(after[1:], _DAYS):
        return True
    if str(dates.value(found.start())).endswith("?"):
        return False  # "so" is a weekday only beside another
    if before[-1:] == "," and among(before[:1], _DAYS) and after[:1] in ("", ",", "."):
        return True  # "Wed, Sat"
    if dates.is_asked_for and (among(before[-1:], f"except {_DAYS}") or among(after[:1], _DAYS)):
        return True  # "any day but Wed", "mon wed fri"
    alone = before[-1:] in ("", ",", ".") and after[:1] in ("", ",", ".")
    numbered = before[-1:] in ("", ",", ".") and among(after[:1], "number") and after[1:] in ("", ",", ".")
    if (alone or numbered) and dates.is_asked_for:
        return True
    words = dates.classes.line.words
    word_before = words[found.start() - 1] if found.start() else ""
    word_behind = words[found.end()] if found.end() < len(words) else ""
    ends = after[:1] in ("", ",", ".")
    return (
        word_before == "on"
        or (ends and word_before in folded("room"))
        or (not word_before and word_behind in folded("room"))
        or among(before[-1:], "next any")
        or among(after[:1], "part parts unit clock")
        or (among(after[:1], "at_hour") and among(after[1:], "number"))
        or after == signs("number ordinal_mark")
    )
