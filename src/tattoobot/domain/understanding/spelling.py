"""One typing mistake in a long word for a day, a month or a unit: `wendesday`, `zentimter`, `tommorow`."""

from functools import cache

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.grammar.line import Line, atoms
from tattoobot.domain.understanding.grammar.terms import vocabulary

SHORTEST = 7
"""A shorter word is one letter away from too many others: finches and inches."""
LONGEST = 24
"""No word of the vocabulary is longer, and a text without spaces would take its time."""
_MENDED = {"time": ("month", "weekday", "weekdays", "relative_day", "weekend"), "size": ("unit",)}


def correct(line: Line) -> None:
    right, with_a_letter_missing = _words()
    known = _known()
    for index, word in enumerate(line.words):
        if SHORTEST <= len(word) <= LONGEST and word not in known and word.isalpha():
            mended = _mended(word, right, with_a_letter_missing)
            if mended:
                line.words[index] = mended


def _mended(word: str, right: frozenset[str], with_a_letter_missing: dict[str, list[str]]) -> str | None:
    if word in with_a_letter_missing:
        return with_a_letter_missing[word][0]
    for shorter in _one_letter_less(word):
        if shorter in right:
            return shorter
        for candidate in with_a_letter_missing.get(shorter, ()):
            if _alike(word, candidate):
                return candidate
    return None


def _alike(word: str, other: str) -> bool:
    """Whether one letter is wrong, or two neighbours changed places."""
    if len(word) != len(other):
        return False
    wrong = [place for place, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return word[wrong[0]] == other[wrong[1]] and word[wrong[1]] == other[wrong[0]]
    return len(wrong) == 1


def _one_letter_less(word: str) -> list[str]:
    """Without one letter that is not the first: who mistypes a word begins it right."""
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]


@cache
def _known() -> frozenset[str]:
    """Every word of the vocabulary: these are spelled as meant. "Montagne" is a mountain, and no Monday."""
    shadows = (word for language in LANGUAGES for word in vocabulary(language).get("shadows", ()))
    return frozenset(shadows) | frozenset(
        word
        for language in LANGUAGES
        for tables in vocabulary(language).values()
        if isinstance(tables, dict)
        for table in tables.values()
        for phrases in (table.values() if isinstance(table, dict) else [table])
        for phrase in phrases
        for word in atoms(phrase)
    )


@cache
def _words() -> tuple[frozenset[str], dict[str, list[str]]]:
    """The words that are mended, and what they are with a letter missing."""
    right = frozenset(
        word
        for language in LANGUAGES
        for section, tables in _MENDED.items()
        for table in tables
        for phrases in vocabulary(language)[section].get(table, {}).values()
        for phrase in phrases
        if len(phrase) >= SHORTEST and phrase.isalpha()
        for word in atoms(phrase)
    )
    with_a_letter_missing: dict[str, list[str]] = {}
    for word in sorted(right):
        for shorter in _one_letter_less(word):
            with_a_letter_missing.setdefault(shorter, []).append(word)
    return right, with_a_letter_missing
