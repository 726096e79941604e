"""What WhatsApp gives before it charges, and to how many a studio may write first."""

from decimal import Decimal

import pytest

from tattoobot.domain.allowance import Charged, cost, left, people_a_day


@pytest.mark.parametrize(
    ("month", "remains"),
    [
        ([], 1000),
        ([Charged("free_customer_service", "service", 340)], 660),
        ([Charged("free_customer_service", "service", 1001)], 0),
        ([Charged("free_customer_service", "service", 900), Charged("regular", "service", 3)], 97),
        ([Charged("regular", "utility", 50), Charged("free_entry_point", "service", 50)], 1000),
    ],
)
def test_only_answers_are_taken_from_the_allowance(month: list[Charged], remains: int) -> None:
    assert left(month) == remains


def test_a_month_costs_what_was_charged_where_all_its_prices_are_known() -> None:
    month = [Charged("regular", "utility", 50), Charged("free_customer_service", "service", 340)]

    assert cost(month, {"utility": Decimal("0.03")}) == Decimal("1.50")
    assert cost(month, {"service": Decimal("0.03")}) is None
    assert cost(month, {}) is None


def test_answers_within_the_allowance_cost_nothing_whatever_they_are_called() -> None:
    prices = {"service": Decimal("0.02"), "utility": Decimal("0.03")}

    assert cost([Charged("regular", "service", 14)], prices) == Decimal(0)
    assert cost([Charged("regular", "service", 1015), Charged("regular", "utility", 2)], prices) == Decimal(
        "0.36"
    )
    assert cost([Charged("regular", "service", 14)], {"utility": Decimal("0.03")}) == Decimal(0)


@pytest.mark.parametrize(
    ("limit", "people"),
    [("TIER_250", 250), ("TIER_2K", 2000), ("TIER_100K", 100_000), ("TIER_UNLIMITED", None), ("", None)],
)
def test_the_limit_is_read_in_metas_word(limit: str, people: int | None) -> None:
    assert people_a_day(limit) == people
