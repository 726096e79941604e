"""Whatever a client, or a machine in their place, writes: the bot's part ends, and the artist knows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.conversation import Quiet
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Source, Status
from tattoobot.domain.messages import Kind
from tattoobot.wording import Wording
from tests.builders import STUDIO, a_brief, a_lead, a_message, a_picture, a_tap
from tests.domain.talks import AWAY, VENDING, Talk


def asked_for(*keys: str, key: str) -> Talk:
    return Talk(a_lead(answers=a_brief(*keys), current_question=key, asked={key: 1}))


def at_the_summary() -> Talk:
    talk = asked_for("instagram", key="instagram")
    talk.hears(a_tap("instagram:skip", "Skip"))
    assert talk.keys == ["summary"]
    return talk


# ---------------------------------------------------------------- machines


@pytest.mark.parametrize("text", [*AWAY.values(), VENDING])
def test_the_same_text_again_and_again_gets_one_more_try_and_then_nothing(text: str) -> None:
    talk = Talk(apart=timedelta(seconds=1))
    talk.hears("Hello")

    for _ in range(12):
        talk.hears(text)

    assert len(talk.says) <= 4
    assert sum("automatic_reply" in decision.passed_on for decision in talk.decisions) == 1
    assert talk.decisions[-1].quiet is Quiet.AUTOMATIC


def test_two_texts_in_turn_are_a_machine_too() -> None:
    talk = Talk()
    talk.hears("Hello")

    for _ in range(6):
        talk.hears(VENDING)
        talk.hears("The barber of this number cuts no hair on any weekday at all")

    assert len(talk.says) <= 5
    assert talk.decisions[-1].quiet is Quiet.AUTOMATIC


def test_long_texts_within_seconds_of_ours_are_nobody_s_typing() -> None:
    talk = Talk(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), apart=timedelta(seconds=1))

    for n in range(8):
        talk.hears(f"Ticket {'x' * n} has been opened and somebody of the team looks into the matter")

    assert len(talk.says) <= 3
    assert talk.decisions[-1].says == ()


@pytest.mark.parametrize("text", AWAY.values())
def test_an_away_text_holds_no_facts(text: str) -> None:
    talk = Talk()
    talk.hears("Hello")

    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers == {}


@pytest.mark.parametrize(
    "text", ["thanks for your message! a fox on my wrist", "we are away in June, July is fine for a fox"]
)
def test_one_sign_of_a_machine_is_none(text: str) -> None:
    talk = Talk()

    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers != {}


def test_anything_different_goes_on_where_it_stopped() -> None:
    talk = Talk()
    talk.hears("Hello")
    for _ in range(5):
        talk.hears(VENDING)

    talk.hears("sorry, that was our machine! A fox on my left wrist please")

    assert talk.decisions[-1].says
    assert talk.lead is not None
    assert "placement" in talk.lead.answers


def test_short_answers_may_be_the_same_from_question_to_question() -> None:
    talk = asked_for("size", "style", "colour", "budget", key="size")

    for _ in range(3):
        talk.hears("not sure")

    assert talk.keys == ["summary"]


@pytest.mark.parametrize("kind", [Kind.STICKER, Kind.AUDIO])
def test_nobody_with_words_is_answered_once_and_then_shown_to_the_artist(kind: Kind) -> None:
    talk = asked_for("size", key="size")

    for _ in range(6):
        talk.hears(a_message("", kind))

    assert len(talk.says) == 1
    assert [d.passed_on for d in talk.decisions].count((FlagReason.NO_WORDS,)) == 1


# ---------------------------------------------------------------- the same question


def test_a_question_mark_gets_the_question_in_short_and_then_a_person() -> None:
    talk = asked_for("size", key="size")

    talk.hears("?")
    assert talk.keys == ["short"]
    assert talk.hears("?").hands_over is Reason.STUCK


def test_a_question_asked_three_times_in_vain_is_left_open_for_the_artist() -> None:
    talk = asked_for("size", key="size")

    for text in ("how much is it?", "do you have time in May?", "how much for colour then?"):
        talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers["size"].source == Source.TO_ASK
    assert talk.lead.current_question == SUMMARY
    assert "Size: Still open" in Wording(STUDIO, "en", "Robin").brief(talk.lead.answers)


def test_what_was_left_open_can_still_be_told() -> None:
    talk = asked_for("size", key="size")
    for text in ("how much is it?", "do you have time in May?", "how much for colour then?"):
        talk.hears(text)

    talk.hears("oh, about 12 cm")

    assert talk.lead is not None
    assert talk.lead.answers["size"].value == {"longest_cm": 12.0}
    assert "changed" not in talk.keys


def test_the_age_is_never_left_open() -> None:
    talk = asked_for("adult", key="adult")

    for text in ("how much is it?", "does it hurt?", "how much for colour then?"):
        talk.hears(text)

    assert talk.decisions[-1].hands_over is Reason.STUCK
    assert talk.lead is not None
    assert "adult" not in talk.lead.answers


def test_the_summary_is_not_shown_again_unchanged() -> None:
    talk = at_the_summary()

    talk.hears("hmm let me see")
    assert talk.keys == ["what_to_change"]
    talk.hears("hmm well now")
    assert talk.keys == ["ready"]
    assert talk.hears("dunno lol").hands_over is Reason.STUCK


def test_a_question_at_the_summary_is_answered_without_the_summary() -> None:
    talk = at_the_summary()

    talk.hears("how much will it be?")

    assert talk.keys == ["answer.price", "ready"]


def test_the_second_time_the_same_answer_does_not_help_and_a_person_gets_the_question() -> None:
    talk = asked_for("size", key="size")

    talk.hears("does it hurt on the ribs?")
    decision = talk.hears("will it hurt a lot there?")

    assert "answer.pain" not in talk.keys
    assert talk.keys[0] == "passed_on"
    assert decision.passed_on == ("question",)


# ---------------------------------------------------------------- the same words


@pytest.mark.parametrize(
    "status", [Status.PENDING_APPROVAL, Status.AWAITING_DEPOSIT, Status.DEPOSIT_PAID, Status.BOOKED]
)
def test_asking_for_news_again_reaches_the_artist_and_ends_in_quiet(status: Status) -> None:
    talk = Talk(a_lead(status, answers=a_brief()))

    for _ in range(3):
        for text in (
            "any news?",
            "still no news?",
            "and now, anything new?",
            "what about now?",
            "nothing yet?",
        ):
            talk.hears(text)

    assert len(talk.says) <= 5
    assert talk.decisions[-1].says == ()
    assert all(d.says or d.passed_on or d.quiet is Quiet.AUTOMATIC for d in talk.decisions)


def test_cancelling_again_and_again_is_confirmed_once() -> None:
    talk = Talk(a_lead(Status.BOOKED), apart=timedelta(seconds=1))

    for n in range(25):
        talk.hears(f"I need to cancel please, number {n}")

    assert len(talk.says) == 1
    assert all(decision.passed_on == ("cancel_request",) for decision in talk.decisions)


# ---------------------------------------------------------------- pictures


def test_a_slow_album_is_thanked_for_once_and_counted_at_the_end() -> None:
    talk = asked_for("size", "reference_images", key="size")

    for _ in range(5):
        talk.hears(a_picture())
    assert len(talk.says) == 1

    talk.hears("about 10 cm")

    thanks = talk.decisions[-1].says[0].phrases[0]
    assert (thanks.key, thanks.facts["count"]) == ("thanks_for_pictures", 5)
    assert [d.quiet for d in talk.decisions[1:5]] == [Quiet.ALBUM] * 4
    assert talk.lead is not None
    assert talk.lead.asked["size"] == 2


def test_pictures_of_another_hour_are_thanked_for_anew() -> None:
    talk = Talk(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), apart=timedelta(hours=1))

    talk.hears(a_picture())
    talk.hears(a_picture(), a_picture())

    assert [say.phrases[0].facts["count"] for say in talk.says] == [1, 2]


# ---------------------------------------------------------------- a day's measure


def test_a_client_gets_so_many_messages_a_day_and_the_artist_hears_of_it_once() -> None:
    talk = asked_for("size", key="size")
    talk.studio = replace(STUDIO, messages_a_day=10)
    talk.hears(a_tap("size:small", "Small"))

    for n in range(60):
        talk.hears(f"actually make it {n % 7 + 3} cm")

    assert len(talk.says) == 10
    assert talk.says[-1].phrases[0].key == "enough_today"
    assert sum("too_many_messages" in decision.passed_on for decision in talk.decisions) == 1
    talk.now += timedelta(days=1)
    assert talk.hears("actually make it 20 cm").says


def test_stop_and_sending_the_brief_are_confirmed_beyond_the_measure() -> None:
    talk = asked_for("size", key="size")
    talk.studio = replace(STUDIO, messages_a_day=10)
    for n in range(30):
        talk.hears(f"actually make it {n % 7 + 3} cm")

    talk.hears(a_tap("summary:send", "Send it"))
    assert talk.keys == ["sent_to_artist"]
    talk.hears("STOP")
    assert talk.keys == ["opted_out"]


# ---------------------------------------------------------------- after STOP


def test_one_who_writes_after_stop_is_answered_once_a_day_and_asked_nothing() -> None:
    talk = Talk()
    talk.hears("STOP")
    talk.lead = a_lead()

    for text in ("Hi again! A swallow on my ankle?", "hello", "anybody there", "please answer"):
        talk.hears(text)

    assert [phrase.key for say in talk.says for phrase in say.phrases] == ["opted_out", "still_opted_out"]
    assert sum("wrote_after_opt_out" in d.passed_on for d in talk.decisions) == 1
    talk.now += timedelta(days=1)
    talk.hears("hello?")
    assert talk.keys == ["still_opted_out"]
    assert talk.decisions[-1].passed_on == ()


@pytest.mark.parametrize("text", ["yes", "yes please", "START"])
def test_a_plain_yes_to_that_answer_comes_back_in(text: str) -> None:
    talk = Talk()
    talk.hears("STOP")
    talk.hears("hi, me again")

    decision = talk.hears(text)

    assert decision.opted_out is False
    assert talk.keys[0] == "welcome_back"


def test_yes_alone_brings_nobody_back_who_was_not_asked() -> None:
    talk = Talk()
    talk.hears("STOP")

    assert talk.hears("yes").opted_out is None


def test_another_stop_does_not_begin_the_day_anew() -> None:
    talk = Talk()

    for text in ("STOP", "hello?", "STOP", "hello?"):
        talk.hears(text)

    assert talk.keys == []
