"""What a client hears who waits for a person, before the artist writes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tattoobot.domain.conversation import Quiet
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.handover import Handover, Reason
from tattoobot.domain.lead import ASKS, Actor, Happened, Lead, Status
from tests.builders import NOW, STUDIO, a_brief, a_lead, a_picture, a_tap
from tests.domain.talks import Talk, said

WAITING = Handover(1, 1, 1, Reason.COMPLAINT, Actor.CLIENT, NOW, NOW + timedelta(days=2))
ADDRESS = {language: {"answer.address": "Example Street 1."} for language in ("en", "de", "fr", "es", "pt")}

SEND = {
    "en": ("send it", "yes", "yes please send it"),
    "de": ("abschicken", "ja", "ja bitte schicken"),
    "fr": ("envoie", "oui", "oui, envoyez-le"),
    "es": ("envíalo", "sí", "sí, mándalo"),
    "pt": ("pode mandar", "sim", "sim, envia"),
}
FACTS = {
    "en": "it should be 14 cm",
    "de": "es soll 14 cm groß werden",
    "fr": "il doit faire 14 cm",
    "es": "que mida 14 cm",
    "pt": "quero com 14 cm",
}
WHERE = {
    "en": "where are you?",
    "de": "wo seid ihr denn?",
    "fr": "où êtes-vous ?",
    "es": "¿dónde están?",
    "pt": "onde vocês ficam?",
}
VEGAN = {
    "en": "are your inks vegan?",
    "de": "habt ihr vegane Tinte?",
    "fr": "vos encres sont véganes ?",
    "es": "¿las tintas son veganas?",
    "pt": "as tintas são veganas?",
}


def waiting(lead: Lead, language: str = "en", handover: Handover = WAITING) -> Talk:
    talk = Talk(lead, replace(STUDIO, wording=ADDRESS))
    talk.handover = handover
    talk.client = replace(talk.client, language=language)
    return talk


def at_summary() -> Lead:
    return a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})


def asked_for_size() -> Lead:
    return a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})


@pytest.mark.parametrize(
    ("language", "words"), [(language, words) for language, all_of in SEND.items() for words in all_of]
)
def test_send_it_sends(language: str, words: str) -> None:
    decision = waiting(at_summary(), language).hears(words)

    assert decision.happened == (Happened.BRIEF_COMPLETED,)
    assert said(decision) == ["sent_to_artist"]


def test_send_it_by_its_button_sends() -> None:
    assert said(waiting(at_summary()).hears(a_tap("summary:send", "Send it"))) == ["sent_to_artist"]


def test_what_is_not_complete_is_not_sent_and_what_is_missing_is_named() -> None:
    decision = waiting(asked_for_size()).hears("send it")

    assert decision.happened == ()
    assert said(decision) == ["still_needed"]


@pytest.mark.parametrize("language", FACTS)
def test_a_fact_is_taken_in_and_acknowledged_once_in_a_while(language: str) -> None:
    talk = waiting(asked_for_size(), language)

    assert said(talk.hears(FACTS[language])) == ["noted", "added.too"]
    assert talk.lead is not None
    assert talk.lead.answers["size"].value == {"longest_cm": 14.0}
    assert talk.lead.current_question == "size"
    assert said(talk.hears(a_picture())) == ["thanks_for_pictures"]
    later = talk.hears("12 cm")
    assert (said(later), later.quiet) == ([], Quiet.WITH_ARTIST)
    talk.apart = timedelta(hours=3)
    assert said(talk.hears("13 cm")) == ["changed", "added.too"]


@pytest.mark.parametrize("language", WHERE)
def test_a_question_is_answered_where_the_studio_has_an_answer(language: str) -> None:
    decision = waiting(asked_for_size(), language).hears(WHERE[language])

    assert said(decision) == ["answer.address"]
    assert decision.meanwhile


@pytest.mark.parametrize("language", VEGAN)
def test_a_question_without_an_answer_is_kept_for_the_artist(language: str) -> None:
    talk = waiting(asked_for_size(), language)

    assert said(talk.hears(VEGAN[language])) == ["added"]
    assert talk.lead is not None
    assert talk.lead.answers[ASKS].text == VEGAN[language]


def test_who_waits_because_of_their_health_hears_nothing_of_the_bot_about_it() -> None:
    talk = waiting(asked_for_size(), handover=replace(WAITING, reason=Reason.MEDICAL))

    assert said(talk.hears("should I put cream on it?")) == ["added"]
    assert said(talk.hears("where are you?")) == ["answer.address"]


def test_being_late_reaches_the_artist_at_once() -> None:
    decision = waiting(a_lead(Status.BOOKED, answers=a_brief())).hears("I'm running 10 mins late")

    assert said(decision) == ["told.late"]
    assert decision.passed_on == (FlagReason.RUNNING_LATE,)


@pytest.mark.parametrize(
    "writes",
    [
        replace(WAITING, answered_at=NOW),
        replace(WAITING, reason=Reason.ARTIST_TOOK_OVER),
        replace(WAITING, reason=Reason.ARTIST_ANSWERED),
    ],
)
@pytest.mark.parametrize("words", ["send it", "make it 14 cm", "where are you?"])
def test_an_artist_who_writes_is_not_talked_over(writes: Handover, words: str) -> None:
    decision = waiting(at_summary(), handover=writes).hears(words)

    assert (said(decision), decision.happened) == ([], ())
    assert decision.quiet is Quiet.WITH_ARTIST


def test_hello_soon_after_the_promise_is_answered_and_hears_it_again_after_a_while() -> None:
    talk = waiting(at_summary())
    talk.hears("where are you?")

    assert said(talk.hears("hello?")) == ["handover.here"]
    talk.apart = timedelta(hours=2)
    assert said(talk.hears("anybody there?")) == ["handover.answers"]


@pytest.mark.parametrize(
    ("language", "call"),
    [
        ("en", "hello? still there?"),
        ("en", "are you guys there"),
        ("de", "hallo, seid ihr noch da?"),
        ("de", "noch da??"),
        ("fr", "vous êtes toujours là ?"),
        ("es", "hola, seguís ahí?"),
        ("pt", "ainda estão aí?"),
    ],
)
def test_who_calls_is_heard(language: str, call: str) -> None:
    assert said(waiting(asked_for_size(), language).hears(call)) == ["handover.here"]


@pytest.mark.parametrize(
    ("language", "place", "size"),
    [
        ("en", "on my forearm", "about 12 cm"),
        ("de", "am Unterarm", "etwa 12 cm"),
        ("fr", "sur l'avant-bras", "environ 12 cm"),
        ("es", "en el antebrazo", "unos 12 cm"),
        ("pt", "no antebraço", "uns 12 cm"),
    ],
)
@pytest.mark.parametrize("status", [Status.QUALIFYING, Status.PENDING_APPROVAL])
def test_each_thing_that_was_missing_is_heard(language: str, place: str, size: str, status: Status) -> None:
    talk = waiting(a_lead(status, answers=a_brief("placement", "size")), language)

    first, second = talk.hears(place), talk.hears(size)

    assert said(first)[0].startswith("noted")
    assert "added.too" in said(first)
    assert len(said(second)) == 1
    assert said(second)[0].startswith("noted")
    told = status is Status.PENDING_APPROVAL
    assert (FlagReason.ADDED_TO_BRIEF in second.passed_on) is told


ALLERGIC = {
    "en": ("I'm allergic to nickel btw", "oh and I have eczema on that arm", "I'm diabetic too"),
    "de": (
        "ich bin übrigens allergisch gegen Nickel",
        "und ich habe Neurodermitis",
        "ich bin auch Diabetiker",
    ),
    "fr": ("au fait je suis allergique au nickel", "et j'ai de l'eczéma", "je suis aussi diabétique"),
    "es": ("por cierto soy alérgica al níquel", "y tengo eccema", "también soy diabética"),
    "pt": ("aliás sou alérgica a níquel", "e tenho eczema", "também sou diabética"),
}


@pytest.mark.parametrize("language", ALLERGIC)
def test_a_word_about_health_is_noted_for_the_artist_and_answered_twice_at_most(language: str) -> None:
    talk = waiting(asked_for_size(), language)

    heard = [talk.hears(text) for text in ALLERGIC[language]]

    assert [said(one) for one in heard] == [["health"], ["health.again"], []]
    assert all(Reason.MEDICAL in one.passed_on for one in heard)


def test_who_waits_because_of_their_health_hears_once_that_more_of_it_is_noted() -> None:
    talk = waiting(asked_for_size(), handover=replace(WAITING, reason=Reason.MEDICAL))

    assert said(talk.hears("and I'm allergic to nickel")) == ["health.again"]
    assert said(talk.hears("I'm on blood thinners as well")) == []
