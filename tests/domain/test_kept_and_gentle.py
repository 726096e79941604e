"""What was said once is kept until it is put right; what hurts is not called lovely; what is waited for is no end."""

from dataclasses import replace
from typing import Any

import pytest

from tattoobot.domain.lead import Answer, Source
from tattoobot.wording import Wording
from tests.builders import STUDIO, a_brief, a_lead, a_picture
from tests.domain.talks import Talk, answers, said


def asked_for(*keys: str, **changes: Any) -> Talk:
    first = keys[0]
    return Talk(a_lead(answers=a_brief(*keys, **changes), current_question=first, asked={first: 1}))


@pytest.mark.parametrize(
    "words",
    [
        "its a cover up",
        "ist ein cover up",
        "es un cover up",
        "tem uma tattoo lá sim",
        "oui il y a un tatouage",
    ],
)
def test_what_is_known_and_told_once_more_is_said_back_and_changes_nothing(words: str) -> None:
    talk = asked_for("location", "timing", cover_up="cover_up")

    decision = talk.hears(words)

    assert answers(decision)["cover_up"] == "cover_up"
    assert "location" not in answers(decision)
    assert said(decision)[0].startswith("noted")


@pytest.mark.parametrize(
    "words",
    [
        *("no, it's bare skin after all", "nein, ist doch freie haut", "non c'est peau vierge finalement"),
        *("no, es piel limpia", "não, a pele é limpa"),
    ],
)
def test_what_is_put_right_is_heard_whatever_was_asked(words: str) -> None:
    decision = asked_for("location", "timing", cover_up="cover_up").hears(words)

    assert answers(decision)["cover_up"] == "new"
    assert said(decision)[0] == "changed"


@pytest.mark.parametrize("words", ["my scar", "meine Narbe", "ma cicatrice", "mi cicatriz", "minha cicatriz"])
def test_the_picture_of_a_scar_is_no_idea_and_is_not_called_lovely(words: str) -> None:
    talk = Talk()
    talk.hears("hi")

    decision = talk.hears(a_picture(words))

    assert "idea" not in answers(decision)
    assert said(decision)[:2] == ["kind.scars", "pictures_came"]
    assert "ask.idea" in said(decision)


def test_the_picture_of_an_old_tattoo_is_thanked_for_plainly() -> None:
    talk = asked_for("size", cover_up="cover_up")

    assert said(talk.hears(a_picture()))[0] == "got_pictures"


def test_pictures_that_are_only_spoken_of_are_not_said_to_have_come() -> None:
    spoken = Wording(STUDIO, "en", "Robin").spoken

    assert spoken("reference_images", Answer("I have some pics", "has", Source.WORDS)) == "To come"
    assert spoken("reference_images", Answer("", "has", Source.PHOTO)) == "Sent"
    assert spoken("reference_images", Answer("https://pin.it/example", "has", Source.WORDS)) == "Sent"


ANNOUNCED = {
    "en": ("i'll send a picture in a sec", "hmm ok", "i can't find it"),
    "de": ("ich schick dir gleich ein bild", "ok", "finde es nicht"),
    "fr": ("je t'envoie une photo", "ok", "je la trouve pas"),
    "es": ("te mando una foto ahora", "vale", "no la encuentro"),
    "pt": ("vou mandar uma foto", "ok", "não achei"),
}


@pytest.mark.parametrize("language", ANNOUNCED)
@pytest.mark.parametrize("which", [1, 2])
def test_after_the_wait_for_a_picture_anything_goes_on_and_is_no_failed_try(
    language: str, which: int
) -> None:
    talk = asked_for("size")
    talk.client = replace(talk.client, language=language)
    assert said(talk.hears(ANNOUNCED[language][0])) == ["waiting"]

    decision = talk.hears(ANNOUNCED[language][which])

    assert said(decision)[-1] == "ask.size"
    assert "size" not in answers(decision)
    assert answers(talk.hears("12 cm"))["size"] == {"longest_cm": 12}


MOURNED = {
    "en": ("my nan passed away last month", "something for my nan", "a robin"),
    "de": ("meine oma ist gestorben", "was für meine oma", "ein Rotkehlchen"),
    "fr": ("ma grand-mère vient de mourir", "quelque chose pour elle", "une pivoine"),
    "es": ("mi abuela falleció hace un mes", "mi abuela", "una golondrina"),
    "pt": ("minha avó faleceu", "algo para minha avó", "uma andorinha"),
}


@pytest.mark.parametrize("language", MOURNED)
def test_who_has_died_is_no_idea_and_what_is_for_them_is_not_called_lovely(language: str) -> None:
    loss, whom, idea = MOURNED[language]
    talk = Talk()
    talk.client = replace(talk.client, language=language)
    talk.hears("hi")

    assert said(talk.hears(loss))[0] == "kind.grief"
    assert "idea" not in answers(talk.hears(whom))
    decision = talk.hears(idea)

    assert answers(decision)["idea"] == idea
    assert said(decision)[0] == "named.plain"
