"""One thing that is said of a time: a period, a set of weekdays, a part of the day, "soon", "whenever"."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tattoobot.domain.understanding.calendar import Period
from tattoobot.domain.understanding.dates import Dates

KINDS = ("period", "days", "not_days", "part", "soon", "flexible", "not_period")


class Piece(NamedTuple):
    """One thing that is said of a time, and what the rules know of it."""

    kind: str
    """`period`, `days`, `not_days`, `part`, `soon`, `flexible` or `not_period`."""
    value: Any
    first: int
    """Its first atom; `last` is the atom after it."""
    last: int
    marks: frozenset[str] = frozenset()
    """By which rules it was read, in words."""
    meant: bool = True
    """Whether these rules by themselves take it for a wish."""
    named: Period | None = None
    """The days that were named, of a period that a rule has bounded by them."""


@dataclass(slots=True)
class Pieces:
    dates: Dates
    found: list[Piece] = field(default_factory=list)
    marks: dict[int, frozenset[str]] = field(default_factory=dict)
    """By the date that the rules have read so far."""
    named: dict[int, Period] = field(default_factory=dict)
    """What a bounded date named, in the same way."""
    given_up: list[Piece] = field(default_factory=list)
    """The time of an appointment that is to be another: no wish, but "the week after" is counted from it."""

    def add(self, kind: str, value: Any, span: tuple[int, int], *marks: str, meant: bool = True) -> None:
        named = self.named.get(span[0]) if kind == "period" else None
        self.found.append(Piece(kind, value, *span, frozenset({kind, *marks}), meant, named))
