"""What a brief comes to: tables of what an artist would say."""

from decimal import Decimal
from typing import Any

import pytest

from tattoobot.domain.estimate import Prices, Range, estimate, size_class
from tattoobot.domain.lead import Answer, Source
from tests.builders import BRIEF

PRICES = Prices(minimum=Decimal(80), hourly=Decimal(110), day=Decimal(600))


def brief(**changes: Any) -> dict[str, Answer]:
    values = {**BRIEF, "size": {"longest_cm": 10.0}, **changes}
    return {key: Answer(str(value), value, Source.WORDS) for key, value in values.items()}


@pytest.mark.parametrize(
    ("size", "name"),
    [
        ({"class": "tiny"}, "tiny"),
        ({"class": "palm"}, "medium"),
        ({"class": "hand"}, "large"),
        ({"longest_cm": 4.0}, "tiny"),
        ({"longest_cm": 7.5}, "small"),
        ({"width_cm": 10.0, "height_cm": 15.0}, "medium"),
        ({"class": "small", "longest_cm": 20.0}, "large"),
        ({"longest_cm": 40.0}, "project"),
        ({"class": "full_sleeve"}, "full_sleeve"),
        ({"class": "full_sleeve", "longest_cm": 60.0}, "full_sleeve"),
        ({"class": "other"}, None),
        (None, None),
    ],
)
def test_size_has_a_class(size: dict[str, Any] | None, name: str | None) -> None:
    assert size_class(size) == name


@pytest.mark.parametrize(
    ("changes", "hours", "price"),
    [
        ({}, (2, 4), (220, 440)),
        ({"size": {"class": "tiny"}}, (0.5, 1), (80, 110)),
        ({"colour": "colour"}, (2.5, 5), (275, 550)),
        ({"style": "realism", "cover_up": "cover_up"}, (4.5, 9), (495, 820)),
        ({"placement": {"part": "ribs", "side": "left", "aspect": None}}, (2.5, 5), (275, 550)),
        ({"placement": {"part": "thigh", "side": None, "aspect": "inner"}}, (2.5, 5), (275, 550)),
        ({"size": {"class": "hand"}}, (4, 7), (440, 600)),
        ({"size": {"class": "full_sleeve"}}, (28, 49), (2400, 4200)),
    ],
)
def test_hours_and_price_follow_size_style_and_colour(
    changes: dict[str, Any], hours: Range, price: tuple[int, int]
) -> None:
    found = estimate(brief(**changes), PRICES, "GBP")

    assert found.hours == hours
    assert found.price == tuple(map(Decimal, price))


@pytest.mark.parametrize(
    ("size", "days", "length"),
    [
        ({"class": "small"}, None, "short"),
        ({"longest_cm": 10.0}, None, "half_day"),
        ({"class": "hand"}, None, "day"),
        ({"class": "half_sleeve"}, (2, 3), "day"),
        ({"class": "full_sleeve"}, (4, 7), "day"),
    ],
)
def test_what_is_longer_than_a_day_is_counted_in_days(
    size: dict[str, Any], days: tuple[int, int] | None, length: str
) -> None:
    found = estimate(brief(size=size), PRICES, "GBP")

    assert (found.days, found.length) == (days, length)


@pytest.mark.parametrize(
    ("least", "most", "currency", "flags"),
    [
        (250, 300, "GBP", ()),
        (50, 70, "GBP", ("below_minimum",)),
        (None, 79, "GBP", ("below_minimum",)),
        (100, 150, "GBP", ("below_estimate",)),
        (800, 1000, "GBP", ("above_estimate",)),
        (1000, None, "GBP", ("above_estimate",)),
        (60, None, "GBP", ()),
        (50, 50, "USD", ("other_currency",)),
    ],
)
def test_budget_below_or_above_the_figures_is_flagged(
    least: float | None, most: float | None, currency: str, flags: tuple[str, ...]
) -> None:
    budget = {"min": least, "max": most, "currency": currency}

    assert estimate(brief(budget=budget), PRICES, "GBP").flags == flags


def test_without_rates_no_price_is_guessed() -> None:
    found = estimate(brief(), Prices(), "GBP")

    assert (found.hours, found.price) == ((2, 4), None)


def test_without_a_size_only_the_minimum_counts() -> None:
    found = estimate(brief(size=None, budget={"min": 20, "max": 20, "currency": "GBP"}), PRICES, "GBP")

    assert (found.hours, found.price, found.length, found.flags) == (None, None, None, ("below_minimum",))


def test_studios_own_figures_come_first() -> None:
    own = Prices(hourly=Decimal(200), hours={"medium": (1, 2)}, multipliers={})

    assert estimate(brief(style="realism"), own, "EUR").price == (Decimal(200), Decimal(400))
