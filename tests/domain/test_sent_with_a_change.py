"""A change and "send it" in one message: both are done, and the change is said back."""

import pytest

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.conversation.addressing import asks_for_first_names
from tattoobot.domain.lead import Happened, Status
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import Talk, answers, said, turn


def under_summary() -> Talk:
    return Talk(
        a_lead(answers=a_brief(placement={"part": "chest"}), current_question=SUMMARY, asked={SUMMARY: 1})
    )


@pytest.mark.parametrize(
    "text",
    [
        "not chest!! inner forearm. then send it please",
        "l'avant-bras plutôt, c bon envoie",
        "plutôt l'avant-bras et envoyez",
        "doch lieber Unterarm, das reicht, schicks ab",
        "Doch lieber Unterarm. Dann abschicken",
        "mejor en el antebrazo, y envíalo",
    ],
)
def test_a_change_with_send_it_is_made_and_sent(text: str) -> None:
    decision = under_summary().hears(text)

    assert answers(decision)["placement"]["part"] == "forearm"  # type: ignore[index]
    assert Happened.BRIEF_COMPLETED in decision.happened
    assert said(decision) == ["changed", "sent_to_artist"]


@pytest.mark.parametrize("text", ["c bon envoie", "schicks ab", "et envoyez", "envoyez"])
def test_send_it_alone_sends(text: str) -> None:
    assert Happened.BRIEF_COMPLETED in under_summary().hears(text).happened


@pytest.mark.parametrize(
    "text",
    [
        "inner forearm, don't send it yet",
        "inner forearm. I'll send a picture later",
        "inner forearm, can you send me a price?",
        "l'avant-bras, je t'envoie une photo",
    ],
)
def test_a_change_alone_is_not_sent(text: str) -> None:
    assert Happened.BRIEF_COMPLETED not in under_summary().hears(text).happened


def test_another_day_is_said_back_as_a_wish() -> None:
    decision = turn(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), a_message("Fri 4 Dec"))

    assert said(decision) == ["changed.wish", "added.too"]


@pytest.mark.parametrize(
    "text", ["vous pouvez me tutoyer hein", "Sie können mich gern duzen", "puede tutearme", "du reicht"]
)
def test_who_wants_to_be_called_by_the_first_name_is(text: str) -> None:
    talk = under_summary()
    talk.hears("Vous pouvez me dire combien ?")
    assert talk.client.pace.formal

    talk.hears(text)

    assert not talk.client.pace.formal
    assert not asks_for_first_names("ne me tutoyez pas")
