"""What is named is not always said of the piece or the studio: numbers, sides, inks, bad work, a STOP by mistake."""

from typing import Any

import pytest

from tests.domain.understanding.understood import reading, value


def test_a_number_behind_by_is_no_hour_where_a_measure_stands_before_it() -> None:
    read = reading("9cm by 2. Black").slots

    assert read["size"] == {"width_cm": 9, "height_cm": 2}
    assert "timing" not in read


def test_more_that_there_is_not_is_an_upper_bound() -> None:
    budget = value("budget", "350 und mehr hab ich nicht", "budget", "de")

    assert budget == {"min": None, "max": 350, "currency": None}


@pytest.mark.parametrize(
    ("raw", "language", "side"),
    [("sur le mollet, pas le droit", "fr", "left"), ("on the calf, not the left", "en", "right")],
)
def test_a_side_that_is_refused_leaves_the_other(raw: str, language: str, side: str) -> None:
    assert value("placement", raw, "placement", language)["side"] == side


def test_before_a_day_is_no_front() -> None:
    placement = value("placement", "une toile d'araignée au coude, avant le 9", None, "fr")

    assert placement == {"part": "elbow", "side": None, "aspect": None}


@pytest.mark.parametrize(
    ("raw", "language"),
    [("Farbe: nein", "de"), ("color: no", "es"), ("not interested in colour", "en"), ("cor não", "pt")],
)
def test_a_colour_that_is_refused_behind_its_name_is_black_and_grey(raw: str, language: str) -> None:
    assert value("colour", raw, "colour", language) == "black_and_grey"


@pytest.mark.parametrize(
    ("raw", "language", "intent"),
    [
        ("j'ai un vieux tatouage et je suis très déçue, je voudrais le recouvrir", "fr", "enquiry"),
        ("terrible service, I want my money back", "en", "complaint"),
        ("sorry hit stop by accident", "en", "opt_in"),
        ("ya me pueden volver a escribir", "es", "opt_in"),
        ("j'avais mis stop par erreur", "fr", "opt_in"),
        ("Pourriez-vous nous recevoir un samedi de mai ?", "fr", "availability_question"),
    ],
)
def test_what_is_meant_is_not_what_a_word_often_means(raw: str, language: str, intent: Any) -> None:
    assert reading(raw, None, language).intent == intent
