"""Finds the dates in a message, before anything else may take their numbers: "14 March", "next Friday", "in 3 weeks".

The rules run in order over the classes of the line, and each stretch that one of them reads becomes a single `D`.
`timing` then reads what is said about these days.
"""

import re

from tattoobot.domain.understanding.dates import counted, digits, months
from tattoobot.domain.understanding.dates.clock import read_clock_times
from tattoobot.domain.understanding.dates.found import MOST_DATES, OVER, READERS, Dates, apply
from tattoobot.domain.understanding.line import SAME, Classes, Line
from tattoobot.domain.understanding.reading import Context

__all__ = ["MOST_DATES", "OVER", "Dates", "claim", "find"]

_HINT = re.compile("[WYvkmhsyuEnpPFZSCjTrJeoUG/*]")
_DOTTED = re.compile(r"\d\.\d")
_RULES = [*digits.RULES, *counted.FIRST_RULES, *months.RULES, *counted.RULES]


def find(line: Line, context: Context) -> Dates:
    classes = READERS[line.language].read(line)
    dates = Dates(classes, _kinds(classes), context.now.date(), context)
    if _DOTTED.search(line.text.folded):
        digits.read_dotted(dates)
    if _HINT.search(dates.kinds):
        _strengthen(dates)
        apply(dates, months.FIRST_RULES)
        read_clock_times(dates)
        counted.forget_past(dates)
        counted.name_periods(dates)
        apply(dates, _RULES)
    return dates


def claim(dates: Dates) -> None:
    """Takes the numbers of the dates away from sizes and prices."""
    for found in re.finditer(f"[Dp{OVER}]{SAME}*", dates.kinds):
        if found[0][0] != "p" or found.start() in dates.hours:
            dates.classes.line.claim(*found.span())


def _kinds(classes: Classes) -> str:
    """The kinds with `N` for numbers that may be a day, `G` for years and `Q` for all others."""
    kinds = list(classes.kinds)
    for index, number in classes.line.numbers.items():
        if kinds[index] != "N":
            continue
        if number.written.isdecimal() and len(number.written) == 4 and 1900 <= number.value < 2200:
            kinds[index] = "G"
        elif not 1 <= number.value <= 31 or number.value != int(number.value):
            kinds[index] = "Q"
    for index, kind in enumerate(kinds):
        if kind == "o" and not (classes.line.glued(index) and kinds[index - 1] in "NQ"):
            kinds[index] = "i"  # "o", "a" and "e" are articles and conjunctions unless they end a number
    return "".join(kinds)


def _strengthen(dates: Dates) -> None:
    """ "sun", "sat" and "so" are weekdays where the words around them are about days."""
    for found in list(re.finditer(f"v{SAME}*", dates.kinds))[:MOST_DATES]:
        if _is_weekday(dates, found):
            dates.fold(*found.span(), kind="W")


def _is_weekday(dates: Dates, found: re.Match[str]) -> bool:
    before = dates.kinds[: found.start()].rstrip(SAME)[-2:]
    after = dates.kinds[found.end() : found.end() + 2]
    if before[-1:] in tuple("&OR-") and before[:1] in tuple("WYv"):
        return True
    if after[:1] in tuple("&OR-") and after[1:] in tuple("WYv"):
        return True
    if str(dates.value(found.start())).endswith("?"):
        return False  # "so" is a weekday only beside another
    alone = before[-1:] in ("", ",", ".") and after[:1] in ("", ",", ".")
    if alone and dates.context.asked == "timing":
        return True
    on = found.start() > 0 and dates.classes.line.words[found.start() - 1] == "on"
    return on or before[-1:] in ("n", "a") or after[:1] in ("p", "P") or after == "No"
