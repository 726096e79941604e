"""A budget in money of the client's own: said back so, never made the studio's, and compared only where it is."""

from decimal import Decimal

import pytest

from tattoobot.domain.estimate import Prices, estimate
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tattoobot.wording import spoken
from tattoobot.wording.spoken import Voice
from tests.builders import NOW

LOCALES = {"en": "en_GB", "es": "es", "pt": "pt_BR", "de": "de", "fr": "fr"}


def budget(text: str, language: str, currency: str, country: str) -> Answer:
    context = Context(NOW, asked="budget", language=language, currency=currency, country=country)
    found = next(fact for fact in understand(text, context).found if fact.key == "budget")
    return Answer(text[found.start : found.end], found.value, Source.WORDS)


def said(text: str, language: str, currency: str = "GBP", country: str = "GB") -> str:
    voice = Voice(lambda key, **facts: key, LOCALES[language], currency=currency)
    return spoken.answer("budget", budget(text, language, currency, country), voice).replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("es", "50 mil pesos", "50 mil pesos"),
        ("es", "80 lucas", "80 lucas"),
        ("es", "$ 50.000", "$ 50.000"),
        ("es", "200 euros", "200 €"),
        ("es", "100 quetzales", "100 GTQ"),
        ("es", "unos 200 soles", "200 PEN"),
        ("pt", "R$ 400", "R$ 400"),
        ("pt", "mil reais", "R$ 1.000"),
        ("en", "$200", "US$200"),
        ("en", "2000 rupees", "2000 rupees"),
        ("en", "1000 kr", "1000 kr"),
        ("en", "3000 rand", "ZAR3,000"),
        ("de", "200 Franken", "200 CHF"),
        ("fr", "50000 FCFA", "50000 FCFA"),
        ("fr", "300 $ canadiens", "300 $CA"),
        ("fr", "200 balles", "200 €"),
    ],
)
def test_no_pounds_are_made_of_other_money(language: str, text: str, words: str) -> None:
    assert said(text, language) == words


@pytest.mark.parametrize(
    ("text", "currency", "country", "words"),
    [
        ("$500", "MXN", "MX", "500 MXN"),
        ("50 mil pesos", "MXN", "MX", "50.000 MXN"),
        ("50 mil pesos", "COP", "US", "50.000 COP"),
        ("$500", "USD", "US", "500 US$"),
    ],
)
def test_a_bare_sign_is_the_studios_own(text: str, currency: str, country: str, words: str) -> None:
    assert said(text, "es", currency, country) == words


def test_what_names_no_currency_is_meant_in_the_studios() -> None:
    assert said("200", "es") == "200 £"


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("50 mil pesos", ("other_currency",)),
        ("80 lucas", ("other_currency",)),
        ("20 euros", ("other_currency",)),
        ("50", ("below_minimum",)),
    ],
)
def test_only_the_studios_own_money_is_compared(text: str, flags: tuple[str, ...]) -> None:
    answers = {"budget": budget(text, "es", "GBP", "GB")}

    assert estimate(answers, Prices(minimum=Decimal(80)), "GBP").flags == flags


@pytest.mark.parametrize(
    ("currency", "country", "language", "text", "words"),
    [
        ("EUR", "DE", "en", "£300", "£300"),
        ("EUR", "DE", "de", "300 Pfund", "300 £"),
        ("EUR", "FR", "fr", "300 livres", "300 £"),
        ("EUR", "ES", "es", "300 libras", "300 £"),
        ("EUR", "PT", "pt", "500 reais", "R$ 500"),
        ("BRL", "BR", "pt", "£300", "£ 300"),
        ("BRL", "BR", "en", "about 300 pounds", "£300"),
        ("BRL", "BR", "en", "$300", "US$300"),
    ],
)
def test_a_studio_of_other_money_hears_the_clients_own(
    currency: str, country: str, language: str, text: str, words: str
) -> None:
    assert said(text, language, currency, country) == words
