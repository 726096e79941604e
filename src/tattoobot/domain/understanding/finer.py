"""Places on the body that are kept as a wider one, and said back as the client calls them: the collarbone."""

import re
from functools import cache

from tattoobot.domain.understanding.vocabulary.lists import alternatives


def finer_place(words: str) -> str | None:
    """The client's own word for it, where they name such a place."""
    named = _finer().search(words)
    return named[0] if named else None


@cache
def _finer() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('finer_places')})\b", re.IGNORECASE)
