"""One decision at a time: messages in, what is said and what happens out."""

from dataclasses import replace

import pytest

from tattoobot.domain.conversation import Decision, reply
from tattoobot.domain.deposit import Stands
from tattoobot.domain.lead import Answer, Happened, Lead, Source, Status
from tattoobot.domain.messages import Inbound, Kind
from tests.builders import BRIEF, NOW, STUDIO, a_brief, a_client, a_lead, a_message, a_picture, a_tap


def said(decision: Decision) -> list[str]:
    """The keys of all that is said, in order."""
    return [phrase.key for say in decision.says for phrase in say.phrases]


def answers(decision: Decision) -> dict[str, object]:
    assert decision.lead is not None
    return {key: answer.value for key, answer in decision.lead.answers.items()}


def turn(lead: Lead | None, *messages: Inbound, opted_out: bool = False) -> Decision:
    return reply(a_client(opted_out=opted_out), lead, messages, NOW, STUDIO)


# ---------------------------------------------------------------- the consultation


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


def test_fragments_are_answered_once() -> None:
    decision = turn(
        None,
        a_message("hii"),
        a_message("so i want like a snake tattoo"),
        a_message("round my left forearm"),
    )

    assert len(decision.says) == 1
    assert {"idea", "placement"} <= answers(decision).keys()


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
    assert said(second) == ["ask.adult"]


def test_not_knowing_is_an_answer() -> None:
    lead = a_lead(answers=a_brief("budget", "adult"), current_question="budget", asked={"budget": 1})

    decision = turn(lead, a_message("no idea"))

    assert decision.lead is not None
    assert decision.lead.answers["budget"].source == "unsure"


def test_age_must_be_known() -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult", asked={"adult": 1})

    decision = turn(lead, a_message("skip"))

    assert said(decision) == ["again.adult"]


def test_pictures_are_acknowledged_once_and_the_question_stays() -> None:
    lead = a_lead(answers=a_brief("size", "reference_images"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_picture(), a_picture(), a_picture("like these"))

    assert said(decision)[0] == "thanks_for_pictures"
    assert decision.says[0].phrases[0].facts["count"] == 3
    assert said(decision)[-1] in {"ask.size", "again.size"}
    assert answers(decision)["reference_images"] == "has"


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


def test_price_question_is_answered_and_the_open_question_repeated_in_one_message() -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message("how much would it be?"))

    assert said(decision) == ["answer.price", "ask.size"]
    assert len(decision.says) == 1


# ---------------------------------------------------------------- opting out and in


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


# ---------------------------------------------------------------- after the brief


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (Status.PENDING_APPROVAL, "still_with_artist"),
        (Status.AWAITING_DEPOSIT, "deposit_waits"),
        (Status.DEPOSIT_PAID, "deposit_is_in"),
        (Status.BOOKING_PENDING, "deposit_is_in"),
    ],
)
def test_open_lead_always_answers(status: Status, key: str) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message("any news?"))

    assert said(decision)
    assert not decision.opens


@pytest.mark.parametrize("status", [Status.REJECTED, Status.CANCELLED, Status.LAPSED, Status.COMPLETED])
def test_message_after_the_end_begins_a_new_enquiry(status: Status) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message("hi, I would like a rose on my ankle"))

    assert decision.opens
    assert "hello_again" in said(decision)
    assert "size" not in answers(decision)


@pytest.mark.parametrize("status", [Status.REJECTED, Status.COMPLETED, Status.BOOKED])
def test_thanks_after_the_end_is_let_be(status: Status) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message("thank you!"))

    assert said(decision) == []
    assert not decision.opens


def test_booked_client_who_wants_another_piece_gets_a_new_enquiry() -> None:
    decision = turn(
        a_lead(Status.BOOKED), a_message("hey, I'd like another tattoo, a small rose on my ankle")
    )

    assert decision.opens


def test_booked_client_who_greets_is_asked_what_it_is_about() -> None:
    decision = turn(a_lead(Status.BOOKED), a_message("hi"))

    assert said(decision) == ["again"]
    assert not decision.opens


@pytest.mark.parametrize("kind", [Kind.REACTION, Kind.SYSTEM])
@pytest.mark.parametrize("status", list(Status))
def test_reaction_is_deliberate_quiet(status: Status, kind: Kind) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message("👍", kind))

    assert said(decision) == []
    assert decision.happened == ()


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind not in {Kind.REACTION, Kind.SYSTEM, Kind.EDIT, Kind.REVOKE}]
)
@pytest.mark.parametrize("status", [*Status, None])
def test_every_kind_of_message_in_every_status_ends_in_an_answer_or_with_the_artist(
    kind: Kind, status: Status | None
) -> None:
    lead = None if status is None else a_lead(status, answers=a_brief("size"), current_question="size")

    decision = turn(lead, a_message("", kind))

    assert decision.says or decision.needs_artist or (kind is Kind.OTHER and lead is None)


@pytest.mark.parametrize("type_", ["request_welcome", "hologram"])
def test_what_holds_nothing_that_is_known_opens_no_enquiry(type_: str) -> None:
    decision = turn(None, a_message("", Kind.OTHER, detail=type_))

    assert (decision.lead, decision.opens, decision.says) == (None, False, ())


def test_a_chat_that_was_opened_is_no_news_for_the_artist() -> None:
    decision = turn(a_lead(), a_message("", Kind.OTHER, detail="request_welcome"))

    assert (decision.says, decision.needs_artist) == ((), ())


def test_brief_of_the_builders_is_complete() -> None:
    assert set(BRIEF) == {question.key for question in STUDIO.questions}


# ---------------------------------------------------------------- small courtesies


def test_only_the_sentence_with_the_idea_is_said_back() -> None:
    decision = turn(
        None, a_message("Hello there! I'd love a small fox on my wrist. My budget is about £100.")
    )

    assert decision.lead is not None
    assert decision.lead.answers["idea"].value == "I'd love a small fox on my wrist."
    assert decision.lead.answers["idea"].text.startswith("Hello there!")


def test_thanks_while_the_artist_decides_needs_no_answer() -> None:
    decision = turn(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), a_message("thank you!"))

    assert said(decision) == []


def test_thanks_takes_nothing_back_of_what_was_said_before_it() -> None:
    lead = a_lead(Status.PENDING_APPROVAL, answers=a_brief())

    decision = turn(lead, a_message("oh, and make it 12 cm"), a_message("thanks"))

    assert said(decision) == ["changed", "added"]


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


# ---------------------------------------------------------------- the deposit


@pytest.mark.parametrize(
    ("deposit", "key", "needs"),
    [
        (Stands.OPEN, "deposit_waits", ()),
        (Stands.ON_ITS_WAY, "deposit_on_its_way", ()),
        (Stands.RAN_OUT, "deposit_ran_out", ("deposit_link_wanted",)),
    ],
)
def test_client_hears_how_their_deposit_stands(deposit: Stands, key: str, needs: tuple[str, ...]) -> None:
    lead = a_lead(Status.AWAITING_DEPOSIT, answers=a_brief())

    decision = reply(a_client(), lead, [a_message("ok just saw this")], NOW, STUDIO, deposit=deposit)

    assert said(decision)[-1] == key
    assert decision.needs_artist == needs


# ---------------------------------------------------------------- health, beside the idea


def test_idea_told_in_one_breath_with_an_illness_is_said_back_without_it() -> None:
    decision = turn(None, a_message("I'd like a fox on my wrist, about 10cm, and I'm diabetic"))

    assert decision.lead is not None
    assert decision.lead.answers["idea"] == Answer(
        "I'd like a fox on my wrist, about 10cm, and I'm diabetic", "fox", Source.PRIVATE
    )
    assert "medical" in decision.needs_artist
    assert decision.about_health


def test_idea_told_in_a_sentence_of_its_own_is_said_back_whole() -> None:
    decision = turn(None, a_message("I want a rose tattoo. I have epilepsy by the way."))

    assert decision.lead is not None
    assert decision.lead.answers["idea"].value == "I want a rose tattoo."
    assert decision.lead.answers["idea"].source == "private"


def test_idea_that_is_an_illness_is_kept_for_the_artist_alone() -> None:
    lead = a_lead(current_question="idea", asked={"idea": 1})

    decision = turn(lead, a_message("something about my lupus please, lupus awareness"))

    assert decision.lead is not None
    kept = decision.lead.answers.get("idea")
    assert kept is None or (kept.value is None and kept.source == "private")


# ---------------------------------------------------------------- as a good receptionist would


def test_arm_without_more_is_the_part_of_it_that_is_known() -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})

    decision = turn(lead, a_message("actually on the right arm"))

    assert answers(decision)["placement"] == {"part": "forearm", "side": "right", "aspect": "inner"}


@pytest.mark.parametrize("text", ["what was my size again?", "was war nochmal meine größe?"])
def test_client_who_asks_what_they_said_hears_it(text: str) -> None:
    lead = a_lead(answers=a_brief("style"), current_question="style", asked={"style": 1})

    decision = turn(lead, a_message(text))

    assert said(decision) == ["noted", "ask.style"]
    assert decision.says[0].phrases[0].facts["answers"].keys() == {"size"}


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("hi, I want two tattoos: a rose on my wrist and a snake on my ankle", True),
        ("quiero dos tatuajes, una rosa y una serpiente", True),
        ("ich möchte zwei kleine Tattoos, einen Fuchs und eine Rose", True),
        ("je voudrais deux petits tatouages, un loup et une rose", True),
        ("a fox please, I have two tattoos already", False),
        ("I want a piece with three roses", False),
    ],
)
def test_two_pieces_in_one_message_are_taken_one_at_a_time(text: str, several: bool) -> None:
    decision = turn(None, a_message(text))

    assert ("several_pieces" in said(decision)) is several
    assert ("several_pieces" in decision.needs_artist) is several


@pytest.mark.parametrize("status", [Status.AWAITING_DEPOSIT, Status.BOOKING_PENDING, Status.BOOKED])
@pytest.mark.parametrize("text", ["how much will it be in the end?", "is there parking nearby?"])
def test_question_about_an_agreed_piece_is_for_the_artist(status: Status, text: str) -> None:
    decision = turn(a_lead(status, answers=a_brief()), a_message(text))

    assert said(decision) == ["passed_on"]
    assert decision.passed_on == ("question",)


@pytest.mark.parametrize("words", ["is 60000 a typo?", "sorry, £60000?", "60.000 € wirklich?"])
def test_a_question_about_the_amount_that_was_asked_for_is_no_budget(words: str) -> None:
    lead = a_lead(Status.AWAITING_DEPOSIT, answers=a_brief())

    decision = reply(a_client(), lead, [a_message(words)], NOW, STUDIO)

    assert decision.lead is not None
    assert decision.lead.answers == lead.answers
    assert "question" in decision.passed_on
