"""A number without a unit under the summary: "bigger, 15 or so", "12 eh" puts the size right, where it can be nothing
else."""

import re
from dataclasses import replace
from typing import Any

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Found, Intent, Reading
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form, whole

NUMBER = re.compile(r"\d+")
DENIED = Form(rf"\b{choices('not_so_many')}\s\d")
TAGS = form("tag")
RESIZED = whole("bigger_or_smaller")
FEW = 8
"""Words. In more of them a number may be anything's."""
AT_MOST = 3
"""Nobody makes a piece more than so many times as big, or as small, under the summary."""
LAST_DAY = 31


def with_size_put_right(turn: Turn, text: str, reading: Reading) -> Reading:
    """Only where nothing else was read in it, and the number is near the size that is known."""
    if reading.found or len(text.split()) > FEW or "?" in text or len(NUMBER.findall(text)) != 1:
        return reading
    folded, known = fold(text), _known(turn, "size").get("longest_cm")
    if known is None or DENIED.is_in(text):
        return reading
    told = _measured(turn, text) or _measured(turn, _without_tags(text))
    longest = told.value.get("longest_cm") if told is not None and isinstance(told.value, dict) else None
    if told is None or longest is None or not _is_near(longest, known) or len(told.readings) > 1:
        return reading
    if not RESIZED.search(folded) and _may_be_another(turn, text):
        return reading
    return replace(reading, intent=Intent.CORRECTION, found=(told,))


def _measured(turn: Turn, words: str) -> Found | None:
    read = understand(words, turn.context.asking("size")).found
    return next((fact for fact in read if fact.key == "size"), None)


def _without_tags(text: str) -> str:
    """ "12" of "12 eh", with blanks for what only asks for a nod."""
    return TAGS.blanked_in(text)


def _known(turn: Turn, key: str) -> dict[str, Any]:
    answer = turn.enquiry_answers.get(key)
    return answer.value if answer is not None and isinstance(answer.value, dict) else {}


def _is_near(one: float, other: float) -> bool:
    return other / AT_MOST <= one <= other * AT_MOST


def _may_be_another(turn: Turn, text: str) -> bool:
    """ "15" is no size for sure where they come on the 14th, or pay 20."""
    number, when = int(NUMBER.findall(text)[0]), _known(turn, "timing")
    is_a_day = number <= LAST_DAY and when.get("from") is not None and when.get("from") == when.get("to")
    amounts = [_known(turn, "budget").get(end) for end in ("min", "max")]
    return is_a_day or any(amount and _is_near(number, amount) for amount in amounts)
