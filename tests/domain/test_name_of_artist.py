"""The artist is called Robin, and a robin is a bird: which of them is spoken of."""

from dataclasses import replace

import pytest

from tattoobot.domain.conversation.name_of_artist import without_name_of_artist
from tattoobot.domain.studio import UNNAMED, ArtistProfile
from tests.domain.talks import Talk, answers


def spoken_to(language: str, *messages: str) -> Talk:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    for message in messages:
        talk.hears(message)
    return talk


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "is robin like good with fine line?"),
        ("en", "can robin do realism?"),
        ("de", "ist Robin gut in Fine Line?"),
        ("de", "Kann der Robin auch Realismus?"),
        ("fr", "est-ce que Robin est douée en fine line ?"),
        ("pt", "o Robin é bom em fine line?"),
        ("es", "¿Robin es buena en fine line?"),
        ("fr", "est-ce que Robin fait du réalisme ?"),
        ("es", "¿Robin hace realismo?"),
        ("pt", "o Robin faz realismo?"),
    ],
)
def test_what_is_asked_about_the_artist_shows_no_bird(language: str, text: str) -> None:
    talk = spoken_to(language, text)

    assert "idea" not in answers(talk.decisions[-1])
    assert "answer.offered.yes" in talk.keys


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "does robin do lettering. i want the word hope", "the word hope"),
        ("de", "macht Robin auch Lettering? ich will eine Schwalbe", "eine Schwalbe"),
        ("en", "I want a robin on my arm", "a robin"),
        ("en", "robin, small, on my wrist", "robin"),
    ],
)
def test_the_thing_beside_the_name_is_the_idea(language: str, text: str, told: str) -> None:
    assert answers(spoken_to(language, "hi", text).decisions[-1])["idea"] == told


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("about 20cm but robin knows", "a swallow"),
        ("lol no not a swallow, robin the artist 😂 snake + dagger", "snake + dagger"),
        ("thanks robin", "a swallow"),
    ],
)
def test_the_name_said_later_changes_nothing(text: str, idea: str) -> None:
    assert answers(spoken_to("en", "a swallow", text).decisions[-1])["idea"] == idea


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hi Rose, a rose please", "Hi     , a rose please"),
        ("Rose Example knows", "she          knows"),
        ("does rose do roses", "does she  do roses"),
        ("Jo does fine line", "Jo does fine line"),
        ("rose, the artist, and a rose", "                , and a rose"),
    ],
)
def test_it_stays_as_long_as_it_was(text: str, left: str) -> None:
    assert without_name_of_artist(text, (ArtistProfile("one", "Rose Example", "15550100999"),)) == left
    assert len(left) == len(text)


def test_an_artist_without_a_name_is_called_nothing() -> None:
    said = "is the artist nice? is the studio in London?"

    assert without_name_of_artist(said, (ArtistProfile("one", UNNAMED, "15550100999"),)) == said
