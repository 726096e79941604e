"""WhatsApp tells us that a message was changed, and often not into what."""

from dataclasses import replace

from tattoobot.domain.messages import Kind
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import answers, said, turn

CHANGED = replace(a_message("", Kind.UNSUPPORTED), detail="edit")


def test_who_changed_a_message_is_asked_to_send_it_again() -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    told = said(turn(lead, CHANGED))

    assert "cannot_see_edits" in told
    assert "cannot_read" not in told


def test_who_has_sent_it_again_is_not_asked_to_and_the_last_word_counts() -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message("20cm"), CHANGED, a_message("10cm i mean"))

    assert answers(decision)["size"] == {"longest_cm": 10.0}
    assert len(decision.says) == 1
    assert not {"cannot_see_edits", "cannot_read"} & {*said(decision)}
