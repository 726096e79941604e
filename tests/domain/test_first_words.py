"""The first words: in which language they are answered, and a lone thing that is no town and no style alone."""

from dataclasses import replace

import pytest

from tests.builders import STUDIO, a_brief, a_lead
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


@pytest.mark.parametrize(
    ("words", "idea"),
    [
        ("heya, whats the damage for a lil bee", "a lil bee"),
        ("my daughter drew a whale, could you do it like that?", "a whale"),
        ("meine Tochter hat einen Wal gezeichnet, könnt ihr den so stechen?", "einen Wal"),
        ("ma fille a dessiné une baleine, tu peux la reprendre telle quelle ?", "une baleine"),
        ("mi hija dibujó una ballena, ¿la podéis hacer igual?", "una ballena"),
        ("quanto fica uma abelha pequena?", "uma abelha pequena"),
    ],
)
def test_a_thing_named_beside_a_question_is_the_idea(words: str, idea: str) -> None:
    talk = unknown()

    talk.hears(words)

    assert talk.lead is not None
    assert str(talk.lead.answers["idea"].value) in idea


@pytest.mark.parametrize("words", ["is there a dog in the studio?", "do you have a website?"])
def test_what_is_asked_after_is_no_idea(words: str) -> None:
    talk = unknown()

    talk.hears(words)

    assert talk.lead is None or "idea" not in talk.lead.answers


@pytest.mark.parametrize(
    "words",
    ["dunno like a 2p coin", "genre 6 ou 7 cm", "Am liebsten am Schulterblatt, etwa so groß wie meine Hand"],
)
def test_where_and_how_big_is_no_idea(words: str) -> None:
    talk = unknown()

    talk.hears("hi")
    talk.hears(words)

    assert talk.lead is not None
    assert "idea" not in talk.lead.answers
    assert "size" in talk.lead.answers


def test_whose_the_thing_is_is_not_the_thing() -> None:
    talk = unknown()

    talk.hears("my nan's name on my wrist")

    assert talk.lead is not None
    named = next(phrase for say in talk.says for phrase in say.phrases if phrase.key.startswith("named"))
    assert named.facts["subject"] == "your nan's name"


def test_no_thought_of_money_announces_no_picture() -> None:
    lead = a_lead(
        answers=a_brief("reference_images", "budget", "instagram"),
        current_question="reference_images",
        asked={"reference_images": 1, "budget": 1, "instagram": 1},
    )
    talk = Talk(lead)
    talk.client = replace(talk.client, language="de")
    pace = replace(talk.client.pace, said=("together.optional", "ask.instagram"))
    talk.client = replace(talk.client, pace=pace)

    talk.hears("Über Geld habe ich noch nicht nachgedacht")

    assert "waiting" not in talk.keys


def test_what_is_to_be_covered_is_not_what_is_wanted() -> None:
    talk = unknown()

    talk.hears("can you do a cover of an old name on my ribs")
    talk.hears("maybe peonies")

    assert talk.lead is not None
    assert talk.lead.answers["idea"].value == "peonies"
