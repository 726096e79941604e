"""What the artist reads about hours and money, and what a client hears who asks."""

from decimal import Decimal

import pytest

from tattoobot.domain.estimate import Prices
from tattoobot.domain.messages import Text
from tattoobot.domain.says import Phrase, Say
from tattoobot.domain.studio import DepositRule, Studio
from tattoobot.wording import Wording
from tests.builders import a_brief

PRICES = Prices(minimum=Decimal(80), hourly=Decimal(110), day=Decimal(600))


def wording(language: str = "en", **changes: object) -> Wording:
    return Wording(Studio(language=language, **{"prices": PRICES, **changes}), language, "Robin")  # type: ignore[arg-type]


def test_one_line_with_hours_and_price() -> None:
    assert wording().estimate(a_brief()) == "est. 2–4 h of work · £220–440 in all"


def test_without_rates_only_the_hours() -> None:
    assert wording(prices=Prices()).estimate(a_brief()) == "est. 2–4 h of work"


def test_deposit_by_length_and_a_small_budget() -> None:
    budget = {"min": 40, "max": 50, "currency": "GBP"}
    rule = DepositRule(by_length={"half_day": Decimal(90)})

    line = wording(deposit=rule).estimate(a_brief(budget=budget))

    assert (
        line == "est. 2–4 h of work · £220–440 in all · deposit £90 · budget below the minimum: say so kindly"
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "est. 4–7 days of work · £2,400–4,200 in all"),
        ("es", "aprox. 4–7 días"),
        ("pt", "aprox. 4–7 dias"),
        ("de", "ca. 4–7 Tage"),
        ("fr", "env. 4–7 jours"),
    ],
)
def test_large_pieces_are_counted_in_days(language: str, line: str) -> None:
    assert wording(language).estimate(a_brief(size={"class": "full_sleeve"})).startswith(line)


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert wording().estimate(a_brief("size", "budget")) == ""


def test_client_hears_amounts_in_their_own_way() -> None:
    phrases = (
        Phrase("answer.price.minimum", {"money": {"minimum": (Decimal(80), None)}}),
        Phrase("answer.price.estimate", {"money": {"price": (Decimal(220), Decimal(440))}}),
    )

    message = wording("de", currency="EUR").message(Say(phrases))

    assert isinstance(message, Text)
    assert "80 €" in message.body.replace("\xa0", " ")
    assert "220–440 €" in message.body.replace("\xa0", " ")
