"""Below the summary: what people write for "send it" in each language, and what holds it back."""

import tomllib
from pathlib import Path

import pytest

from tattoobot.domain.languages import LANGUAGES
from tests.domain.test_at_the_summary import is_sent, keys, writes

WRITTEN = tomllib.loads(Path(__file__).with_name("sending.toml").read_text(encoding="utf-8"))


def lines(language: str, kind: str) -> list[str]:
    return str(WRITTEN[language][kind]).strip().splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_to_say_send_it_sends_the_brief(language: str) -> None:
    assert [text for text in lines(language, "sends") if not is_sent(writes(text, language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_waits_refuses_or_is_about_something_else_is_never_taken_for_it(language: str) -> None:
    assert [text for text in lines(language, "waits") if is_sent(writes(text, language))] == []


def test_a_word_for_handing_over_is_no_hand() -> None:
    decision = writes("hand it over to her")

    assert is_sent(decision)
    assert decision.lead is not None
    assert decision.lead.answers["placement"].value["part"] == "forearm"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "perfect, can it be a bit bigger?"),
        ("de", "passt, aber kann es größer sein?"),
        ("fr", "parfait, on peut le faire plus petit ?"),
    ],
)
def test_a_wish_behind_good_as_it_is_comes_first(language: str, text: str) -> None:
    assert not is_sent(writes(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "send it please, when will they reply?"),
        ("pt", "pode enviar, quando ela responde?"),
        ("fr", "c bon, elle répond quand ?"),
    ],
)
def test_a_question_behind_it_is_no_call_for_a_person(language: str, text: str) -> None:
    decision = writes(text, language)

    assert is_sent(decision)
    assert decision.hands_over is None
    assert not any(key.startswith("handover") for key in keys(decision))
