"""One decision at a time while the questions are asked: messages in, what is said and what happens out."""

from dataclasses import replace

import pytest

from tattoobot.domain.conversation import reply
from tattoobot.domain.lead import Answer, Happened, Source, Status
from tattoobot.domain.messages import Inbound, Kind
from tests.builders import BRIEF, NOW, STUDIO, a_brief, a_client, a_lead, a_message, a_picture, a_tap
from tests.domain.talks import answers, said, turn


def test_greeting_opens_a_lead_and_asks_for_the_idea() -> None:
    decision = turn(None, a_message("hi"))

    assert decision.opens
    assert said(decision) == ["hello", "ask.idea"]


def test_everything_said_in_the_first_message_is_not_asked_again() -> None:
    decision = turn(
        None,
        a_message(
            "Hi! I'd like a fine line fox on my left inner forearm, about 10cm, black and grey, no cover up."
            " Budget £250-300. I'm 24, from Leeds, any time in April works. I'll send pictures later"
        ),
    )

    known = answers(decision)
    assert known["style"] == "fine_line"
    assert known["placement"] == {"part": "forearm", "side": "left", "aspect": "inner"}
    assert known["size"] == {"longest_cm": 10.0}
    assert known["budget"] == {"min": 250, "max": 300, "currency": "GBP"}
    assert known["adult"] is True
    assert len(decision.says) == 1


def test_fragments_are_answered_once() -> None:
    decision = turn(
        None,
        a_message("hii"),
        a_message("so i want like a snake tattoo"),
        a_message("round my left forearm"),
    )

    assert len(decision.says) == 1
    assert {"idea", "placement"} <= answers(decision).keys()


@pytest.mark.parametrize("type_", ["request_welcome", "hologram"])
def test_what_holds_nothing_that_is_known_opens_no_enquiry(type_: str) -> None:
    decision = turn(None, a_message("", Kind.OTHER, detail=type_))

    assert (decision.lead, decision.opens, decision.says) == (None, False, ())


def test_a_chat_that_was_opened_is_no_news_for_the_artist() -> None:
    decision = turn(a_lead(), a_message("", Kind.OTHER, detail="request_welcome"))

    assert (decision.says, decision.needs_artist) == ((), ())


def test_tapped_choice_is_the_answer() -> None:
    lead = a_lead(answers=a_brief("colour", "adult"), current_question="colour", asked={"colour": 1})

    decision = turn(lead, a_tap("colour:black_and_grey", "Black & grey"))

    assert answers(decision)["colour"] == "black_and_grey"
    assert said(decision) == ["ask.adult"]


def test_every_choice_can_be_typed() -> None:
    lead = a_lead(answers=a_brief("colour", "adult"), current_question="colour", asked={"colour": 1})

    decision = turn(lead, a_message("black and grey please"))

    assert answers(decision)["colour"] == "black_and_grey"


def test_unclear_answer_is_asked_once_more_differently_and_then_kept_for_the_artist() -> None:
    lead = a_lead(answers=a_brief("size", "adult"), current_question="size", asked={"size": 1})

    first = turn(lead, a_message("like my gran's teapot lid"))
    assert first.lead is not None
    second = turn(first.lead, a_message("as the teapot lid of my gran"))

    assert said(first) == ["again.size"]
    assert second.lead is not None
    assert second.lead.answers["size"] == Answer("as the teapot lid of my gran", None, Source.CHECK)
    assert said(second) == ["find_out", "ask.adult"]


def test_not_knowing_is_an_answer() -> None:
    lead = a_lead(answers=a_brief("budget", "adult"), current_question="budget", asked={"budget": 1})

    decision = turn(lead, a_message("no idea"))

    assert decision.lead is not None
    assert decision.lead.answers["budget"].source == "unsure"


def test_pictures_are_acknowledged_once_and_the_question_stays() -> None:
    lead = a_lead(answers=a_brief("size", "reference_images"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_picture(), a_picture(), a_picture("like these"))

    assert said(decision)[0] == "thanks_for_pictures"
    assert decision.says[0].phrases[0].facts["count"] == 3
    assert said(decision)[-1] in {"ask.size", "again.size"}
    assert answers(decision)["reference_images"] == "has"


def test_price_question_is_answered_and_the_open_question_repeated_in_one_message() -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message("how much would it be?"))

    assert said(decision) == ["answer.price", "ask.size"]
    assert len(decision.says) == 1


@pytest.mark.parametrize("text", ["what was my size again?", "was war nochmal meine größe?"])
def test_client_who_asks_what_they_said_hears_it(text: str) -> None:
    lead = a_lead(answers=a_brief("style"), current_question="style", asked={"style": 1})

    decision = turn(lead, a_message(text))

    assert said(decision) == ["noted", "ask.style"]
    assert decision.says[0].phrases[0].facts["answers"].keys() == {"size"}


def test_complete_brief_is_summed_up_and_not_yet_sent() -> None:
    lead = a_lead(answers=a_brief("instagram"), current_question="instagram", asked={"instagram": 1})

    decision = turn(lead, a_tap("instagram:skip", "Skip"))

    assert said(decision) == ["summary"]
    assert [tap.id for tap in decision.says[0].taps] == ["summary:send", "summary:change"]
    assert decision.happened == ()


@pytest.mark.parametrize("yes", [a_tap("summary:send", "Send it"), a_message("yes"), a_message("yes please")])
def test_confirmed_summary_goes_to_the_artist(yes: Inbound) -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})

    decision = turn(lead, yes)

    assert decision.happened == (Happened.BRIEF_COMPLETED,)
    assert said(decision) == ["sent_to_artist"]


def test_summary_can_be_changed_by_saying_so() -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})

    decision = turn(lead, a_message("actually make it 15 cm"))

    assert answers(decision)["size"] == {"longest_cm": 15.0}
    assert said(decision) == ["changed", "summary"]


def test_change_something_offers_the_answers_and_asks_the_chosen_one_again() -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})

    offered = turn(lead, a_tap("summary:change", "Change something"))
    assert offered.lead is not None
    chosen = turn(offered.lead, a_tap("change:size", "Size"))
    assert chosen.lead is not None
    done = turn(chosen.lead, a_message("12 cm"))

    assert len(offered.says[0].taps) <= 10
    assert said(chosen) == ["ask.size"]
    assert answers(done)["size"] == {"longest_cm": 12.0}
    assert said(done)[-1] == "summary"


def test_brief_of_the_builders_is_complete() -> None:
    assert set(BRIEF) == {question.key for question in STUDIO.questions}


# ---------------------------------------------------------------- the age


def test_age_must_be_known() -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult", asked={"adult": 1})

    decision = turn(lead, a_message("skip"))

    assert said(decision) == ["again.adult"]


@pytest.mark.parametrize(
    "words", ["weekends in april", "sat or sun, april", "oh and it should be before june"]
)
def test_a_date_is_a_date_while_the_age_is_asked(words: str) -> None:
    lead = a_lead(answers=a_brief("adult", "timing"), current_question="adult", asked={"adult": 1})

    decision = turn(lead, a_message(words))

    assert "timing" in answers(decision)
    assert decision.happened == ()
    assert said(decision) == ["noted", "again.adult"]


@pytest.mark.parametrize("asked", [None, "adult"])
def test_a_childs_age_is_asked_back_in_other_words_and_at_once(asked: str | None) -> None:
    lead = a_lead(answers=a_brief("adult", "budget"), current_question=asked)

    decision = turn(lead, a_message("my daughter is 16 and she wants a star"))

    assert decision.happened == ()
    assert said(decision) == ["again.adult"]


def test_a_year_of_birth_that_leaves_it_open_ends_nothing() -> None:
    year = NOW.year - 18
    lead = a_lead(answers=a_brief("adult"), current_question="adult", asked={"adult": 1})

    decision = turn(lead, a_message(f"I was born in {year}"))

    assert decision.lead is not None
    assert decision.lead.status is Status.QUALIFYING
    assert "adult" not in answers(decision)
    assert said(decision) == ["again.adult"]


def test_minor_is_turned_away_kindly() -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult", asked={"adult": 1})

    decision = turn(lead, a_message("I'm 17"))

    assert decision.happened == (Happened.TOO_YOUNG,)
    assert said(decision) == ["too_young"]


def test_who_is_a_minor_is_up_to_the_studio() -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult", asked={"adult": 1})
    studio = replace(STUDIO, minimum_age=21)

    decision = reply(a_client(), lead, (a_message("I'm 19"),), NOW, studio)

    assert said(decision) == ["too_young"]


# ---------------------------------------------------------------- size and place, one beside the other


def test_palm_is_a_size_where_the_size_was_asked_for() -> None:
    lead = a_lead(answers=a_brief("size", "adult"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message("palm"))

    assert answers(decision)["size"] == {"class": "palm"}
    assert answers(decision)["placement"] == {"part": "forearm", "side": "left", "aspect": "inner"}


def test_a_side_alone_completes_the_place_that_is_known() -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})

    decision = turn(lead, a_message("actually the right side"))

    assert answers(decision)["placement"] == {"part": "forearm", "side": "right", "aspect": "inner"}


def test_a_side_alone_says_nothing_where_no_place_is_known() -> None:
    decision = turn(a_lead(current_question="idea", asked={"idea": 1}), a_message("right, not left"))

    assert "placement" not in answers(decision)


def test_arm_without_more_is_the_part_of_it_that_is_known() -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})

    decision = turn(lead, a_message("actually on the right arm"))

    assert answers(decision)["placement"] == {"part": "forearm", "side": "right", "aspect": "inner"}


# ---------------------------------------------------------------- one of several readings


def test_tapped_reading_is_kept_however_little_of_its_title_there_was_room_for() -> None:
    lead = a_lead(answers=a_brief("placement"), current_question="placement", asked={"placement": 1})
    asked = turn(lead, a_message("on my arm"))
    tap = asked.says[0].taps[1]

    decision = turn(asked.lead, a_tap(tap.id, "Fore…"))

    assert said(asked)[-1] == "which.placement"
    assert answers(decision)["placement"] == {"part": "forearm", "side": None, "aspect": None}


@pytest.mark.parametrize("choice", ["reading", "reading:size", "reading:size:0", "reading:size:{", ""])
def test_tap_on_what_nobody_offered_is_answered_with_the_open_question(choice: str) -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message("12 cm", Kind.CHOICE, choice=choice))

    assert said(decision) == ["ask.size"]
    assert decision.lead is not None
    assert decision.lead.answers == lead.answers


@pytest.mark.parametrize("asked", ["style", "location", "colour"])
@pytest.mark.parametrize("caption", ["die Karte", "the map", "o mapa", "le plan", "el mapa"])
def test_caption_that_only_says_what_a_picture_shows_answers_no_question(asked: str, caption: str) -> None:
    lead = a_lead(answers=a_brief(asked), current_question=asked, asked={asked: 1})

    decision = turn(lead, a_picture(caption))

    assert asked not in answers(decision)
    assert said(decision) == ["thanks_for_pictures", f"ask.{asked}"]


@pytest.mark.parametrize(("caption", "style"), [("blackwork", "blackwork"), ("keine Ahnung", None)])
def test_caption_that_answers_the_question_is_the_answer(caption: str, style: str | None) -> None:
    lead = a_lead(answers=a_brief("style"), current_question="style", asked={"style": 1})

    assert answers(turn(lead, a_picture(caption)))["style"] == style
