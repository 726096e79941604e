"""What a client tells of their health is a line of its own, and reaches the artist at once."""

import pytest

from tattoobot.domain.conversation import summary_of
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import HEALTH, Source, Status
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import Talk, turn

TOLD = {
    "en": "i take blood thinners also, apixaban",
    "de": "An der Stelle habe ich ein Muttermal",
    "fr": "je prends des anticoagulants",
    "es": "estoy embarazada",
    "pt": "tenho diabetes",
}


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
@pytest.mark.parametrize("status", [Status.QUALIFYING, Status.PENDING_APPROVAL, Status.BOOKED])
def test_it_is_kept_in_their_words_wherever_the_enquiry_stands(status: Status, text: str) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message(text))

    assert decision.lead is not None
    assert decision.lead.answers[HEALTH].text == text
    assert decision.lead.answers[HEALTH].source is Source.PRIVATE
    assert Reason.MEDICAL in {decision.hands_over, *decision.passed_on}


def test_beside_the_idea_only_the_sentence_that_tells_it_is_kept() -> None:
    text = "hi, id like a small fern on my left wrist, about 5cm. im on warfarin, is that a problem? saturdays are best"

    decision = turn(None, a_message(text))

    assert decision.lead is not None
    assert decision.lead.answers[HEALTH].text == "im on warfarin, is that a problem?"
    assert Reason.MEDICAL in decision.passed_on


def test_what_is_told_later_stands_beside_it_and_nothing_twice() -> None:
    talk = Talk(a_lead(answers=a_brief("style"), current_question="style"))

    talk.hears("fine line, and I take blood thinners")
    talk.hears("fine line, and I take blood thinners")
    talk.hears("and I'm diabetic")

    assert talk.lead is not None
    told = talk.lead.answers[HEALTH].text.split("\n")
    assert told == ["fine line, and I take blood thinners", "and I'm diabetic"]


def test_who_says_that_it_is_not_theirs_is_heard_beside_it() -> None:
    talk = Talk(a_lead(answers=a_brief("style"), current_question="style"))

    talk.hears("fine line, pregnant, is that ok?")
    talk.hears("it's my sister who is, not me")

    assert talk.lead is not None
    assert talk.lead.answers[HEALTH].text.split("\n")[-1] == "it's my sister who is, not me"


def test_the_client_reads_it_in_no_summary() -> None:
    lead = turn(a_lead(answers=a_brief()), a_message("I take blood thinners")).lead

    assert lead is not None
    assert HEALTH not in summary_of(lead).phrases[0].facts["answers"]
