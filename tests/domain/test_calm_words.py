"""Words that sound worse than they are: supposed, or sworn at a misunderstanding."""

import pytest

from tattoobot.domain.lead import Status
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import said, turn


@pytest.mark.parametrize(
    "words",
    [
        "wie ist das mit absagen falls ich krank bin",
        "was ist wenn ich absagen muss",
        "kann ich den termin absagen falls ich krank werde?",
        "what if i have to cancel",
        "can i cancel if im sick?",
        "what happens if I need to reschedule",
        "si tengo que cancelar",
        "se eu precisar remarcar",
        "e se eu precisar cancelar?",
        "si je dois annuler",
    ],
)
def test_what_is_only_supposed_is_a_question_and_calls_nothing_off(words: str) -> None:
    early = turn(a_lead(answers=a_brief("timing"), current_question="timing"), a_message(words))
    booked = turn(a_lead(Status.BOOKED, answers=a_brief()), a_message(words))

    assert {"answer.moving", "answer.calling_off"} & {*said(early)}
    assert not early.passed_on
    assert booked.passed_on == ("question",)
    assert booked.hands_over is None


@pytest.mark.parametrize("words", ["what if i want my money back", "et si je veux être remboursé ?"])
def test_money_back_that_is_only_supposed_is_no_complaint(words: str) -> None:
    decision = turn(a_lead(answers=a_brief("timing"), current_question="timing"), a_message(words))

    assert decision.hands_over is None
    assert said(decision)[0] == "answer.deposit"


@pytest.mark.parametrize(
    "words",
    [
        "I need to cancel if thats ok",
        "I have to cancel, I'm sick",
        "I need to cancel, what happens if I cancel",
    ],
)
def test_who_cancels_is_heard(words: str) -> None:
    decision = turn(a_lead(Status.BOOKED, answers=a_brief()), a_message(words))

    assert decision.passed_on == ("cancel_request",)


@pytest.mark.parametrize("words", ["wtf idea u joking. its a DRAGON", "wtf", "wtf its a DRAGON"])
def test_swearing_at_a_misunderstanding_is_no_complaint(words: str) -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size")

    decision = turn(lead, a_message(words))

    assert decision.hands_over is None
    assert said(decision)[0] == "calm"
    assert decision.says


def test_an_insult_is_still_given_to_a_person() -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size")

    assert turn(lead, a_message("wtf you useless bot")).hands_over == "complaint"
