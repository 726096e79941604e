"""Under the summary: it is shown once more before it goes, and two things are put right in one message."""

from dataclasses import replace

import pytest

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.conversation import Decision
from tattoobot.domain.lead import Happened
from tattoobot.domain.messages import Kind
from tests.builders import a_brief, a_lead, a_message
from tests.domain.talks import Talk


def writes(text: str, language: str = "en") -> Decision:
    talk = Talk(a_lead(answers=a_brief(), current_question=SUMMARY, asked={SUMMARY: 1}))
    talk.client = replace(talk.client, language=language)
    return talk.hears(text)


def keys(decision: Decision) -> list[str]:
    return [phrase.key for say in decision.says for phrase in say.phrases]


def is_sent(decision: Decision) -> bool:
    return Happened.BRIEF_COMPLETED in decision.happened and keys(decision)[-1].startswith("sent_to_artist")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "show me everything once more before"),
        ("en", "I don't want to change anything, just see it"),
        ("en", "can I see the whole thing again first?"),
        ("en", "nothing to change, I just want to look at it again"),
        ("de", "zeig mir bitte alles nochmal vorher"),
        ("de", "Ich will nichts ändern, nur nochmal sehen"),
        ("de", "nix ändern, nur anschauen"),
        ("es", "enséñame todo otra vez antes"),
        ("es", "no quiero cambiar nada, solo verlo"),
        ("fr", "Montre-moi donc tout encore une fois avant, s'il te plaît"),
        ("fr", "Je veux rien changer, juste voir"),
        ("fr", "fais voir le récap"),
        ("pt", "queria rever tudo antes de enviar"),
        ("pt", "não quero mudar nada, só ver"),
    ],
)
def test_who_wants_to_see_it_all_once_more_sees_it_and_it_is_not_sent(language: str, text: str) -> None:
    talk = Talk(a_lead(answers=a_brief(), current_question=SUMMARY, asked={SUMMARY: 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears("500 €")

    decision = talk.hears(text)

    assert keys(decision) == ["answer.sent", "ready"]
    assert Happened.BRIEF_COMPLETED not in decision.happened


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I'd love to see it, send it off"),
        ("fr", "rien à changer, envoie"),
        ("de", "nichts ändern, schick alles an Robin"),
        ("es", "nada que cambiar, mándalo todo"),
    ],
)
def test_who_has_it_sent_does_not_want_to_see_it_first(language: str, text: str) -> None:
    assert is_sent(writes(text, language))


@pytest.mark.parametrize(
    ("language", "text", "city", "first"),
    [
        ("fr", "bah la ville c paris et la date vers le 15 janvier", "Paris", "2027-01-15"),
        ("en", "no, town is London and the date is around 15 January", "London", "2027-01-15"),
        ("es", "no, la ciudad es Madrid y la fecha sería por el 15 de enero", "Madrid", "2027-01-15"),
        ("pt", "não, sampa é são paulo e a data é lá pro dia 15 de janeiro", "São Paulo", "2027-01-15"),
    ],
)
def test_two_things_are_put_right_in_one_message(language: str, text: str, city: str, first: str) -> None:
    decision = writes(text, language)

    assert decision.lead is not None
    assert decision.lead.answers["location"].value["city"] == city
    assert decision.lead.answers["timing"].value["from"] == first


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the rose should be from London"),
        ("en", "she was born in May and lived in London"),
        ("fr", "elle est née à Paris et morte en mai"),
        ("de", "alles super, meine Schwester aus Köln freut sich"),
    ],
)
def test_towns_and_times_of_something_else_put_nothing_right(language: str, text: str) -> None:
    decision = writes(text, language)

    assert decision.lead is not None
    assert decision.lead.answers["location"] == a_brief()["location"]
    assert decision.lead.answers["timing"] == a_brief()["timing"]


def test_who_taps_to_change_something_is_asked_what_however_often_it_went_wrong() -> None:
    talk = Talk(a_lead(answers=a_brief(), current_question=SUMMARY, asked={SUMMARY: 2, "change": 1}))
    talk.hears("500 €")
    talk.lead = replace(talk.lead, asked={SUMMARY: 2, "change": 1})  # type: ignore[type-var]

    decision = talk.hears(replace(a_message("Change something"), kind=Kind.CHOICE, choice="summary:change"))

    assert keys(decision) == ["what_to_change"]
    assert decision.hands_over is None
