"""Nobody who is a stranger to us is spoken to like a friend, in any sentence that a client reads."""

import re
from collections.abc import Iterator

import pytest

from tattoobot.wording import phrases
from tattoobot.wording.register import addressed

TO_THE_STUDIO = (
    *("artist.", "page.", "action.", "sheet.", "alarm.", "desk.", "verdict.", "status.", "passed_on."),
    *("handover.reason.", "grammar.", "money.", "push."),
)
"""Begin the keys of what the artist and the owner read: to them the bot is a colleague."""

FAMILIAR = {
    "de": r"\b(?:du|dir|dich|dein\w*|hi|magst|kannst|möchtest|bist|hast|schick|schreib|bring|komm|geh|sag|frag"
    r"|zahl|iss|erzähl|fass|wasch|creme|lass|zieh|trink|antworte|euch|ihr(?= [a-zäöü]+t\b))\b(?! meine)",
    "fr": r"\b(?:tu|te|toi|ton|ta|tes|dis|prends|mange|bois|évite|consulte|réponds|mets"
    r"|raconte|demande(?= à un))\b(?!-moi mes)|\bt'\w",
    "es": r"\b(?:tú|tu|tus|te|ti|contigo|tienes|quieres|puedes|vienes|prefieres|dime|dímelo|cuéntame"
    r"|cuéntamelo|mándame|mándala|mándalas|trae|evita|bebe|pagues|sabes|sepas|quieras|crees|has)\b",
}
QUOTED = re.compile(r"„[^“]*“|«[^»]*»")
"""What they may type themselves."""


def to_clients(language: str, *, formal: bool) -> Iterator[tuple[str, str]]:
    for key, phrase in phrases(language, formal=formal).items():
        if not key.startswith(TO_THE_STUDIO):
            yield key, QUOTED.sub("", phrase)


@pytest.mark.parametrize("language", FAMILIAR)
def test_whoever_writes_formally_is_never_spoken_to_like_a_friend(language: str) -> None:
    familiar = re.compile(FAMILIAR[language], re.IGNORECASE)

    assert {key: phrase for key, phrase in to_clients(language, formal=True) if familiar.search(phrase)} == {}


@pytest.mark.parametrize(
    ("language", "formal"),
    [("de", r"\b(?:Ihnen|Ihre\w*)\b|[a-z] Sie\b"), ("fr", r"\bvotre\b|\bvos\b"), ("es", r"\busted\b")],
)
def test_whoever_does_not_is_never_spoken_to_like_a_stranger(language: str, formal: str) -> None:
    assert [key for key, phrase in to_clients(language, formal=False) if re.search(formal, phrase)] == []


@pytest.mark.parametrize("formally", [True, False])
def test_what_both_share_is_written_once(formally: bool) -> None:
    said = addressed(
        "Wenn [dir|Ihnen] etwas einfällt [und so]: [schreib|schreiben Sie] {artist}", formally=formally
    )

    assert said == (
        "Wenn Ihnen etwas einfällt [und so]: schreiben Sie {artist}"
        if formally
        else "Wenn dir etwas einfällt [und so]: schreib {artist}"
    )


def test_in_german_our_team_follows_no_word_that_bends_it() -> None:
    bends = re.compile(r"\b(?:mit|von|bei|zu|nach|aus)\s\{artist\}", re.IGNORECASE)

    assert [key for key, phrase in phrases("de").items() if bends.search(phrase)] == []
