"""Several questions in one message: which, in which words, and what half an answer, none and "no idea" come to."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Answer, Lead, Source
from tests.builders import STUDIO, a_brief, a_lead, a_message, a_picture, a_tap
from tests.domain.talks import Talk, answers


def about_to_ask(*keys: str) -> Lead:
    """A lead in which these are open, and nobody has asked."""
    return a_lead(answers=a_brief(*keys), current_question=None)


def talk_about(*keys: str) -> Talk:
    """The client has just read the question for these."""
    talk = Talk(about_to_ask(*keys))
    talk.hears("hello?")
    return talk


@pytest.mark.parametrize(
    ("open_", "phrase"),
    [
        (("placement", "size", "cover_up"), "together.placement.size"),
        (("size", "cover_up"), "together.size.cover_up"),
        (("style", "colour"), "together.style.colour"),
        (("location", "timing"), "together.location.timing"),
        (("reference_images", "budget", "instagram"), "together.optional"),
        (("budget", "instagram"), "together.optional"),
        (("budget",), "ask.budget"),
        (("size",), "ask.size"),
    ],
)
def test_what_belongs_together_is_asked_in_one_message(open_: tuple[str, ...], phrase: str) -> None:
    talk = talk_about(*open_)

    assert talk.keys[-1] == phrase
    assert len(talk.says) == 1


@pytest.mark.parametrize(
    ("open_", "words", "known"),
    [
        (("placement", "size"), "left thigh, 12", {"size": {"longest_cm": 12.0}}),
        (("size", "cover_up"), "about 10 cm, no", {"cover_up": "new"}),
        (("style", "colour"), "fine line, black", {"colour": "black_and_grey"}),
        (("location", "timing"), "Leeds, any Friday", {"location": {"city": "Leeds", "country": "GB"}}),
        (("reference_images", "budget"), "300", {"budget": {"min": 300, "max": 300, "currency": None}}),
    ],
)
def test_one_message_answers_all_of_it(open_: tuple[str, ...], words: str, known: dict[str, object]) -> None:
    talk = talk_about(*open_)

    decision = talk.hears(words)

    assert known.items() <= answers(decision).items()
    assert talk.keys[-1] == "summary"


def test_half_an_answer_is_taken_and_what_has_to_be_known_is_asked_next() -> None:
    talk = talk_about("placement", "size", "cover_up", "style")

    talk.hears("left thigh")
    assert talk.keys[-1] == "together.size.cover_up"
    talk.hears("12 cm")
    assert talk.keys[-1] == "ask.cover_up"


def test_what_is_only_useful_is_left_to_the_artist_where_the_other_half_was_answered() -> None:
    talk = talk_about("style", "colour", "adult")

    decision = talk.hears("fine line please")

    assert decision.lead is not None
    assert decision.lead.answers["colour"] == Answer("", None, Source.TO_ASK)
    assert talk.keys[-1] == "ask.adult"


def test_a_tap_can_only_answer_one_so_the_other_is_asked() -> None:
    talk = talk_about("style", "colour", "adult")

    talk.hears(a_tap("style:fine_line", "Fine line"))

    assert talk.keys[-1] == "ask.colour"


def test_no_idea_is_an_answer_to_both() -> None:
    talk = talk_about("style", "colour", "adult")

    decision = talk.hears("no idea")

    assert decision.lead is not None
    assert {decision.lead.answers[key].source for key in ("style", "colour")} == {Source.UNSURE}
    assert talk.keys == ["find_out", "ask.adult"]


def test_not_knowing_where_says_nothing_about_the_skin() -> None:
    talk = talk_about("placement", "cover_up", "adult")

    decision = talk.hears("não sei bem onde")

    assert answers(decision).get("cover_up") is None


def test_what_was_left_open_and_is_told_later_is_new_and_not_changed() -> None:
    talk = talk_about("location", "timing", "adult")
    talk.hears("dunno")

    talk.hears("Leeds")

    assert "changed" not in talk.keys


def test_what_is_optional_is_asked_once() -> None:
    talk = talk_about("reference_images", "budget", "instagram")

    decision = talk.hears("nah")

    assert talk.keys == ["summary"]
    assert {"reference_images", "budget", "instagram"} <= answers(decision).keys()


def test_a_picture_for_what_is_optional_is_enough() -> None:
    talk = talk_about("reference_images", "budget", "instagram")

    decision = talk.hears(a_picture())

    assert answers(decision)["reference_images"] == "has"
    assert talk.keys == ["thanks_for_pictures", "summary"]


def test_what_is_wanted_to_be_sent_is_no_answer_to_a_question() -> None:
    talk = talk_about("size", "cover_up")

    assert talk.hears("just send it").says[0].phrases[0].key == "still_needed"
    decision = talk.hears("send it as it is then")

    assert decision.lead is not None
    assert decision.lead.answers["size"].source is Source.UNSURE
    assert talk.keys[-1] == "summary"


def test_a_number_below_two_questions_is_no_row_of_the_menu() -> None:
    talk = talk_about("placement", "size")

    decision = talk.hears(a_message("7"))

    assert "placement" not in answers(decision)


def test_each_in_a_message_of_its_own_where_the_studio_wants_that() -> None:
    flow = tuple(replace(question, together="") for question in STUDIO.questions)
    talk = Talk(about_to_ask("placement", "size"), replace(STUDIO, questions=flow))

    talk.hears("hello?")

    assert talk.keys[-1] == "ask.placement"
