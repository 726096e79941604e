"""A size said with the body or with a thing is an answer, said back in the client's words."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Answer, Source
from tattoobot.wording import spoken
from tattoobot.wording.spoken import Voice
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk

PLACE = {"part": "forearm", "side": "left", "aspect": None}


def asked_for_size(language: str, text: str) -> Talk:
    answers = a_brief("size", placement=PLACE)
    talk = Talk(a_lead(answers=answers, current_question="size", asked={"size": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(text)
    return talk


@pytest.mark.parametrize(
    ("language", "text", "size"),
    [
        ("pt", "do ombro até o cotovelo", {"class": "half_sleeve"}),
        ("es", "del codo a la muñeca", {"class": "half_sleeve"}),
        ("fr", "de l'épaule au poignet", {"class": "full_sleeve"}),
        ("en", "half my forearm", {"class": "other", "longest_cm": 12.0}),
        ("de", "halber Unterarm", {"class": "other", "longest_cm": 12.0}),
        ("fr", "la moitié de l'avant-bras", {"class": "other", "longest_cm": 12.0}),
        ("pt", "metade do antebraço", {"class": "other", "longest_cm": 12.0}),
        ("es", "todo el antebrazo", {"class": "other", "longest_cm": 24.0}),
    ],
)
def test_how_far_it_goes_on_the_body_is_the_size_for_the_artist_to_check(
    language: str, text: str, size: dict[str, object]
) -> None:
    talk = asked_for_size(language, text)

    assert talk.lead is not None
    assert talk.lead.answers["size"] == Answer(text, size, Source.CHECK)
    assert talk.lead.answers["placement"].value == PLACE
    assert not any(key.startswith("again.size") for key in talk.keys)


@pytest.mark.parametrize(
    ("language", "text", "longest"),
    [
        ("en", "about the size of a golf ball", 6.0),
        ("en", "three fingers", 6.0),
        ("de", "so groß wie ein Bierdeckel", 8.0),
        ("es", "del tamaño de un limón", 6.0),
        ("pt", "um palmo", 20.0),
        ("fr", "taille d'un citron", 6.0),
    ],
)
def test_what_people_measure_with_has_its_length(language: str, text: str, longest: float) -> None:
    talk = asked_for_size(language, text)

    assert talk.lead is not None
    assert talk.lead.answers["size"].value["longest_cm"] == longest
    assert talk.lead.answers["placement"].value == PLACE


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer("grande", {"class": "other"}, Source.WORDS), "grande"),
        (Answer("tamaño carta", {"class": "other", "longest_cm": 30.0}, Source.WORDS), "tamaño carta (≈ 30)"),
        (
            Answer("half my forearm", {"class": "other", "longest_cm": 12.0}, Source.CHECK),
            "half my forearm (≈ 12)",
        ),
        (
            Answer("do ombro até o cotovelo", {"class": "half_sleeve"}, Source.CHECK),
            "do ombro até o cotovelo (≈ value.size.half_sleeve)",
        ),
        (Answer("Half sleeve", {"class": "half_sleeve"}, Source.TAP), "value.size.half_sleeve"),
        (Answer("12 cm", {"longest_cm": 12.0}, Source.WORDS), "12"),
    ],
)
def test_it_is_said_back_in_their_words_with_the_estimate(answer: Answer, said: str) -> None:
    voice = Voice(lambda key, **facts: str(facts.get("n", key)), "en")

    assert spoken.answer("size", answer, voice) == said


@pytest.mark.parametrize("text", ["assez grand", "assez fin"])
def test_enough_of_something_in_french_is_no_stop(text: str) -> None:
    talk = asked_for_size("fr", text)

    assert not talk.client.opted_out
