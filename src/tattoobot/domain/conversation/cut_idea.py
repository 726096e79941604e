"""Where the idea ends in "the idea is a swallow and collarbone, not finger, colour dove blue"."""

import re
from collections.abc import Iterator

from tattoobot.domain.facts import READ
from tattoobot.domain.understanding.idea import QUOTATION
from tattoobot.domain.understanding.reader import note_words, understand
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.text import WORD
from tattoobot.domain.understanding.vocabulary.forms import Form, choices
from tattoobot.domain.understanding.vocabulary.lists import listed, names_of

PARTS = Form(rf"(?:[,;!?\n]+|\.(?!\w)(?<!\b\w\.)|\s(?={choices('and')}\s))", accents=True)
"""Not behind an initial: "J.M."."""

AN_INITIAL = re.compile(r"\b\w\.$")
AND_FIRST = Form(rf"\s*{choices('and')}\s", accents=True)

OF_OTHERS = frozenset({"placement", "size", "location", "timing", "budget", "adult", "instagram"})
"""Facts that say no more about the thing itself; a style, an ink and an old tattoo below may."""


def without_other_facts(told: str, context: Context) -> str:
    """Up to the first part that tells something else, and names nothing to be tattooed."""
    end = 0
    for start, stop in _parts(told):
        if start > 0 and _tells_something_else(told[start:stop], context):
            break
        end = stop
    kept = told[:end].rstrip(" ,;:")
    return kept if end == len(told) or AN_INITIAL.search(kept) else kept.rstrip(".! ")


def _parts(told: str) -> Iterator[tuple[int, int]]:
    quotations = [one.span() for one in QUOTATION.finditer(told)]
    start = 0
    for found in PARTS.finditer(told):
        if any(begins < found.start() < ends for begins, ends in quotations):
            continue
        yield start, found.end()
        start = found.end()
    if start < len(told):
        yield start, len(told)


def _tells_something_else(part: str, context: Context) -> bool:
    words = set(WORD.findall(part.casefold()))
    if any(not words.isdisjoint(names_of(fact)) for fact in READ):
        return True
    if note_words(part, context).covered("motif"):
        return False
    alone = part[first.end() :] if (first := AND_FIRST.match(part)) else part
    if any(fact.key in OF_OTHERS for fact in understand(alone, context).found):
        return True
    return not words.isdisjoint(listed("of_themselves") - {"in", "es", "das", "a"}) and len(words) > 1
