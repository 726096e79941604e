"""A wish that is given up in words which name no calling off."""

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Happened, Status
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import Talk, answers, said, turn

GIVEN_UP = (
    "I'll have to pass",
    "oh ok, I think I'll pass then",
    "dann lass ich es lieber",
    "Zu weit für mich, dann lassen wir das",
    "Ah, Leeds !… je vais devoir renoncer",
    "on laisse faire",
    "bon, on laisse tomber",
    "lo dejamos",
    "vale, entonces mejor lo dejo",
    "deixa pra lá",
    "ah então vou ter que desistir",
)
GOES_ON = (
    "lo dejamos así",
    "je vous laisse faire",
    "das lasse ich so",
    "will the colour pass inspection",
    "deixa a rosa pra lá, só a folha",
)


@pytest.mark.parametrize("text", GIVEN_UP)
@pytest.mark.parametrize("status", [Status.QUALIFYING, Status.PENDING_APPROVAL, Status.AWAITING_DEPOSIT])
def test_the_artist_hears_of_it_and_nothing_is_changed(status: Status, text: str) -> None:
    lead = a_lead(status, answers=a_brief())

    decision = turn(lead, a_message(text))

    assert decision.passed_on == (FlagReason.CANCEL_REQUEST,)
    assert "told.cancel" in said(decision)
    assert answers(decision) == {key: one.value for key, one in lead.answers.items()}


@pytest.mark.parametrize("text", GOES_ON)
def test_much_alike_goes_on(text: str) -> None:
    decision = turn(a_lead(answers=a_brief()), a_message(text))

    assert FlagReason.CANCEL_REQUEST not in decision.passed_on


def test_a_question_that_may_be_skipped_is_skipped_in_the_same_words() -> None:
    decision = turn(
        a_lead(answers=a_brief("instagram"), current_question="instagram"), a_message("I'll have to pass")
    )

    assert decision.passed_on == ()


@pytest.mark.parametrize(
    "text",
    [
        "rien à changer, j'veux savoir si Leeds c'est loin",
        "nothing to change, I just want to know how far it is",
        "nichts zu ändern, ich will nur wissen wie weit es zu euch wäre",
        "nada que cambiar, solo quiero saber si está lejos",
        "nada a mudar, só quero saber onde fica",
    ],
)
def test_who_has_nothing_to_change_and_wants_to_know_something_has_not_sent_it(text: str) -> None:
    talk = Talk(a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1}))

    decision = talk.hears(text)

    assert Happened.BRIEF_COMPLETED not in decision.happened
