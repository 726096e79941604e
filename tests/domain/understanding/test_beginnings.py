"""What may be found in a text by how its words begin."""

import json
import re
from pathlib import Path

import pytest

from tattoobot.domain.conversation.plain_questions import PATTERNS, beginnings, words_of
from tattoobot.domain.understanding.beginnings import Beginnings
from tattoobot.domain.understanding.vocabulary.forms import Form, without_case

CORPUS = Path(__file__).parents[2] / "understanding"


def test_a_question_that_is_in_a_message_is_never_passed_over() -> None:
    texts = [json.loads(line)["text"] for line in (CORPUS / "train.jsonl").read_text("utf-8").splitlines()]
    texts += [
        "Wie lange dauert die Heilung?",
        "Gift cards?",
        "¿Puedo ir con mi hermana?",
        "CAN I BRING MY DOG?",
    ]
    found = 0

    for text in map(without_case, texts):
        named = {topic for topic in PATTERNS if words_of(topic).search(text)}
        found += len(named)
        assert named <= beginnings().in_text(text), text

    assert found >= 4


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:can|may) (?:i )?bring\b", "now may bring it"),
        (r"\bwh?at[’']s up", "so wat’s up"),
        (r"\bfo+x", "a fooooooox"),
        (r"\b(?:my\s)?dog", "is\nmy\ndog here"),
        (r"^\W*cash\?", "... cash?"),
        (r"\bis\b[^.]*\bopen\b", "is it open"),
    ],
)
def test_a_text_may_hold_what_begins_like_one_of_its_words(pattern: str, text: str) -> None:
    assert re.search(pattern, text)
    assert Beginnings({"this": [pattern]}).in_text(text) == {"this"}
    assert Beginnings({"this": [pattern]}).in_text("nothing of the sort") == set()


@pytest.mark.parametrize(
    ("pattern", "text", "without"),
    [
        (r"\bis\b[^.]{0,20}\bopen\b", "is it now open", "is it"),
        (r"\b(?:(?:can|is)\b[^.]*\b)?(?:numbing|emla)\b", "can we have emla", "can we"),
        (r"\bcan\s(?:\w+\s)?dogs?\b", "can your dog", "can your cat"),
        (r"\bis (?:open|shut)ing\b|\bare\b[^.]*\bshut\b", "are you shut", "are you is"),
    ],
)
def test_what_is_sought_holds_its_further_word_too(pattern: str, text: str, without: str) -> None:
    assert re.search(pattern, text)
    assert Beginnings({"this": [pattern]}).in_text(text) == {"this"}
    assert Beginnings({"this": [pattern]}).in_text(without) == set()


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bis\b[^.]*open", "is reopened"),
        (r"\bis \w+ing\b", "is raining"),
        (r"\bis (?:\w+)?open\b", "is reopen"),
    ],
)
def test_a_further_word_that_may_begin_anyhow_is_not_waited_for(pattern: str, text: str) -> None:
    assert re.search(pattern, text)
    assert Beginnings({"this": [pattern]}).in_text(text) == {"this"}


def test_a_pattern_that_begins_with_no_word_is_refused() -> None:
    with pytest.raises(ValueError, match="does not begin with a word"):
        Beginnings({"this": [r"[^.]*\bopen\b"]})


@pytest.mark.parametrize("text", ["İSTANBUL", "ſo", "300 \N{KELVIN SIGN}", "Straße ẞ", "ÀÉÎ"])
def test_without_its_capitals_a_text_is_as_long_as_before(text: str) -> None:
    assert len(without_case(text)) == len(text)
    assert re.fullmatch(re.escape(text), without_case(text), re.IGNORECASE)


@pytest.mark.parametrize("text", ["STOP ﬁRST", "ſtop", "stop", "ıt ſtops", "Stöp"])
def test_what_is_sought_is_found_in_any_case(text: str) -> None:
    pattern = r"\b(?:stop|st[öo]p\w*)\b"

    assert Form(pattern, accents=True).is_in(text) == bool(re.search(pattern, text, re.IGNORECASE))
