"""A message with everything the vocabulary sees in it: what the extractors of words read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from tattoobot.domain.facts import REFUSABLE
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.language import detect
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.text import Prepared
from tattoobot.domain.understanding.vocabulary import Hit, load, vocabulary
from tattoobot.domain.understanding.vocabulary.lists import alternatives, folded, listed
from tattoobot.domain.understanding.weights import Weighed

OR = listed("or")
LETTERS_OF = {language: frozenset(load(language)["words"].get("letters", "")) for language in LANGUAGES}
MAY_BE_GIVEN_UP = ("style", "colour")
BEHIND = 12
"""How many letters behind the word that gives it up a thing stands."""
ORDINARY = frozenset(("", " ", "'", "-"))
"""What stands between words and parts nothing."""
MOST = 50
"""How often the same thing is noticed: somebody who writes "on my" a thousand times means no more by it."""
_QUOTATION = re.compile(r"(?<!\w)([\"'])(?=\w)[^\"\n]{1,80}?(?<=[\w.,!?])\1(?!\w)")


@dataclass(slots=True)
class Message:
    text: Prepared
    words: list[str]
    """The tokens, spelled as the vocabulary spells them."""
    hits: dict[str | tuple[str, str], list[Hit]]
    """By kind, and by kind and value; of another language only where it cannot be an ordinary word of the message's."""
    gaps: list[str]
    """What stands before each token, and after the last: `""` nothing, `","` a pause, `"."` or `"?"` an end."""
    language: str
    refused: list[bool] = field(default_factory=list)
    """Which tokens stand behind a "not" or an "instead of"."""
    around: Any = None
    """Its clauses, once somebody has asked for them (`roles/around.py`)."""
    asked_about: list[Hit] | None = None
    """What is asked about in it, in the same way (`topics.py`)."""
    _quotations: list[tuple[int, int]] | None = None

    def of(self, kind: str, value: str | None = None) -> list[Hit]:
        return self.hits.get(kind if value is None else (kind, value), [])

    def ends(self, kind: str, value: str) -> set[int]:
        """The tokens right behind such hits."""
        return {hit.after for hit in self.of(kind, value)}

    def covered(self, kind: str, value: str | None = None) -> set[int]:
        """All the tokens of such hits."""
        return {at for hit in self.of(kind, value) for at in range(hit.first, hit.after)}

    @property
    def kinds(self) -> Iterable[tuple[str, list[Hit]]]:
        return ((kind, hits) for kind, hits in self.hits.items() if isinstance(kind, str))

    def found(
        self,
        key: str,
        value: Value,
        first: int,
        after: int,
        readings: tuple[Value, ...] = (),
        because: Weighed | None = None,
    ) -> Found:
        tokens = self.text.tokens
        return Found(key, value, tokens[first].start, tokens[after - 1].end, readings, because=because)

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

    def is_a_tag(self, hit: Hit) -> bool:
        """ "You write to me, yes?" asks, and says no yes."""
        return hit.first > 2 and hit.after == len(self.words) and self.gaps[-1] == "?"

    def quoted(self, first: int, after: int) -> bool:
        """Whether these tokens, but not the whole message, stand in quotation marks."""
        if self._quotations is None:
            folded = self.text.folded
            said = _QUOTATION.finditer(folded) if '"' in folded or "'" in folded else ()
            self._quotations = [one.span() for one in said if folded.strip(" .,!?") != one[0]]
        if not self._quotations:
            return False
        tokens = self.text.tokens
        start, end = tokens[first].start, tokens[after - 1].end
        return any(opens < start and end <= closes for opens, closes in self._quotations)


def notice(text: Prepared, context: Context) -> Message:
    lists = vocabulary()
    typed = [token.text for token in text.tokens]
    # Most words are in the lists as they are: of those neither can be asked anything.
    known = lists.known
    plain = {word: lists.unstretched(word) for word in {*typed} - known}
    words = [plain.get(word, word) for word in typed] if plain else typed
    languages = detect(text, words, context.language, context.usual)
    spelled = {word: lists.spelling(word, languages[0]) for word in {*words} - known}
    words = [spelled.get(word, word) for word in words] if spelled else words
    kept: dict[str | tuple[str, str], list[Hit]] = {}
    hits, mixed = lists.find(words, languages)
    if mixed:
        hits = _own(_without_foreign_letters(hits, text, languages[0]), languages[0])
    for hit in hits:
        _, _, kind, value, _ = hit
        same = kept.get((kind, value))
        if same is None:
            kept[kind, value] = [hit]
        elif len(same) < MOST:
            same.append(hit)
        else:
            continue
        if kind in kept:
            kept[kind].append(hit)
        else:
            kept[kind] = [hit]
    message = Message(text, words, kept, _gaps(text), languages[0])
    message.refused = _refused(message, lists.light)
    return message


def _own(hits: list[Hit], language: str) -> list[Hit]:
    """Without what another language sees inside a phrase of this one: "pele limpa" peels in French."""
    phrases = {
        (hit.first, hit.after)
        for hit in hits
        if hit.language == language and hit.after - hit.first > 1 and hit.kind in REFUSABLE
    }
    if not phrases:
        return hits
    return [
        hit
        for hit in hits
        if hit.language in (language, "")
        or not any(first <= hit.first and hit.after <= after for first, after in phrases)
    ]


def _without_foreign_letters(hits: list[Hit], text: Prepared, language: str) -> list[Hit]:
    """Without what another language sees in letters that it does not write: "leíste" is no German word."""
    if text.raw.isascii():
        return hits
    letters = [
        {letter for letter in text.raw[token.start : token.end].lower() if not letter.isascii()}
        for token in text.tokens
    ]
    return [
        hit
        for hit in hits
        if hit.language in (language, "")
        or all(LETTERS_OF[hit.language].issuperset(word) for word in letters[hit.first : hit.after])
    ]


def _gaps(text: Prepared) -> list[str]:
    folded, gaps, end = text.folded, [], 0
    for _, start, after in text.tokens:
        between = folded[end:start]
        gaps.append("" if between in ORDINARY else _gap(between))
        end = after
    gaps.append(_gap(folded[end:]))
    return gaps


@lru_cache(1000)
def _gap(between: str) -> str:
    if between in ORDINARY:
        return ""
    if "?" in between:
        return "?"
    if any(end in between for end in ".!;\n…"):
        return "."
    return "," if any(pause in between for pause in ",:()/-|+•&") else ""


def _refused(message: Message, light: frozenset[str]) -> list[bool]:
    refused = [False] * len(message.words)
    for hit in _given_up(message):
        refused[hit.first : hit.after] = [True] * (hit.after - hit.first)
    negations = message.of("negation", "before")
    if not negations:
        return refused
    passing = {hit.first for hit in message.of("negation", "pass")}
    starts = {hit.after: hit.first for kind in REFUSABLE for hit in message.of(kind)}
    ends: dict[int, int] = {}
    for kind in REFUSABLE:
        for hit in message.of(kind):
            ends[hit.first] = max(hit.after, ends.get(hit.first, 0))
    for negation in negations:
        reached = negation.after < len(refused) and refused[negation.after]
        if (start := starts.get(negation.first)) is not None and _is_said_behind(message, negation):
            refused[start : negation.first] = [True] * (negation.first - start)
        elif negation.first not in passing and not reached and not _is_a_plain_no(message, negation.first):
            for at in _reach(message, negation.after, ends, light):
                refused[at] = True
    return refused


def _given_up(message: Message) -> Iterator[Hit]:
    """The black and grey of "drop the black and grey, I want colour"."""
    hits = sorted(hit for kind in MAY_BE_GIVEN_UP for hit in message.of(kind))
    if not hits or hits[-1].first == 0:
        return  # Nothing stands before them.
    tokens = message.text.tokens
    said = message.text.folded.replace("'", " ").replace("-", " ")
    for found in _gives_up().finditer(said):
        near = (hit for hit in hits if 0 <= tokens[hit.first].start - found.end() <= BEHIND)
        behind = next(near, None)
        if behind is not None and not re.search(r"[,.;!?\n]", said[found.end() : tokens[behind.first].start]):
            yield max((hit for hit in hits if hit.first == behind.first), key=lambda hit: hit.after)


@cache
def _gives_up() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('gives_up')})(?!\w)")


def _is_said_behind(message: Message, negation: Hit) -> bool:
    """ "Lettering não.", "Realismus nicht": with nothing behind it, a no is of what stands before it."""
    first, after = negation.first, negation.after
    if after - first > 1 or message.words[first] not in NO_OR_NOT or message.gaps[first]:
        return False
    return message.gaps[after] in (".", ",") or (after == len(message.words) and message.gaps[after] != "?")


PLAIN_NO, EITHER_NO = folded("plain_no"), folded("no_or_not")
NO_OR_NOT = folded("plain_not") | EITHER_NO


def _is_a_plain_no(message: Message, at: int) -> bool:
    """ "Nein nein am Schlüsselbein!", "no no the wrist": an answer, and no "not"."""
    words = message.words
    if words[at] in PLAIN_NO:
        return True
    return words[at] in EITHER_NO and words[at] in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])


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
        after = next((inner for inner in range(at + 1, after) if message.gaps[inner] in (".", "?")), after)
        yield from range(at, after)
        if after >= len(message.words) or message.words[after] not in OR:
            return
        at = after + 1
