"""Who cannot find something gets it: the link, the way, or a question what it is they look for."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Lead, Status
from tests.builders import STUDIO, a_brief, a_lead
from tests.domain.talks import Talk

WAY = replace(
    STUDIO, wording={language: {"answer.address": "Here."} for language in ("en", "de", "fr", "es", "pt")}
)
NOT_FOUND = {
    "en": ("can't find it", "I cant find it anywhere", "the studio"),
    "de": ("finde es nicht", "ich finde das nicht mehr", "das Studio"),
    "fr": ("je trouve pas", "je ne le trouve plus", "le studio"),
    "es": ("no lo encuentro", "no encuentro nada", "el estudio"),
    "pt": ("não encontro", "não consigo achar isso", "o estúdio"),
}
NO_STUDIO = {
    "en": "I can't find the studio",
    "de": "ich finde das Studio nicht",
    "fr": "je ne trouve pas le studio",
    "es": "no encuentro el estudio",
    "pt": "não acho o estúdio",
}
NO_LINK = {
    "en": "can't find the link",
    "de": "ich finde den Link nicht",
    "fr": "je trouve pas le lien",
    "es": "no encuentro el enlace",
    "pt": "não encontro o link",
}


def talk(language: str, lead: Lead | None = None) -> Talk:
    told = Talk(lead or a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1}), WAY)
    told.client = replace(told.client, language=language)
    return told


@pytest.mark.parametrize("language", NOT_FOUND)
def test_what_is_looked_for_is_asked_and_then_given(language: str) -> None:
    first, other, studio = NOT_FOUND[language]
    told = talk(language)

    told.hears(first)
    assert "answer.find" in told.keys
    told.hears(studio)
    assert "answer.address" in told.keys

    told = talk(language)
    told.hears(other)
    assert "answer.find" in told.keys
    assert told.lead is not None
    assert "size" not in told.lead.answers


@pytest.mark.parametrize("language", NO_STUDIO)
def test_who_cannot_find_the_studio_hears_where_it_is(language: str) -> None:
    told = talk(language)
    told.hears(NO_STUDIO[language])

    assert "answer.address" in told.keys

    booked = talk(language, a_lead(Status.BOOKED, answers=a_brief()))
    decision = booked.hears(NOT_FOUND[language][0])

    assert "answer.address" in booked.keys
    assert FlagReason.QUESTION in decision.passed_on


@pytest.mark.parametrize("language", NO_LINK)
def test_before_the_yes_there_is_no_link(language: str) -> None:
    told = talk(language)
    told.hears(NO_LINK[language])

    assert "answer.find.link" in told.keys


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I can't find a nice picture"),
        ("de", "finde das nicht so schön"),
        ("fr", "je trouve pas ça beau"),
        ("es", "no veo mal los 10 cm"),
        ("pt", "não acho que sim"),
    ],
)
def test_an_opinion_looks_for_nothing(language: str, words: str) -> None:
    told = talk(language)
    told.hears(words)

    assert not [key for key in told.keys if key.startswith("answer.find")]


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_a_thin_line_is_no_goodbye(language: str) -> None:
    told = talk(language, a_lead(answers=a_brief("style"), current_question="style", asked={"style": 1}))

    decision = told.hears("fin")

    assert decision.opted_out is None
    assert told.lead is not None
    assert told.lead.answers["style"].value == "fine_line"
