"""Ways of saying a thing that are regular expressions: in `forms/` of each language, a name for each, a pattern a line.

Those of all languages count together: clients mix them. They are looked for in a text as `fold` writes it, in small
letters and without accents.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from itertools import islice

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary import load

BEGINS, ENDS = r"(?<!\w)", r"(?!\w)"
"""Where a word begins, and where it ends."""


@cache
def choices(*names: str) -> str:
    """The patterns of these names in all languages, as one group of choices."""
    patterns = (
        pattern
        for name in names
        for language in LANGUAGES
        for pattern in load(language)["forms"].get(name, "").splitlines()
    )
    return f"(?:{'|'.join(dict.fromkeys(filter(None, patterns)))})"


def as_written(name: str) -> str:
    """The same of patterns that capitals and accents count in."""
    patterns = (pattern for language in LANGUAGES for pattern in written_in(language, name))
    return f"(?:{'|'.join(patterns)})"


def written_in(language: str, name: str) -> list[str]:
    return [pattern for pattern in str(load(language)["written"].get(name, "")).splitlines() if pattern]


def by_line(name: str) -> tuple[str, ...]:
    """Of a form whose lines are counted: all that is on the first of each language, on the second, and so on."""
    lines = (load(language)["forms"][name].splitlines() for language in LANGUAGES)
    return tuple("|".join(one) for one in zip(*lines, strict=True))


def whole(*names: str) -> re.Pattern[str]:
    """Any of them, from where a word begins to where one ends."""
    return re.compile(BEGINS + choices(*names) + ENDS)


def begun(*names: str) -> re.Pattern[str]:
    """Any of them, from where a word begins; what they leave open may go on."""
    return re.compile(BEGINS + choices(*names))


_folded = lru_cache(64)(fold)
"""Asked for a hundred times a message."""
LIKE_LATIN = {0x130: "i", 0x131: "i", 0x17F: "s"}
"""Letters that are the same as these where case does not matter, and that lower case makes none of them, or two."""


@lru_cache(64)
def without_case(text: str) -> str:
    """As long as the text: what a pattern in small letters finds in it, the pattern finds in any case in the text.

    A third of the time of `re.IGNORECASE`, which keeps a search from seeing at a glance where none can begin.
    """
    return (text if text.isascii() else text.translate(LIKE_LATIN)).lower()


class Form:
    """A pattern of such names, looked for in a text as it was written: every place found is a place in that.

    It is compiled when it is first looked for. With `accents` those that a text has count: a Portuguese "é" is no "e".
    """

    def __init__(self, pattern: str, *, accents: bool = False) -> None:
        self.pattern = pattern
        self._plain = without_case if accents else _folded

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def is_in(self, text: str) -> bool:
        return self._compiled.search(self._plain(text)) is not None

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._compiled.search(self._plain(text), start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._compiled.match(self._plain(text), start)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self._compiled.fullmatch(self._plain(text), start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(self._plain(text), start, end)

    def split(self, text: str, most: int | None = None) -> list[str]:
        """What stands between the places, as it was written."""
        parts, start = [], 0
        for found in islice(self.finditer(text), most):
            parts.append(text[start : found.start()])
            start = found.end()
        return [*parts, text[start:]]

    def blanked_in(self, text: str) -> str:
        """The text without it; every other word stays where it is."""
        for found in self.finditer(text):
            text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
        return text


def form(*names: str) -> Form:
    """Any of them, whole, in a text as it was written."""
    return Form(BEGINS + choices(*names) + ENDS)
