"""Ways of saying a thing that are regular expressions: in `forms/` of each language, a name for each, a pattern a line.

Those of all languages count together: clients mix them. They are looked for in a text as `fold` writes it, in small
letters and without accents.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache

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


def whole(*names: str) -> re.Pattern[str]:
    """Any of them, from where a word begins to where one ends."""
    return re.compile(BEGINS + choices(*names) + ENDS)


def begun(*names: str) -> re.Pattern[str]:
    """Any of them, from where a word begins; what they leave open may go on."""
    return re.compile(BEGINS + choices(*names))


class Form:
    """A pattern of such names, looked for in a text as it was written: every place found is a place in that.

    It is compiled when it is first looked for.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def is_in(self, text: str) -> bool:
        return self._compiled.search(_folded(text)) is not None

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._compiled.search(_folded(text), start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._compiled.match(_folded(text), start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self._compiled.fullmatch(_folded(text))

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(_folded(text), start)

    def blanked_in(self, text: str) -> str:
        """The text without it; every other word stays where it is."""
        for found in self.finditer(text):
            text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
        return text


def form(*names: str) -> Form:
    """Any of them, whole, in a text as it was written."""
    return Form(BEGINS + choices(*names) + ENDS)


_folded = lru_cache(64)(fold)
"""Asked for a hundred times a message."""
