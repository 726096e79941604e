"""The words of every language, kept as data beside this file and found in a message in one pass.

A list in `en.toml` and its siblings holds short patterns, separated by commas or lines: `colou?r` has an optional
letter, `(a|an) ` a choice, `(really )*` may come up to three times, `gr[ae]y` is a choice of letters, `_` stands for
any one word, `#` for any number. A word with an apostrophe is also found without it. The section says what a pattern
is evidence of, the key says which value.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tattoobot.domain.understanding.reading import LANGUAGES
from tattoobot.domain.understanding.text import prepare
from tattoobot.domain.understanding.vocabulary.patterns import Automaton

FORGIVING = ("placement", "style", "colour", "cover_up", "aspect")
"""Sections whose longer words are recognised with one letter wrong, missing, added or swapped."""
SHORTEST_FORGIVEN = 5
LONGEST_FORGIVEN = 24


class Hit(NamedTuple):
    """Words of a list seen in a message: tokens `first` up to, not including, `after`."""

    first: int
    after: int
    kind: str
    value: str
    language: str


class Entry(NamedTuple):
    kind: str
    value: str
    language: str


class Words(NamedTuple):
    """The single words of one language that mean something only together with others."""

    common: frozenset[str]
    """How the language is recognised."""
    ordinary: frozenset[str]
    """These, and words that another language uses for a body part, a style, a place."""
    light: frozenset[str]
    """What a "not" reaches across."""
    courtesy: frozenset[str]
    """What does not change what a bare answer means."""


class Vocabulary:
    def __init__(self, lists: dict[str, dict[str, dict[str, Any]]]) -> None:
        self._automaton: Automaton[Entry] = Automaton()
        self._forgiven: dict[str, list[str]] = {}
        self._words = {language: _words(sections.pop("words", {})) for language, sections in lists.items()}
        for words in self._words.values():
            self._automaton.words |= words.ordinary | words.light | words.courtesy
        self._used: dict[str, set[str]] = {
            language: set(words.ordinary) for language, words in self._words.items()
        }
        for language, sections in lists.items():
            for kind, values in sections.items():
                for value, listed in values.items():
                    self._add(Entry(kind, value, language), listed)
        self._place_names: dict[str, list[str]] = {}
        for entry, name in places(load("places")):
            for word in self._automaton.add(prepare(name).folded, entry):
                self._forgive(word, self._place_names, SHORTEST_FORGIVEN + 1)
        self.light = frozenset(word for words in self._words.values() for word in words.light)
        self.courtesy = frozenset(word for words in self._words.values() for word in words.courtesy)
        self.common: dict[str, list[str]] = {}
        for language, words in self._words.items():
            for word in words.common:
                self.common.setdefault(word, []).append(language)

    @property
    def known(self) -> set[str]:
        return self._automaton.words

    def uses(self, language: str) -> set[str]:
        """Every word that the lists of a language know."""
        return self._used[language]

    def of(self, language: str) -> Words:
        return self._words[language]

    def _add(self, entry: Entry, listed: str) -> None:
        for pattern in _SPLIT.split(prepare(listed).folded):
            added = self._automaton.add(pattern.strip(), entry)
            self._used[entry.language] |= added
            if entry.kind in FORGIVING:
                for word in added:
                    self._forgive(word, self._forgiven, SHORTEST_FORGIVEN)

    @staticmethod
    def _forgive(word: str, forms: dict[str, list[str]], shortest: int) -> None:
        if len(word) >= shortest and word not in forms.get(word, ()):
            for form in {word, *_shortened(word)}:
                forms.setdefault(form, []).append(word)

    def spelling(self, word: str) -> str:
        """The word as the lists spell it: itself when known, else without stretched letters or one slip."""
        known = self._automaton.words
        if word in known or len(word) < 3 or not word.isalpha():
            return word
        plain = _STRETCHED.sub(r"\1", word)
        if plain in known:
            return plain
        if SHORTEST_FORGIVEN - 1 <= len(word) <= LONGEST_FORGIVEN:
            return _corrected(word, self._forgiven)
        return word

    def place(self, word: str) -> Entry | None:
        """The place that is one slip away from a word which nothing else explains."""
        name = _corrected(word, self._place_names)
        if name == word:
            return None
        return next((entry for _, _, entry in self._automaton.find([name]) if entry.kind == "place"), None)

    def find(self, spelled: list[str]) -> list[Hit]:
        """Every phrase of every list, overlapping ones too, in the order they begin."""
        return [Hit(first, after, *entry) for first, after, entry in self._automaton.find(spelled)]


_STRETCHED = re.compile(r"(.)\1+")
_SPLIT = re.compile(r"[,\n]")


def _shortened(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _corrected(word: str, forms: dict[str, list[str]]) -> str:
    """Two letters swapped is the likeliest slip, so the word of the same letters is preferred."""
    near = [
        meant
        for form in dict.fromkeys((word, *_shortened(word)))
        for meant in forms.get(form, ())
        if meant[0] == word[0] and one_slip(word, meant)
    ]
    return min(near, key=lambda meant: (sorted(meant) != sorted(word), len(meant)), default=word)


def one_slip(typed: str, meant: str) -> bool:
    """At most one letter wrong, missing, added, or two neighbours swapped."""
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    left, right = typed[start:], meant[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right if len(left) > len(right) else left == right[1:]


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary({language: load(language) for language in LANGUAGES})


def places(lists: dict[str, Any]) -> Iterator[tuple[Entry, str]]:
    """Every name of every city and country; the value is `City|GB`, or `|GB` for a country."""
    for country, listed in lists["cities"].items():
        for found in _CITY.finditer(" ".join(listed.split())):
            kind = "place_word" if found["word"] and not found["also"] else "place"
            for name in (f"{found['name']} {found['also'] or ''}", *(found["names"] or "").split(",")):
                if name.strip():
                    yield Entry(kind, f"{found['name'].strip()}|{country}", ""), name.strip()
    for country, listed in lists["countries"].items():
        for name in listed.split(","):
            kind = "place_word" if "!" in name else "place"
            yield Entry(kind, f"|{country}", ""), name.strip(" !")


_CITY = re.compile(
    r"(?P<word>!)?(?P<name>[^!,()\[\]]*[^!,()\[\] ])(?: *\[(?P<also>[^\]]*)\])? *(?:\((?P<names>[^)]*)\))?(?:,|$)"
)


def _words(lists: dict[str, str]) -> Words:
    common, ordinary, light, courtesy = (
        frozenset(prepare(lists.get(name, "")).folded.split()) for name in Words._fields
    )
    return Words(common, common | ordinary, light, courtesy)


def load(language: str) -> dict[str, dict[str, Any]]:
    path = Path(__file__).with_name(f"{language}.toml")
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
