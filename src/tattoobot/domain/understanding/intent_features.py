"""What about a message speaks for one intent or another: named features, weighed by what was learnt (`weights.py`)."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from tattoobot.domain.understanding.reading import Context, Found, Intent, Topic
from tattoobot.domain.understanding.topics import asks_for, marked_topics
from tattoobot.domain.understanding.vocabulary.message import Message

TELLING = frozenset(
    ("phrase", "asks", "asks_about", "topic", "bare", "flag", "question", "robot", "existing", "references")
)
"""Lists of which every value is a feature of its own; of the others only that something of them is there."""
HINTS = frozenset(("cover_hint", "picture_hint"))
"""What is too common to say anything of a message by itself."""
MOST_FACTS = 4
LIMITS = (2, 4, 8, 16, 32)
ABOUT = (*(f"under {limit}" for limit in LIMITS), "many")
"""How many words."""


def intent_features(
    message: Message,
    found: Iterable[Found],
    flags: frozenset[str],
    topics: frozenset[Topic],
    context: Context,
    verdict: Intent,
) -> set[str]:
    asked, asks, keys = context.asked, asks_for(topics), {fact.key for fact in found}
    whether = "asked" if asked else "nothing asked"
    features = {
        f"rules: {verdict}",
        f"rules: {verdict}, {whether}",
        f"rules: {verdict}, topics ask: {asks}",
        f"topics ask: {asks}, {whether}",
        f"asked: {asked}" if asked else "nothing asked",
        f"facts: {min(len(keys - {'idea'}), MOST_FACTS)}",
        f"words: {ABOUT[bisect_right(LIMITS, len(message.words))]}",
    }
    for key in keys:
        features |= {f"fact: {key}", f"fact: {key}, {'as asked' if key == asked else 'unasked'}"}
    features.update(filter(None, map(_said, message.hits)))
    features.update(_marks(message.text.folded))
    if flags:
        features.update(f"flag: {flag}" for flag in flags)
    if topics:
        features.update(f"topic: {topic}" for topic in topics)
        marked = marked_topics(message)
        features.update(f"asked with a mark: {topic}" for topic in marked)
        features.update(f"asked without a mark: {topic}" for topic in topics - marked)
        features.add(f"rules: {verdict}, marks ask: {asks_for(marked)}")
        features.add(f"marks ask: {asks_for(marked)}, the rest: {asks_for(topics - marked)}")
    return features


@cache
def _said(kind: str | tuple[str, str]) -> str | None:
    """What it says that a list was seen, or a value of one."""
    if isinstance(kind, str):
        return f"said: {kind}" if kind not in HINTS else None
    return f"said: {kind[0]} {kind[1]}" if kind[0] in TELLING else None


def _marks(folded: str) -> Iterator[str]:
    questions = folded.count("?")
    if not questions:
        yield "no question mark"
        return
    yield "a question mark"
    if questions > 1:
        yield "question marks"
    if folded.rstrip().endswith("?"):
        yield "ends with a question mark"
