"""A line as the calendar sees it: every date that was found is folded into one `D`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from tattoobot.domain.understanding.calendar import Days, Period
from tattoobot.domain.understanding.grammar.line import Classes
from tattoobot.domain.understanding.grammar.rule import SAME, among, place, rule, sign
from tattoobot.domain.understanding.grammar.terms import Readers
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.vocabulary import load

READERS = Readers("time", same={"on": "glue", "not_a_time": "word"})

OVER = "over"
"""The kind of a stretch that is about the past, or about something else than a wish."""
MOST_DATES = 30
"""Nobody names more days in one message."""


@cache
def _articles(language: str) -> frozenset[str]:
    """Of one language: a Portuguese "a" is "the"."""
    return frozenset(load(language)["lists"]["indefinite_articles"].split(", "))


@dataclass(slots=True)
class Dates:
    """The classes of a line, what its dates stand for, and what was learnt on the way."""

    classes: Classes
    kinds: str
    today: date
    context: Context
    periods: dict[int, Period] = field(default_factory=dict)
    """What each `D` stands for."""
    parts: dict[int, str] = field(default_factory=dict)
    """The part of day that a `D` names too ("tonight")."""
    hours: dict[int, float] = field(default_factory=dict)
    """The hour of a clock time, which reads as `p`."""
    ends: set[int] = field(default_factory=set)
    """The `D`s that are the end of something: "before the end of May" may still be its last day."""
    counted: set[int] = field(default_factory=set)
    """The `D`s that are counted from a day that was named before: "the Monday after"."""
    names: dict[int, str] = field(default_factory=dict)
    """The period that an `r` names, where it was put together ("next" + "week")."""
    pieces: Any = None
    """All that it says of times, once somebody has asked for them (`times`)."""

    @property
    def is_asked_for(self) -> bool:
        return self.context.asked == "timing"

    def copy(self) -> "Dates":
        """One in which more may be folded, and other periods named."""
        more = self.parts, self.hours, self.ends, self.counted, self.names
        return Dates(self.classes, self.kinds, self.today, self.context, dict(self.periods), *more)

    def number(self, index: int) -> int:
        """The number at this atom if it is whole, else 0, which no calendar knows."""
        number = self.classes.line.numbers.get(index)
        return int(number.value) if number and number.value == int(number.value) else 0

    def value(self, index: int) -> Any:
        return self.classes.value(index)

    def is_any(self, index: int) -> bool:
        """Behind "a", as in "a Saturday before Christmas"."""
        line = self.classes.line
        return index > 0 and line.words[index - 1] in _articles(line.language)

    def fold(self, first: int, last: int, kind: str = "date") -> None:
        self.kinds = self.kinds[:first] + sign(kind) + SAME * (last - first - 1) + self.kinds[last:]

    def hits(self, pattern: re.Pattern[str]) -> "list[Hit]":
        return [Hit(self, found) for found in islice(pattern.finditer(self.kinds), MOST_DATES)]


@dataclass(slots=True)
class Hit:
    """One stretch that a rule matches; its captures are asked for by their name."""

    dates: Dates
    found: re.Match[str]

    def __contains__(self, group: str) -> bool:
        return self.at(group) >= 0

    def at(self, group: str) -> int:
        return place(self.found, group)

    def is_(self, group: str, names: str) -> bool:
        return among(self.dates.kinds[self.at(group)], names)

    def value(self, group: str) -> str:
        return str(self.dates.value(self.at(group)))

    def number(self, group: str) -> int:
        return self.dates.number(self.at(group))

    def name(self, group: str) -> str:
        """The period that an `r` names."""
        return self.dates.names.get(self.at(group)) or self.value(group)

    def period(self, group: str) -> Period:
        return self.dates.periods[self.at(group)]

    @property
    def today(self) -> date:
        return self.dates.today

    def following(self) -> str:
        """The kind of the atom after the stretch."""
        return self.dates.kinds[self.found.end() : self.found.end() + 1]

    def fold(self, kind: str = "date") -> None:
        self.dates.fold(*self.found.span(), kind=kind)


Read = Callable[[Hit], Days | None]
Rule = tuple[str, re.Pattern[str], Read]
"""The sign of a class without which it cannot match, the stretch, and what it stands for."""


def reads(needed: str, read: Read, *alternatives: str) -> Rule:
    return sign(needed), rule(*alternatives), read


def apply(dates: Dates, rules: list[Rule]) -> None:
    for needed, pattern, read in rules:
        if needed not in dates.kinds:
            continue
        for hit in dates.hits(pattern):
            days = read(hit)
            if days is not None:
                hit.fold()
                dates.periods[hit.found.start()] = Period(*days)


GLUE = "[glue of day_marker]{0,4}"
"""Articles and small words that may stand inside a date."""
LOOSE = "[glue in of day_marker]{0,4}"
"""The same, and "in"."""
