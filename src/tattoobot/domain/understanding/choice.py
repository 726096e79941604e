"""Which of several amounts or sizes is meant: "not 10, 12", "200, actually make it 250", "my last one cost 80"."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tattoobot.domain.understanding.grammar.line import Classes, Line
from tattoobot.domain.understanding.grammar.rule import SAME, holds, rule, signs
from tattoobot.domain.understanding.grammar.terms import Readers
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.roles.around import tokens_at
from tattoobot.domain.understanding.roles.decide import decide
from tattoobot.domain.understanding.roles.features import Mention
from tattoobot.domain.understanding.vocabulary.message import Message
from tattoobot.domain.understanding.weights import Weighed

READERS = Readers("choice")

_SENTENCE = rule("[. but]")
DENIED = "denied"
NOTHING = frozenset[str]()


class Candidate(NamedTuple):
    value: Any
    first: int
    """Its first atom; `last` is the atom after it."""
    last: int
    marks: frozenset[str] = frozenset()
    """What the rules that found it know of it."""


class Chosen(NamedTuple):
    candidate: Candidate
    mention: Mention
    because: Weighed | None


def choose(
    key: str, candidates: Sequence[Candidate], message: Message, line: Line, context: Context
) -> Chosen | None:
    """The candidate that the client means, if one is; weighed as every mention is."""
    if not candidates or not message.words:
        return None
    candidates = sorted(candidates, key=lambda candidate: candidate.first)
    reader = READERS[line.language]
    if reader.may_find("deposit past not old correction", line):
        marked = [*_marks(candidates, reader.read(line))]
    else:
        marked = [NOTHING] * len(candidates)
    mentions = [
        Mention(
            *tokens_at(message, line.starts[each.first], line.ends[each.last - 1]),
            each.value,
            each.marks | marks,
        )
        for each, marks in zip(candidates, marked, strict=True)
    ]
    affirmed = [mention for mention in mentions if DENIED not in mention.marks]
    wanted = decide(key, affirmed or mentions, message, context)
    if wanted is None:
        return None
    at = [mention[:2] for mention in mentions].index(wanted.mention[:2])
    return Chosen(candidates[at], mentions[at], wanted.because)


def _marks(candidates: Sequence[Candidate], classes: Classes) -> Iterator[frozenset[str]]:
    """What stands before each, since the one before it."""
    upto = 0
    for candidate in candidates:
        before = _clause_before(classes, candidate.first, upto)
        since = classes.kinds[upto : candidate.first]
        upto = candidate.last
        said = {
            "a deposit": holds(_SENTENCE.split(since)[-1], "deposit"),
            "of the past": holds(before, "past"),
            DENIED: holds(before.replace(SAME, "")[-4:], "not"),
            "of the old one": holds(before, "old"),
            "corrects the one before": candidate is not candidates[0] and holds(since, "correction"),
        }
        yield frozenset(mark for mark, true in said.items() if true)


def _clause_before(classes: Classes, first: int, upto: int) -> str:
    """The kinds between the start of the clause and the candidate."""
    before = classes.kinds[upto:first]
    for end in signs(", . ; but"):
        before = before[before.rfind(end) + 1 :]
    return before
