"""What a picture shows is the idea of whoever wants "something like this"."""

import pytest

from tests.builders import a_picture
from tests.domain.talks import Talk, answers, said

LIKE_THIS = {
    "en": "something like this",
    "de": "so etwas in der Art",
    "fr": "quelque chose comme ça",
    "es": "algo como esta",
    "pt": "algo assim",
}
NAMED = {
    "en": "it is a peony, on my calf",
    "de": "es ist eine Pfingstrose, an der Wade",
    "fr": "une pivoine, sur le mollet gauche",
    "es": "quiero una peonía, en la pantorrilla",
    "pt": "queria uma borboleta, na panturrilha",
}
THING = {
    "en": "a peony",
    "de": "eine Pfingstrose",
    "fr": "une pivoine",
    "es": "una peonía",
    "pt": "uma borboleta",
}


@pytest.mark.parametrize("language", LIKE_THIS)
def test_no_idea_is_asked_for(language: str) -> None:
    decision = Talk().hears(a_picture(LIKE_THIS[language]))

    assert answers(decision)["idea"]
    assert "ask.idea" not in said(decision)


@pytest.mark.parametrize("language", LIKE_THIS)
def test_said_behind_the_picture_it_announces_no_other(language: str) -> None:
    talk = Talk()

    talk.hears(a_picture("hello"))

    assert answers(talk.hears(LIKE_THIS[language]))["idea"]


@pytest.mark.parametrize("language", LIKE_THIS)
def test_a_thing_that_is_named_takes_its_place(language: str) -> None:
    talk = Talk()
    talk.hears(a_picture(LIKE_THIS[language]))

    decision = talk.hears(NAMED[language])

    assert answers(decision)["idea"] == THING[language]
    assert any(key.startswith("named") for key in said(decision))


def test_without_a_picture_it_shows_nothing() -> None:
    assert "idea" not in answers(Talk().hears("something like this"))
