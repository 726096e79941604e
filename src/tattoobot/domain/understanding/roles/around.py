"""A message in clauses, and of whom each of its words speaks."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from operator import attrgetter

from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.message import Message

PARTING = ("contrast", "discourse")
"""Clues before which a clause ends, whether or not there is a comma: dictated messages have none."""
SPEAKER, JOINT = "speaker", "joint"
"""A new subject begins a clause too, together with the "and" or "because" before it."""
SHORTEST = 3
"""How many words a clause has at least before a new subject ends it."""
TOPICS = ("style", "colour", "cover_up", "references", "placement", "style_word", "place")
CALLS = ("wish", "free", "asks", "kin", "past", "have")
TALK: dict[str | tuple[str, str], str] = {
    **{kind: f"talk of {kind}" for kind in TOPICS},
    **{("clue", clue): f"talk of {clue}" for clue in CALLS},
}
OF_THE_PIECE = {"motif": "a thing to draw", "placement": "a place on the body"}
OF_ANOTHER = ("appointment", "paid")
"""Clues that there is a piece already: an appointment for it, or what it cost."""
LONG = 40
"""From how many words on a message is long."""
OWN = frozenset(("self", "own", "we"))
OTHERS = frozenset(("kin", "other", "theirs"))


@dataclass(slots=True)
class Around:
    """What the features of a mention are read from, worked out once for a message."""

    length: int
    """Of the message, in tokens. The message itself holds this: the other way round too, both would be garbage."""
    starts: list[int]
    """The first token of each clause."""
    sentence: list[int]
    """The number of the sentence that each token is in."""
    subject: list[str]
    """Of whom was spoken last, at each token: `own`, `other` or `nobody`."""
    clues: list[list[Hit]] = field(default_factory=list)
    """The clues of each clause."""
    topics: frozenset[str] = frozenset()
    """What the message speaks of anywhere: features of all that is mentioned in it."""

    def clause(self, token: int) -> int:
        return bisect_right(self.starts, token) - 1

    def span(self, clause: int) -> tuple[int, int]:
        following = clause + 1
        end = self.starts[following] if following < len(self.starts) else self.length
        return self.starts[clause], end


_START = attrgetter("start")


def tokens_at(message: Message, start: int, end: int) -> tuple[int, int]:
    """The first token of a stretch of the text, and the one behind it."""
    tokens = message.text.tokens
    first = max(bisect_right(tokens, start, key=_START) - 1, 0)
    return first, max(bisect_left(tokens, end, key=_START), first + 1)


def look_around(message: Message) -> Around:
    around: Around = message.around or _look(message)
    message.around = around
    return around


def _look(message: Message) -> Around:
    clues = message.of("clue")
    starts = _starts(message, clues)
    around = Around(
        len(message.words), starts, _sentences(message), _subjects(message, clues), [[] for _ in starts]
    )
    for hit in clues:
        around.clues[around.clause(hit.first)].append(hit)
    around.topics = _topics(message)
    return around


def _sentences(message: Message) -> list[int]:
    ends = [gap in (".", "?") for gap in message.gaps[1:-1]]
    return list(accumulate(ends, initial=0)) if any(ends) else [0] * len(message.words)


def _topics(message: Message) -> frozenset[str]:
    hits = message.hits
    topics = {talk for kind, talk in TALK.items() if kind in hits}
    topics.add("a long message" if len(message.words) > LONG else "a message of some words")
    if any(map(str.isdigit, message.words)):
        topics.add("talk of numbers")
    return frozenset(topics)


def also_spoken_of(message: Message) -> set[str]:
    """What tells pictures and skin of a piece that is wished for from those of one that is there."""
    marks = {mark for kind, mark in OF_THE_PIECE.items() if message.of(kind)}
    return marks | {f"talk of {clue}" for clue in OF_ANOTHER if message.of("clue", clue)}


def _starts(message: Message, clues: list[Hit]) -> list[int]:
    if not clues:
        return [at for at, gap in enumerate(message.gaps[:-1]) if at == 0 or gap]
    parting = {hit.first for hit in clues if hit.value in PARTING}
    speakers = {hit.first for hit in clues if hit.value == SPEAKER}
    joints = {hit.after for hit in clues if hit.value == JOINT}
    starts: list[int] = []
    for at, gap in enumerate(message.gaps[:-1]):
        if at == 0 or gap or at in parting:
            starts.append(at)
        elif at in speakers and at - starts[-1] >= SHORTEST:
            starts.append(at - 1 if at in joints else at)
    return starts


def _subjects(message: Message, clues: list[Hit]) -> list[str]:
    said = {hit.first: "own" for hit in clues if hit.value in OWN}
    said |= {hit.first: "other" for hit in clues if hit.value in OTHERS}
    if not said:
        return ["nobody"] * len(message.words)
    subjects, latest = [], "nobody"
    for at in range(len(message.words)):
        latest = said.get(at, latest)
        subjects.append(latest)
    return subjects
