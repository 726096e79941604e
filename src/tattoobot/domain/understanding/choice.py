"""Which of several candidates is meant: "not 10, 12", "200, actually make it 250", "my last one cost 80"."""

import re
from typing import Any, NamedTuple

from tattoobot.domain.understanding.line import Classes, Line
from tattoobot.domain.understanding.terms import Readers

READERS = Readers(
    "choice", {"not": "n", "correction": "k", "past": "h", "old": "o", "but": "b", "deposit": "d"}
)


_REFUSED_AFTER = re.compile("n_*[,.]")
""" "500 no, 600". """


class Candidate(NamedTuple):
    value: Any
    first: int
    """Its first atom; `last` is the atom after it."""
    last: int
    rank: int = 0
    """Among what is equally meant the highest wins: a pair says more than one number."""


def choose(candidates: list[Candidate], line: Line) -> Candidate | None:
    """The candidate the client means, None when all of them are refused or of another time."""
    if not candidates:
        return None
    classes = READERS[line.language].read(line)
    candidates = sorted(candidates, key=lambda candidate: candidate.first)
    meant: list[Candidate] = []
    fallback: list[Candidate] = []
    upto = 0
    for candidate in candidates:
        before = _clause_before(classes, candidate.first, upto)
        since = classes.kinds[upto : candidate.first]
        upto = candidate.last
        deposit = "d" in re.split("[.b]", since)[-1]
        if (
            deposit
            or "h" in before
            or _refused(before)
            or _REFUSED_AFTER.match(classes.kinds, candidate.last)
        ):
            continue
        if "o" in before:
            fallback.append(candidate)
            continue
        if "k" in since and meant:
            meant.clear()
        meant.append(candidate)
    return max(meant or fallback, key=lambda candidate: candidate.rank, default=None)


def _clause_before(classes: Classes, first: int, upto: int) -> str:
    """The kinds between the start of the clause and the candidate."""
    before = classes.kinds[upto:first]
    for end in (",", ".", ";", "b"):
        before = before[before.rfind(end) + 1 :]
    return before


def _refused(before: str) -> bool:
    """ "not 10", "instead of about 10": a negation at most three words ahead."""
    return "n" in before.replace("_", "")[-4:]
