"""A form that a client has filled in: what stands in its labels is the studio's."""

from typing import Any

import pytest

from tests.domain.understanding.understood import reading

FORMS = {
    "en": (
        "Name: Dev\nPlacement (e.g. calf, ribs): sternum\nSize in inches (a dollar bill is 6): 4\n"
        "Color or B&G? B&G\nIs this a cover up? No\nBudget (min. $120): 400 max\nWhere are you based: Tacoma"
    ),
    "de": (
        "Name: Jule\nStelle (z. B. Oberarm, Wade): Rippen, rechte Seite\nGröße in cm (Postkarte = 15): 18\n"
        "Farbe oder SW: SW\nCover-up? nein, freie Haut\nBudget (ab 120): bis 450\nWohnort: Erfurt"
    ),
    "es": (
        "Nombre: Xime\nZona (p. ej. antebrazo): clavícula\nTamaño en cm (una tarjeta son 8,5): 9\n"
        "Color o negro: negro\n¿Es cover?: no\nPresupuesto (mínimo 100): máx 180\nCiudad: Sevilla"
    ),
    "fr": (
        "Nom : Basile\nEmplacement (ex. mollet) : nuque\nTaille en cm (une carte fait 8,5) : 10\n"
        "Couleur ou noir : noir\nRecouvrement ? non\nBudget (à partir de 100) : 300 max\nVille : Grenoble"
    ),
    "pt": (
        "Nome: Tainá\nLocal do corpo (ex.: antebraço): costela\nTamanho em cm (uma caneta tem 15): 12\n"
        "Colorido ou preto? preto\nJá tem tatuagem no local? não\nOrçamento (mínimo 100): até 650\nCidade: Santos"
    ),
}
TOLD = {
    "en": ("sternum", 10.2, 400, "Tacoma"),
    "de": ("ribs", 18.0, 450, "Erfurt"),
    "es": ("chest", 9.0, 180, "Seville"),
    "fr": ("neck", 10.0, 300, "Grenoble"),
    "pt": ("ribs", 12.0, 650, "Santos"),
}


def told(raw: str) -> dict[str, Any]:
    return {fact.key: fact.value for fact in reading(raw).found}


@pytest.mark.parametrize("language", FORMS)
def test_what_stands_behind_a_label_answers_it(language: str) -> None:
    part, length, most, city = TOLD[language]
    facts = told(FORMS[language])

    assert facts["placement"]["part"] == part
    assert facts["size"] == {"longest_cm": length}
    assert facts["budget"]["max"] == most
    assert facts["location"]["city"] == city
    assert (facts["colour"], facts["cover_up"]) == ("black_and_grey", "new")


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [("Y", "cover_up"), ("N", "new"), ("yes, an old star", "cover_up"), ("new", "new"), ("no", "new")],
)
def test_a_letter_is_a_yes_or_a_no(ticked: str, expected: str) -> None:
    assert told(f"Size: 7 cm\nBody part: calf\nCover up: {ticked}\nCity: Leeds")["cover_up"] == expected


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("Hi there: I saw your work\nmy mum's budget: she has none\nthanks", "budget"),
        (
            "Name: Jo\nDeposit ($80): ok\nSize (a card is 8.5 cm): not sure\nCity: Leeds\nStyle: dotwork",
            "size",
        ),
        ("Name: Jo\nDeposit ($80): ok\nSize: 5 cm\nCity: Leeds\nStyle: dotwork", "budget"),
    ],
)
def test_a_label_tells_nothing(raw: str, key: str) -> None:
    assert key not in told(raw)


@pytest.mark.parametrize(
    ("label", "written", "currency"),
    [
        ("Budget (₦)", "150,000", "NGN"),
        ("Budget in £", "200", "GBP"),
        ("Budget (CHF)", "bis 300", "CHF"),
        ("Presupuesto (€)", "hasta 300", "EUR"),
        ("Orçamento (R$)", "400", "BRL"),
        ("Budget (€)", "300 $", "USD"),
        ("Budget", "300", None),
    ],
)
def test_the_label_tells_the_currency(label: str, written: str, currency: str | None) -> None:
    form = f"Size: 7 cm\nBody part: calf\n{label}: {written}\nCity: Leeds"

    assert told(form)["budget"]["currency"] == currency


def test_a_list_of_a_thousand_labels_takes_no_time() -> None:
    assert told("a b: c\n" * 1000) == {}
