"""Any text at all is read: no exception, no time that grows faster than the text."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.explaining import understand_line
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tests.understanding.hostile import HOSTILE, PLAIN, quickest, repeated
from tests.understanding.test_corpus import CANONICAL, INTENTS, QUESTIONS, TRAIN

TIMES_A_PLAIN_TEXT = 8

anything = st.text(max_size=400)
of_words = st.lists(
    st.sampled_from(sorted({word for message in TRAIN for word in message["text"].split(" ")}))
    | st.text(max_size=5),
    max_size=60,
).map(" ".join)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 12, 31), timezones=st.timezones())  # noqa: DTZ001
contexts = st.builds(
    Context,
    now=moments,
    asked=st.none() | st.sampled_from(sorted(QUESTIONS)),
    language=st.none() | st.sampled_from([*LANGUAGES]),
    country=st.sampled_from(["GB", "US", "IE", "AU", "ES", "MX", "BR", "DE", "AT", "CH", "FR", "XX"]),
    currency=st.sampled_from(["GBP", "USD", "EUR", "BRL", "JPY"]),
    unit=st.sampled_from(["cm", "in"]),
)


@given(text=anything | of_words, context=contexts)
@settings(max_examples=400)
def test_any_text_in_any_script_is_read(text: str, context: Context) -> None:
    reading = understand(text, context)

    assert reading.intent in INTENTS
    assert reading.language in LANGUAGES
    assert all(0 <= fact.start <= fact.end <= len(text) for fact in reading.found)
    assert_canonical(reading.slots)


@given(text=anything | of_words, asked=st.none() | st.sampled_from(sorted(QUESTIONS)), now=moments)
@settings(max_examples=200)
def test_any_line_is_answered_with_a_line(text: str, asked: str | None, now: datetime) -> None:
    answered = understand_line(
        json.dumps({"text": text, "asked": asked, "lang": None, "now": now.isoformat()})
    )

    assert "\n" not in answered
    reading = json.loads(answered)
    assert reading.keys() == {"slots", "intent"}
    assert_canonical(reading["slots"])


def assert_canonical(slots: dict[str, Any]) -> None:
    wrong = {key: value for key, value in slots.items() if key in CANONICAL and not CANONICAL[key](value)}
    assert wrong == {}


@given(st.integers(1, 28), st.integers(1, 12), st.sampled_from([*LANGUAGES]))
@settings(max_examples=100)
def test_a_date_in_figures_is_never_read_as_one_in_the_past(day: int, month: int, language: str) -> None:
    now = datetime(2026, 3, 10, 10, tzinfo=UTC)

    slots = understand(f"{day}.{month}.", Context(now=now, asked="timing", language=language)).slots

    if "timing" in slots and slots["timing"].get("from"):
        assert date.fromisoformat(slots["timing"]["from"]) >= now.date()


@given(text=of_words, context=contexts)
@settings(max_examples=200)
def test_reading_twice_gives_the_same(text: str, context: Context) -> None:
    assert understand(text, context) == understand(text, context)


@pytest.mark.parametrize(
    "piece", HOSTILE, ids=lambda piece: re.sub(r"\W", lambda it: f"u{ord(it[0]):x}", piece)[:20]
)
def test_a_hostile_text_takes_about_as_long_as_a_plain_one(piece: str) -> None:
    assert quickest(repeated(piece)) < TIMES_A_PLAIN_TEXT * quickest(repeated(PLAIN))
