"""Questions that a studio has made up, its styles and its prices, in the middle of a conversation."""

from decimal import Decimal

from tattoobot.domain.consultation import QUESTIONS, Accepts, Offer, Question
from tattoobot.domain.conversation import Decision, reply
from tattoobot.domain.estimate import Prices
from tattoobot.domain.lead import Answer, Lead, Source
from tattoobot.domain.messages import Inbound
from tattoobot.domain.studio import Studio
from tests.builders import NOW, a_brief, a_client, a_lead, a_message, a_tap
from tests.domain.talks import said

OCCASION = Question("occasion", accepts=Accepts.ANYTHING)
MUSIC = Question(
    "music",
    (Offer("vinyl", "vinyl", titles=("On vinyl",)), Offer("silence", "silence", titles=("None",))),
    names=("music",),
)
STUDIO = Studio(
    questions=(*QUESTIONS, OCCASION, MUSIC),
    styles=frozenset({"fine_line", "realism"}),
    prices=Prices(minimum=Decimal(80), hourly=Decimal(100), shown=True),
)


def asked_for(key: str, **changes: Answer) -> Lead:
    answers = {**a_brief(), **changes}
    return a_lead(answers=answers, current_question=key, asked={key: 1})


def turn(lead: Lead, *messages: Inbound) -> Decision:
    return reply(a_client(), lead, messages, NOW, STUDIO)


def answers(decision: Decision) -> dict[str, Answer]:
    assert decision.lead is not None
    return decision.lead.answers


def test_words_are_kept_as_they_are_and_the_talk_goes_on() -> None:
    decision = turn(asked_for("occasion"), a_message("My sister's wedding :)"))

    assert answers(decision)["occasion"] == Answer("My sister's wedding :)", None, Source.WORDS)
    assert said(decision) == ["ask.music"]


def test_fragments_are_one_answer() -> None:
    decision = turn(asked_for("occasion"), a_message("my sister is getting married"), a_message("in Wales"))

    assert answers(decision)["occasion"].text == "my sister is getting married\nin Wales"


def test_what_the_answer_mentions_changes_nothing_that_is_known() -> None:
    decision = turn(asked_for("occasion"), a_message("it is for the scar on my right knee, 4 cm long"))

    assert answers(decision)["size"].value == {"longest_cm": 10.0}
    assert answers(decision)["placement"].value == {"part": "forearm", "side": "left", "aspect": "inner"}


def test_correction_is_taken_and_the_question_stays() -> None:
    decision = turn(asked_for("occasion"), a_message("actually make it 15 cm"))

    assert answers(decision)["size"].value == {"longest_cm": 15.0}
    assert said(decision) == ["changed", "ask.occasion"]


def test_choice_is_tapped_or_typed() -> None:
    lead = asked_for("music", occasion=Answer("none", None, Source.WORDS))

    tapped, typed = turn(lead, a_tap("music:vinyl", "On vinyl")), turn(lead, a_message("on vinyl please"))

    assert answers(tapped)["music"] == Answer("On vinyl", "vinyl", Source.TAP)
    assert answers(typed)["music"] == Answer("on vinyl please", "vinyl", Source.WORDS)


def test_what_is_no_choice_is_asked_again_and_then_kept() -> None:
    lead = asked_for("music", occasion=Answer("none", None, Source.WORDS))

    first = turn(lead, a_message("jazz flute, live"))
    assert first.lead is not None
    second = turn(first.lead, a_message("jazz flute"))

    assert said(first) == ["again.music"]
    assert answers(second)["music"] == Answer("jazz flute", None, Source.CHECK)


def test_style_that_is_not_offered_is_said_honestly_and_shown_to_the_artist() -> None:
    lead = a_lead(answers=a_brief("style", "colour"), current_question="style", asked={"style": 1})

    decision = turn(lead, a_message("watercolour"))

    assert said(decision) == ["style_not_offered", "ask.colour"]
    assert answers(decision)["style"].value == "watercolour"
    assert decision.needs_artist == ("style_not_offered",)


def test_price_is_answered_with_the_figures_of_a_studio_that_shows_them() -> None:
    lead = a_lead(answers=a_brief("colour"), current_question="colour", asked={"colour": 1})

    decision = turn(lead, a_message("how much will it be?"))

    assert said(decision)[:3] == ["answer.price", "answer.price.minimum", "answer.price.estimate"]
    assert decision.says[0].phrases[2].facts["money"] == {"price": (Decimal(200), Decimal(400))}


def test_without_a_size_only_the_minimum_is_said() -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message("how much will it be?"))

    assert said(decision)[:2] == ["answer.price", "answer.price.minimum"]
    assert "answer.price.estimate" not in said(decision)


def test_what_is_to_change_can_be_typed() -> None:
    full = {
        **a_brief(),
        "occasion": Answer("none", None, Source.WORDS),
        "music": Answer("None", "silence", Source.TAP),
    }
    lead = a_lead(answers=full, current_question="change", asked={"change": 1})

    assert said(turn(lead, a_message("the size please"))) == ["ask.size"]
    assert said(turn(lead, a_message("music"))) == ["ask.music"]
    assert said(turn(lead, a_message("the colour"))) == ["ask.colour"]


def test_age_of_something_else_is_nobodys_age() -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="occasion", asked={"occasion": 1})

    of_it, of_me = (
        turn(lead, a_message("ten years or so, from a holiday")),
        turn(lead, a_message("i'm 15 btw")),
    )

    assert "adult" not in answers(of_it)
    assert said(of_it) == ["ask.adult"]
    assert said(of_me) == ["too_young"]
