"""What WhatsApp gives before it charges, and how many people a studio may write to first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

FREE_ANSWERS = 1000
"""Free-form messages of a number that WhatsApp does not charge, each calendar month. Templates are no part of them."""

ANSWERS = "service"
CHARGED = "regular"
FROM_ADVERT = "free_entry_point"
"""What is free for another reason takes nothing from the allowance."""

WITHIN = "allowance"
"""Ours: an answer that the month's allowance covers, whatever WhatsApp calls it."""

_LIMIT = re.compile(r"TIER_([0-9]+)(K?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Charged:
    """So many messages of one kind in a month, as WhatsApp says."""

    type: str
    category: str
    count: int

    @property
    def is_charged(self) -> bool:
        return self.type == CHARGED


def left(month: list[Charged]) -> int:
    """Of the free answers of a month, whether or not WhatsApp calls those within the allowance charged."""
    return max(FREE_ANSWERS - _answers(month), 0)


def settled(month: list[Charged]) -> list[Charged]:
    """The same by who pays: answers are within the allowance first, and charged beyond it."""
    answers = _answers(month)
    within = min(answers, FREE_ANSWERS)
    parts = [Charged(WITHIN, ANSWERS, within), Charged(CHARGED, ANSWERS, answers - within)]
    return sorted(
        [*(one for one in month if not is_answer(one)), *(part for part in parts if part.count)],
        key=lambda one: (one.category, one.type),
    )


def _answers(month: list[Charged]) -> int:
    return sum(one.count for one in month if is_answer(one))


def is_answer(one: Charged) -> bool:
    return one.category == ANSWERS and one.type != FROM_ADVERT


def cost(month: list[Charged], prices: Mapping[str, Decimal]) -> Decimal | None:
    """What the month has come to, at the studio's own prices; None where it has named none for what was charged."""
    charged = [one for one in settled(month) if one.is_charged and one.count]
    if not prices or any(one.category not in prices for one in charged):
        return None
    return sum((prices[one.category] * one.count for one in charged), Decimal(0))


def people_a_day(limit: str) -> int | None:
    """Whom the studio may write to first, of a limit in Meta's word; None where there is none, or it is not known."""
    found = _LIMIT.fullmatch(limit)
    return int(found[1]) * (1000 if found[2] else 1) if found else None
