"""Words that only point at a picture are no idea in themselves: what is on the picture is."""

from dataclasses import replace

import pytest

from tests.builders import a_brief, a_lead, a_picture
from tests.domain.talks import Talk, answers

AS_PICTURED = {
    "de": "wie auf dem Bild",
    "en": "as in the picture",
    "es": "como en la foto",
    "fr": "comme sur la photo",
    "pt": "como na foto",
}

POINTS = [
    ("en", "picture I sent"),
    ("en", "the pic above"),
    ("en", "just like in the photo please"),
    ("en", "this is the one"),
    ("de", "das Bild das ich geschickt hab"),
    ("de", "so wie auf dem Foto bitte"),
    ("de", "genau das"),
    ("fr", "la photo que j'ai envoyée"),
    ("fr", "comme sur l'image ci-dessus"),
    ("es", "la foto que te mandé"),
    ("es", "la imagen de arriba"),
    ("pt", "a foto que mandei"),
    ("pt", "igual à imagem acima"),
]


def _talk(language: str) -> Talk:
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize(("language", "words"), POINTS)
def test_what_is_on_the_picture_is_the_idea(language: str, words: str) -> None:
    talk = _talk(language)
    talk.hears(a_picture())
    decision = talk.hears(words)

    assert answers(decision)["idea"] == AS_PICTURED[language]
    assert talk.lead is not None
    assert talk.lead.answers["idea"].text == words
    assert talk.keys[0].startswith("named")
    assert "ask.idea" not in talk.keys


@pytest.mark.parametrize(("language", "words"), POINTS)
def test_it_may_come_with_the_picture(language: str, words: str) -> None:
    decision = _talk(language).hears(a_picture(), words)

    assert answers(decision)["idea"] == AS_PICTURED[language]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the pic above on my forearm, 10 cm"),
        ("de", "das Bild auf den Unterarm, 10 cm"),
        ("fr", "la photo sur l'avant-bras, 10 cm"),
        ("es", "la foto en el antebrazo, 10 cm"),
        ("pt", "a foto no antebraço, 10 cm"),
    ],
)
def test_what_is_told_beside_it_is_kept(language: str, words: str) -> None:
    talk = _talk(language)
    talk.hears(a_picture())
    told = answers(talk.hears(words))

    assert told["idea"] == AS_PICTURED[language]
    assert told["size"] == {"longest_cm": 10}
    assert told["placement"]["part"] == "forearm"  # type: ignore[index]


@pytest.mark.parametrize(("language", "words"), [one for one in POINTS if "genau" not in one[1]])
def test_where_no_picture_came_nothing_is_known_yet(language: str, words: str) -> None:
    assert "idea" not in answers(_talk(language).hears(words))


@pytest.mark.parametrize(
    ("words", "idea"),
    [("a photo of my dog", "my dog"), ("a fox like this", "a fox like this"), ("the moon", "the moon")],
)
def test_a_thing_that_is_named_is_the_idea(words: str, idea: str) -> None:
    talk = Talk()
    talk.hears(a_picture())

    assert answers(talk.hears(words))["idea"] == idea


def _sent_a_picture_of_it(language: str) -> Talk:
    """After the idea and the place are known; the style is asked for next."""
    brief = {key: one for key, one in a_brief().items() if key in {"idea", "placement", "size"}}
    talk = Talk(a_lead(answers=brief, current_question="cover_up", asked={"cover_up": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(a_picture())
    return talk


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "that one"), ("de", "genau so"), ("fr", "c'est ça"), ("es", "es esto"), ("pt", "é isto")],
)
def test_who_points_at_what_has_just_come_wants_its_style(language: str, words: str) -> None:
    talk = _sent_a_picture_of_it(language)
    talk.hears(words)

    assert talk.keys[0] == "as_in_picture"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("en", "i have none, it's my first"), ("de", "ich hab keine, ist mein erstes")),
        *(("fr", "je n'en ai pas, c'est le premier"), ("pt", "não tenho nenhuma, é a primeira")),
    ],
)
def test_a_picture_that_is_here_is_not_taken_back_by_having_none(language: str, words: str) -> None:
    talk = _sent_a_picture_of_it(language)

    assert answers(talk.hears(words))["reference_images"] == "has"
