"""A name and an address for mail beside what is told: kept for the artist, and no part of the piece."""

import pytest

from tattoobot.domain.lead import ADDS
from tests.domain.talks import Talk, answers


@pytest.mark.parametrize(
    ("text", "idea", "contact"),
    [
        ("lion head, kev thompson, kevt@example.com", "lion head", "kev thompson, kevt@example.com"),
        (
            "einen Löwenkopf. Kevin Müller, kevin@example.de",
            "einen Löwenkopf",
            "Kevin Müller, kevin@example.de",
        ),
        (
            "je voudrais un lion, Jean Dupont, jean.dupont@example.fr",
            "un lion",
            "Jean Dupont, jean.dupont@example.fr",
        ),
        ("quiero un león, soy Ana García, ana@example.es", "un león", "soy Ana García, ana@example.es"),
        ("queria um leão, ana@example.com", "um leão", "ana@example.com"),
    ],
)
def test_name_and_address_are_no_idea(text: str, idea: str, contact: str) -> None:
    talk = Talk()
    talk.hears("hi")
    decision = talk.hears(text)

    assert answers(decision)["idea"] == idea
    assert decision.lead is not None
    assert decision.lead.answers[ADDS].text == contact


def test_address_alone_answers_nothing_and_is_thanked_for() -> None:
    talk = Talk()
    for words in ("hi", "a rose", "wrist, 5 cm"):
        talk.hears(words)
    decision = talk.hears("kev@example.com")

    assert answers(decision).keys() == {"idea", "placement", "size", ADDS}
    assert talk.keys[0] == "good_to_know"


def test_name_on_instagram_is_no_address() -> None:
    talk = Talk()
    talk.hears("a rose on my wrist, insta is @ana.ink")

    assert ADDS not in answers(talk.decisions[-1])
