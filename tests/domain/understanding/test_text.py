import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.understanding.text import prepare, words


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("Über MUÑECA", "uber muneca"),
        ("5” × 7’", "5\" x 7'"),
        ("１０ｃｍ – ٣", "10cm - 3"),
        ("1½ straße", "1½ straße"),
        ("1º de abril", "1o de abril"),
        ("İstanbul", "istanbul"),
    ],
)
def test_folding_keeps_every_offset(raw: str, folded: str) -> None:
    assert prepare(raw).folded == folded


def test_tokens_part_letters_from_digits_and_write_ligatures_out() -> None:
    assert [token.text for token in prepare("10cm, don't: großes cœur").tokens] == [
        *("10", "cm", "don", "t", "grosses", "coeur")
    ]


def test_decomposed_accents_are_the_same_words() -> None:
    assert words("muñeca") == words("mun\u0303eca") == ("muneca",)


@given(st.text())
def test_any_text_keeps_its_length_and_gives_tokens_in_order(raw: str) -> None:
    text = prepare(raw)

    assert len(text.folded) == len(raw)
    assert all(a.end <= b.start for a, b in zip(text.tokens, text.tokens[1:], strict=False))
    assert prepare(text.folded).folded == text.folded
