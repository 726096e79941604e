"""One person's number in several spellings."""

import pytest

from tattoobot.domain.phone import plain, same, spellings, spellings_at_home

WHATSAPP_S = {"brazil": "551187654321", "mexico": "5215512345678", "argentina": "5491123456789"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5511987654321", WHATSAPP_S["brazil"]),
        ("525512345678", WHATSAPP_S["mexico"]),
        ("541123456789", WHATSAPP_S["argentina"]),
        ("54111523456789", WHATSAPP_S["argentina"]),
        ("5491123456789", "54111523456789"),
        ("54351151345678", "5493511345678"),
        ("54 2314 15 234567".replace(" ", ""), "5492314234567"),
        ("15550100001", "15550100001"),
    ],
)
def test_a_number_is_the_same_in_all_its_spellings(one: str, other: str) -> None:
    assert same(one, other)
    assert plain(one) == plain(other)
    assert {spelled for spelled in spellings(one) if len(spelled) < 14} <= {*spellings(other), one}
    assert one in spellings(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("551134567890", "5511934567890"),
        ("551187654321", "552187654321"),
        ("5215512345678", "5215512345679"),
        ("15512345678", "5512345678"),
        ("15550100001", "15550100002"),
        ("5215512345678", "15512345678"),
        ("541123456789", "551123456789"),
    ],
    ids=[
        "a landline with a 9",
        "another area",
        "another number",
        "part of it",
        "neighbours",
        "no country",
        "countries",
    ],
)
def test_numbers_of_two_people_stay_two(one: str, other: str) -> None:
    assert not same(one, other)


def test_a_number_without_its_country_ends_as_whatsapp_may_show_it() -> None:
    assert "1187654321" in spellings_at_home("11987654321")
    assert "15512345678" in spellings_at_home("5512345678")
    assert "1123456789" in spellings_at_home("111523456789")
    assert spellings_at_home("7700900123")[0] == "7700900123"
