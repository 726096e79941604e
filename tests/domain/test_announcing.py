"""What is still to come, and what a client asks first: no question is answered by it, and none missed."""

import pytest

from tattoobot.domain.conversation import Decision
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Reason
from tests.builders import a_picture
from tests.domain.talks import Talk, answers
from tests.domain.test_asking import talk_about


@pytest.mark.parametrize(
    "words",
    ["I'll send you a photo", "te paso una foto", "ich schick dir gleich ein Bild", "vou te mandar uma foto"],
)
def test_a_picture_that_comes_at_once_is_waited_for(words: str) -> None:
    talk = talk_about("style", "colour", "reference_images")

    waiting = talk.hears(words)
    assert talk.keys == ["waiting"]
    assert "style" not in answers(waiting)
    came = talk.hears(a_picture())

    assert talk.keys == ["thanks_for_pictures", "together.style.colour"]
    assert answers(came)["reference_images"] == "has"


@pytest.mark.parametrize(
    "words", ["Bilder schick ich später, bin grad im Zug", "je vous envoie une photo ce soir"]
)
def test_one_for_later_is_fine_and_the_question_stays(words: str) -> None:
    talk = talk_about("location", "timing", "reference_images")

    decision = talk.hears(words)

    assert talk.keys == ["whenever", "together.location.timing"]
    assert answers(decision).get("location") is None
    assert "location" not in answers(decision)
    assert answers(decision)["reference_images"] == "later"


def test_yes_to_pictures_sends_none() -> None:
    talk = talk_about("reference_images", "budget")

    decision = talk.hears("yes")

    assert talk.keys == ["go_ahead"]
    assert "reference_images" not in answers(decision)


def test_a_question_back_is_answered_and_the_open_one_waits_a_message() -> None:
    talk = talk_about("size", "cover_up")

    talk.hears("does it hurt?")
    assert talk.keys == ["answer.pain"]
    talk.hears("how long does it take?")

    assert talk.keys == ["answer.duration", "together.size.cover_up"]


@pytest.mark.parametrize("words", ["hi, I booked with you last week", "it's about my appointment"])
def test_a_booking_that_is_not_known_is_for_a_person_and_no_idea(words: str) -> None:
    talk = Talk()
    talk.hears("hi")

    decision = talk.hears(words)

    assert FlagReason.MESSAGE_AFTER_BOOKING in decision.passed_on
    assert talk.keys == ["passed_on"]
    assert "idea" not in answers(decision)


def test_tattoo_alone_is_no_idea() -> None:
    talk = Talk()
    talk.hears("hi")

    talk.hears("tattoo")
    assert talk.keys[-1] != "together.placement.size"
    talk.hears("a dragon")

    assert talk.keys[-1] == "together.placement.size"


def rude(words: str) -> Decision:
    talk = Talk()
    talk.hears("how much for a skull?")
    return talk.hears(words)


def test_a_rude_question_is_a_question() -> None:
    decision = rude("wtf just give me a price")

    assert decision.hands_over is None
    assert FlagReason.QUESTION in decision.passed_on


def test_an_insult_is_for_a_person() -> None:
    assert rude("just tell me the price you useless bot").hands_over is Reason.COMPLAINT


def test_a_second_word_about_health_is_answered_too() -> None:
    talk = Talk()
    talk.hears("a small rose on my right ankle please, and I'm allergic to latex")
    assert "health" in talk.keys

    talk.hears("also I have a heart condition, is it safe for me to get a tattoo?")

    assert "health.again" in talk.keys


def test_the_idea_can_be_changed_by_saying_to_what() -> None:
    talk = talk_about("idea")

    decision = talk.hears("can you change the idea to a snake with flowers")

    assert answers(decision)["idea"] == "a snake with flowers"
