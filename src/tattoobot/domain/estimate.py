"""How long a piece takes and what it comes to, roughly: for the artist, who decides. Never a quote.

The figures are the studio's; what stands here are starting points. Without an hourly or a day rate there is no price:
what tattoos cost differs too much between countries to be guessed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from tattoobot.domain.lead import Answer
from tattoobot.domain.understanding.budget import is_theirs_to_name

Range = tuple[float, float]

HOURS: Mapping[str, Range] = {
    "tiny": (0.5, 1),
    "small": (1, 2),
    "medium": (2, 4),
    "large": (4, 7),
    "project": (14, 28),
    "half_sleeve": (14, 21),
    "full_sleeve": (28, 49),
    "back_piece": (35, 70),
}
"""Hours of work by size. What takes longer than a day is spoken of in days."""

UP_TO_CM = {"tiny": 4.0, "small": 8.0, "medium": 15.0, "large": 25.0}
"""The longest side of each size; beyond the last it is a project."""

OF_CLASS = {"palm": "medium", "hand": "large"}
"""What the sizes that clients name are here, where the name differs."""

MULTIPLIERS: Mapping[str, float] = {
    "realism": 1.5,
    "black_and_grey_realism": 1.5,
    "dotwork": 1.5,
    "colour": 1.2,
    "cover_up": 1.5,
    "awkward_place": 1.2,
}
"""What makes the same size take longer: styles, colour, an old tattoo below, a place that is hard to work on."""

AWKWARD = frozenset(
    ["ribs", "sternum", "spine", "neck", "throat", "elbow", "knee", "hand", "finger", "foot", "toe"]
)
AWKWARD_INSIDE = frozenset({"upper_arm", "thigh"})
"""Only the inner side of these is."""

SHORT, HALF_DAY = 3, 5
"""Hours: a sitting that ends within these is short, or half a day."""


@dataclass(frozen=True, slots=True)
class Prices:
    """A studio's own figures, in its currency."""

    minimum: Decimal | None = None
    hourly: Decimal | None = None
    day: Decimal | None = None
    day_hours: float = 7
    hours: Mapping[str, Range] = field(default_factory=lambda: HOURS)
    multipliers: Mapping[str, float] = field(default_factory=lambda: MULTIPLIERS)
    shown: bool = False
    """Whether a client who asks for the price is told these too."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What can be said about a brief; each part only where enough is known."""

    hours: Range | None = None
    days: tuple[int, int] | None = None
    """Instead of the hours, for what takes longer than a day."""
    price: tuple[Decimal, Decimal] | None = None
    flags: tuple[str, ...] = ()
    """`below_minimum`, `below_estimate`, `above_estimate`, `other_currency`: the budget beside the figures."""

    @property
    def length(self) -> str | None:
        """`short`, `half_day` or `day`: what the deposit may go by."""
        if self.hours is None:
            return None
        return "short" if self.hours[1] <= SHORT else "half_day" if self.hours[1] <= HALF_DAY else "day"


def estimate(answers: Mapping[str, Answer], prices: Prices, currency: str) -> Estimate:
    """What a brief, complete or not, comes to."""
    known = {key: answer.value for key, answer in answers.items() if answer.value is not None}
    size = size_class(known.get("size"))
    if size is None:
        return Estimate(flags=tuple(_flags(answers.get("budget"), prices, None, currency)))
    factor = _factor(known, prices.multipliers)
    low, high = (_half(hours * factor) for hours in prices.hours[size])
    price = _price(low, high, prices)
    flags = tuple(_flags(answers.get("budget"), prices, price, currency))
    return Estimate((low, high), _days(low, high, prices.day_hours), price, flags)


def size_class(size: Any) -> str | None:
    """The key of `HOURS` for a canonical size; None where it says too little."""
    if not isinstance(size, dict):
        return None
    name = OF_CLASS.get(size.get("class", ""), size.get("class"))
    longest = max(
        (size[side] for side in ("longest_cm", "width_cm", "height_cm") if size.get(side)), default=0
    )
    if longest and name not in {"half_sleeve", "full_sleeve", "back_piece"}:
        return next((one for one, most in UP_TO_CM.items() if longest <= most), "project")
    return name if name in HOURS else None


def _factor(known: Mapping[str, Any], multipliers: Mapping[str, float]) -> float:
    place = known.get("placement") or {}
    part, aspect = place.get("part"), place.get("aspect")
    awkward = part in AWKWARD or (part in AWKWARD_INSIDE and aspect == "inner")
    named = [known.get(key) for key in ("style", "colour", "cover_up")] + [
        "awkward_place" if awkward else None
    ]
    factor = 1.0
    for name in named:
        factor *= multipliers.get(str(name), 1.0)
    return factor


def _days(low: float, high: float, day_hours: float) -> tuple[int, int] | None:
    if high <= day_hours:
        return None
    return max(1, round(low / day_hours)), max(1, -int(-high // day_hours))


def _price(low: float, high: float, prices: Prices) -> tuple[Decimal, Decimal] | None:
    ends = [_price_of(hours, prices) for hours in (low, high)]
    if ends[0] is None or ends[1] is None:
        return None
    least = prices.minimum or Decimal(0)
    return max(least, _rounded(ends[0], ROUND_FLOOR)), max(least, _rounded(ends[1], ROUND_CEILING))


def _price_of(hours: float, prices: Prices) -> Decimal | None:
    """Whole days by the day, the rest by the hour, but never more for the rest than a day costs."""
    if prices.hourly is None:
        return None if prices.day is None else prices.day * Decimal(hours) / Decimal(prices.day_hours)
    if prices.day is None:
        return prices.hourly * Decimal(hours)
    days, rest = divmod(Decimal(hours), Decimal(prices.day_hours))
    return days * prices.day + min(prices.day, rest * prices.hourly)


def _rounded(amount: Decimal, direction: str) -> Decimal:
    """As people say amounts: 215 stays, 1,537 is 1,500 or 1,550."""
    step = max(Decimal(1), 5 * Decimal(10) ** (amount.adjusted() - 2))
    return (amount / step).to_integral_value(direction) * step


def _half(hours: float) -> float:
    return max(0.5, round(hours * 2) / 2)


def _flags(
    told: Answer | None, prices: Prices, price: tuple[Decimal, Decimal] | None, currency: str
) -> Iterator[str]:
    """One flag at most: a budget is never converted at 1:1, and the minimum matters first."""
    budget = told.value if told is not None else None
    if told is None or not isinstance(budget, dict):
        return
    low, high = budget.get("min"), budget.get("max")
    if budget.get("currency") not in {None, currency} or is_theirs_to_name(budget, told.text, currency):
        yield "other_currency"
    elif high is not None and prices.minimum is not None and high < prices.minimum:
        yield "below_minimum"
    elif high is not None and price is not None and high < price[0]:
        yield "below_estimate"
    elif low is not None and price is not None and low > price[1]:
        yield "above_estimate"
