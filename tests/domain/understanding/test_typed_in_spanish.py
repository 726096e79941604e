"""Wordings of Spanish-speaking clients, of Spain and of Latin America, as they are typed on a phone."""

from typing import Any

import pytest

from tests.domain.understanding.test_timing import when
from tests.domain.understanding.understood import value


@pytest.mark.parametrize(
    ("raw", "style"),
    [
        ("con aguja fina", "fine_line"),
        ("lineas super finas", "fine_line"),
        ("lo mas sencillo posible", "minimalist"),
        ("una palabra escrita", "lettering"),
        ("que parezca una foto", "realism"),
        ("olskul", "traditional"),
        ("de dibujitos", "new_school"),
        ("todo relleno de negro", "blackwork"),
        ("estilo japo", "japanese"),
        ("puntillismo fino", "dotwork"),
    ],
)
def test_what_lay_people_call_a_style(raw: str, style: str) -> None:
    assert value("style", raw, asked="style", language="es") == style


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("apenas tengas lugar", "2026-03-10.."),
        ("ni bien tengas turno", "2026-03-10.."),
        ("el sábado x la mañana", "2026-03-14..2026-03-14 morning"),
        ("los sabados x la tarde", ".. sat afternoon"),
        ("a las 6 pm", ".. evening"),
        ("el sabado 10 am", "2026-03-14..2026-03-14 morning"),
        ("saliendo de la chamba", ".. evening"),
        ("al salir del curro", ".. evening"),
        ("a ppios de abril", "2026-04-01..2026-04-10"),
        ("2da quincena de abril", "2026-04-16..2026-04-30"),
        ("apartir de abril", "2026-04-01.."),
        ("mar 17", "2026-03-17..2026-03-17"),
        ("cuando vos puedas", "flexible"),
        ("no me urge", "flexible"),
    ],
)
def test_when_they_can_come(raw: str, expected: str) -> None:
    assert when(raw, "es", "timing") == expected


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "before the weekend"),
        ("de", "vor dem Wochenende"),
        ("fr", "avant le week-end"),
        ("es", "antes del finde"),
        ("pt", "antes do fim de semana"),
    ],
)
def test_before_the_weekend_is_until_friday(language: str, raw: str) -> None:
    assert when(raw, language, "timing") == "..2026-03-13"


@pytest.mark.parametrize(
    ("language", "raw", "expected"),
    [
        ("de", "vor November kann ich nicht", "2026-11-01.."),
        ("fr", "avant novembre je ne peux pas", "2026-11-01.."),
        ("es", "antes de noviembre no puedo", "2026-11-01.."),
        ("pt", "antes de novembro não posso", "2026-11-01.."),
        ("de", "bis zum 10. Oktober kann ich nicht", "2026-10-11.."),
        ("es", "hasta el 10 de octubre no puedo", "2026-10-11.."),
        ("pt", "até 10 de outubro não posso", "2026-10-11.."),
    ],
)
def test_who_cannot_come_before_a_day_can_come_from_it(language: str, raw: str, expected: str) -> None:
    assert when(raw, language, "timing") == expected


@pytest.mark.parametrize(
    ("raw", "least", "most"),
    [
        ("desde 200", 200, None),
        ("docientos", 200, 200),
        ("un millon de pesos", 1_000_000, 1_000_000),
        ("no puedo pasarme de 300", None, 300),
        ("da igual el precio", None, None),
        ("lo q haga falta", None, None),
    ],
)
def test_what_they_can_spend(raw: str, least: int | None, most: int | None) -> None:
    budget = value("budget", raw, asked="budget", language="es")

    assert (budget["min"], budget["max"]) == (least, most)


@pytest.mark.parametrize(
    ("raw", "size"),
    [
        ("miniatura", {"class": "tiny"}),
        ("una monedita", {"class": "tiny", "longest_cm": 2.5}),
        ("como un celu", {"class": "other", "longest_cm": 15.0}),
    ],
)
def test_how_big_it_is(raw: str, size: Any) -> None:
    assert value("size", raw, asked="size", language="es") == size


@pytest.mark.parametrize(
    ("raw", "cover_up"),
    [
        ("piel limpita", "new"),
        ("no es ningun cover", "new"),
        ("un tapado", "cover_up"),
        ("va arriba de otro", "cover_up"),
        ("un retoquecito", "rework"),
        ("reparar uno mal hecho", "rework"),
    ],
)
def test_what_is_there_already(raw: str, cover_up: str) -> None:
    assert value("cover_up", raw, asked="cover_up", language="es") == cover_up


@pytest.mark.parametrize(
    ("raw", "pictures"),
    [
        ("como el de tu insta", "has"),
        ("uno parecido al que subiste", "has"),
        ("ahí te mando", "has"),
        ("las busco y te mando", "later"),
        ("dejame buscar", "later"),
        ("quiero que lo dibujes tu", "none"),
    ],
)
def test_whether_there_are_pictures(raw: str, pictures: str) -> None:
    assert value("reference_images", raw, asked="reference_images", language="es") == pictures


@pytest.mark.parametrize(
    ("raw", "colour"),
    [
        ("tonos pastel", "colour"),
        ("con detalles rojos", "colour"),
        ("en negro nomas", "black_and_grey"),
        ("lo q recomiendes", "either"),
        ("como mejor quede", "either"),
    ],
)
def test_with_or_without_colour(raw: str, colour: str) -> None:
    assert value("colour", raw, asked="colour", language="es") == colour


@pytest.mark.parametrize(
    ("raw", "part"),
    [("brazo de abajo", "forearm"), ("de hombro a codo", "half_arm"), ("encima de la mano", "hand")],
)
def test_where_it_goes(raw: str, part: str) -> None:
    assert value("placement", raw, asked="placement", language="es")["part"] == part


@pytest.mark.parametrize(
    ("slot", "raw"),
    [
        ("reference_images", "ando buscando quien me haga un biomecánico"),
        ("size", "mi hermana se lo hizo con una amiga"),
        ("timing", "quiero un faro de una foto"),
    ],
)
def test_the_same_words_that_say_nothing(slot: str, raw: str) -> None:
    assert value(slot, raw, language="es") is None
