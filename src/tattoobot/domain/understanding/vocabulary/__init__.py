"""The words of every language, kept as data beside this file and found in a message in one pass.

A list in `en.toml` and its siblings holds short patterns, separated by commas or lines: `colou?r` has an optional
letter, `(a|an) ` a choice, `(really )*` may come up to three times, `gr[ae]y` is a choice of letters, `_` stands for
any one word, `#` for any number. A word with an apostrophe is also found without it. The section says what a pattern
is evidence of, the key says which value.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tattoobot.domain import facts
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.text import as_token, fold
from tattoobot.domain.understanding.vocabulary.patterns import Automaton, State

FORGIVING = facts.FORGIVING | {"aspect"}
"""Sections whose longer words are recognised with one letter wrong, missing, added or swapped."""
PARTS = (".", "topics", "notices", "motifs", "forms")
"""The folders in which each language has a file."""
NO_PATTERNS = frozenset(("words", "lists", "names", "forms", "written"))
SHORTEST_FORGIVEN = 5
SHORTEST_PLACE = 6
LONGEST_FORGIVEN = 24
_new = tuple.__new__
"""Half the time of calling `Hit`, for what every message pays thirty times."""


class Hit(NamedTuple):
    """Words of a list seen in a message: tokens `first` up to, not including, `after`."""

    first: int
    after: int
    kind: str
    value: str
    language: str

    def overlaps(self, other: "Hit") -> bool:
        """Whether a word belongs to both of them."""
        return self.first < other.after and other.first < self.after

    def within(self, other: "Hit") -> bool:
        """Whether all its words belong to the other one."""
        return other.first <= self.first and self.after <= other.after


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """Without those that lie within another, in the order they begin."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.after)):
        if not kept or hit.after > kept[-1].after:
            kept.append(hit)
    return kept


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
    forgiven: frozenset[str]
    """Words of phrases that are recognised with one slip, as those of `FORGIVING` are."""
    lookalikes: frozenset[str]
    """Everyday words one letter away from those: never taken for a slip."""
    everyday: frozenset[str]
    """What is never the subject of a tattoo."""


class Vocabulary:
    def __init__(self, lists: dict[str, dict[str, dict[str, Any]]]) -> None:
        self._automaton: Automaton[Entry] = Automaton()
        self._forgiven: dict[str, dict[str, tuple[str, ...]]] = {language: {} for language in lists}
        self.accented = _accented({language: sections["words"] for language, sections in lists.items()})
        """Little words that carry an accent, as written, and the languages they belong to."""
        self._words = {language: _words(sections["words"]) for language, sections in lists.items()}
        for language, words in self._words.items():
            self._automaton.words |= words.ordinary | words.light | words.courtesy
            for word in words.forgiven:
                _forgive(word, self._forgiven[language], SHORTEST_FORGIVEN)
        self._used: dict[str, set[str]] = {
            language: set(words.ordinary) for language, words in self._words.items()
        }
        for language, sections in lists.items():
            for kind, values in sections.items():
                if kind in NO_PATTERNS:
                    continue
                for value, listed in values.items():
                    self._add(Entry(kind, value, language), listed)
        self._place_names: dict[str, tuple[str, ...]] = {}
        for entry, name in places(gazetteer()):
            for word in self._automaton.add(as_token(fold(name)), entry):
                _forgive(word, self._place_names, SHORTEST_PLACE)
        self.light = frozenset(word for words in self._words.values() for word in words.light)
        self.courtesy = frozenset(word for words in self._words.values() for word in words.courtesy)
        self.telling = self._telling()

    def _telling(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """For each word the languages that it speaks for, and how loudly."""
        speaking: dict[str, list[str]] = {}
        for language, used in self._used.items():
            for word in used:
                speaking.setdefault(word, []).append(language)
        return {word: self._loudness(word, tuple(languages)) for word, languages in speaking.items()}

    def _loudness(self, word: str, speaking: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
        common = tuple(language for language in speaking if word in self._words[language].common)
        return _shared(common, 1 / len(common)) if common else _shared(speaking, RARE / len(speaking))

    @property
    def known(self) -> set[str]:
        return self._automaton.words

    def uses(self, language: str) -> set[str]:
        """Every word that the lists of a language know."""
        return self._used[language]

    def of(self, language: str) -> Words:
        return self._words[language]

    def _add(self, entry: Entry, listed: str) -> None:
        for pattern in _SPLIT.split(as_token(fold(listed))):
            added = self._automaton.add(pattern.strip(), entry)
            self._used[entry.language].update(word for word in added if not word.isdecimal())
            if entry.kind in FORGIVING and " " not in pattern.strip():
                for word in added:
                    _forgive(word, self._forgiven[entry.language], SHORTEST_FORGIVEN)

    def unstretched(self, word: str) -> str:
        """ "hiiii" and "pleeease" as the lists spell them."""
        if word in self._automaton.words or not _STRETCHED.search(word):
            return word
        for times in (r"\1", r"\1\1"):
            plain = _STRETCHED.sub(times, word)
            if plain in self._automaton.words and len(plain) > 1:
                return plain
        return word

    def spelling(self, word: str, language: str) -> str:
        """The word as the lists of this language spell it, where one slip explains it and nothing else does."""
        if not SHORTEST_FORGIVEN - 1 <= len(word) <= LONGEST_FORGIVEN or word in self._automaton.words:
            return word
        if word in self._words[language].lookalikes or not word.isalpha():
            return word
        shortened = {word, *_shortened(word)}
        for spoken in (language, *(LANGUAGES if len(word) >= LOAN else ())):
            forgiven = self._forgiven[spoken]
            if not forgiven.keys().isdisjoint(shortened) and (meant := _corrected(word, forgiven)) != word:
                return meant
        return word

    def place(self, word: str) -> Entry | None:
        """The place that is one slip away from a word which nothing else explains."""
        name = _corrected(word, self._place_names)
        if name == word:
            return None
        found = (entry for _, _, state in self._automaton.walk([name]) for entry in state.entries)
        return next((entry for entry in found if entry.kind == "place"), None)

    def find(self, words: list[str], languages: tuple[str, ...]) -> tuple[list[Hit], bool]:
        """Every phrase of the languages' lists, overlapping ones too, in the order they begin.

        And whether some may be of another language than the first.

        Of another language only what holds a word that the first does not know: somebody writing English does not
        mean a French hand by "main".
        """
        own = self._used[languages[0]]
        foreign = [len(word) > 2 and word not in own for word in words]
        hits: list[Hit] = []
        mixed = len(languages) > 1
        for first, after, state in self._automaton.walk(words):
            mine, theirs = state.views.get(languages) or _divided(state, languages)
            span = first, after
            if after - first == 1 and len(words[first]) <= 2:
                mine = [
                    entry
                    for entry in mine
                    if entry.kind not in FORGIVING or entry.language in ("", languages[0])
                ]
            hits += [_new(Hit, span + entry) for entry in mine]
            if theirs and True in foreign[first:after]:
                hits += [_new(Hit, span + entry) for entry in theirs]
                mixed = True
        return hits, mixed


def _divided(state: State[Entry], languages: tuple[str, ...]) -> tuple[list[Entry], list[Entry]]:
    """What is complete at a place, in these languages (or in none) and in others."""
    mine = [
        entry
        for entry in state.entries
        if entry.language in ("", languages[0]) or (entry.language in languages and entry.kind != "negation")
    ]
    theirs = [entry for entry in state.entries if entry not in mine]
    state.views[languages] = mine, theirs
    return mine, theirs


RARE = 0.5
"""What a word that is not one of the little common ones says about the language."""
LOAN = 8
"""From how many letters a word of another language may be misspelled: "blackwrok"."""
_STRETCHED = re.compile(r"(.)\1{2,}")
_SPLIT = re.compile(r"[,\n]")


def _shortened(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


@cache
def _shared(languages: tuple[str, ...], share: float) -> tuple[tuple[str, float], ...]:
    """One for the thousands of words that are spoken in the same languages."""
    return tuple((language, share) for language in languages)


def _forgive(word: str, forms: dict[str, tuple[str, ...]], shortest: int) -> None:
    if len(word) >= shortest and word not in forms.get(word, ()):
        alone = (word,)
        for form in {word, *_shortened(word)}:
            forms[form] = (*forms[form], word) if form in forms else alone


def _corrected(word: str, forms: dict[str, tuple[str, ...]]) -> str:
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


def _accented(lists: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    accented: dict[str, list[str]] = {}
    for language, words in lists.items():
        for word in words.get("common", "").lower().split():
            if not word.isascii():
                accented.setdefault(word, []).append(language)
    return accented


def _words(lists: dict[str, str]) -> Words:
    words = Words(*(frozenset(as_token(fold(lists.get(name, ""))).split()) for name in Words._fields))
    return words._replace(ordinary=words.ordinary | words.common)


@cache
def load(language: str) -> dict[str, dict[str, Any]]:
    """The sections of a language, those of its files in the folders too; sections that rules ask for are there.

    `FileNotFoundError` names all files that are missing.
    """
    here = Path(__file__).parent
    files = [here / part / f"{language}.toml" for part in PARTS]
    missing = [str(file.relative_to(here)) for file in files if not file.is_file()]
    if missing:
        raise FileNotFoundError(
            f"domain/languages.py lists {language}, but domain/understanding/vocabulary lacks {', '.join(missing)}."
        )
    sections = {
        name: values for file in files for name, values in tomllib.loads(file.read_text("utf-8")).items()
    }
    return {**{name: {} for name in sorted(NO_PATTERNS)}, **sections}


@cache
def gazetteer() -> dict[str, dict[str, Any]]:
    """Towns, countries and postcodes: the same in all languages."""
    return tomllib.loads(Path(__file__).with_name("places.toml").read_text("utf-8"))
