"""Contact data beside what is told: "lion head, kev thompson, kev@example.com" shows a lion's head and no name."""

import re

from tattoobot.domain.understanding.text import fold

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
CLAUSE_BEFORE = re.compile(r"(?:^|[,;:.!?\n])\s*([^,;:.!?\n]+)[,;:\s]*$")
MOST, SHARED = 4, 3
"""Words of a clause that is a name; letters that the name and the address begin alike with."""


def without_contact(text: str) -> tuple[str, str]:
    """The words without an address for mail and the name that stands before it; and these."""
    if "@" not in text or (found := EMAIL.search(text)) is None:
        return text, ""
    start = found.start()
    before = CLAUSE_BEFORE.search(text[:start])
    words = before[1].split() if before is not None else []
    if before is not None and 0 < len(words) <= MOST and any(_is_in(word, found[0]) for word in words):
        start = before.start(1)
    rest = f"{text[:start].rstrip(' ,;:')} {text[found.end() :].lstrip(' ,;')}".strip()
    return rest, text[start : found.end()]


def _is_in(word: str, address: str) -> bool:
    """ "Kev" in "kevt@example.com"."""
    begins = fold(word)[:SHARED]
    return len(begins) == SHARED and begins in fold(address)
