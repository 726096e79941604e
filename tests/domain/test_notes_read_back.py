"""Who asks what we wrote down hears it, who asks whether somebody is there hears yes; none of it is an idea, a place, a
price or a question for the artist."""

import pytest

from tattoobot.domain.lead import ASKS
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers, said

NOTES = (
    *("so u got the wombat yeah?", "what did you write down?", "read it back to me please", "got that?"),
    *("Could you read back to me what you have written down please", "so what stands there now?"),
    *(
        "mitgekriegt?",
        "hast du das mit dem eisvogel?",
        "was hast du jetzt notiert?",
        "liest du es mir mal vor",
    ),
    *("eisvogel oder wiedehopf, was steht jetzt bei dir?", "kannst du das nochmal zusammenfassen?"),
    *("tu as bien noté le lion ?", "t'as noté quoi ?", "relis moi ce que tu as noté", "bien compris ?"),
    *("¿lo del lobo lo apuntaste?", "¿qué has apuntado?", "léeme lo que tienes", "¿lo tienes apuntado?"),
    *("você anotou o lobo?", "o que você anotou?", "lê pra mim o que anotou", "entendeu?"),
)
HERE = (
    *("are you still there dear?", "is anybody there?", "u still there?", "anyone there"),
    *("bist du noch da?", "ist da jemand?", "sind sie noch da?"),
    *("tu es toujours là ?", "il y a quelqu'un ?", "vous êtes là ?"),
    *("¿sigues ahí?", "¿hay alguien?", "estás ahí?"),
    *("você ainda está aí?", "tem alguém aí?", "ainda está aí?"),
)


def asked(*missing: str) -> Talk:
    return Talk(a_lead(answers=a_brief(*missing), current_question=missing[0], asked={missing[0]: 1}))


@pytest.mark.parametrize("missing", ["size", "placement", "location"])
@pytest.mark.parametrize(
    ("words", "key"), [*((one, "answer.sent") for one in NOTES), *((one, "answer.here") for one in HERE)]
)
def test_what_is_noted_and_that_somebody_is_there_is_said(words: str, key: str, missing: str) -> None:
    talk = asked(missing)

    decision = talk.hears(words)

    assert said(decision)[0] == key
    assert decision.hands_over is None
    assert decision.passed_on == ()
    assert answers(decision) == {one: answer.value for one, answer in a_brief(missing).items()}


@pytest.mark.parametrize("words", [*NOTES, *HERE])
def test_it_is_no_idea_where_the_idea_was_asked_for(words: str) -> None:
    decision = asked("idea").hears(words)

    assert decision.lead is not None
    assert {"idea", ASKS}.isdisjoint(decision.lead.answers)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("is anybody there?", "anyone there"),
        ("bist du noch da?", "ist da jemand?"),
        ("tu es toujours là ?", "il y a quelqu'un ?"),
        ("¿sigues ahí?", "¿hay alguien?"),
        ("você ainda está aí?", "tem alguém aí?"),
    ],
)
def test_who_asks_again_is_answered_again(first: str, again: str) -> None:
    talk = asked("size")
    talk.hears(first)

    decision = talk.hears(again)

    assert said(decision)[0] == "answer.here.again"
    assert decision.passed_on == ()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("a book that is read by an owl", "idea"),
        ("ein Fuchs der vorliest", "idea"),
        ("un lion qui est là", "idea"),
        ("I am there on Saturdays", "timing"),
        ("ich bin samstags da", "timing"),
    ],
)
def test_words_that_only_sound_alike_are_answers(words: str, key: str) -> None:
    decision = asked(key).hears(words)

    assert key in answers(decision)
    assert not [one for one in said(decision) if one.startswith("answer.")]


@pytest.mark.parametrize(
    "words",
    [
        "Could you read back to me what you have written down please",
        "was hast du jetzt notiert?",
        "t'as noté quoi ?",
        "¿qué has apuntado?",
        "o que você anotou?",
    ],
)
def test_while_they_wait_for_a_person_too(words: str) -> None:
    talk = asked("size")
    talk.hears("can I talk to a human please")

    decision = talk.hears(words)

    assert said(decision) == ["answer.sent"]
    assert decision.lead is not None
    assert ASKS not in decision.lead.answers
