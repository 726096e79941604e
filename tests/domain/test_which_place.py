"""Half of something big is asked about, and "the upper one" answers which."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Answer, Source
from tests.builders import a_lead, a_tap
from tests.domain.talks import Talk

HALF_BACK = {
    "en": ("a dragon on half my back", "upper"),
    "de": ("einen Drachen auf dem halben Rücken", "oben"),
    "fr": ("un dragon sur la moitié du dos", "le haut"),
    "es": ("quiero un dragón en media espalda", "la de arriba"),
    "pt": ("um dragão em metade das costas", "parte de cima"),
}


def spoken_to(language: str) -> Talk:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    return talk


def asked_for_the_place(language: str) -> Talk:
    lead = a_lead(
        answers={"idea": Answer("fern", "fern", Source.WORDS)},
        current_question="placement",
        asked={"placement": 1},
    )
    talk = Talk(lead)
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize("language", HALF_BACK)
def test_half_a_back_is_not_all_of_it(language: str) -> None:
    talk = spoken_to(language)
    half, upper = HALF_BACK[language]

    talk.hears(half)
    assert talk.keys[-1] == "which.placement"

    talk.hears(upper)
    assert talk.lead is not None
    assert talk.lead.answers["placement"].value == {"part": "back_upper", "side": None, "aspect": None}


@pytest.mark.parametrize(
    ("language", "first", "then", "part", "side"),
    [
        ("en", "a dragon on my left arm", "the whole thing", "full_arm", "left"),
        ("en", "a fox on my leg", "lower part please", "calf", None),
        ("de", "ein Fuchs am rechten Arm", "der untere Teil", "forearm", "right"),
        ("fr", "un renard sur le bras gauche", "en haut", "upper_arm", "left"),
        ("es", "un zorro en la pierna", "arriba", "thigh", None),
        ("pt", "uma raposa no braço", "todo", "full_arm", None),
    ],
)
def test_a_part_of_what_was_offered_is_a_place(
    language: str, first: str, then: str, part: str, side: str | None
) -> None:
    talk = spoken_to(language)

    talk.hears(first)
    talk.hears(then)

    assert talk.lead is not None
    assert talk.lead.answers["placement"].value == {"part": part, "side": side, "aspect": None}


@pytest.mark.parametrize("words", ["no idea", "both", "what do you mean?"])
def test_what_names_none_of_them_is_no_place(words: str) -> None:
    talk = spoken_to("en")

    talk.hears("a dragon on half my back")
    talk.hears(words)

    assert talk.lead is not None
    answer = talk.lead.answers.get("placement")
    assert answer is None or answer.value is None


IN_PIECES = {
    "en": ("left", "inner", "forearm"),
    "de": ("links", "innen", "Unterarm"),
    "fr": ("gauche", "intérieur", "avant-bras"),
    "es": ("izquierdo", "interior", "antebrazo"),
    "pt": ("esquerdo", "interno", "antebraço"),
}
LEFT_INNER_FOREARM = {"part": "forearm", "side": "left", "aspect": "inner"}


@pytest.mark.parametrize("language", IN_PIECES)
@pytest.mark.parametrize("at_once", [False, True], ids=["one after the other", "at once"])
def test_a_side_waits_for_the_part_that_comes_last(language: str, at_once: bool) -> None:
    talk = asked_for_the_place(language)
    pieces = IN_PIECES[language]

    if at_once:
        talk.hears(*pieces)
    else:
        asked = [talk.hears(piece).says for piece in pieces]
        assert asked[0] != asked[1]

    assert talk.lead is not None
    assert talk.lead.answers["placement"].value == LEFT_INNER_FOREARM


def test_a_side_waits_for_a_part_that_is_tapped_and_is_put_right_meanwhile() -> None:
    talk = asked_for_the_place("en")

    talk.hears("left")
    talk.hears("no, right")
    talk.hears("about 12 cm")
    talk.hears(a_tap("placement:calf", "Calf"))

    assert talk.lead is not None
    assert talk.lead.answers["placement"].value["side"] == "right"


@pytest.mark.parametrize("part", ["hand", "chest"])
def test_what_has_no_inner_side_gets_none(part: str) -> None:
    talk = asked_for_the_place("en")

    talk.hears("left")
    talk.hears("inner")
    talk.hears(part)

    assert talk.lead is not None
    assert talk.lead.answers["placement"].value == {"part": part, "side": "left", "aspect": None}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("en", "on my ankle. or behind the ear?"), ("de", "am Knöchel oder hinterm Ohr?")),
        *(("pt", "no tornozelo ou atrás da orelha?"), ("es", "en el tobillo o detrás de la oreja?")),
        ("fr", "sur la cheville ou derrière l'oreille ?"),
    ],
)
def test_who_weighs_two_places_is_asked_which_and_the_artist_is_not(language: str, words: str) -> None:
    talk = asked_for_the_place(language)

    talk.hears(words)

    assert talk.keys == ["which.placement"]
    assert not talk.decisions[-1].passed_on
