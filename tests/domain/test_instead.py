"""A no to what stands in the brief, and what is wanted instead."""

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Answer, Lead, Source, Status
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import answers, said, turn

CALF = {"part": "calf", "side": None, "aspect": None}


def with_idea(idea: str, status: Status = Status.QUALIFYING) -> Lead:
    brief = a_brief("size", placement=CALF) | {"idea": Answer(idea, idea, Source.WORDS)}
    asks = "size" if status is Status.QUALIFYING else None
    return a_lead(status, answers=brief, current_question=asks, asked={"size": 1})


@pytest.mark.parametrize("status", [Status.QUALIFYING, Status.PENDING_APPROVAL])
@pytest.mark.parametrize(
    ("idea", "words", "meant"),
    [
        ("a snake", "wait no not a snake actually … mountains?", "mountains"),
        ("a snake", "i said no snake. mountains.", "mountains"),
        ("a snake", "bro no snake. mountains with a sunset", "mountains with a sunset"),
        ("mountains", "bro no snake. mountains with a sunset", "mountains with a sunset"),
        ("a wolf", "no wolf, a bear please", "a bear"),
        ("a rose", "a lily instead of the rose", "a lily"),
        ("einen Drachen", "kein drache, lieber ein fuchs", "ein fuchs"),
        ("eine Rose", "keine Rose. Eine Lilie", "Eine Lilie"),
        ("ein Wolf", "ein Bär statt Wolf", "ein Bär"),
        ("un serpent", "pas de serpent, plutôt un loup", "un loup"),
        ("una serpiente", "nada de serpiente, mejor un lobo", "un lobo"),
        ("uma cobra", "sem cobra, melhor um lobo", "um lobo"),
    ],
)
def test_no_to_the_idea_and_another_thing_is_the_new_idea(
    idea: str, words: str, meant: str, status: Status
) -> None:
    decision = turn(with_idea(idea, status), a_message(words))

    assert answers(decision)["idea"] == meant
    assert "changed" in said(decision)
    assert (FlagReason.ADDED_TO_BRIEF in decision.passed_on) == (status is Status.PENDING_APPROVAL)


@pytest.mark.parametrize(
    ("key", "words", "meant"),
    [
        ("placement", "rather the ankle than the calf", "ankle"),
        ("placement", "ankle, not calf", "ankle"),
        ("placement", "lieber der knöchel als die wade", "ankle"),
        ("placement", "plutôt la cheville que le mollet", "ankle"),
        ("placement", "tornozelo em vez de panturrilha", "ankle"),
        ("placement", "mejor el tobillo que la pantorrilla", "ankle"),
        ("style", "not fine line, blackwork", "blackwork"),
        ("style", "kein fineline, sondern blackwork", "blackwork"),
    ],
)
def test_no_to_another_fact_and_another_value_is_the_new_value(key: str, words: str, meant: str) -> None:
    value = answers(turn(with_idea("a fox"), a_message(words)))[key]

    assert (value["part"] if isinstance(value, dict) else value) == meant


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("no fox", "ask.idea"),
        ("pas de renard", "ask.idea"),
    ],
)
def test_a_no_alone_opens_the_question_again(words: str, asks: str) -> None:
    brief = a_brief() | {"idea": Answer("a fox, un renard", "a fox, un renard", Source.WORDS)}
    lead = a_lead(answers=brief, current_question="summary", asked={"summary": 1})

    assert asks in said(turn(lead, a_message(words)))


@pytest.mark.parametrize("words", ["And not fine line", "kein fineline bitte", "no fox"])
def test_a_no_alone_once_it_is_sent_is_told_to_the_artist(words: str) -> None:
    decision = turn(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), a_message(words))

    assert decision.passed_on == (FlagReason.ADDED_TO_BRIEF,)


@pytest.mark.parametrize(
    "words",
    ["doch lieber arm statt wade", "actually arm instead of calf", "mejor brazo en vez de pantorrilla"],
)
def test_a_change_that_may_mean_several_is_taken_in_the_clients_words_once_it_is_sent(words: str) -> None:
    decision = turn(with_idea("a fox", Status.PENDING_APPROVAL), a_message(words))

    assert decision.lead is not None
    assert decision.lead.answers["placement"].text in {"arm", "brazo"}
    assert decision.passed_on == (FlagReason.ADDED_TO_BRIEF,)
    assert said(decision)[0] == "changed"


@pytest.mark.parametrize(
    "words", ["not sure about the fox", "why not a fox?", "not only the fox", "I don't want it on my hand"]
)
def test_what_denies_nothing_changes_nothing(words: str) -> None:
    decision = turn(with_idea("a fox"), a_message(words))

    assert answers(decision)["idea"] == "a fox"
    assert answers(decision)["placement"] == CALF
