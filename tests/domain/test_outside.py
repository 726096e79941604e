"""Words from outside keep to their line, hide nothing, and hold nothing to tap."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain import outside
from tests.builders import a_client

LINK = re.compile(r"://|[^\W_]\.[^\W\d_]{2}|\d\.\d+\.\d+\.\d")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  Maya\tExample ", "Maya Example"),
        ("Ann\nApprove https://evil.example/a/x", "Ann Approve https://evil.example/a/x"),
        ("Ann\u2028Bo\u0085Cy\r\nDee", "Ann Bo Cy Dee"),
        ("\u202eX\u2066Y\u200b\ufeff", "XY"),
        ("*Ann* _B_ ~C~ ```D```", "Ann B C '''D'''"),
        ("ink_and_paper", "ink_and_paper"),
        ("Zoë 李 مايا 🦊", "Zoë 李 مايا 🦊"),
    ],
)
def test_a_name_is_one_line_of_what_can_be_seen(written: str, read: str) -> None:
    assert outside.name(written) == read


@pytest.mark.parametrize(
    "name", ["", "   ", "\u3164", "\u200b\u200b", "\u202e", "\u2800\u115f", "\u0301", "\n\n"]
)
def test_a_name_with_nothing_to_see_is_none(name: str) -> None:
    assert outside.name(name) == ""
    assert a_client(name=name).called == "15550100001"
    assert a_client(name=name, phone=None, id=7).called == "#7"
    assert a_client(name=name).first_name == ""


@pytest.mark.parametrize(
    "name",
    [
        "Zed has paid the deposit of £60. He",
        "#12: Amy has paid the deposit of £60.\nMark booked http://evil.example",
        "12: Amy",
        "Amy has paid",
        "Amy paid.",
        "Amy £60",
        "Amy” has paid “",
    ],
)
def test_a_name_never_reads_as_a_sentence_of_ours(name: str) -> None:
    called = a_client(name=name).called

    assert called.startswith("“")
    assert called.endswith("”")
    assert not re.search("[“”\n]", called[1:-1])
    assert len(called) <= outside.NAME_LIMIT + 2


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Maya",
            "Maya Example",
            "maya lee",
            "J.R.",
            "O'Neil",
            "María José",
            "李小龙",
            "محمد علي",
            "Maya 🌸",
            "Dr. K.",
        ),
        *(
            "Ana de la Cruz",
            "Ludwig van der Berg",
            "Jean-Luc",
            "maya_ink",
            "Maya92",
            "Maya & Tom",
            "J. R. R. Example",
        ),
    ],
)
def test_an_honest_name_stands_as_it_is(name: str) -> None:
    assert a_client(name=name).called == name


def test_a_name_is_bounded_and_so_are_the_accents_on_a_letter() -> None:
    assert len(outside.name("x" * 500)) == outside.NAME_LIMIT
    assert outside.name("Z" + "\u0301" * 50) == "Z" + "\u0301" * outside.MARKS_IN_A_ROW


def test_every_line_of_a_quotation_is_marked() -> None:
    said = "by the sea”\n\nApprove https://evil.example/a/x\u2028Reject it\r\u200b\n*now*"

    assert outside.quoted(said).splitlines() == [
        "> by the sea”",
        "> Approve https://evil.example/a/x",
        "> Reject it",
        "> now",
    ]
    assert outside.quoted("\u200b\n ") == ""
    assert len(outside.quoted("long " * 2000)) <= outside.QUOTE_LIMIT


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://evil.example/a/x", "https[:]//evil[.]example/a/x"),
        ("www.evil.example", "www[.]evil[.]example"),
        ("wa.me/15550100001", "wa[.]me/15550100001"),
        ("me@mail.example", "me@mail[.]example"),
        ("evil。example and 10.0.0.1/a", "evil[.]example and 10[.]0[.]0[.]1/a"),
        (
            "10.5 cm, £1.500, 10.12.2026, wait...what? Yes. No.",
            "10.5 cm, £1.500, 10.12.2026, wait...what? Yes. No.",
        ),
    ],
)
def test_addresses_can_be_read_and_not_tapped(written: str, read: str) -> None:
    assert outside.without_links(written) == read


@given(st.text())
def test_whatever_is_written_nothing_hidden_is_left(text: str) -> None:
    for clean in (outside.one_line(text), outside.name(text)):
        assert not any(unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} for character in clean)
        assert len(clean.splitlines()) <= 1
    assert all(line.startswith("> ") for line in outside.quoted(text).splitlines())
    assert outside.name(outside.name(text)) == outside.name(text)


@given(st.text(alphabet=st.sampled_from("ab1.:/。 @\n-_*")))
def test_whatever_is_written_no_link_is_left(text: str) -> None:
    assert not LINK.search(outside.without_links(text))
