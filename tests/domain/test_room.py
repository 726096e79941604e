"""A size that the place has no room for is said back, so that a slip is seen, and kept until it is put right."""

from dataclasses import replace

import pytest

from tattoobot.domain.room import is_too_large
from tests.domain.talks import Talk

SLIPS = {
    "en": ("a rose on my wrist", "180 cm", "18 cm"),
    "de": ("eine Rose am Handgelenk", "120 cm", "12 cm"),
    "fr": ("une rose sur le poignet", "1 mètre", "10 cm"),
    "es": ("una rosa en la muñeca", "90 cm", "9 cm"),
    "pt": ("uma rosa no pulso", "90 cm", "9 cm"),
}


@pytest.mark.parametrize("language", SLIPS)
def test_a_slip_is_said_back_and_put_right(language: str) -> None:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    idea, slip, meant = SLIPS[language]

    talk.hears(idea)
    talk.hears(slip)
    assert "size_too_large" in talk.keys

    talk.hears(meant)
    assert "size_too_large" not in talk.keys
    assert talk.lead is not None
    assert talk.lead.answers["size"].text == meant


def test_a_slip_put_right_in_the_same_breath_is_not_mentioned() -> None:
    talk = Talk()
    talk.hears("a rose on my wrist")

    talk.hears("180 cm", "no sorry, 18 cm")

    assert "size_too_large" not in talk.keys


@pytest.mark.parametrize(
    ("size", "part", "too_large"),
    [
        ({"longest_cm": 12.0}, "wrist", False),
        ({"longest_cm": 180.0}, "wrist", True),
        ({"width_cm": 5.0, "height_cm": 60.0}, "finger", True),
        ({"longest_cm": 80.0}, "back_full", False),
        ({"class": "other"}, "wrist", False),
        ({"longest_cm": 200.0}, "other", False),
        (None, "wrist", False),
    ],
)
def test_room(size: object, part: str, too_large: bool) -> None:
    assert is_too_large(size, {"part": part, "side": None, "aspect": None}) is too_large
