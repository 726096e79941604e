"""An old button, pressed once the artist has the brief: what contradicts it is asked, and not changed."""

import pytest

from tattoobot.domain.lead import Answer, Lead, Source, Status
from tests.builders import a_brief, a_lead, a_tap
from tests.domain.talks import Talk

FOREARM = {"part": "forearm", "side": "left", "aspect": "inner"}
LATER = (Status.PENDING_APPROVAL, Status.AWAITING_DEPOSIT, Status.DEPOSIT_PAID)


def sent(status: Status = Status.PENDING_APPROVAL) -> Lead:
    given = {
        "colour": Answer("black and grey", "black_and_grey", Source.WORDS),
        "placement": Answer("left inner forearm", FOREARM, Source.WORDS),
        "size": Answer("10 cm", {"longest_cm": 10.0}, Source.WORDS),
    }
    return a_lead(status, answers={**a_brief(), **given}, current_question=None)


@pytest.mark.parametrize("status", LATER)
@pytest.mark.parametrize("choice", ["colour:either", "placement:calf", "size:hand"])
def test_what_contradicts_the_brief_is_asked(status: Status, choice: str) -> None:
    talk = Talk(sent(status))

    decision = talk.hears(a_tap(choice))

    assert talk.keys == ["tapped_late"]
    assert decision.lead == sent(status)
    assert not decision.needs_artist


def test_each_of_the_two_may_be_meant() -> None:
    for wanted, value in ((0, "either"), (1, "black_and_grey")):
        talk = Talk(sent())
        talk.hears(a_tap("colour:either"))

        talk.hears(a_tap(talk.says[-1].taps[wanted].id))

        assert talk.lead is not None
        assert talk.lead.answers["colour"].value == value
        assert ("tapped_late.stays" in talk.keys) is bool(wanted)


def test_what_says_no_more_than_is_known_asks_nothing() -> None:
    talk = Talk(sent())

    talk.hears(a_tap("placement:forearm"))

    assert talk.lead is not None
    assert talk.lead.answers["placement"].value == FOREARM
    assert "tapped_late" not in talk.keys


def test_while_the_questions_are_asked_a_tap_changes_its_answer() -> None:
    talk = Talk(a_lead(answers=sent().answers, current_question="summary"))

    talk.hears(a_tap("colour:either"))

    assert talk.lead is not None
    assert talk.lead.answers["colour"].value == "either"
