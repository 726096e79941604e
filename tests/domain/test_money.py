"""Exact amounts, and how Stripe counts them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.money import (
    MINIMUM_MINOR,
    THREE_DECIMAL,
    WHOLE_BUT_SENT_WITH_TWO,
    ZERO_DECIMAL,
    BadAmount,
    Money,
    check_charge,
    decimal_places,
    from_minor,
    minimum_charge,
    parse,
)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("60.00", "GBP", 6000),
        ("60", "GBP", 6000),
        ("0.3", "GBP", 30),
        ("19.99", "USD", 1999),
        ("5000", "JPY", 5000),
        ("5000", "KRW", 5000),
        ("1.250", "KWD", 1250),
        ("5000", "ISK", 500000),
        ("5000", "UGX", 500000),
        ("175.00", "HUF", 17500),
        ("0", "EUR", 0),
    ],
)
def test_an_amount_and_what_stripe_takes_for_it(text: str, currency: str, minor: int) -> None:
    money = parse(text, currency)

    assert money.minor_units() == minor
    assert from_minor(minor, currency.lower()) == money


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(Decimal("60"), "GBP"), "60.00"),
        (Money(Decimal("60.5"), "GBP"), "60.50"),
        (Money(Decimal("5E+3"), "JPY"), "5000"),
        (Money(Decimal("1.25"), "KWD"), "1.250"),
    ],
)
def test_an_amount_is_written_with_the_decimals_of_its_currency(money: Money, text: str) -> None:
    assert money.text == text
    assert str(money) == f"{text} {money.currency}"


@pytest.mark.parametrize(
    "text",
    ["", " ", "60,00", "1,000.00", "1e3", "-5", "+5", ".5", "5.", "60.001", "£60", "60 GBP", "NaN", "Infinity",
     "\N{ARABIC-INDIC DIGIT SIX}", "6 0", "60\n", "1" * 11, "0." + "0" * 60],
)  # fmt: skip
def test_what_is_not_an_amount(text: str) -> None:
    with pytest.raises(BadAmount):
        parse(text, "GBP")


@pytest.mark.parametrize(("text", "currency"), [("5.50", "JPY"), ("5.50", "ISK"), ("1.2345", "KWD")])
def test_more_decimals_than_the_currency_has(text: str, currency: str) -> None:
    with pytest.raises(BadAmount, match="too fine"):
        parse(text, currency)


@pytest.mark.parametrize(
    "currency", ["", "gb", "GBPX", "12A", "£", "GB\N{LATIN CAPITAL LETTER A WITH ACUTE}"]
)
def test_what_is_not_a_currency(currency: str) -> None:
    with pytest.raises(BadAmount, match="currency"):
        parse("60.00", currency)


@pytest.mark.parametrize(
    "amount", [Decimal("NaN"), Decimal("Infinity"), Decimal("-1"), Decimal("-0"), Decimal("1E+20")]
)
def test_money_is_never_less_than_nothing_nor_endless(amount: Decimal) -> None:
    with pytest.raises(BadAmount):
        Money(amount, "GBP")


def test_the_last_of_three_decimals_must_be_0_to_be_charged() -> None:
    with pytest.raises(BadAmount, match="last decimal"):
        check_charge(parse("1.255", "KWD"))


def test_what_is_left_of_a_payment_goes_back_whatever_its_last_decimal() -> None:
    assert parse("1.255", "KWD").minor_units() == 1255


def test_the_smallest_charge_has_the_decimals_of_its_currency() -> None:
    assert minimum_charge("GBP") == Money(Decimal("0.30"), "GBP")
    assert minimum_charge("JPY") == Money(Decimal(50), "JPY")
    assert minimum_charge("HUF") == Money(Decimal("175.00"), "HUF")
    assert minimum_charge("XAF") is None
    assert all(minimum_charge(currency) is not None for currency in MINIMUM_MINOR)


def test_the_tables_do_not_contradict_each_other() -> None:
    assert not ZERO_DECIMAL & THREE_DECIMAL
    assert not ZERO_DECIMAL & WHOLE_BUT_SENT_WITH_TWO


@given(st.integers(0, 10**11), st.sampled_from(["GBP", "JPY", "KWD", "ISK", "UGX", "EUR"]))
def test_what_stripe_took_comes_back_the_same(minor: int, currency: str) -> None:
    step = {"KWD": 10, "ISK": 100, "UGX": 100}.get(currency, 1)
    minor = minor // 100 * step

    money = from_minor(minor, currency)

    assert money.minor_units() == minor
    assert parse(money.text, currency) == money
    assert len(money.text.partition(".")[2]) == decimal_places(currency)
