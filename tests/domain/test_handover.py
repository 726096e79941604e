"""What brings a person in, what is said about it, and how every message ends."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Any

import pytest

from tattoobot.domain.conversation import Decision, Ending, Quiet, open_question, reply
from tattoobot.domain.handover import Handover, HandoverRules, Reason, answer_by, when_answered
from tattoobot.domain.lead import HEALTH, Lead, Status
from tattoobot.domain.messages import Inbound, Kind
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message, a_picture, a_tap
from tests.domain.talks import said


def a_handover(**changes: Any) -> Handover:
    given = {
        "id": 1,
        "client_id": 1,
        "lead_id": 1,
        "reason": Reason.HUMAN_REQUEST,
        "asked_by": "client",
        "since": NOW,
        "resumes_at": NOW + timedelta(hours=24),
    }
    return Handover(**{**given, **changes})


def turn(
    lead: Lead | None, *messages: Inbound, handover: Handover | None = None, opted_out: bool = False
) -> Decision:
    return reply(a_client(opted_out=opted_out), lead, messages, NOW, STUDIO, handover)


def asked_for_size(**changes: Any) -> Lead:
    return a_lead(**{"answers": a_brief("size"), "current_question": "size", "asked": {"size": 1}, **changes})


# ---------------------------------------------------------------- what is a stop, and what is not


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("can i just talk to someone", Reason.HUMAN_REQUEST),
        ("quiero hablar con una persona", Reason.HUMAN_REQUEST),
        ("Ich möchte mit einem Menschen sprechen", Reason.HUMAN_REQUEST),
        ("I have a heart condition", Reason.MEDICAL),
        ("I'm diabetic, is that ok?", Reason.MEDICAL),
        ("my wrist is swollen and oozing, is that normal?", Reason.MEDICAL),
        ("this is a complaint, awful service", Reason.COMPLAINT),
    ],
)
@pytest.mark.parametrize("status", [*Status, None])
def test_hard_stop_brings_a_person_in_whatever_the_status(
    status: Status | None, words: str, reason: Reason
) -> None:
    decision = turn(None if status is None else a_lead(status), a_message(words))

    assert decision.hands_over is reason
    assert said(decision) == [
        *(["hello"] if status is None else []),
        f"handover.{reason}",
        "handover.answers",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "ideally next week",
        "I discovered your page",
        "it'd be covered by a t-shirt",
        "can you do it cheaper?",
        "I'm really nervous about the pain",
        "can you do a fine line fox?",
        "a cover up of an old name on my wrist",
        "a realism portrait of my dad",
        "a small fox on my wrist, and I'm allergic to latex",
        "I'd like a cover-up of my surgery scar on the hip",
        "plague doctor on my calf",
    ],
)
@pytest.mark.parametrize("asked", [None, "idea", "size", "timing"])
def test_soft_signals_stop_nothing(words: str, asked: str | None) -> None:
    lead = None if asked is None else a_lead(current_question=asked, asked={asked: 1})

    decision = turn(lead, a_message(words))

    assert decision.hands_over is None
    assert decision.says


def test_health_mentioned_beside_the_piece_is_shown_to_the_artist() -> None:
    decision = turn(None, a_message("a small fox on my wrist, and I'm allergic to latex"))

    assert decision.needs_artist == ("medical",)


# ---------------------------------------------------------------- while a person answers


def test_the_client_is_told_once_and_then_left_to_the_artist() -> None:
    begun = turn(asked_for_size(), a_message("a real person please"))
    later = turn(asked_for_size(), a_message("ok then"), handover=a_handover())

    assert said(begun) == ["handover.human_request", "handover.answers"]
    assert said(later) == []
    assert later.quiet is Quiet.WITH_ARTIST


def test_what_they_say_meanwhile_is_not_asked_again() -> None:
    decision = turn(
        asked_for_size(), a_message("it should be 12 cm"), a_picture("like this"), handover=a_handover()
    )

    assert decision.lead is not None
    assert decision.lead.answers["size"].value == {"longest_cm": 12.0}
    assert decision.lead.answers["reference_images"].value == "has"
    assert said(decision) == ["thanks_for_pictures", "noted", "added.too"]
    assert decision.lead.current_question == "size"


def test_the_rest_of_the_burst_is_kept_and_answered_by_the_artist() -> None:
    decision = turn(
        asked_for_size(),
        a_message("how much is it?"),
        a_message("can i talk to someone"),
        a_message("about 12 cm"),
    )

    assert decision.lead is not None
    assert decision.lead.answers["size"].value == {"longest_cm": 12.0}
    assert said(decision) == ["handover.human_request", "handover.answers"]


def test_stop_works_while_a_person_answers() -> None:
    decision = turn(asked_for_size(), a_message("STOP"), handover=a_handover())

    assert decision.opted_out is True
    assert said(decision) == ["opted_out"]


def test_stop_after_asking_for_a_person_is_a_stop_and_the_artist_sees_both() -> None:
    decision = turn(asked_for_size(), a_message("i want to talk to a human"), a_message("STOP"))

    assert decision.ending is Ending.OPT_OUT
    assert decision.needs_artist == ("human_request",)


def test_start_while_a_person_answers_says_who_answers() -> None:
    decision = turn(asked_for_size(), a_message("START"), handover=a_handover(), opted_out=True)

    assert said(decision) == ["welcome_back", "handover.answers"]


def test_one_who_has_opted_out_is_handed_over_without_a_word() -> None:
    decision = turn(asked_for_size(), a_message("can i talk to someone"), opted_out=True)

    assert decision.hands_over is Reason.HUMAN_REQUEST
    assert decision.says == ()


# ---------------------------------------------------------------- afterwards


def test_when_nobody_hands_back_the_next_message_is_answered_and_the_question_asked_again() -> None:
    decision = turn(asked_for_size(), a_message("hello?"), handover=a_handover(resumes_at=NOW))

    assert decision.resumes
    assert said(decision)[0] == "handover.over"
    assert said(decision)[-1] in {"ask.size", "again.size"}


def test_open_question_is_asked_again_as_it_was() -> None:
    asked = open_question(asked_for_size(), STUDIO)

    assert asked is not None
    lead, question = asked
    assert [phrase.key for phrase in question.phrases] == ["ask.size"]
    assert lead.asked == {"size": 1}


def test_after_a_handover_in_the_first_message_the_first_question_comes() -> None:
    asked = open_question(a_lead(), STUDIO)

    assert asked is not None
    assert asked[0].current_question == "idea"


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.QUALIFYING])
def test_where_nothing_is_open_nothing_is_asked(status: Status) -> None:
    assert open_question(a_lead(status, answers=a_brief()), STUDIO) is None


# ---------------------------------------------------------------- when a person answers


@pytest.mark.parametrize(
    ("rules", "own_language", "key"),
    [
        (HandoverRules(), True, "handover.answers"),
        (HandoverRules(answers_by="this evening"), True, "handover.answers.by"),
        (HandoverRules(answers_by="this evening"), False, "handover.answers"),
        (HandoverRules(answers_at=time(18)), False, "handover.answers.today"),
        (HandoverRules(answers_at=time(9)), False, "handover.answers.tomorrow"),
    ],
)
def test_the_client_hears_when_a_person_answers(rules: HandoverRules, own_language: bool, key: str) -> None:
    assert when_answered(rules, NOW, STUDIO.zone, in_studios_language=own_language).key == key


@pytest.mark.parametrize(
    ("rules", "hours"),
    [
        (HandoverRules(), 12),
        (HandoverRules(resume_after=timedelta(hours=2)), 1),
        (HandoverRules(answers_by="this evening"), 12),
        (HandoverRules(answers_at=time(18)), 8),
        (HandoverRules(answers_at=time(9)), 23),
        (HandoverRules(answers_at=time(10)), 24),
    ],
)
def test_what_is_promised_has_a_time_by_which_it_is_to_be_kept(rules: HandoverRules, hours: int) -> None:
    assert answer_by(rules, NOW, STUDIO.zone) == NOW + timedelta(hours=hours)


WEEKDAYS_ONLY = frozenset(range(5))
FRIDAY_EVENING = datetime(2026, 3, 13, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rules", "now", "key", "day"),
    [
        (
            HandoverRules(answers_at=time(18), answers_on=WEEKDAYS_ONLY),
            FRIDAY_EVENING,
            "handover.answers.on",
            16,
        ),
        (
            HandoverRules(answers_at=time(20), answers_on=WEEKDAYS_ONLY),
            FRIDAY_EVENING,
            "handover.answers.today",
            13,
        ),
        (HandoverRules(answers_at=time(18)), FRIDAY_EVENING, "handover.answers.tomorrow", 14),
        (
            HandoverRules(answers_at=time(18), days_off=((date(2026, 3, 14), date(2026, 3, 17)),)),
            FRIDAY_EVENING,
            "handover.answers.on",
            18,
        ),
        (
            HandoverRules(answers_by="this evening", answers_on=WEEKDAYS_ONLY),
            FRIDAY_EVENING + timedelta(days=1),
            "handover.answers.day",
            16,
        ),
        (
            HandoverRules(answers_on=WEEKDAYS_ONLY),
            FRIDAY_EVENING + timedelta(days=1),
            "handover.answers.day",
            16,
        ),
    ],
)
def test_no_answer_is_promised_for_a_day_off_or_after_closing(
    rules: HandoverRules, now: datetime, key: str, day: int
) -> None:
    assert when_answered(rules, now, STUDIO.zone, in_studios_language=True).key == key
    assert answer_by(rules, now, STUDIO.zone).date() == date(2026, 3, day)


def test_where_nobody_ever_answers_the_promise_has_a_day_all_the_same() -> None:
    rules = HandoverRules(answers_at=time(18), days_off=((date(2026, 1, 1), date(2030, 1, 1)),))

    assert answer_by(rules, NOW, STUDIO.zone) == NOW.replace(hour=18)


def test_answer_is_late_from_the_promised_time_on_for_a_week_unless_it_came() -> None:
    waiting = a_handover(answer_by=NOW)

    assert not waiting.is_late(NOW - timedelta(seconds=1))
    assert waiting.is_late(NOW)
    assert not waiting.is_late(NOW + timedelta(days=7))
    assert not a_handover(answer_by=NOW, answered_at=NOW).is_late(NOW)
    assert not a_handover().is_late(NOW)


def test_reaction_is_not_told_that_the_artist_was_reminded() -> None:
    late = a_handover(answer_by=NOW)

    assert said(turn(asked_for_size(), a_message("👍", Kind.REACTION), handover=late)) == []
    assert said(turn(asked_for_size(), a_message("hello?"), handover=late)) == ["handover.late"]


def test_the_artist_gets_word_of_more_messages_now_and_then() -> None:
    rules = HandoverRules(notify_every=timedelta(minutes=30))
    told = a_handover(notified_at=NOW)

    assert not told.worth_telling(NOW + timedelta(minutes=29), rules)
    assert told.worth_telling(NOW + timedelta(minutes=30), rules)


def test_the_first_reply_to_the_artists_own_words_reaches_them_at_once() -> None:
    rules, soon = HandoverRules(notify_every=timedelta(minutes=30)), NOW + timedelta(minutes=1)
    asked = a_handover(reason=Reason.ARTIST_ANSWERED, notified_at=NOW, answered_at=NOW)
    taken_over = a_handover(reason=Reason.ARTIST_TOOK_OVER, notified_at=NOW)

    assert asked.worth_telling(soon, rules)
    assert taken_over.worth_telling(soon, rules)
    for before in (asked, taken_over):
        told = replace(before, notified_at=soon)
        assert not told.worth_telling(soon + timedelta(minutes=29), rules)
        assert told.worth_telling(soon + timedelta(minutes=30), rules)
        assert replace(told, answered_at=soon).worth_telling(soon + timedelta(minutes=1), rules)


# ---------------------------------------------------------------- how every message ends

MESSAGES = {
    **{kind.value: a_message("", kind) for kind in Kind},
    "picture": a_picture(),
    "tap": a_tap("size:palm", "Palm sized"),
    "tap of long ago": a_tap("summary:send", "Send it"),
    "words": a_message("any news?"),
    "thanks": a_message("thank you!"),
    "STOP": a_message("STOP"),
    "START": a_message("START"),
    "a person": a_message("can i talk to someone"),
    "17": a_message("I'm 17"),
}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES.keys())
@pytest.mark.parametrize("status", [*Status, None])
def test_every_message_ends_in_exactly_one_of_reply_quiet_handover_opt_out(
    status: Status | None, message: Inbound
) -> None:
    lead = None if status is None else asked_for_size(status=status)
    for handover, opted_out in product((None, a_handover(), a_handover(resumes_at=NOW)), (False, True)):
        decision = turn(lead, message, handover=handover, opted_out=opted_out)

        ends = {
            Ending.OPT_OUT: decision.opted_out is True,
            Ending.HANDOVER: decision.hands_over is not None,
            Ending.QUIET: decision.quiet is not None,
            Ending.REPLY: bool(decision.says) and not decision.opted_out and decision.hands_over is None,
        }
        assert [ending for ending, holds in ends.items() if holds] == [decision.ending]
        if decision.quiet is not None:
            assert decision.says == ()


def test_side_told_while_a_person_answers_completes_the_place_that_is_known() -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})

    decision = reply(a_client(), lead, [a_message("actually the right side")], NOW, STUDIO, a_handover())

    assert decision.lead is not None
    place = decision.lead.answers["placement"].value
    assert place == {"part": "forearm", "side": "right", "aspect": "inner"}


def test_idea_in_the_message_that_brings_a_person_in_is_not_lost() -> None:
    decision = turn(None, a_message("a rose on my ankle 5cm, im pregnant is that ok?"))

    assert decision.hands_over is Reason.MEDICAL
    assert decision.lead is not None
    assert decision.lead.answers.keys() == {"idea", "placement", "size", HEALTH}
    assert decision.lead.answers["idea"].value == "a rose"
