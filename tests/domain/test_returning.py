"""Enquiries that went quiet come back as they were; taps belong to the enquiry whose message was tapped."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tattoobot.domain.conversation import Decision, reply
from tattoobot.domain.deposit import Payable
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Happened, Lead, Status
from tattoobot.domain.messages import Inbound
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message, a_picture, a_tap
from tests.domain.talks import said


def turn(
    lead: Lead | None,
    *messages: Inbound,
    quoted: dict[str, Lead] | None = None,
    deposit: Payable = Payable.RAN_OUT,
) -> Decision:
    return reply(a_client(), lead, messages, NOW, STUDIO, None, deposit, quoted)


def taps(decision: Decision) -> list[str]:
    return [tap.id for say in decision.says for tap in say.taps]


AT_SUMMARY = a_lead(Status.LAPSED, answers=a_brief(), current_question="summary")
APPROVED = a_lead(Status.LAPSED, answers=a_brief())


@pytest.mark.parametrize(
    "message",
    [
        a_tap("summary:send", "Send it"),
        a_message("hey sorry I was away, yes please send it"),
        a_message("yes"),
        a_message("sí, mándalo"),
        a_message("Ja, bitte abschicken"),
        a_message("oui, envoie-le"),
        a_message("pode mandar"),
    ],
    ids=lambda message: message.text,
)
def test_the_summary_that_waited_is_sent(message: Inbound) -> None:
    decision = turn(AT_SUMMARY, message)

    assert not decision.opens
    assert decision.happened == (Happened.CAME_BACK, Happened.BRIEF_COMPLETED)
    assert decision.lead is not None
    assert decision.lead.status is Status.LAPSED
    came, sent = said(decision)
    assert came == "came_back"
    assert sent.startswith("sent_to_artist")


@pytest.mark.parametrize("words", ["hi", "hello, are you still there?", "sorry I was away"])
def test_whoever_comes_back_sees_what_was_known_and_may_begin_anew(words: str) -> None:
    decision = turn(AT_SUMMARY, a_message(words))

    assert decision.happened == (Happened.CAME_BACK,)
    assert "summary" in said(decision)
    assert taps(decision) == ["summary:send", "summary:change", "again:new"]


def test_the_question_that_was_open_is_answered_after_weeks() -> None:
    lead = a_lead(Status.LAPSED, answers=a_brief("size", "adult"), current_question="size")

    decision = turn(lead, a_message("12"))

    assert decision.lead is not None
    assert decision.lead.answers["size"].value == {"longest_cm": 12.0}
    assert said(decision) == ["came_back", "noted", "ask.adult"]


def test_another_piece_is_another_enquiry() -> None:
    decision = turn(AT_SUMMARY, a_message("Hi! I'd love to get a swallow tattooed on my ankle"))

    assert decision.opens


def test_thanks_alone_brings_nothing_back() -> None:
    decision = turn(AT_SUMMARY, a_message("thanks!"))

    assert decision.happened == ()
    assert decision.says == ()


@pytest.mark.parametrize("words", ["Can I still pay the deposit for my fox?", "sorry, I'd like to go ahead"])
def test_an_approved_piece_comes_back_and_a_new_link_is_asked_for(words: str) -> None:
    decision = turn(APPROVED, a_message(words))

    assert decision.happened == (Happened.CAME_BACK_TO_PAY,)
    assert "deposit_link_wanted" in decision.passed_on
    assert said(decision) == ["came_back", "deposit_ran_out"]
    assert taps(decision) == ["again:new"]


def test_how_else_to_pay_is_answered_beside_the_link_that_ran_out() -> None:
    decision = turn(APPROVED, a_message("Can I still pay the deposit for my fox in cash?"))

    assert said(decision) == ["came_back", "answer.payment.deposit", "deposit_ran_out"]


@pytest.mark.parametrize("words", ["Can I still pay the deposit?", "sorry, can I still pay?"])
def test_the_word_about_a_link_that_ran_out_answers_who_asks_whether_they_can_still_pay(words: str) -> None:
    lead = a_lead(Status.AWAITING_DEPOSIT, answers=a_brief())

    decision = turn(lead, a_message(words), deposit=Payable.RAN_OUT)

    assert said(decision) == ["deposit_ran_out"]


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (Status.REJECTED, "ended.rejected"),
        (Status.CANCELLED, "ended.cancelled"),
        (Status.COMPLETED, "ended.booked"),
        (Status.BOOKED, "ended.booked"),
    ],
)
@pytest.mark.parametrize("told", [True, False])
def test_a_tap_on_an_enquiry_that_ended_tells_how_and_opens_nothing(
    status: Status, key: str, told: bool
) -> None:
    lead = a_lead(status, answers=a_brief())
    tap = replace(a_tap("colour:colour", "Colour"), reply_to="wamid.old")

    decision = turn(lead, tap, quoted={"wamid.old": lead} if told else {})

    assert not decision.opens
    assert decision.happened == ()
    assert decision.lead == lead
    assert said(decision) == [key]


def test_a_tap_on_an_older_enquiry_leaves_the_open_one_alone() -> None:
    older = a_lead(Status.REJECTED, answers=a_brief(), id=1)
    lead = a_lead(answers=a_brief("size", "colour", "adult"), current_question="size", id=2)
    tap = replace(a_tap("colour:colour", "Colour"), reply_to="wamid.old")

    decision = turn(lead, tap, quoted={"wamid.old": older})

    assert decision.lead == lead
    assert said(decision) == ["ended.rejected"]


def test_a_tap_brings_back_the_enquiry_that_went_quiet() -> None:
    quiet = a_lead(Status.LAPSED, answers=a_brief(), current_question="summary", id=1)
    rejected = a_lead(Status.REJECTED, answers=a_brief(idea="a swallow"), id=2)
    tap = replace(a_tap("summary:send", "Send it"), reply_to="wamid.old")

    decision = turn(rejected, tap, quoted={"wamid.old": quiet})

    assert decision.lead is not None
    assert decision.lead.id == 1
    assert decision.happened == (Happened.CAME_BACK, Happened.BRIEF_COMPLETED)


def test_something_new_puts_the_open_one_aside() -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", id=5)

    decision = turn(lead, a_tap("again:new", "A new tattoo"))

    assert decision.opens
    assert decision.put_aside == lead


def test_nothing_is_put_aside_while_it_can_be_paid_for() -> None:
    lead = a_lead(Status.AWAITING_DEPOSIT, answers=a_brief(), id=5)

    decision = turn(lead, a_tap("again:new", "A new tattoo"), deposit=Payable.OPEN)

    assert not decision.opens
    assert decision.put_aside is None


@pytest.mark.parametrize(
    "words", ["don't send it yet", "can you send me prices?", "I'll send a picture later"]
)
def test_other_sending_sends_nothing(words: str) -> None:
    lead = a_lead(answers=a_brief(), current_question="summary")

    assert Happened.BRIEF_COMPLETED not in turn(lead, a_message(words)).happened


@pytest.mark.parametrize("status", [Status.REJECTED, Status.CANCELLED, Status.WAITLISTED])
def test_what_was_written_before_the_end_and_came_late_opens_nothing_new(status: Status) -> None:
    ended = a_lead(status, answers=a_brief(), status_since=NOW)
    before, after = NOW - timedelta(minutes=2), NOW + timedelta(seconds=5)

    late = turn(ended, a_picture(at=before), a_message("my upper arm, 10 cm", at=before))

    assert late.lead == ended
    assert not late.opens
    assert late.says == ()
    assert turn(ended, a_message("I'd love a swallow on my ankle", at=before)).opens
    assert FlagReason.WROTE_AFTER_END in turn(ended, a_picture(at=after)).passed_on


@pytest.mark.parametrize("status", [Status.BOOKED, Status.COMPLETED])
def test_a_late_word_about_a_piece_that_is_booked_since_reaches_the_artist(status: Status) -> None:
    booked = a_lead(status, answers=a_brief(), status_since=NOW)
    words = "my upper arm, 10 cm"

    late = turn(booked, a_message(words, at=NOW - timedelta(minutes=2)))

    assert not late.opens
    assert FlagReason.MESSAGE_AFTER_BOOKING in late.needs_artist
    assert turn(booked, a_message(words, at=NOW + timedelta(seconds=5))).opens
