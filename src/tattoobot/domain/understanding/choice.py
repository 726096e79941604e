"""Which of several candidates is meant: "not 10, 12", "200, actually make it 250", "my last one cost 80"."""

from typing import Any, NamedTuple

from tattoobot.domain.understanding.grammar.line import Classes, Line
from tattoobot.domain.understanding.grammar.rule import SAME, holds, rule, signs
from tattoobot.domain.understanding.grammar.terms import Readers

READERS = Readers("choice")


_SENTENCE = rule("[. but]")
_REFUSED_AFTER = rule("not [, .]")
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
        deposit = holds(_SENTENCE.split(since)[-1], "deposit")
        if (
            deposit
            or holds(before, "past")
            or _refused(before)
            or _REFUSED_AFTER.match(classes.kinds, candidate.last)
        ):
            continue
        if holds(before, "old"):
            fallback.append(candidate)
            continue
        if meant and holds(since, "correction"):
            meant.clear()
        meant.append(candidate)
    return max(meant or fallback, key=lambda candidate: candidate.rank, default=None)


def _clause_before(classes: Classes, first: int, upto: int) -> str:
    """The kinds between the start of the clause and the candidate."""
    before = classes.kinds[upto:first]
    for end in signs(", . ; but"):
        before = before[before.rfind(end) + 1 :]
    return before


def _refused(before: str) -> bool:
    """ "not 10", "instead of about 10": a negation at most three words ahead."""
    return holds(before.replace(SAME, "")[-4:], "not")
