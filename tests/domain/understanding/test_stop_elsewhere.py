"""STOP, said rudely or in a language that is not read otherwise."""

import pytest

from tattoobot.domain.understanding.reading import Intent
from tests.domain.understanding.understood import reading


@pytest.mark.parametrize(
    "words", ["fuck off stop it", "стоп", "Стоп!", "不要再发", "不要再发了", "basta messaggi"]
)
@pytest.mark.parametrize("asked", [None, "idea"])
def test_it_is_stop_all_the_same(words: str, asked: str | None) -> None:
    assert reading(words, asked=asked, language="en").intent is Intent.OPT_OUT
    assert reading(words, asked=asked, language="es").intent is Intent.OPT_OUT
