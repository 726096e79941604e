"""Ways of saying a thing that are regular expressions: in `forms/` of each language, a name for each, a pattern a line.

Those of all languages count together: clients mix them. They are looked for in a text as `fold` writes it, in small
letters and without accents.
"""

import re
from functools import cache

from tattoobot.domain.languages import LANGUAGES
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
