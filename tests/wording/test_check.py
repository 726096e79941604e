"""A studio's own phrases: what stops the start, and in which words."""

from pathlib import Path

import pytest

from tattoobot.domain.consultation import QUESTIONS, Offer, Question
from tattoobot.domain.studio import Studio
from tattoobot.settings import WrongSettings
from tattoobot.studio_file import load as studio_file
from tattoobot.wording.check import mistakes

PETS = Question("pets", (Offer("dog", "dog"), Offer("none", "none")))
PET_WORDS = {
    "ask.pets": "Any pets?",
    "label.pets": "Pets",
    "offer.pets.dog": "A dog",
    "value.pets.none": "none",
}


def test_well_meant_phrases_are_taken() -> None:
    own = {
        "hello": "Hey {first}, it's {studio}!",
        "ask.adult": "{age}+?",
        "approved": "Yes! {amount} by {until}.",
    }

    assert mistakes(Studio(wording={"en": own, "de": {"noted": "Alles klar: {values}"}})) == []


@pytest.mark.parametrize(
    ("key", "phrase", "mistake"),
    [
        ("ask.sice", "How big?", "wording.en.ask.sice: there is no such phrase; is ask.size meant?"),
        ("xyzzy", "?", "wording.en.xyzzy: there is no such phrase."),
        (
            "deposit_paid",
            "Got your {sum}.",
            (
                "wording.en.deposit_paid: {sum} is not known here;"
                " there are {amount}, {Artist}, {age}, {artist}, {first}, {nth}, {studio}."
            ),
        ),
        ("summary", "Shall I send it?", "wording.en.summary: {lines} is missing."),
        ("hello", " ", "wording.en.hello: it is empty."),
        (
            "hello",
            "Hi {first",
            "wording.en.hello: a brace is open or closed alone. Write {{ and }} for braces that are to be seen.",
        ),
        (
            "hello",
            "Hi {studio.name}",
            (
                "wording.en.hello: {studio.name} is not a name that can be filled in."
                " Write {{ and }} for braces that are to be seen."
            ),
        ),
        (
            "offer.summary.send",
            "Yes please, send it all",
            "wording.en.offer.summary.send: it has 23 characters; a button holds 20.",
        ),
        (
            "value.colour.black_and_grey",
            "only black and grey, please",
            "wording.en.value.colour.black_and_grey: it has 27 characters; a button holds 20.",
        ),
        (
            "value.style.japanese",
            "Japanese, in the old Irezumi way",
            "wording.en.value.style.japanese: it has 32 characters; a row of a menu holds 24.",
        ),
    ],
)
def test_mistake_names_the_phrase_and_what_is_wrong(key: str, phrase: str, mistake: str) -> None:
    assert mistakes(Studio(wording={"en": {key: phrase}})) == [mistake]


def test_language_that_the_bot_does_not_speak() -> None:
    assert mistakes(Studio(wording={"it": {"hello": "Ciao!"}})) == [
        "wording.it.hello: the languages are en, es, pt, de, fr."
    ]


def test_question_of_the_studios_own_needs_words() -> None:
    questions = (*QUESTIONS, PETS)

    assert mistakes(Studio(questions=questions)) == [
        f"{key}: it has no words; add them under [wording]."
        for key in ("ask.pets", "offer.pets.dog", "offer.pets.none")
    ]
    assert mistakes(Studio(questions=questions, wording={"en": PET_WORDS})) == []


def load(tmp_path: Path, text: str) -> Studio:
    file = tmp_path / "studio.toml"
    file.write_text(text, encoding="utf-8")
    return studio_file.load(file)


def test_keys_may_be_written_with_quotes_or_without(tmp_path: Path) -> None:
    studio = load(tmp_path, '[wording.en]\nask.idea = "What shall it be?"\n"ask.size" = "How big?"\n')

    assert studio.wording["en"] == {"ask.idea": "What shall it be?", "ask.size": "How big?"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[wording.en]\nask.sice = "How big?"', "wording.en.ask.sice: there is no such phrase"),
        ("[wording.en]\nask.size = 10", "wording: .*ask.size is not a text in quotes"),
        ('[answers]\nprice = "from {price}"', r"answers.price: \{price\} is not known here"),
        ('language = "de"\n[answers]\nprice = "ab {price}"', r"answers.price: \{price\} is not known here"),
    ],
)
def test_mistake_stops_the_start(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(WrongSettings, match=named):
        load(tmp_path, text)
