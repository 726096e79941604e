"""What a language needs beside its line in `domain/languages.py`. Whoever adds one sees here what is missing."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tattoobot.domain.artist_commands import WORDS
from tattoobot.domain.conversation.plain_questions import PATTERNS, WORDS_OF
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding import vocabulary
from tattoobot.domain.understanding.grammar import terms
from tattoobot.domain.understanding.location import COUNTRIES_BY_LANGUAGE
from tattoobot.domain.understanding.thing import AND
from tattoobot.wording import FOLDER, catalogue, phrases
from tests.missing import nothing_missing

UNDERSTANDING = "domain/understanding"
TABLES = {
    **{f"WORDS, {verb.name} in domain/artist_commands.py": words for verb, words in WORDS.items()},
    "COUNTRIES_BY_LANGUAGE in domain/understanding/location.py": COUNTRIES_BY_LANGUAGE,
    "AND in domain/understanding/thing.py": AND,
    "[languages] in domain/understanding/vocabulary/sure_questions.toml": WORDS_OF,
}
SURE = tomllib.loads(Path(__file__).with_name("sure_questions.toml").read_text("utf-8"))
NAMED_BY_RULES = ("words", "lists", "names", "forms", "written")


def what_is_missing(language: str) -> list[str]:
    """In sentences for whoever adds a language."""
    return [
        *_files(language),
        *_phrases(language),
        *_templates(language),
        *_vocabulary(language),
        *_terms(language),
        *_sure_questions(language),
        *(f"{language} has no line in {table}." for table, lines in TABLES.items() if language not in lines),
    ]


def _files(language: str) -> Iterator[str]:
    understanding = FOLDER.parent / UNDERSTANDING
    needed = [
        FOLDER / f"{language}.toml",
        understanding / "terms" / f"{language}.toml",
        *(understanding / "vocabulary" / part / f"{language}.toml" for part in vocabulary.PARTS),
    ]
    for file in needed:
        if not file.is_file():
            yield f"There is no {file.relative_to(FOLDER.parent)}."


def _phrases(language: str) -> Iterator[str]:
    if lacking := sorted(phrases("en").keys() - phrases(language).keys()):
        yield f"No words: {', '.join(lacking)} in wording/{language}.toml."


def _templates(language: str) -> Iterator[str]:
    for name, draft in catalogue.load().drafts.items():
        parts = {
            "body": language in draft.bodies,
            "labels": language in draft.labels or not draft.button,
            "replies": all(language in reply for reply in draft.replies),
        }
        for part, there in parts.items():
            if not there:
                yield f"[{name}] has no {part} in {language}: wording/templates.toml."


def _vocabulary(language: str) -> Iterator[str]:
    if not _is_there(f"vocabulary/{language}.toml"):
        return
    full, ours = vocabulary.load("en"), vocabulary.load(language)
    asked = {
        section: {name for one in LANGUAGES for name in vocabulary.load(one)[section]}
        for section in NAMED_BY_RULES
    }
    lacking = {section: sorted(asked[section] - ours[section].keys()) for section in NAMED_BY_RULES}
    if not ours["words"].get("letters"):
        lacking["words"] = sorted({*lacking["words"], "letters"})
    for section, names in lacking.items():
        if names:
            file = f"forms/{language}.toml" if section in {"forms", "written"} else f"{language}.toml"
            yield f"[{section}] lacks {', '.join(names)}: {UNDERSTANDING}/vocabulary/{file}."
    for section in full:
        if not ours.get(section):
            yield f"Nothing is read of [{section}] in {language}: {UNDERSTANDING}/vocabulary."


def _terms(language: str) -> Iterator[str]:
    if not _is_there(f"terms/{language}.toml"):
        return
    for section in sorted(terms.vocabulary("en").keys() - terms.vocabulary(language).keys()):
        yield f"No [{section}] in {UNDERSTANDING}/terms/{language}.toml."


def _sure_questions(language: str) -> Iterator[str]:
    """One file reads them in all languages; the examples of the tests show which of them it knows."""
    if lacking := [topic for topic in PATTERNS if language not in SURE.get(topic, {})]:
        file = f"{UNDERSTANDING}/vocabulary/sure_questions.toml"
        yield f"No question in {language} about {', '.join(lacking)}: {file}, and tests/domain/sure_questions.toml."


def _is_there(file: str) -> bool:
    return (FOLDER.parent / UNDERSTANDING / file).is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_whole(language: str) -> None:
    nothing_missing(what_is_missing(language))


def test_a_new_language_is_told_what_it_lacks() -> None:
    missing = what_is_missing("xx")

    assert missing[:3] == [
        "There is no wording/xx.toml.",
        "There is no domain/understanding/terms/xx.toml.",
        "There is no domain/understanding/vocabulary/xx.toml.",
    ]
    assert "[artist_enquiry] has no labels in xx: wording/templates.toml." in missing
    assert "[appointment_confirm] has no replies in xx: wording/templates.toml." in missing
    assert any(one.startswith("No question in xx about address, healing, ") for one in missing)
    assert missing[-2] == "xx has no line in AND in domain/understanding/thing.py."


def test_a_language_without_its_files_does_not_start_and_names_all_of_them() -> None:
    with pytest.raises(FileNotFoundError, match=r"xx\.toml, topics/xx\.toml, .*forms/xx\.toml"):
        vocabulary.load("xx")
