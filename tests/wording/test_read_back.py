"""What the bot says, a client may type: it is read as what it says."""

from typing import Any

import pytest

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.studio import Studio
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Reading
from tattoobot.wording import Wording
from tests.builders import NOW, STUDIO
from tests.wording.vocabulary import VALUES

COUNTRIES = {language: known.locale.split("_")[1] for language, known in LANGUAGES.items()}

NOT_READ = {
    # "left hand side" is no hand; only the photos themselves are "with pictures".
    ("placement", "hand"),
    ("placement", "toe"),
    ("reference_images", "has"),
}


def read(language: str, asked: str, words: str) -> Reading:
    context = Context(NOW, asked=asked, language=language, country=COUNTRIES[language], currency="EUR")
    return understand(words, context)


def without_nothing(value: Any) -> Any:
    """`to: null` is the same as no `to`."""
    return (
        {key: part for key, part in value.items() if part is not None} if isinstance(value, dict) else value
    )


def meant(key: str, value: Any) -> Any:
    """An amount that was given without a currency is said back in the studio's."""
    if key == "budget" and value["currency"] is None:
        value = {**value, "currency": "EUR"}
    return without_nothing(value)


def values() -> list[tuple[str, Any]]:
    """Common values: not an inner ear or an outer throat."""
    found = []
    for key, all_of_key in VALUES.items():
        for value in all_of_key:
            name = value.get("part", value.get("class")) if isinstance(value, dict) else value
            aspect = value.get("aspect") if isinstance(value, dict) else None
            unusual = name == "other" or (aspect and name not in {"forearm", "thigh"})
            nothing = key == "budget" and value["min"] is value["max"] is None
            if (key, name) not in NOT_READ and not unusual and not nothing:
                found.append((key, value))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_said_back_are_read_as_the_same(language: str) -> None:
    wording = Wording(Studio(country=COUNTRIES[language], currency="EUR"), language, "Robin")
    said = [(key, value, wording.spoken(key, Answer("", value, Source.WORDS))) for key, value in values()]

    wrong = [
        (key, words, value, got)
        for key, value, words in said
        if without_nothing(got := read(language, key, words).slots.get(key)) != meant(key, value)
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_can_be_typed(language: str) -> None:
    wording = Wording(Studio(country=COUNTRIES[language]), language, "Robin")
    wrong = []
    for question in STUDIO.questions:
        for offer in question.offers:
            tap = Tap("1", f"offer.{question.key}.{offer.id}")
            message = wording.message(Say((Phrase("hello"),), (tap,)))
            title = message.choices[0].title  # type: ignore[union-attr]
            reading = read(language, question.key, title)
            skipped = offer.unsure and reading.intent in {"dont_know", "skip", "no"}
            if not skipped and reading.slots.get(question.key) != offer.value:
                wrong.append((question.key, title, reading.slots, reading.intent))
    assert wrong == []
