"""The five languages side by side: nothing missing, the same facts in each, no longer than its place."""

from itertools import pairwise
from pathlib import Path

import pytest

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.studio import Studio
from tattoobot.wording import FOLDER, Wording, phrases
from tattoobot.wording.check import EVERYWHERE, limit_of, placeholders
from tattoobot.wording.spoken import CLASS_CM

OTHERS = [language for language in LANGUAGES if language != "en"]
ENGLISH = phrases("en")
FORMS = (".feminine", ".plural", ".elided")
"""Forms of an adjective, which English has none of."""


def shipped(language: str) -> dict[str, str]:
    """What every language has to have."""
    return {
        key: phrase
        for key, phrase in phrases(language).items()
        if not key.endswith(FORMS) and not key.startswith("grammar.")
    }


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_missing_and_nothing_too_much(language: str) -> None:
    assert set(shipped(language)) ^ set(shipped("en")) == set()


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_is_filled_in(language: str) -> None:
    own = {key: placeholders(phrase) - EVERYWHERE for key, phrase in shipped(language).items()}

    assert own == {key: placeholders(phrase) - EVERYWHERE for key, phrase in shipped("en").items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_an_adjective_has_a_basic_one(language: str) -> None:
    bases = {key.rpartition(".")[0] for key in phrases(language) if key.endswith(FORMS)} - {
        "grammar",
        "grammar.at",
    }

    assert bases <= set(ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_and_rows_have_room(language: str) -> None:
    wording = Wording(Studio(name="The Ink & Paper Tattoo Studio"), language, "Maximiliane")
    limited = {key: limit for key in shipped(language) if (limit := limit_of(key))}

    assert len(limited) > 60
    for key, (room, where) in limited.items():
        said = wording.say(key, size="12–20 inches")
        assert len(said) <= room, f"{key}: {where} holds {room}, {said!r} has {len(said)}"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*_*.toml")), ids=lambda file: file.stem)
def test_a_country_says_only_what_its_language_says_too(file: Path) -> None:
    locale = file.stem
    language = phrases(locale.partition("_")[0])

    changed = {key for key, phrase in phrases(locale).items() if language.get(key) != phrase}

    assert changed
    assert changed <= set(language)


def test_the_sizes_of_the_menu_leave_no_gap() -> None:
    ends = list(CLASS_CM.values())

    assert all(one[1] == other[0] for one, other in pairwise(ends))
