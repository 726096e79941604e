"""What somebody else wrote, and the client passes on, fills what is empty and decides nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tattoobot.domain.conversation import Decision
from tattoobot.domain.lead import Answer, Source, Status
from tattoobot.domain.messages import Inbound, Kind, Place
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import turn


def forwarded(text: str) -> Inbound:
    return a_message(text, forwarded=True)


def card(name: str) -> Inbound:
    return a_message(name, Kind.CONTACTS)


def pin(name: str) -> Inbound:
    return a_message(name, Kind.LOCATION, place=Place(53.8, -1.5, name))


def form(label: str) -> Inbound:
    return a_message(label, Kind.FLOW)


def answers(decision: Decision) -> dict[str, Answer]:
    assert decision.lead is not None
    return decision.lead.answers


Shape = Callable[[str], Inbound]
SHAPES: list[Shape] = [forwarded, card, pin, form]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "words", ["STOP", "I want to talk to a person", "I'm 16 years old", "I'm allergic to latex"]
)
def test_words_of_consequence_of_somebody_else_decide_nothing(shape: Shape, words: str) -> None:
    lead = a_lead(answers=a_brief("size", "budget"), current_question="size")

    decision = turn(lead, shape(words))

    assert decision.opted_out is None
    assert decision.hands_over is None
    assert decision.happened == ()
    assert decision.under_age is None


@pytest.mark.parametrize("shape", SHAPES)
def test_what_somebody_else_wrote_overwrites_nothing(shape: Shape) -> None:
    lead = a_lead(answers=a_brief("budget"), current_question="budget")

    decision = turn(lead, shape("a 30 cm dragon on my left calf, London"))

    before = {key: answer for key, answer in answers(decision).items() if key != "budget"}
    assert before == a_brief("budget")


@pytest.mark.parametrize("words", ["yes", "looks good, send it"])
def test_somebody_elses_yes_sends_no_brief_and_makes_nobody_of_age(words: str) -> None:
    summary = turn(a_lead(answers=a_brief(), current_question="summary"), forwarded(words))
    age = turn(
        a_lead(answers=a_brief("adult"), current_question="adult"), forwarded(words), forwarded("I am 25")
    )

    assert summary.happened == ()
    assert "adult" not in answers(age)


def test_forwarded_words_fill_what_is_empty_to_be_checked() -> None:
    decision = turn(a_lead(answers=a_brief("size"), current_question="size"), forwarded("about 12 cm"))

    assert answers(decision)["size"] == Answer("12 cm", {"longest_cm": 12.0}, Source.CHECK)


def test_forwarded_words_about_health_are_quoted_in_no_message() -> None:
    decision = turn(
        a_lead(answers=a_brief("idea"), current_question="idea"),
        forwarded("a small fox, though I'm epileptic and take medication"),
    )

    assert decision.about_health
    assert answers(decision)["idea"].source == "private"


def test_forwarded_start_brings_nobody_back() -> None:
    assert turn(a_lead(), forwarded("START"), opted_out=True).opted_out is None


def test_forwarded_words_in_another_language_leave_the_clients_own() -> None:
    words = "Hola, quiero un tatuaje de un zorro en el brazo izquierdo"

    assert turn(a_lead(current_question="idea"), forwarded(words)).language == "en"


def test_a_place_sent_as_the_answer_is_the_clients_own() -> None:
    decision = turn(a_lead(answers=a_brief("location"), current_question="location"), pin("Leeds, UK"))

    assert answers(decision)["location"].source == "words"


def test_a_later_word_of_the_client_replaces_what_was_forwarded() -> None:
    lead = a_lead(Status.QUALIFYING, answers=a_brief("size"), current_question="size")
    after = turn(lead, forwarded("about 12 cm")).lead
    assert after is not None

    decision = turn(replace(after, current_question="summary"), a_message("make it 15 cm"))

    assert answers(decision)["size"] == Answer("15 cm", {"longest_cm": 15.0}, Source.WORDS)
