"""Money by a name that several countries use: of "50 mil pesos" nobody knows whose, so it is said back as it was."""

import re
from functools import cache
from typing import Any

from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.lists import alternatives

NO_DOLLARS = 5000
"""From here on "$ 50.000" are somebody's pesos."""


def is_theirs_to_name(budget: Any, words: str, currency: str | None) -> bool:
    """Whether the client has named a currency in these words, and it is not known to be this one."""
    if not isinstance(budget, dict) or budget.get("currency") == currency:
        return False
    if "$" in words and max(budget.get("max") or 0, budget.get("min") or 0) >= NO_DOLLARS:
        return True
    return _named().search(fold(words)) is not None


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{alternatives('loose_currencies')})(?![a-z])")
