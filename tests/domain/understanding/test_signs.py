"""A sign alone may answer a question."""

from typing import Any

import pytest

from tests.domain.understanding.understood import reading, value

AN_EAR = {"part": "ear", "side": None, "aspect": None}


@pytest.mark.parametrize(
    ("asked", "sign", "expected"),
    [
        ("placement", "👂", AN_EAR),
        ("placement", " 👂🏽 ", AN_EAR),
        ("colour", "🖤", "black_and_grey"),
        ("colour", "⚫️", "black_and_grey"),
        ("colour", "🌈", "colour"),
        ("location", "🇳🇿", {"city": None, "country": "NZ"}),
        ("location", "🇧🇷", {"city": None, "country": "BR"}),
    ],
)
def test_a_sign_is_the_answer_to_the_question_that_is_open(asked: str, sign: str, expected: Any) -> None:
    assert value(asked, sign, asked=asked) == expected


@pytest.mark.parametrize("asked", ["placement", "colour", "location", "size", None])
@pytest.mark.parametrize("sign", ["👍", "❤️", "😂", "🤷", "🙏🙏", "🥰", "🇳"])
def test_other_signs_tell_no_fact(asked: str | None, sign: str) -> None:
    assert not reading(sign, asked).slots


@pytest.mark.parametrize("sign", ["👂", "🖤", "🇳🇿"])
def test_a_sign_tells_nothing_where_something_else_was_asked(sign: str) -> None:
    assert not reading(sign, "budget").slots
    assert not reading(sign).slots
