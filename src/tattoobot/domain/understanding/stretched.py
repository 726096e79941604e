"""Two amounts that are one budget: "250, 275 at a push", "200, chorando 250", "170 mais je sais aller jusqu'à 200".

The first is what somebody would give, the second what they could be brought to give.
"""

from collections.abc import Iterator

from tattoobot.domain.understanding.choice import Candidate
from tattoobot.domain.understanding.grammar.line import Classes
from tattoobot.domain.understanding.grammar.rule import holds, rule
from tattoobot.domain.understanding.roles.around import OTHERS, Around, tokens_at
from tattoobot.domain.understanding.vocabulary.lists import folded
from tattoobot.domain.understanding.vocabulary.message import Message

FARTHEST = 12
"""How many words may stand between the two."""
MOST_TIMES = 2.5
"""Nobody is brought to give more than so many times what they would."""
CLOSE = 5
_ENDS = rule("[. ;]")
PERHAPS = folded("perhaps")
NOBODYS = frozenset(("paid",))
MARK = "stretched"


def stretched(
    candidates: list[Candidate], classes: Classes, message: Message, around: Around
) -> list[Candidate]:
    """The same candidates, with two that belong together as one."""
    joined: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.first):
        if joined and (both := _both(joined[-1], candidate, classes, message, around)):
            joined[-1] = both
        else:
            joined.append(candidate)
    return joined


def _both(
    lower: Candidate, upper: Candidate, classes: Classes, message: Message, around: Around
) -> Candidate | None:
    between = classes.kinds[lower.last : upper.first]
    if len(between) > FARTHEST or _ENDS.search(between) or holds(between, "number"):
        return None
    first, most = lower.value["min"], upper.value["max"]
    if first is None or most is None or (lower.value["max"] or first) != first:
        return None
    bounded = upper.value["min"] is None or _perhaps(upper, classes)
    ends = _in_the_same_measure(first, most) if bounded else None
    if ends is None or _is_another_s(lower, upper, classes, message, around):
        return None
    low, high = ends
    currency = upper.value["currency"] or lower.value["currency"]
    marks = (upper.marks | lower.marks | {MARK, "a range"}) - {"one", "at most", "at least"}
    return Candidate({"min": low, "max": high, "currency": currency}, lower.first, upper.last, marks)


def _perhaps(upper: Candidate, classes: Classes) -> bool:
    """ "2500, maybe 3000"."""
    before = " ".join(classes.line.words[max(upper.first - CLOSE, 0) : upper.first]).replace(" - ", "-")
    return any(f" {perhaps} " in f" {before} " for perhaps in PERHAPS)


def _in_the_same_measure(low: float, high: float) -> tuple[float, float] | None:
    """Both in full: "120, stretching to 140 thousand", "300 mil, si toca 350", "four hundred, up to five"."""
    for one, other in _in_full(low, high):
        if one < other <= MOST_TIMES * one:
            return one, other
    return None


def _in_full(low: float, high: float) -> Iterator[tuple[float, float]]:
    yield low, high
    for scale in (1000, 100):
        if high >= scale:
            yield low * scale, high
        if low >= scale:
            yield low, high * scale


def _is_another_s(
    lower: Candidate, upper: Candidate, classes: Classes, message: Message, around: Around
) -> bool:
    """ "Hers was 150, I'd go up to 200": the first is no offer."""
    line = classes.line
    at, _ = tokens_at(message, line.starts[lower.first], line.ends[lower.last - 1])
    then, _ = tokens_at(message, line.starts[upper.first], line.ends[upper.last - 1])
    if message.refused[at] or (around.subject[at] == "other" and around.subject[then] == "own"):
        return True
    said = (hit.value for hit in around.clues[around.clause(at)])
    return any(value in NOBODYS or value in OTHERS for value in said)
