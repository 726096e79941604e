import re
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.adult import read_adult
from tattoobot.domain.understanding.budget import read_budget
from tattoobot.domain.understanding.numbers import scan
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.size import read_size
from tattoobot.domain.understanding.text import prepare
from tattoobot.domain.understanding.timing import read_timing
from tattoobot.domain.understanding.vocabulary.message import notice

NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
EXTRACTORS = (read_size, read_budget, read_timing, read_adult)
KEYS = (None, "size", "budget", "timing", "adult", "style")


def numbers(raw: str, language: str = "en") -> list[float]:
    line = scan(prepare(raw), language, Context(NOW)).line
    return [number.value for number in line.numbers.values()]


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("1.500,50 or 1,500 or 12.5 or 12,5", "en", [1500.5, 1500, 12.5, 12.5]),
        ("2½, 1 1/2, 2k, 1.5k", "en", [2.5, 1.5, 2000, 1500]),
        ("a couple of hundred, half a grand, a grand and a half", "en", [200, 500, 1500]),
        ("two hundred and fifty to three hundred", "en", [250, 300]),
        ("two fifty", "en", [250]),
        ("doscientos cincuenta, mil doscientos, treinta y cinco", "es", [250, 1200, 35]),
        ("cento e vinte, dois mil e quinhentos", "pt", [120, 2500]),
        ("zweihundertfünfzig, eintausendfünfhundert, drei hundert", "de", [250, 1500, 300]),
        ("deux cent cinquante, quatre-vingt-dix, une centaine", "fr", [250, 90, 100]),
        ("1 500 €", "fr", [1500]),
    ],
)
def test_numbers_as_they_are_written(raw: str, language: str, expected: list[float]) -> None:
    assert numbers(raw, language) == expected


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("call me on +1 555 010 0199", "phone"),
        ("my number is 07700 900123", "phone"),
        ("see https://example.com/300x400", "url"),
        ("mail me at ink300@example.com", "email"),
        ("i'm @fine.line_30 there", "handle"),
        ("4242 4242 4242 4242 is my card", "card"),
        ("I live in SE15 4QF", "postcode"),
        ("CEP 01310-100", "postcode"),
    ],
)
def test_a_number_that_is_something_else_is_claimed(raw: str, kind: str) -> None:
    scanned = scan(prepare(raw), "en", Context(NOW, asked="budget"))

    assert [claim.kind for claim in scanned.claims] == [kind]
    message = notice(prepare(raw), Context(NOW))
    assert read_budget(message, scanned, Context(NOW, asked="budget")) == []


def test_a_card_number_is_found_where_it_stands() -> None:
    raw = "it's 4242-4242-4242-4242, exp 12/30"

    (claim,) = scan(prepare(raw), "en", Context(NOW)).claimed("card")

    assert raw[claim.start : claim.end] == "4242-4242-4242-4242"


def test_a_long_number_that_is_no_card_is_not_redacted() -> None:
    assert scan(prepare("4242 4242 4242 4241"), "en", Context(NOW)).claimed("card") == []


def read_all(raw: str, context: Context) -> None:
    text = prepare(raw)
    scanned = scan(text, context.language or "en", context)
    for extract in EXTRACTORS:
        for fact in extract(notice(text, context), scanned, context):
            assert 0 <= fact.start < fact.end <= len(raw)


@given(st.text(), st.sampled_from([*LANGUAGES]), st.sampled_from(KEYS))
def test_any_text_is_read_without_an_error(raw: str, language: str, asked: str | None) -> None:
    read_all(raw, Context(NOW, asked=asked, language=language))


WORDS = re.findall(
    r"\S+",
    "10 15 2k 1/2 ½ 300 £ € $ cm in inch x by - to or and between from up to max at least not no . , : ( ) ' "
    "march 14 th next friday weekend week the of in a few any day but before after until end mid 2026 5pm "
    "i'm 17 years old born turning over my daughter palm sized half sleeve tiny lunes mañana bis zum am le fin dia",
)


@given(st.lists(st.sampled_from(WORDS)).map(" ".join), st.sampled_from([*LANGUAGES]), st.sampled_from(KEYS))
def test_any_jumble_of_its_own_words_is_read_without_an_error(
    raw: str, language: str, asked: str | None
) -> None:
    read_all(raw, Context(NOW, asked=asked, language=language))


@pytest.mark.parametrize(
    "piece", ["10x", "10 ", "1,", "1/", '5"', "a ", "friday or ", "on the ", "+1 ", "a@", "😀"]
)
def test_a_hostile_message_takes_no_longer_than_several_ordinary_ones(piece: str) -> None:
    ordinary = time_of("a fox and 2 roses on the left arm, 10 cm, on friday or in june. ")
    assert time_of(piece) < 5 * ordinary


def time_of(piece: str) -> float:
    """Seconds of processor time for as long a text of these words as is read: the least of three."""
    raw, context = (piece * 4096)[:4096], Context(NOW, asked="size", language="en")
    spent = []
    for _ in range(3):
        started = time.thread_time()
        read_all(raw, context)
        spent.append(time.thread_time() - started)
    return min(spent)
