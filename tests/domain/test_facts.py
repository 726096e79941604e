"""What a fact needs beside its line in the table. Whoever adds one sees here what is still missing."""

import json
from pathlib import Path

import pytest

from tattoobot.domain.consultation import QUESTIONS
from tattoobot.domain.facts import FACTS, LISTED, READ, Fact
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.reader import OF_NUMBERS, OF_WORDS
from tattoobot.domain.understanding.vocabulary import load
from tattoobot.wording import phrases
from tattoobot.wording.spoken import SPEAKERS

CORPUS = Path(__file__).parents[1] / "understanding" / "train.jsonl"
EXAMPLES = 5

every_fact = pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)


@every_fact
def test_it_is_read_in_messages(fact: Fact) -> None:
    readers = {read.__name__.removeprefix("read_") for read in (*OF_NUMBERS, *OF_WORDS)}

    assert {"reference_images": "references"}.get(fact.key, fact.key) in readers


@every_fact
def test_every_fact_is_asked_for(fact: Fact) -> None:
    assert fact.key in {question.key for question in QUESTIONS}


@every_fact
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_words_in_every_language(fact: Fact, language: str) -> None:
    needed = {f"ask.{fact.key}", f"label.{fact.key}"}

    assert needed <= phrases(language).keys()


@every_fact
@pytest.mark.parametrize("language", LANGUAGES)
def test_clients_have_a_name_for_it(fact: Fact, language: str) -> None:
    assert load(language)["names"][fact.key].strip()


@every_fact
def test_its_values_can_be_said(fact: Fact) -> None:
    has_phrases = any(key.startswith(f"value.{fact.key}.") for key in phrases("en"))

    assert has_phrases if fact.key in LISTED else fact.key in SPEAKERS


@pytest.mark.parametrize("key", sorted(READ))
def test_the_corpus_has_examples_of_it(key: str) -> None:
    messages = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]

    assert sum(key in message["slots"] for message in messages) >= EXAMPLES
