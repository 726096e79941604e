"""Colours beyond the two buttons: they are kept, said back and put right in the client's own words."""

from dataclasses import replace

import pytest

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tattoobot.wording import spoken
from tattoobot.wording.spoken import Voice
from tests.builders import NOW, a_brief, a_lead
from tests.domain.talks import Talk


def told(text: str, asked: str | None, language: str) -> tuple[object, str] | None:
    reading = understand(text, Context(NOW, asked=asked, language=language))
    found = next((fact for fact in reading.found if fact.key == "colour"), None)
    return (found.value, text[found.start : found.end]) if found else None


def said_back(answer: Answer) -> str:
    return spoken.answer("colour", answer, Voice(lambda key, **facts: key, "en"))


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "dark blue", "dark blue"),
        ("en", "only red please", "only red"),
        ("en", "black with a bit of red", "black with a bit of red"),
        ("en", "dark green, maybe with some gold details", "dark green, maybe with some gold details"),
        ("es", "rojo y negro", "rojo y negro"),
        ("es", "azul oscuro por favor", "azul oscuro"),
        ("pt", "azul escuro", "azul escuro"),
        ("pt", "só vermelho", "só vermelho"),
        ("de", "dunkelgrün", "dunkelgrün"),
        ("de", "schwarz mit etwas Rot", "schwarz mit etwas Rot"),
        ("fr", "bleu foncé", "bleu foncé"),
        ("fr", "noir avec une touche de rouge", "noir avec une touche de rouge"),
    ],
)
def test_inks_are_a_colour_in_the_clients_own_words(language: str, text: str, words: str) -> None:
    assert told(text, "colour", language) == ("colour", words)
    assert said_back(Answer(words, "colour", Source.WORDS)) == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "black"),
        ("en", "black and white"),
        ("de", "schwarz"),
        ("es", "negro y gris"),
        ("pt", "preto"),
        ("fr", "noir"),
    ],
)
def test_black_grey_and_white_are_no_inks(language: str, text: str) -> None:
    found = told(text, "colour", language)

    assert found is not None
    assert found[0] == "black_and_grey"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a blue butterfly on my wrist"),
        ("en", "a dark blue whale"),
        ("es", "una rosa roja en la muñeca"),
        ("fr", "une rose rouge sur la cheville"),
        ("es", "quiero una rosa"),
    ],
)
def test_the_colour_of_the_thing_itself_is_none(language: str, text: str) -> None:
    assert told(text, None, language) is None


def test_what_was_tapped_or_says_more_than_inks_is_said_as_the_button_has_it() -> None:
    assert said_back(Answer("Colour", "colour", Source.TAP)) == "value.colour.colour"
    assert said_back(Answer("with red", "colour", Source.WORDS)) == "value.colour.colour"


def test_a_rose_in_dark_red_is_a_rose() -> None:
    reading = understand("a rose in dark red", Context(NOW, language="en"))

    assert reading.slots["idea"] == "a rose"
    assert told("a rose in dark red", None, "en") == ("colour", "dark red")


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "not colour, dark blue", "dark blue"),
        ("en", "the colour should be dark blue not black", "dark blue"),
        ("es", "no a color, mejor azul oscuro", "azul oscuro"),
        ("pt", "a cor é azul escuro", "azul escuro"),
        ("de", "nicht farbig, dunkelgrün", "dunkelgrün"),
        ("fr", "la couleur c'est bleu nuit", "bleu nuit"),
    ],
)
@pytest.mark.parametrize("before", ["colour", "black_and_grey"])
def test_a_correction_sticks_at_once(language: str, text: str, words: str, before: str) -> None:
    brief = {**a_brief(), "colour": Answer("colour", before, Source.TAP)}
    talk = Talk(a_lead(answers=brief, current_question=SUMMARY, asked={SUMMARY: 1}))
    talk.client = replace(talk.client, language=language)

    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers["colour"] == Answer(words, "colour", Source.WORDS)
    assert "changed" in talk.keys
