"""Wordings of clients from Brazil and Portugal, as they are typed on a phone: what lay people call a style, when they
can come, what they can spend, how big it is."""

from typing import Any

import pytest

from tests.domain.understanding.test_timing import when
from tests.domain.understanding.understood import reading, value


@pytest.mark.parametrize(
    ("raw", "style"),
    [
        ("bem delicadinha", "fine_line"),
        ("uns risquinhos bem finos", "fine_line"),
        ("só os contornos", "minimalist"),
        ("tudo em uma linha", "minimalist"),
        ("que pareça uma foto", "realism"),
        ("desenhinho animado", "new_school"),
        ("tipo quadrinho", "new_school"),
        ("mandalinha", "mandala"),
        ("esboço", "sketch"),
    ],
)
def test_what_lay_people_call_a_style(raw: str, style: str) -> None:
    assert value("style", raw, asked="style", language="pt") == style


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("daqui a 10 dias", "2026-03-20..2026-03-20"),
        ("nos próximos 15 dias", "2026-03-10..2026-03-25"),
        ("dias 12 e 13", "2026-03-12..2026-03-13"),
        ("dps de amanhã", "2026-03-12..2026-03-12"),
        ("sabadão", "2026-03-14..2026-03-14"),
        ("5ª", "2026-03-12..2026-03-12"),
        ("seg a sex", ".. mon,tue,wed,thu,fri"),
        ("menos ao domingo", ".. mon,tue,wed,thu,fri,sat"),
        ("dps do trampo", ".. evening"),
        ("à hora de almoço", ".. afternoon"),
        ("de manhãzinha", ".. morning"),
        ("assim q tiver vaga", "2026-03-10.."),
        ("só depois de maio", "2026-06-01.."),
        ("qdo vc puder", "flexible"),
        ("qualquer altura", "flexible"),
    ],
)
def test_when_they_can_come(raw: str, expected: str) -> None:
    assert when(raw, "pt", "timing") == expected


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("antes de abril não dá", "pt"),
        ("antes de abril no puedo", "es"),
        ("vor april geht nicht", "de"),
        ("before april is no good", "en"),
    ],
)
def test_what_is_no_good_before_a_month_may_be_from_then(raw: str, language: str) -> None:
    assert when(raw, language, "timing") == "2026-04-01.."


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("quero um leão, posso gastar até 1500", "pt"),
        ("i want a lion, budget up to 1500", "en"),
    ],
)
def test_four_digits_that_may_be_spent_are_no_hour(raw: str, language: str) -> None:
    read = reading(raw, language=language).slots

    assert read["budget"] == {"min": None, "max": 1500, "currency": None}
    assert "timing" not in read


@pytest.mark.parametrize(("raw", "least"), [("duzentinhos", 200), ("milzão", 1000), ("quatrocentão", 400)])
def test_what_they_can_spend(raw: str, least: int) -> None:
    assert value("budget", raw, asked="budget", language="pt")["min"] == least


@pytest.mark.parametrize(
    ("key", "raw", "expected"),
    [
        ("size", "piquena", {"class": "small"}),
        ("size", "tamanho dum telemóvel", {"class": "other", "longest_cm": 15.0}),
        ("colour", "coloridona", "colour"),
        ("cover_up", "lisinha", "new"),
        ("cover_up", "é pra cobrir outra", "cover_up"),
        ("cover_up", "dar uma reformada numa antiga", "rework"),
        ("reference_images", "como aquela que você postou", "has"),
        ("reference_images", "mando já", "later"),
        ("placement", "anca", {"part": "hip", "side": None, "aspect": None}),
        ("placement", "fundo das costas", {"part": "back_lower", "side": None, "aspect": None}),
        ("placement", "pantu esquerda", {"part": "calf", "side": "left", "aspect": None}),
    ],
)
def test_how_the_rest_is_called(key: str, raw: str, expected: Any) -> None:
    assert value(key, raw, asked=key, language="pt") == expected


def test_a_shin_is_no_town() -> None:
    assert reading("canela", asked="placement", language="pt").slots.keys() == {"placement"}
