"""Left or right, inside or outside, told when something else was asked: it belongs to the place that is known."""

from dataclasses import replace
from typing import Any

import pytest

from tattoobot.domain.lead import Answer, Source
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers

FOREARM = {"part": "forearm", "side": None, "aspect": None}


def _at(asked: str, place: dict[str, Any] = FOREARM) -> Talk:
    brief = a_brief()
    brief.pop(asked, None)
    brief["placement"] = Answer("forearm", place, Source.WORDS)
    return Talk(a_lead(answers=brief, current_question=asked, asked={asked: 1}))


@pytest.mark.parametrize(
    ("language", "words", "side", "aspect"),
    [
        ("en", "left inner", "left", "inner"),
        ("en", "the right one", "right", None),
        ("de", "außen rechts", "right", "outer"),
        ("de", "links", "left", None),
        ("fr", "droite", "right", None),
        ("fr", "à l'intérieur", None, "inner"),
        ("es", "el izquierdo", "left", None),
        ("es", "por dentro, izquierdo", "left", "inner"),
        ("pt", "o esquerdo por favor", "left", None),
    ],
)
def test_a_side_is_said_back_with_the_place_and_is_no_failed_answer(
    language: str, words: str, side: str | None, aspect: str | None
) -> None:
    talk = _at("size")
    talk.client = replace(talk.client, language=language)
    decision = talk.hears(words)

    assert answers(decision)["placement"] == {"part": "forearm", "side": side, "aspect": aspect}
    assert talk.keys[0].startswith("noted")
    assert not any(key.startswith("again.") for key in talk.keys)


def test_another_side_is_a_change() -> None:
    talk = _at("size", {"part": "forearm", "side": "left", "aspect": None})
    decision = talk.hears("no, the right one")

    assert answers(decision)["placement"]["side"] == "right"  # type: ignore[index]
    assert talk.keys[0] == "changed"


@pytest.mark.parametrize("words", ["right, 10 cm", "all right", "I left it at home", "right then"])
def test_right_may_agree_and_left_may_be_a_verb(words: str) -> None:
    assert answers(_at("size").hears(words))["placement"] == FOREARM
