"""Regular expressions of every language stand in `forms/`, written as a message is read."""

import re
from pathlib import Path

import pytest

from tattoobot.domain import understanding
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary import load
from tattoobot.domain.understanding.vocabulary.forms import Form, as_written, by_line, choices, form, whole

CODE = "\n".join(file.read_text("utf-8") for file in Path(understanding.__path__[0]).parent.rglob("*.py"))
NAMES = sorted({name for language in LANGUAGES for name in load(language)["forms"]})
WRITTEN = sorted({name for language in LANGUAGES for name in load(language)["written"]})


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


@pytest.mark.parametrize("name", WRITTEN)
def test_a_pattern_of_capitals_is_one(name: str) -> None:
    assert re.compile(as_written(name))


def test_a_form_is_found_where_the_client_wrote_it() -> None:
    goodbye = form("goodbye")

    found = goodbye.search("Ok, À bientôt !")

    assert found is not None
    assert found.span() == (4, 13)
    assert goodbye.blanked_in("Tschüss, bis Mai") == "       , bis Mai"
    assert form("or").split("Rose ODER Löwe") == ["Rose ", " Löwe"]


def test_accents_count_where_a_rule_says_so() -> None:
    joins = rf"\b{choices('and')}\b"

    assert Form(joins).is_in("hoje é dia 25")
    assert not Form(joins, accents=True).is_in("hoje é dia 25")


def test_what_stands_on_a_line_of_all_languages_goes_together() -> None:
    first, *_, tenth = by_line("ordinals")

    assert all(re.fullmatch(first, said) for said in ("first", "erste", "premier", "primera", "primeiro"))
    assert re.fullmatch(tenth, "zehntes")


@pytest.mark.parametrize("name", [*NAMES, *WRITTEN])
def test_some_rule_asks_for_it(name: str) -> None:
    whole_or_beginning = {f'"{name}"', f"'{name}'", f'"{name.rpartition("_")[2]}"'}
    assert any(written in CODE for written in whole_or_beginning)
