"""A no behind its word, what is given up or not enough, reasons, and what suits too."""

import json

import pytest

from tattoobot.domain.understanding.explaining import understand_line


def slot(key: str, text: str, language: str, asked: str | None = None) -> object:
    line = {"text": text, "asked": asked, "lang": language, "now": "2026-11-29T10:00:00+00:00"}
    return json.loads(understand_line(json.dumps(line)))["slots"].get(key)


@pytest.mark.parametrize("text", ["me leíste bien?", "me leiste bien?", "ya leíste mi mensaje"])
def test_what_is_read_in_spanish_is_no_german_hip(text: str) -> None:
    assert slot("placement", text, "es") is None


@pytest.mark.parametrize("text", ["a ideia está mal escrita", "tá escrita errada", "foi mal escrita"])
def test_how_something_is_written_is_no_lettering(text: str) -> None:
    assert slot("style", text, "pt") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "Lettering não."),
        ("pt", "Não, não, não. Lettering não."),
        ("de", "realismus nicht"),
        ("es", "realismo no"),
        ("fr", "réalisme non"),
    ],
)
def test_a_no_with_nothing_behind_it_is_of_what_stands_before(language: str, text: str) -> None:
    assert slot("style", text, language, "style") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "drop the black and grey, i want colour"),
        ("de", "lass das schwarz weiß weg, ich will farbe"),
        ("fr", "enlève le noir et gris, je veux de la couleur"),
        ("es", "quita el blanco y negro, lo quiero a color"),
        ("pt", "tira o preto e cinza, quero colorido"),
    ],
)
def test_an_ink_that_is_given_up_is_not_wanted(language: str, text: str) -> None:
    assert slot("colour", text, language, "colour") == "colour"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the whole arm, not just the forearm"),
        ("en", "not only the forearm, the whole arm"),
        ("de", "den ganzen arm, nicht nur den unterarm"),
        ("fr", "tout le bras, pas seulement l'avant-bras"),
        ("es", "todo el brazo, no solo el antebrazo"),
        ("pt", "é o BRAÇO TODO nao só antebraço"),
    ],
)
def test_what_is_not_enough_is_not_the_place(language: str, text: str) -> None:
    place = slot("placement", text, language, "placement")

    assert isinstance(place, dict)
    assert place["part"] == "full_arm"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "tuesday mornings, because in the afternoon i have the kids"),
        ("de", "dienstags vormittags, weil ich nachmittags die Enkel habe"),
        ("fr", "le mardi matin, car l'après-midi je garde mes petits-enfants"),
        ("es", "los martes por la mañana, porque por la tarde cuido a mis nietos"),
        ("pt", "às terças-feiras de manhã, se for possível, pois à tarde fico com os netos"),
    ],
)
def test_a_time_in_the_reason_for_a_wish_is_no_wish(language: str, text: str) -> None:
    wish = {"from": None, "to": None, "weekdays": ["tue"], "part_of_day": "morning"}

    assert slot("timing", text, language, "timing") == wish


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "janeiro naum pq vou viajar"),
        ("pt", "janeiro não"),
        ("es", "en enero no"),
        ("de", "januar nicht"),
    ],
)
def test_a_month_that_is_denied_behind_its_name_is_no_wish(language: str, text: str) -> None:
    assert slot("timing", text, language, "timing") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "saturday. friday also ok"),
        ("de", "samstag. freitag geht auch"),
        ("fr", "samedi. vendredi aussi"),
        ("es", "sábado, también puede ser viernes"),
        ("pt", "sábado. tb pode ser sexta"),
    ],
)
def test_a_day_that_suits_too_stands_beside_the_first(language: str, text: str) -> None:
    assert slot("timing", text, language, "timing") == {"from": None, "to": None, "weekdays": ["fri", "sat"]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "ich arbeite montag bis freitag"),
        ("fr", "je taffe du lundi au vendredi"),
        ("es", "laburo de lunes a viernes"),
        ("es", "curro de lunes a viernes"),
        ("pt", "trampo de segunda a sexta"),
    ],
)
def test_days_of_work_leave_the_others(language: str, text: str) -> None:
    assert slot("timing", text, language, "timing") == {"from": None, "to": None, "weekdays": ["sat", "sun"]}
