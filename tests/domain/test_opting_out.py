"""STOP and START, in every status and before anything else."""

import pytest

from tattoobot.domain.lead import Status
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import said, turn


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("word", ["STOP", "stop", "Unsubscribe", "UNSUBSCRIBE"])
def test_stop_works_in_every_status_before_anything_else(status: Status, word: str) -> None:
    decision = turn(a_lead(status, answers=a_brief("size"), current_question="size"), a_message(word))

    assert decision.opted_out is True
    assert said(decision) == ["opted_out"]
    assert decision.happened == ()


def test_stop_in_the_middle_of_a_burst_wins() -> None:
    decision = turn(None, a_message("hi"), a_message("a fox on my wrist please"), a_message("STOP"))

    assert decision.opted_out is True
    assert said(decision) == ["opted_out"]


def test_second_stop_is_not_confirmed_again() -> None:
    decision = turn(a_lead(), a_message("STOP"), opted_out=True)

    assert said(decision) == []


def test_one_who_writes_after_stop_hears_of_start_and_the_artist_sees_it() -> None:
    decision = turn(a_lead(), a_message("hello?"), opted_out=True)

    assert said(decision) == ["still_opted_out"]
    assert decision.needs_artist == decision.passed_on == ("wrote_after_opt_out",)


def test_start_resumes_where_it_was() -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message("START"), opted_out=True)

    assert decision.opted_out is False
    assert said(decision) == ["welcome_back", "ask.size"]
