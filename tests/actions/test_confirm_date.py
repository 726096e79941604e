"""The studio's terms in the message that fixes a date, in whose words they are."""

import pytest

from tattoobot.actions.confirm_date import terms_of
from tattoobot.domain.says import Say
from tattoobot.domain.studio import Studio
from tattoobot.wording import Wording

TERMS = {"answer.policy": "You can move your date once."}


def told(studio: Studio, language: str) -> str:
    wording = Wording(studio, language, "Robin")
    phrases = terms_of(studio, wording)
    return wording.message(Say(tuple(phrases))).body if phrases else ""


@pytest.mark.parametrize(
    ("language", "introduced"),
    [
        ("en", "You can"),
        ("de", "Die Regeln des Studios, auf Englisch: You can"),
        ("fr", "Les règles du studio, en anglais : You can"),
        ("es", "Las normas del estudio, en inglés: You can"),
        ("pt", "As regras do estúdio, em inglês: You can"),
    ],
)
def test_terms_in_another_language_are_introduced(language: str, introduced: str) -> None:
    assert told(Studio(language="en", wording={"en": TERMS}), language).startswith(introduced)


def test_terms_in_the_clients_language_and_none_need_no_introduction() -> None:
    own = {"en": TERMS, "de": {"answer.policy": "Du kannst einmal verschieben."}}

    assert told(Studio(language="en", wording=own), "de") == "Du kannst einmal verschieben."
    assert told(Studio(language="en"), "de") == ""
