"""What a fact needs beside its line in the table. Whoever adds one sees here what is still missing."""

import json
from collections import Counter
from pathlib import Path

import pytest

from tattoobot.domain.consultation import QUESTIONS
from tattoobot.domain.facts import FACTS, LISTED, READ, Fact, Of
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.reader import OF_NUMBERS, OF_WORDS
from tattoobot.domain.understanding.vocabulary import load
from tattoobot.wording import phrases
from tattoobot.wording.spoken import SPEAKERS
from tests.missing import nothing_missing

CORPUS = Path(__file__).parents[1] / "understanding" / "train.jsonl"
EXAMPLES = 5
EXAMPLES_OF = Counter(
    key for line in CORPUS.read_text("utf-8").splitlines() for key in json.loads(line)["slots"]
)

READERS = {read.__name__.removeprefix("read_") for read in (*OF_NUMBERS, *OF_WORDS)}
CALLED = {"reference_images": "references"}
"""What reads it, where that is called otherwise."""


def what_is_missing(fact: Fact) -> list[str]:
    """In sentences for whoever adds a fact."""
    key = fact.key
    sayable = (
        any(phrase.startswith(f"value.{key}.") for phrase in phrases("en"))
        if key in LISTED
        else key in SPEAKERS
    )
    there = {
        f"Nothing reads {key}: a read_{key} in domain/understanding/, named in its reader.py.": (
            CALLED.get(key, key) in READERS
        ),
        f"Nobody asks for {key}: domain/consultation.py, QUESTIONS.": (
            key in {question.key for question in QUESTIONS}
        ),
        f"Its values cannot be said: value.{key}.… in wording/<language>.toml, or wording/spoken.py, SPEAKERS.": (
            sayable
        ),
        f"Fewer than {EXAMPLES} messages tell {key}: tests/understanding/train.jsonl.": (
            key not in READ or EXAMPLES_OF[key] >= EXAMPLES
        ),
        **{
            f"No words: {phrase}.{key} in wording/{language}.toml.": f"{phrase}.{key}" in phrases(language)
            for language in LANGUAGES
            for phrase in ("ask", "label")
        },
        **{
            f"Clients have no name for {key}: [names] in domain/understanding/vocabulary/{language}.toml.": (
                bool(load(language)["names"].get(key, "").strip())
            )
            for language in LANGUAGES
        },
    }
    return [sentence for sentence, is_so in there.items() if not is_so]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)
def test_every_fact_is_whole(fact: Fact) -> None:
    nothing_missing(what_is_missing(fact))


def test_a_new_fact_is_told_what_it_lacks() -> None:
    missing = what_is_missing(Fact("pets", Of.CLIENT))

    assert missing[0] == "Nothing reads pets: a read_pets in domain/understanding/, named in its reader.py."
    assert "No words: ask.pets in wording/pt.toml." in missing
    assert missing[-1].startswith(
        "Clients have no name for pets: [names] in domain/understanding/vocabulary/"
    )
