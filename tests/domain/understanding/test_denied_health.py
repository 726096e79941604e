"""What somebody says they do not have is no worry; a word about health in a whole brief is for the artist's page."""

import pytest

from tattoobot.domain.conversation import reply
from tattoobot.domain.handover import Reason
from tests.builders import NOW, STUDIO, a_client, a_message
from tests.domain.understanding.understood import reading

BRIEF = (
    "Hi! I'd like a small fox on my left forearm, 10 cm, fine line, black and grey, budget £250, weekends or after "
    "5pm, {health}, no reference pics, can you do it before Christmas?"
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no allergies"),
        ("en", "not pregnant"),
        ("en", "I don't have any allergies and I'm not on any medication"),
        ("de", "keine Allergien"),
        ("de", "nicht schwanger"),
        ("es", "sin alergias"),
        ("es", "no tengo alergias ni estoy embarazada"),
        ("fr", "pas d'allergies"),
        ("fr", "je n'ai pas d'allergie et pas enceinte"),
        ("pt", "sem alergias"),
        ("pt", "não estou grávida"),
    ],
)
def test_what_is_denied_is_no_worry(language: str, words: str) -> None:
    assert not reading(words, language=language).flags & {"medical", "pregnant"}


@pytest.mark.parametrize(
    ("language", "words", "flag"),
    [
        ("en", "No problem, but I have allergies", "medical"),
        ("en", "no fever but it is oozing", "medical"),
        ("es", "no, estoy embarazada", "pregnant"),
        ("pt", "não, estou grávida", "pregnant"),
        ("de", "ich habe Allergien, geht das?", "medical"),
        ("fr", "j'ai des allergies, c'est grave ?", "medical"),
    ],
)
def test_what_is_not_denied_still_is(language: str, words: str, flag: str) -> None:
    assert flag in reading(words, language=language).flags


@pytest.mark.parametrize("health", ["no allergies", "I'm diabetic"])
def test_a_whole_brief_goes_on_whatever_it_says_about_health(health: str) -> None:
    decision = reply(a_client(), None, [a_message(BRIEF.format(health=health))], NOW, STUDIO)

    assert decision.hands_over is None
    assert decision.lead is not None
    assert {"placement", "size", "style", "budget"} <= decision.lead.answers.keys()


def test_a_question_about_health_beside_a_few_words_is_still_for_a_person() -> None:
    decision = reply(a_client(), None, [a_message("a rose, I have epilepsy, is that ok?")], NOW, STUDIO)

    assert decision.hands_over is Reason.MEDICAL
