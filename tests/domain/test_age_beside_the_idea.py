"""An age that is told together with the idea is an age, and no part of what the tattoo shows."""

import pytest

from tests.domain.talks import Talk

TOLD = [
    ("en", "a lion, I'm 25", "a lion"),
    ("en", "a lion, 25 yo", "a lion"),
    ("en", "I'm 25, want a lion on my forearm", "a lion"),
    ("en", "a rose, 25 y/o, forearm", "a rose"),
    ("de", "ein Löwe, bin 25", "ein Löwe"),
    ("de", "ich bin 25, ein Löwe auf den Unterarm", "ein Löwe"),
    ("fr", "un lion sur l'avant-bras, 25 ans", "un lion"),
    ("fr", "bonjour, un lion, 25 ans", "un lion"),
    ("es", "quiero un león en el antebrazo, 25 años", "un león"),
    ("es", "un león, 25 años, en el antebrazo", "un león"),
    ("pt", "um leão no antebraço, 25 anos", "um leão"),
]
OF_THE_THING = [
    ("en", "a clock for our 25 years"),
    ("fr", "une horloge pour nos 25 ans de mariage"),
    ("es", "un reloj por los 25 años juntos"),
]


@pytest.mark.parametrize(("language", "text", "idea"), TOLD)
def test_an_age_beside_the_idea_is_no_part_of_it(language: str, text: str, idea: str) -> None:
    talk = Talk()

    assert talk.hears(text).language == language

    assert talk.lead is not None
    assert talk.lead.answers["idea"].value == idea
    assert talk.lead.answers["adult"].value is True


@pytest.mark.parametrize(("language", "text"), OF_THE_THING)
def test_years_that_the_thing_is_for_stay_with_it(language: str, text: str) -> None:
    talk = Talk()

    assert talk.hears(text).language == language

    assert talk.lead is not None
    assert talk.lead.answers["idea"].value == text
    assert "adult" not in talk.lead.answers
