"""The first words: in which language they are answered, and a lone thing that is no town and no style alone."""

from dataclasses import replace

import pytest

from tests.builders import STUDIO
from tests.domain.talks import Talk


def unknown(studio_language: str = "en") -> Talk:
    talk = Talk(studio=replace(STUDIO, language=studio_language))
    talk.client = replace(talk.client, language=None)
    return talk


@pytest.mark.parametrize("studio", ["en", "de", "pt"])
@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("bonjour, une rose", "fr"),
        ("un renard", "fr"),
        ("eine rose", "de"),
        ("ein Fuchs", "de"),
        ("una rosa", "es"),
        ("uma raposa", "pt"),
        ("a fox please", "en"),
        ("hi, a small moth on my wrist", "en"),
    ],
)
def test_few_words_are_answered_in_their_language(studio: str, words: str, language: str) -> None:
    assert unknown(studio).hears(words).language == language


@pytest.mark.parametrize("studio", ["en", "de", "fr"])
@pytest.mark.parametrize("words", ["rose", "👋", "tattoo?"])
def test_what_tells_no_language_is_answered_in_the_studios(studio: str, words: str) -> None:
    assert unknown(studio).hears(words).language == studio


def test_the_second_message_of_a_burst_keeps_the_language_of_the_first() -> None:
    assert unknown().hears("Bonjour", "rose").language == "fr"


@pytest.mark.parametrize(
    ("words", "idea"),
    [
        ("lion", "lion"),
        ("mandala", "mandala"),
        ("a mandala on my back", "a mandala"),
        ("un mandala en el muslo", "un mandala"),
        ("ein Mandala, 20 cm", "ein Mandala"),
    ],
)
def test_a_lone_thing_is_the_idea(words: str, idea: str) -> None:
    talk = unknown()

    talk.hears(words)

    assert talk.lead is not None
    assert talk.lead.answers["idea"].value == idea
    assert "location" not in talk.lead.answers


def test_mandala_is_an_answer_to_what_is_wanted() -> None:
    talk = unknown()

    talk.hears("hi")
    talk.hears("a mandala")

    assert talk.lead is not None
    assert talk.lead.answers["idea"].value == "a mandala"
