"""What a language needs beside its line in `domain/languages.py`. Whoever adds one sees here what is missing."""

from collections.abc import Mapping
from typing import Any

import pytest

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding import vocabulary
from tattoobot.domain.understanding.grammar import terms
from tattoobot.wording import FOLDER, catalogue, phrases

every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
def test_the_bot_has_its_own_words(language: str) -> None:
    assert (FOLDER / f"{language}.toml").exists(), f"wording/{language}.toml"
    assert phrases("en").keys() - phrases(language).keys() == set()


@every_language
def test_meta_gets_every_template(language: str) -> None:
    assert [name for name, draft in catalogue.load().drafts.items() if language not in draft.bodies] == []


@every_language
def test_rules_find_the_words_that_they_ask_for(language: str) -> None:
    assert _lacks(vocabulary.load("en"), vocabulary.load(language), ("words", "lists", "names")) == []


@every_language
def test_what_clients_say_has_patterns(language: str) -> None:
    ours = vocabulary.load(language)

    assert [
        kind for kind in ("placement", "style", "colour", "phrase", "bare", "topic") if kind not in ours
    ] == []


@every_language
def test_numbers_lengths_money_dates_and_ages_have_words(language: str) -> None:
    assert terms.vocabulary("en").keys() - terms.vocabulary(language).keys() == set()


def _lacks(full: Mapping[str, Any], other: Mapping[str, Any], sections: tuple[str, ...]) -> list[str]:
    return [
        f"[{section}] {key}"
        for section in sections
        for key in full[section]
        if key not in other.get(section, {})
    ]
