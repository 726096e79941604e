"""A message with everything the vocabulary sees in it: what the extractors of words read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tattoobot.domain.understanding.language import detect
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.text import Prepared
from tattoobot.domain.understanding.vocabulary import Hit, vocabulary

REFUSABLE = ("placement", "style", "colour", "cover_up")
"""What a "not" can stand before."""
OR = frozenset(("or", "nor", "o", "u", "ni", "ou", "nem", "oder", "noch"))


@dataclass(slots=True)
class Message:
    text: Prepared
    words: list[str]
    """The tokens, spelled as the vocabulary spells them."""
    hits: dict[str, list[Hit]]
    """By kind; of another language than the message's only where it cannot be an ordinary word."""
    gaps: list[str]
    """What stands before each token, and after the last: `""` nothing, `","` a pause, `"."` or `"?"` an end."""
    language: str
    refused: list[bool] = field(default_factory=list)
    """Which tokens stand behind a "not" or an "instead of"."""

    def of(self, kind: str, value: str | None = None) -> list[Hit]:
        found = self.hits.get(kind, [])
        return found if value is None else [hit for hit in found if hit.value == value]

    def found(
        self, key: str, value: Value, first: int, after: int, readings: tuple[Value, ...] = ()
    ) -> Found:
        tokens = self.text.tokens
        return Found(key, value, tokens[first].start, tokens[after - 1].end, readings)

    def clause(self, first: int) -> tuple[int, int]:
        """The tokens around this one up to the next punctuation on either side."""
        start, after = first, first + 1
        while start > 0 and not self.gaps[start]:
            start -= 1
        while after < len(self.words) and not self.gaps[after]:
            after += 1
        return start, after

    def broken(self, first: int, after: int, by: str = ",.?") -> bool:
        """Whether punctuation stands between two tokens."""
        return any(gap and gap in by for gap in self.gaps[first + 1 : after + 1])


def notice(text: Prepared, context: Context) -> Message:
    lists = vocabulary()
    words = [lists.spelling(token.text) for token in text.tokens]
    hits = lists.find(words)
    language = detect(text, words, hits, context.language)
    kept: dict[str, list[Hit]] = {}
    for hit in hits:
        if not hit.language or hit.language == language or _foreign(words, hit, lists.uses(language)):
            kept.setdefault(hit.kind, []).append(hit)
    message = Message(text, words, kept, _gaps(text), language)
    message.refused = _refused(message, lists.light)
    return message


def _foreign(words: list[str], hit: Hit, own: set[str]) -> bool:
    """Whether a hit of another language stands: somebody writing English does not mean a French hand by "main"."""
    return any(word not in own for word in words[hit.first : hit.after])


def _gaps(text: Prepared) -> list[str]:
    folded, gaps, end = text.folded, [], 0
    for token in text.tokens:
        gaps.append(_gap(folded[end : token.start]) if token.start - end else "")
        end = token.end
    gaps.append(_gap(folded[end:]))
    return gaps


def _gap(between: str) -> str:
    if between in (" ", "'", "-"):
        return ""
    if "?" in between:
        return "?"
    if any(end in between for end in ".!;\n…"):
        return "."
    return "," if any(pause in between for pause in ",:()/-|+•&") else ""


def _refused(message: Message, light: frozenset[str]) -> list[bool]:
    refused = [False] * len(message.words)
    passing = {hit.first for hit in message.of("negation", "pass")}
    ends: dict[int, int] = {}
    for kind in REFUSABLE:
        for hit in message.of(kind):
            ends[hit.first] = max(hit.after, ends.get(hit.first, 0))
    for negation in message.of("negation", "before"):
        if negation.first not in passing:
            for at in _reach(message, negation.after, ends, light):
                refused[at] = True
    return refused


def _reach(message: Message, at: int, ends: dict[int, int], light: frozenset[str]) -> Iterable[int]:
    """From a "not": over the words that say nothing, to the first that says something, and on behind an "or"."""
    while at < len(message.words) and not message.gaps[at]:
        after = ends.get(at)
        if after is None:
            yield at
            if message.words[at] not in light:
                return
            at += 1
            continue
        yield from range(at, after)
        if after >= len(message.words) or message.words[after] not in OR:
            return
        at = after + 1
