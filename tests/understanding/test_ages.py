"""Whatever clients write, only what they say of themselves turns them away for their age."""

from datetime import datetime
from pathlib import Path

from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tests.understanding.score import load

MESSAGES = load(Path(__file__).parent / "train.jsonl")

BARE_NO = {"no tengo"}
"""Answers to other questions that would be a plain no to this one."""


def turned_away(text: str, now: str, asked: str | None, language: str) -> bool:
    context = Context(datetime.fromisoformat(now), asked=asked, language=language)
    return "minor" in understand(text, context).flags


def test_nobody_is_turned_away_by_what_they_say_of_other_things() -> None:
    wrongly = [
        row["text"]
        for row in MESSAGES
        if row["asked"] != "adult"
        and row["slots"].get("adult") is not False
        and row["intent"] != "no"
        and "bare" not in row["tags"]
        and turned_away(row["text"], row["now"], "adult", row["language"])
    ]

    assert set(wrongly) <= BARE_NO


def test_whoever_is_labelled_of_age_is_not_turned_away() -> None:
    grown = [row for row in MESSAGES if row["slots"].get("adult") is True]

    assert grown
    assert [r["text"] for r in grown if turned_away(r["text"], r["now"], r["asked"], r["language"])] == []


def test_whoever_is_labelled_under_age_is_not_taken_for_grown_up() -> None:
    minors = [row for row in MESSAGES if row["slots"].get("adult") is False]
    taken_for_grown = [
        row["text"]
        for row in minors
        if understand(
            row["text"], Context(datetime.fromisoformat(row["now"]), row["asked"], row["language"])
        ).slots.get("adult")
    ]

    assert minors
    assert taken_for_grown == []
