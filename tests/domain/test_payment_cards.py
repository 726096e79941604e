"""Card numbers are found however people write them, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.payment_cards import REMOVED, blanked, redact


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("card 4242 4242 4242 4242 thanks", f"card {REMOVED} thanks"),
        ("4242424242424242", REMOVED),
        ("it's4242-4242-4242-4242!", f"it's{REMOVED}!"),
        ("4242.4242.4242.4242", REMOVED),
        ("4242  4242\n4242\u00a04242", REMOVED),
        ("42 42 42 42 42 42 42 42", REMOVED),
        ("4\u200b242424242424242", REMOVED),
        ("٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢", REMOVED),
        ("amex 3782 822463 10005", f"amex {REMOVED}"),
        ("4222222222222", REMOVED),
        ("at 12 4242 4242 4242 4242", f"at 12 {REMOVED}"),
        ("+4242 4242 4242 4242", f"+{REMOVED}"),
        ("4242 4242 4242 4242 12/29 123", f"{REMOVED} [removed] [removed]"),
        (
            "my card is 4242 4242 4242 4242 exp 12/29 cvc 123",
            f"my card is {REMOVED} exp [removed] cvc [removed]",
        ),
        ("4242424242424242, exp 1229, CVV: 1234", f"{REMOVED}, exp [removed], CVV: [removed]"),
        (
            "4242424242424242\ngültig bis 01.2029\nPrüfnummer 987",
            f"{REMOVED}\ngültig bis [removed]\nPrüfnummer [removed]",
        ),
        (
            "4242424242424242 venc 12/30 código de segurança 321",
            f"{REMOVED} venc [removed] código de segurança [removed]",
        ),
        ("the cvc is 123", "the cvc is [removed]"),
        ("*4242* *4242* *4242* *4242*", f"*{REMOVED}*"),
        ("_4242_ _4242_ _4242_ _4242_", f"_{REMOVED}_"),
        ("~4242~-~4242~-~4242~-~4242~", f"~{REMOVED}~"),
        ("```4242``` ```4242``` ```4242``` ```4242```", f"```{REMOVED}```"),
        ("*_~4242~_* *_~4242~_* *_~4242~_* *_~4242~_*", f"*_~{REMOVED}~_*"),
        ("card4242424242424242exp1230", f"card{REMOVED}exp[removed]"),
        (
            "4242424242424242 security code 456, expiry 11/31, pin 7788",
            f"{REMOVED} security code [removed], expiry [removed], pin [removed]",
        ),
        (
            "security code 456, expiry 11/31: *4242 4242 4242 4242*",
            f"security code [removed], expiry [removed]: *{REMOVED}*",
        ),
    ],
)
def test_a_card_is_taken_out_with_what_stands_beside_its_number(said: str, kept: str) -> None:
    assert redact(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "call 1234 5678 9012 3456",
        "my number is +49 151 1234 5678",
        "+5511987654325",
        "005511987654325",
        "0049 1511 2345678",
        "between 10/12/2026-28/12/2026",
        "10.12.26 - 14.12.2026",
        "1.600.000-2.000.000",
        "10 cm, £250-300, March 12/29, code 123",
        "my PIN is a flower, *10* *12* cm, ~250~ 300",
        "",
    ],
)
def test_what_is_no_card_stays(said: str) -> None:
    assert redact(said) == said


def test_what_was_taken_out_is_blank_for_the_reader() -> None:
    said = redact("a fox, 4242 4242 4242 4242 cvc 123")

    assert len(blanked(said)) == len(said)
    assert blanked(said).split() == ["a", "fox,", "cvc"]


def with_checksum(digits: str) -> str:
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    total = sum(value - 9 if value > 9 else value for value in doubled)
    return f"{digits}{-total % 10}"


WORDS = st.text(
    st.characters(exclude_categories=["Cs"]).filter(lambda c: not c.isdecimal() and c not in "+(")
)


@given(
    st.text("0123456789", min_size=12, max_size=18)
    .filter(lambda digits: not digits.startswith("00"))
    .map(with_checksum),
    st.sampled_from(["", " ", "-", "  ", "\u00a0", "_", "* *", "_~ ~_", "`` ``"]),
    st.integers(3, 6),
    WORDS,
)
def test_however_it_is_grouped_no_card_number_is_left(
    number: str, between: str, size: int, words: str
) -> None:
    grouped = between.join(number[at : at + size] for at in range(0, len(number), size))

    said = redact(f"{words} {grouped} {words}")

    assert number not in "".join(filter(str.isdecimal, said))
    assert REMOVED in said
