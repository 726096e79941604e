"""No question is lost: answered, or put to the artist in the client's words."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import ASKS, Lead, Status
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import Talk, answers, said, turn


def asked_for(key: str) -> Lead:
    return a_lead(answers=a_brief(key), current_question=key, asked={key: 1})


@pytest.mark.parametrize("asked", ["size", "style", "idea", "timing"])
@pytest.mark.parametrize(
    "words",
    [
        "kann man die Schrift wirklich genau übernehmen?",
        "can the handwriting really be copied exactly?",
        "on peut vraiment reprendre l'écriture exactement ?",
        "¿se puede copiar la letra exactamente?",
        "dá pra copiar a letra exatamente?",
        "what is a stick and poke?",
        "was ist handpoke?",
        "c'est quoi le handpoke ?",
        "¿Robin es hombre o mujer?",
        "o que é handpoke?",
        "are the needles single use?",
        "Robin est un homme ou une femme ?",
        "ist Robin ein Mann oder eine Frau?",
    ],
)
def test_what_nobody_told_the_bot_is_put_to_the_artist(asked: str, words: str) -> None:
    lead = asked_for(asked)

    decision = turn(lead, a_message(words))

    assert decision.lead is not None
    assert ASKS in decision.lead.answers
    assert FlagReason.QUESTION in decision.passed_on
    assert {**answers(decision), ASKS: None} == {**{k: a.value for k, a in lead.answers.items()}, ASKS: None}


@pytest.mark.parametrize(
    "words",
    [
        "whats less painful, calf or shoulder",
        "was ist besser? knöchel oder handgelenk",
        "which is better, ankle or wrist?",
        "qu'est-ce qui est mieux, cheville ou poignet ?",
    ],
)
def test_which_of_two_is_better_is_put_to_the_artist(words: str) -> None:
    decision = turn(asked_for("placement"), a_message(words))

    assert FlagReason.QUESTION in decision.passed_on
    assert not [key for key in said(decision) if key.startswith("which.")]


@pytest.mark.parametrize(
    ("words", "not_said"),
    [
        ("Oh dear. Did that arrive?", "answer.price"),
        ("oh dear, is anybody there?", "answer.price"),
        ("les aiguilles sont-elles à usage unique ?", "answer.pain"),
        ("c cb?", "answer.payment"),
        ("c'est cb ?", "answer.payment"),
    ],
)
def test_it_is_answered_with_nothing_else(words: str, not_said: str) -> None:
    assert not_said not in said(turn(asked_for("style"), a_message(words)))


@pytest.mark.parametrize("words", ["could it be 12 cm?", "can you make it blackwork?", "geht auch 12 cm?"])
def test_a_wish_that_is_put_as_a_question_is_none(words: str) -> None:
    assert FlagReason.QUESTION not in turn(asked_for("timing"), a_message(words)).passed_on


def test_who_comes_along_was_asked_and_that_is_said_once() -> None:
    decision = turn(asked_for("style"), a_message("is there parking? and can I bring a mate?"))

    assert "answer.guests" in said(decision)
    assert "passed_on_too" not in said(decision)
    assert FlagReason.QUESTION in decision.passed_on


def test_how_it_goes_on_is_said_from_where_it_is() -> None:
    sent = turn(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), a_message("how does it work?"))

    assert said(sent) == ["answer.process.sent"]


def test_the_idea_that_is_told_anew_while_a_person_is_awaited_is_kept() -> None:
    talk = Talk(replace(asked_for("size"), answers=a_brief("size")))
    talk.hears("can I talk to a person please")

    decision = talk.hears("a wolf instead of the fox")

    assert answers(decision)["idea"] == "a wolf"
    assert "changed" in said(decision)


@pytest.mark.parametrize(
    ("language", "words", "says"),
    [
        ("en", "10 cm. You speak polish?", "answer.unknown"),
        ("en", "like 7cm, is robin a bloke?", "answer.unknown"),
        ("fr", "10 cm. tu fais des tatouages fins ?", "answer.unknown"),
        ("fr", "10 cm, jpeux venir avec ma soeur ?", "answer.guests"),
        ("de", "etwa 12 cm. Sprecht ihr auch Polnisch?", "answer.unknown"),
        ("es", "9 cm. ¿atienden a mujeres solas?", "answer.unknown"),
        ("pt", "uns 8 cm. vcs falam inglês?", "answer.unknown"),
    ],
)
def test_what_is_asked_beside_an_answer_is_answered_or_the_artists(
    language: str, words: str, says: str
) -> None:
    brief = {key: one for key, one in a_brief().items() if key != "size"}
    talk = Talk(a_lead(answers=brief, current_question="size", asked={"size": 1}))
    talk.client = replace(talk.client, language=language)

    decision = talk.hears(words)

    assert says in said(decision)
    assert "size" in answers(decision)
    assert FlagReason.QUESTION in decision.passed_on
