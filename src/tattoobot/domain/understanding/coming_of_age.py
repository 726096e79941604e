"""The day from which on somebody is of age, and the age that they have until then, as they tell both themselves."""

import re
from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from tattoobot.domain.understanding.own_age import comes_of_age
from tattoobot.domain.understanding.reader import note
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.text import Prepared
from tattoobot.domain.understanding.vocabulary.forms import whole

BIRTHDAY = whole("birthday")
CLAUSE_ENDS = re.compile(r"[,;!?\n]")


class Birthday(NamedTuple):
    day: date
    of_age: bool
    """It is said that they are of age from then on; else it is a birthday, whichever."""


def coming_birthday(words: str, context: Context) -> Birthday | None:
    """ "I turn 18 on 3 January", "mein Geburtstag ist am 14. Februar"; not of "in March", which names no day."""
    seen = note(words, context)
    text = seen.message.text
    of_age = comes_of_age(text, context.minimum_age)
    told = of_age or BIRTHDAY.search(text.folded)
    if told is None:
        return None
    starts = seen.scanned.line.starts
    days = {starts[at]: one.first for at, one in seen.scanned.dates.periods.items() if one.first == one.last}
    begins, ends = _clause(text, told.start(), told.end())
    near = sorted((abs(at - told.end()), day) for at, day in days.items() if begins <= at < ends and day)
    days_to_come = (day for _, day in near if day > context.now.date())
    return next((Birthday(day, of_age is not None) for day in days_to_come), None)


def _clause(text: Prepared, first: int, after: int) -> tuple[int, int]:
    ends = [0, *(end.end() for end in CLAUSE_ENDS.finditer(text.folded)), len(text.folded)]
    begins = ends[max(0, bisect_left(ends, first + 1) - 1)]
    return begins, next(end for end in ends if end >= after)
