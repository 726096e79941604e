"""Regular expressions of every language stand in `forms/`, written as a message is read."""

import re
from pathlib import Path

import pytest

from tattoobot.domain import understanding
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary import load
from tattoobot.domain.understanding.vocabulary.forms import choices, whole

CODE = "\n".join(file.read_text("utf-8") for file in Path(understanding.__path__[0]).parent.rglob("*.py"))
NAMES = sorted({name for language in LANGUAGES for name in load(language)["forms"]})


def test_those_of_all_languages_are_choices_of_one_pattern() -> None:
    died = whole("died")

    assert all(
        died.search(fold(said)) for said in ("she has died", "ist verstorben", "murió", "il est décédé")
    )
    assert not died.search("studied")


@pytest.mark.parametrize("name", NAMES)
def test_a_pattern_is_written_as_a_message_is_folded(name: str) -> None:
    assert re.compile(choices(name))
    letters = re.sub(r"\\.|\(\?P<", "", choices(name))
    assert letters == fold(letters)


@pytest.mark.parametrize("name", NAMES)
def test_some_rule_asks_for_it(name: str) -> None:
    whole_or_beginning = {f'"{name}"', f"'{name}'", f'"{name.rpartition("_")[2]}"'}
    assert any(written in CODE for written in whole_or_beginning)
