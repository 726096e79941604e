"""Which mention is wanted: the greatest sum of weights, and none where no sum is above nothing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.roles.around import look_around
from tattoobot.domain.understanding.roles.features import Mention, features
from tattoobot.domain.understanding.vocabulary.message import Message
from tattoobot.domain.understanding.weights import Weighed

MOST = 12
"""How many mentions of a thing are weighed: people name fewer, and a text without end takes no time."""
WANTED, NOT = "wanted", "not"
ASKED_FOR = {"location": -100}
"""How little a sum may be, in hundredths, where the question was just that: a town named then is seldom another's."""


class Decision(NamedTuple):
    mention: Mention
    because: Weighed | None = None


class Teacher(Protocol):
    """Knows which mention is wanted, and learns what there was to decide."""

    def __call__(self, key: str, mentions: Sequence[Mention], named: list[set[str]]) -> Mention | None: ...

    def settle(self, key: str, mention: Mention, named: set[str]) -> str | None: ...


_teachers: list[Teacher] = []


@contextmanager
def taught_by(teacher: Teacher) -> Iterator[None]:
    """For a while somebody who knows the labels decides, so that more can be learnt from them."""
    _teachers.append(teacher)
    try:
        yield
    finally:
        _teachers.pop()


class Considered(NamedTuple):
    """A mention that was weighed, whether or not it was wanted."""

    key: str
    words: str
    rules: list[str]
    """What the rules and lists that found it know of it."""
    role: str
    weighed: list[tuple[str, float]]
    """What spoke loudest, for it or against it."""


_listeners: list[list[Considered]] = []


@contextmanager
def explained() -> Iterator[list[Considered]]:
    """Everything that is weighed meanwhile."""
    considered: list[Considered] = []
    _listeners.append(considered)
    try:
        yield considered
    finally:
        _listeners.remove(considered)


def explain(key: str, mention: Mention, message: Message, role: str, weighed: Weighed) -> None:
    """For who wants to know why (`tattoobot understand --explain`); nothing at all otherwise."""
    for considered in _listeners:
        tokens = message.text.tokens
        words = message.text.raw[tokens[mention.first].start : tokens[mention.after - 1].end]
        considered.append(Considered(key, words, sorted(mention.marks), role, weighed.weightiest()))


def decide(key: str, mentions: Sequence[Mention], message: Message, context: Context) -> Decision | None:
    """The mention that is wanted of the fact `key`, if one is."""
    if not mentions:
        return None
    sure = context.asked == key and _is_all(mentions, message)
    if sure and not _teachers and not _listeners:
        return Decision(mentions[0])
    if len(mentions) > MOST:
        mentions = [*mentions[: MOST // 2], *mentions[-MOST // 2 :]]
    around = look_around(message)
    named = [
        features(message, mention, place, around, context.asked)
        for mention, place in zip(mentions, places(len(mentions)), strict=True)
    ]
    if _teachers:
        taught = _teachers[-1](key, mentions, named)
        return Decision(taught) if taught else None
    model = context.weights.get(key)
    if model is None:
        return None
    sums = [model.score(each, WANTED) for each in named]
    best = max(range(len(sums)), key=sums.__getitem__)
    found = sure or sums[best] > (ASKED_FOR.get(key, 0) if context.asked == key else 0)
    if _listeners:
        for at, mention in enumerate(mentions):
            wanted = WANTED if at == best and found else NOT
            explain(key, mention, message, wanted, Weighed(model, WANTED, named[at]))
    return Decision(mentions[best], Weighed(model, WANTED, named[best])) if found else None


def _is_all(mentions: Sequence[Mention], message: Message) -> bool:
    """Whether one is all that is said: the answer to a question needs no weighing."""
    first, after, _, _ = mentions[0]
    return len(mentions) == 1 and first == 0 and after == len(message.words)


def settle(
    key: str, usual: str, answers: Sequence[str], mention: Mention, message: Message, context: Context
) -> str:
    """What of several things the wanted mention is; `usual` is what the rules take it for."""
    marks = mention.marks | {f"{usual} by the rules"}
    named = features(message, mention._replace(marks=marks), "wanted", look_around(message), context.asked)
    if _teachers:
        return _teachers[-1].settle(key, mention, named) or usual
    model = context.weights.get(key)
    if model is None:
        return usual
    scores = model.scores(named)
    best = max(answers, key=lambda answer: scores.get(answer, LEAST))
    explain(key, mention, message, best, Weighed(model, best, named))
    return best


LEAST = -1_000_000
"""For what was never learnt."""


def beside(mentions: Sequence[Mention]) -> list[Mention]:
    """Each with what is known of the others, or that there are none, where that says something."""
    if len(mentions) == 1:
        first, after, value, marks = mentions[0]
        return [Mention(first, after, value, marks.union([f"alone: {mark}" for mark in marks]))]
    return [
        each._replace(
            marks=each.marks.union(
                f"beside: {mark}" for other in mentions if other is not each for mark in other.marks
            )
        )
        for each in mentions
    ]


def places(count: int) -> list[str]:
    return ["only"] * count if count < 2 else ["first", *["middle"] * (count - 2), "last"]
