"""What is taken back, asked for beside a fact, or greeted with is heard, and in the language it was said in."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Lead, Status
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, said


def talk(language: str | None, lead: Lead | None = None) -> Talk:
    told = Talk(lead)
    told.client = replace(told.client, language=language)
    return told


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("ei", "pt"),
        ("opa", "pt"),
        ("Oi!", "pt"),
        ("bom dia", "pt"),
        ("hola", "es"),
        ("Holaaa", "es"),
        ("Bonjour", "fr"),
        ("salut", "fr"),
        ("moin", "de"),
        ("Grüß Gott", "de"),
        ("hello", "en"),
        ("hi", "en"),
    ],
)
def test_a_lone_greeting_is_answered_in_its_language(words: str, language: str) -> None:
    assert talk(None).hears(words).language == language


def test_a_greeting_of_another_language_changes_nothing_once_theirs_is_known() -> None:
    assert talk("de", a_lead(answers=a_brief("size"), current_question="size")).hears("hola").language == "de"


NOT_CANCELLED = {
    "en": ("I need to cancel", "NO I don't want to cancel"),
    "de": ("ich muss absagen", "NEIN ich will nicht absagen"),
    "fr": ("je dois annuler", "non je ne veux pas annuler"),
    "es": ("tengo que cancelar", "no, no quiero cancelar"),
    "pt": ("preciso cancelar", "não quero cancelar não"),
}


@pytest.mark.parametrize("language", NOT_CANCELLED)
def test_who_does_not_want_to_cancel_hears_that_the_date_stands(language: str) -> None:
    told = talk(language, a_lead(Status.BOOKED, answers=a_brief()))
    cancels, keeps = NOT_CANCELLED[language]
    told.hears(cancels)

    decision = told.hears(keeps)

    assert said(decision) == ["told.stays"]
    assert decision.passed_on == (FlagReason.KEPT_AFTER_ALL,)


NEGOTIABLE = {
    "en": "is that negotiable?",
    "de": "ist das verhandelbar?",
    "fr": "c'est négociable ?",
    "es": "¿es negociable?",
    "pt": "é negociável?",
}
RECOMMENDED = {
    "en": "what would you recommend?",
    "de": "was würdet ihr empfehlen?",
    "fr": "que conseillez-vous ?",
    "es": "¿qué me recomiendan?",
    "pt": "o que vocês recomendam?",
}
IN_COLOUR = {
    "en": "do you do colour?",
    "de": "macht ihr auch Farbe?",
    "fr": "vous faites de la couleur ?",
    "es": "¿hacen a color?",
    "pt": "vocês fazem colorido?",
}


@pytest.mark.parametrize("language", NEGOTIABLE)
def test_whether_a_price_is_negotiable_is_answered_without_a_promise(language: str) -> None:
    assert "answer.discount" in said(
        talk(language, a_lead(current_question="idea")).hears(NEGOTIABLE[language])
    )


@pytest.mark.parametrize("language", RECOMMENDED)
def test_what_is_recommended_is_answered(language: str) -> None:
    heard = said(talk(language, a_lead(current_question="idea")).hears(RECOMMENDED[language]))

    assert {"answer.design", "find_out"} & {*heard}


@pytest.mark.parametrize("language", IN_COLOUR)
def test_whether_colour_is_done_is_answered_by_the_studios_own_question(language: str) -> None:
    heard = said(talk(language, a_lead(current_question="idea")).hears(IN_COLOUR[language]))

    assert "answer.offered.colour" in heard


@pytest.mark.parametrize(
    ("language", "words"),
    [("pt", "perdi meu thor, queria tatuar ele"), ("es", "perdí a mi thor, quiero tatuármelo")],
)
def test_an_animal_that_is_named_only_is_mourned_too(language: str, words: str) -> None:
    assert "kind.grief" in said(talk(language).hears(words))


def test_a_lost_phone_is_not_mourned() -> None:
    assert "kind.grief" not in said(talk("pt").hears("perdi meu celular, mandei mensagem antes?"))
