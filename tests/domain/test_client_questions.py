"""Clients ask: they are answered, or a person is asked for them; the conversation goes on either way."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.lead import ASKS, Status
from tattoobot.wording import Wording
from tests.builders import STUDIO, a_brief, a_lead, a_message
from tests.domain.talks import Talk, said, turn


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("does it hurt on the ribs?", "answer.pain"),
        ("duele mucho?", "answer.pain"),
        ("Tut das weh?", "answer.pain"),
        ("dói muito?", "answer.pain"),
        ("how much deposit do you take?", "answer.deposit"),
        ("wie hoch ist die Anzahlung?", "answer.deposit"),
        ("how much would that be?", "answer.price"),
    ],
)
def test_what_is_true_of_every_studio_is_answered(words: str, told: str) -> None:
    decision = turn(None, a_message(words))

    assert said(decision)[:2] == ["hello", told]
    assert FlagReason.QUESTION not in decision.needs_artist


@pytest.mark.parametrize(
    "words",
    ["where are you based?", "is there parking near you?", "are your inks vegan?", "da pra parcelar?"],
)
def test_what_nobody_has_told_the_bot_goes_to_the_artist_and_into_the_brief(words: str) -> None:
    decision = turn(None, a_message(words))

    assert said(decision)[:2] == ["hello", "answer.unknown"]
    assert FlagReason.QUESTION in decision.passed_on
    assert decision.lead is not None
    assert decision.lead.answers[ASKS].text == words
    assert f"Asks: {words}" in Wording(STUDIO, "en", "Robin").for_artist(decision.lead.answers)


def test_what_the_studio_says_itself_is_said() -> None:
    studio = replace(STUDIO, wording={"en": {"answer.parking": "Behind the church."}})
    talk = Talk(studio=studio)

    decision = talk.hears("is there parking near you?")

    assert talk.keys[:2] == ["hello", "answer.parking"]
    assert decision.needs_artist == ()


def test_the_deposit_is_named_with_its_amount() -> None:
    decision = turn(None, a_message("how much deposit do you take?"))

    assert "£60" in Wording(STUDIO, "en", "Robin").message(decision.says[0]).body


def test_one_question_after_the_other_never_gets_the_same_sentence() -> None:
    talk = Talk()
    asked = (
        "does it hurt on the ribs?",
        "where are you based?",
        "what are your opening hours?",
        "do you do walk-ins?",
        "are your inks vegan?",
        "can I bring a friend?",
    )

    told = [key for words in asked for key in _told(talk, words)]

    assert len(told) == len(asked)
    assert len(set(told)) >= 4
    assert all(one != other for one, other in pairwise(told))
    assert talk.lead is not None
    assert "walk-ins" in talk.lead.answers[ASKS].text
    assert all(talk.lead.answers[key].value is None for key in talk.lead.answers if key == "idea")


def _told(talk: Talk, words: str) -> list[str]:
    talk.hears(words)
    return [key for key in talk.keys if key.startswith("answer.")] or talk.keys[:1]


def test_a_question_is_no_part_of_the_clients_summary() -> None:
    talk = Talk(a_lead(answers=a_brief("adult"), current_question="adult"))
    talk.hears("are your inks vegan?")

    decision = talk.hears("yes I am 30")

    summary = next(phrase for say in decision.says for phrase in say.phrases if phrase.key == "summary")
    assert ASKS not in summary.facts["answers"]
    assert talk.lead is not None
    assert ASKS in talk.lead.answers


def test_who_is_booked_is_answered_and_the_artist_hears_of_it() -> None:
    studio = replace(STUDIO, wording={"en": {"answer.address": "12 Example Street."}})
    talk = Talk(a_lead(Status.BOOKED, answers=a_brief()), studio=studio)

    decision = talk.hears("what's the address?")

    assert talk.keys[0] == "answer.address"
    assert FlagReason.QUESTION in decision.needs_artist


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("how long til they answer?", "answer.reply"),
        ("Wie lange dauert das mit der Antwort?", "answer.reply"),
        ("du coup faut attendre combien de temps?", "answer.reply"),
        ("¿cuánto tiempo tarda la respuesta?", "answer.reply"),
        ("quanto tempo demora a resposta?", "answer.reply"),
        ("how long does it take to heal", "answer.healing"),
        ("wie lange vorher muss ich buchen", "answer.availability"),
        ("how long does it take?", "answer.duration"),
    ],
)
def test_how_long_is_not_always_the_hours_of_a_sitting(text: str, key: str) -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    told = [one for one in said(turn(lead, a_message(text))) if one.startswith("answer.")]

    assert told == [key]


NOBODY_KNOWS = (
    *("do you have a dog?", "do you play techno there?", "is the chair comfy?"),
    *("do you like football?", "do you paint the walls yourselves?", "is that your cat?"),
)


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "pt"])
@pytest.mark.parametrize("apart", [timedelta(minutes=1), timedelta(hours=3)])
def test_each_further_question_that_nobody_knows_is_heard_in_other_words(
    language: str, apart: timedelta
) -> None:
    talk = Talk(apart=apart)
    talk.hears("a small rose on my forearm please")
    talk.client = replace(talk.client, language=language)
    told = [next(key for key in said(talk.hears(one)) if "unknown" in key) for one in NOBODY_KNOWS]
    wording = Wording(STUDIO, language, "Robin")

    assert told[0] == "answer.unknown"
    assert len({*told}) == 5
    assert len({wording.say(key) for key in told}) == 5
    assert all(len(wording.say(key)) < len(wording.say(told[0])) for key in told[1:])
    assert all(one != other for one, other in pairwise(told))


@pytest.mark.parametrize(
    "words",
    [
        "qué es X?",
        "que es un stencil?",
        "qué son los touch ups?",
        "what is X?",
        "was ist X?",
        "o que é X?",
    ],
)
def test_what_something_is_asks_for_no_price(words: str) -> None:
    assert not any(key.startswith("answer.price") for key in said(turn(None, a_message(words))))


@pytest.mark.parametrize(
    "words",
    [
        "peut on payer en plusieurs fois",
        "on peut payer en plusieurs fois ?",
        "posso pagar em 3 vezes?",
        "se puede pagar en varias veces?",
        "kann ich in raten zahlen?",
        "can I pay in instalments?",
    ],
)
def test_who_asks_to_pay_bit_by_bit_hears_nothing_of_dates(words: str) -> None:
    studio = replace(STUDIO, wording={one: {"answer.instalments": "No."} for one in LANGUAGES})

    assert "answer.availability" not in said(turn(None, a_message(words)))
    assert said(Talk(studio=studio).hears(words))[:2] == ["hello", "answer.instalments"]


@pytest.mark.parametrize(
    "text",
    [
        "how long til i hear",
        "When can I expect a reply?",
        "Bis wann darf ich mit einer Antwort rechnen?",
        "quand est-ce qu'il me répond ?",
        "cuándo me contesta?",
        "quando é que ele responde?",
    ],
)
def test_when_an_answer_comes_is_no_question_of_hours_or_of_money(text: str) -> None:
    decision = turn(a_lead(Status.PENDING_APPROVAL, answers=a_brief()), a_message(text))

    assert said(decision) == ["answer.reply.sent"]
