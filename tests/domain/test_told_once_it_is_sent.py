"""What is told once the artist has the brief, and is no fact of the piece: it goes to them in the client's words."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import ADDS, Status
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk


def with_the_artist(language: str) -> Talk:
    talk = Talk(a_lead(Status.PENDING_APPROVAL, answers=a_brief()))
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "its a surprise so please dont ring her"),
        ("de", "Es soll eine Überraschung sein, bitte NICHT bei ihr anrufen."),
        ("fr", "c'est une surprise, il ne faut pas l'appeler"),
        ("es", "es una sorpresa, no la llaméis por favor"),
        ("pt", "é surpresa, não liguem para ela por favor"),
    ],
)
def test_it_is_kept_told_and_confirmed(language: str, text: str) -> None:
    talk = with_the_artist(language)

    decision = talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers[ADDS].text == text
    assert FlagReason.ADDED_TO_BRIEF in decision.passed_on
    assert talk.keys == ["added"]


@pytest.mark.parametrize("text", ["thank you so much!", "ok", "hello??", "👍", "yes perfect"])
def test_a_courtesy_adds_nothing(text: str) -> None:
    talk = with_the_artist("en")
    talk.hears(text)

    assert talk.lead is not None
    assert ADDS not in talk.lead.answers
