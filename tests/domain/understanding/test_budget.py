from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.understanding.budget import read_budget
from tests.domain.understanding.reading_of import value


def said(raw: str, language: str = "en", asked: str | None = None, **known: Any) -> Any:
    budget = value(read_budget, raw, language, asked, **known)
    return budget and (budget["min"], budget["max"], budget["currency"])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("£2-300", (200, 300, "GBP")),
        ("3 to 4 hundred", (300, 400, None)),
        ("between 5 and 600", (500, 600, None)),
        ("1-1.5k", (1000, 1500, None)),
        ("400–500", (400, 500, None)),
        ("$300-$500", (300, 500, "USD")),
        ("£250 or £300", (250, 300, "GBP")),
        ("350 but could go to 400", (350, 400, None)),
        ("up to 300", (None, 300, None)),
        ("300€ tops", (None, 300, "EUR")),
        ("nothing over £250", (None, 250, "GBP")),
        ("$450 max. not till june", (None, 450, "USD")),
        ("I don't want to spend more than 300 quid", (None, 300, "GBP")),
        ("ideally under 300", (None, 300, None)),
        ("at least 200", (200, None, None)),
        ("300+", (300, None, None)),
        ("a couple of hundred quid", (200, 200, "GBP")),
        ("half a grand max", (None, 500, None)),
        ("a tenner", (10, 10, None)),
        ("€ 1.500,00", (1500, 1500, "EUR")),
        ("not 200, more like £300", (300, 300, "GBP")),
        ("200, actually make it 250", (250, 250, None)),
        ("fine line fox, inner forearm, ~10 cm, around 300", (300, 300, None)),
        ("I was quoted £600 elsewhere, can you do it for 450?", (450, 450, "GBP")),
        ("deposit is £50, right? my budget's 300 total", (300, 300, "GBP")),
        ("money is no object", (None, None, None)),
    ],
)
def test_budgets_as_clients_write_them(raw: str, expected: Any) -> None:
    assert said(raw, asked="budget" if raw[0].isdigit() or "grand" in raw else None) == expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("entre 300 y 400 euros", "es", (300, 400, "EUR")),
        ("no quiero gastar más de 300", "es", (None, 300, None)),
        ("dos mil pesos mexicanos", "es", (2000, 2000, "MXN")),
        ("uns 350 conto", "pt", (350, 350, "BRL")),
        ("R$ 1.200,00 no máximo", "pt", (None, 1200, "BRL")),
        ("zweihundertfünfzig Euro", "de", (250, 250, "EUR")),
        ("mehr als 500 kann ich nicht ausgeben", "de", (None, 500, None)),
        ("budget 350 à 400€", "fr", (350, 400, "EUR")),
        ("jusqu'à 1 500 €", "fr", (None, 1500, "EUR")),
        ("300 Franken", "de", (300, 300, "CHF")),
        ("entre 200 y 250 mil pesos", "es", (200000, 250000, None)),
        ("de 200 a 250 mil reais", "pt", (200000, 250000, "BRL")),
        ("zwo fuffzig", "de", (250, 250, None)),
        ("500-600 Fr.", "de", (500, 600, "CHF")),
        ("mehr als 450 kann ich nich", "de", (None, 450, None)),
        ("400 piasses max.", "fr", (None, 400, "CAD")),
        ("no quiero pasarme de 160", "es", (None, 160, None)),
    ],
)
def test_budgets_are_read_in_other_languages(raw: str, language: str, expected: Any) -> None:
    assert said(raw, language) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "my last one cost £200",
        "I paid 450 euros at another studio",
        "you charge £120 an hour?",
        "what's the deposit, is it £50?",
        "I've a £100 gift voucher",
        "the number 13 with flames",
        "lettering: est. 1994",
        "room 101",
        "I'm 5ft 6 and 60 kilos",
        "the size of a 50p coin",
        "no idea",
    ],
)
def test_what_only_looks_like_a_budget_is_none(raw: str) -> None:
    assert said(raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("250", (250, 250, None)),
        ("2-3 hundred", (200, 300, None)),
        ("10 roses", None),
        ("one fifty", (150, 150, None)),
    ],
)
def test_the_answer_to_how_much(raw: str, expected: Any) -> None:
    assert said(raw, asked="budget") == expected


@pytest.mark.parametrize(
    ("country", "currency", "expected"),
    [
        ("GB", "GBP", "USD"),
        ("US", "USD", "USD"),
        ("AU", "AUD", "AUD"),
        ("MX", "MXN", "MXN"),
        ("DE", "CAD", "CAD"),
    ],
)
def test_a_bare_dollar_is_the_client_s_own(country: str, currency: str, expected: str) -> None:
    assert said("$500", country=country, currency=currency) == (500, 500, expected)


@given(st.integers(30, 20_000), st.sampled_from(["GBP", "EUR", "USD", "BRL", "CHF"]))
def test_said_back_it_is_the_same_amount(amount: int, currency: str) -> None:
    assert said(f"{Decimal(amount)} {currency}") == (amount, amount, currency)


@pytest.mark.parametrize("asked", [None, "size", "location", "placement", "budget"])
@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("2000 budget", "en"),
        ("budget 2000", "en"),
        ("2k budget", "en"),
        ("2000 Budget", "de"),
        ("2000 als Budget", "de"),
        ("2000 de budget", "fr"),
        ("2000 en budget", "fr"),
        ("2000 de presupuesto", "es"),
        ("presupuesto 2000", "es"),
        ("2000 de orçamento", "pt"),
        ("orçamento 2000", "pt"),
    ],
)
def test_an_amount_is_called_a_budget_before_and_behind_it(raw: str, language: str, asked: str) -> None:
    assert said(raw, language, asked) == (2000, 2000, None)


@pytest.mark.parametrize(
    ("raw", "language", "asked"),
    [
        ("lo que sea más delicado", "es", None),
        ("lo que sea más delicado", "es", "budget"),
        ("lo que sea", "es", "style"),
        ("lo que sea mejor para la piel", "es", "size"),
        ("this is the one", "en", "budget"),
        ("the second one", "en", "budget"),
        ("that one please", "en", "budget"),
        ("das ist die eine", "de", "budget"),
        ("c'est celui-là, le numéro un", "fr", "budget"),
        ("essa uma", "pt", "budget"),
    ],
)
def test_what_names_no_money_is_no_budget(raw: str, language: str, asked: str | None) -> None:
    assert said(raw, language, asked) is None


def test_whatever_is_a_budget_where_that_was_asked() -> None:
    assert said("lo que sea", "es", "budget") == (None, None, None)
