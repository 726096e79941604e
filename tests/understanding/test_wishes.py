"""What must never be missed nor invented, as people who had not seen the product would write it (`wishes/`)."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Intent, Reading
from tattoobot.domain.understanding.weights import committed

WISHES = Path(__file__).parent / "wishes"
NOW = datetime(2026, 11, 30, 15, tzinfo=UTC)
"""The day on which they were written: some tell a birthday."""
ASKED = (None, "timing")


def written(language: str, wish: str, *, meant: bool) -> list[str]:
    rows = map(json.loads, (WISHES / f"{language}.jsonl").read_text("utf-8").splitlines())
    return [row["text"] for row in rows if row["wish"] == wish and row["is_meant"] == meant]


def read(text: str, asked: str | None) -> Reading:
    return understand(text, Context(NOW, asked, None, weights=committed()))


def taken_for(language: str, wish: Intent, *, meant: bool) -> dict[str, bool]:
    """Of each text, whether it is taken for the wish, whatever is asked; of those that are not it, asked anything."""
    every = all if meant else any
    return {
        text: every(read(text, asked).intent is wish for asked in ASKED)
        for text in written(language, wish, meant=meant)
    }


@pytest.mark.parametrize("wish", [Intent.OPT_OUT, Intent.HUMAN_REQUEST])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wish_is_missed(language: str, wish: Intent) -> None:
    read = taken_for(language, wish, meant=True)

    assert len(read) > 80
    assert [text for text, taken in read.items() if not taken] == []


@pytest.mark.parametrize("wish", [Intent.OPT_OUT, Intent.HUMAN_REQUEST])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wish_is_invented(language: str, wish: Intent) -> None:
    read = taken_for(language, wish, meant=False)

    assert len(read) > 50
    assert [text for text, taken in read.items() if taken] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_says_that_they_are_under_age_is_heard(language: str) -> None:
    """Nearly all: whoever is not is asked for their age all the same. An age that is another's may be asked about."""
    told = written(language, "minor", meant=True)

    heard = [text for text in told if all(read(text, asked).slots.get("adult") is False for asked in ASKED)]

    assert len(told) > 60
    assert len(heard) / len(told) > 0.87
