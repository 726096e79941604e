"""Half of something big is asked about, and "the upper one" answers which."""

from dataclasses import replace

import pytest

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
