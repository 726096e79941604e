"""Wordings of English-speaking clients, as they are typed on a phone: what lay people call a style, when they can come,
what they can spend, how big it is."""

from typing import Any

import pytest

from tests.domain.understanding.test_timing import when
from tests.domain.understanding.understood import value


@pytest.mark.parametrize(
    ("raw", "style"),
    [
        ("super delicate", "fine_line"),
        ("thin wispy lines", "fine_line"),
        ("fancy writing", "lettering"),
        ("joined-up writing", "lettering"),
        ("very simple, clean lines", "minimalist"),
        ("cartoon style", "new_school"),
        ("japanese anime", "anime"),
        ("as real as possible", "realism"),
        ("old woodblock print", "illustrative"),
    ],
)
def test_what_lay_people_call_a_style(raw: str, style: str) -> None:
    assert value("style", raw, asked="style", language="en") == style


@pytest.mark.parametrize("raw", ["a splash of colour", "just a splash of color please"])
def test_a_splash_of_colour_is_no_way_of_painting(raw: str) -> None:
    assert value("style", raw, asked="colour", language="en") is None
    assert value("colour", raw, asked="colour", language="en") == "colour"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("saturday am", "2026-03-14..2026-03-14 morning"),
        ("next week in the evening", "2026-03-16..2026-03-22 evening"),
        ("sat at 10am", "2026-03-14..2026-03-14 morning"),
        ("between 1 and 4", ".. afternoon"),
        ("anytime after lunch", ".. afternoon"),
        ("once i finish work", ".. evening"),
        ("b4 crimbo", "..2026-12-24"),
        ("in time for halloween", "..2026-10-31"),
        ("tomorrow week", "2026-03-18..2026-03-18"),
        ("2nd half of april", "2026-04-16..2026-04-30"),
        ("1st week in april", "2026-04-01..2026-04-07"),
        ("8 april at the earliest", "2026-04-08.."),
        ("nothing before the 8th april", "2026-04-08.."),
        ("during the wk", ".. mon,tue,wed,thu,fri"),
    ],
)
def test_when_they_can_come(raw: str, expected: str) -> None:
    assert when(raw, "en", "timing") == expected


@pytest.mark.parametrize(
    ("raw", "least", "most"),
    [
        ("two-fifty", 250, 250),
        ("from 500", 500, None),
        ("min 200 max 300", 200, 300),
        ("200ish to 300", 200, 300),
        ("sub £200", None, 200),
        ("wouldnt go over 300", None, 300),
        ("500 plus", 500, None),
        ("price isnt a problem", None, None),
    ],
)
def test_what_they_can_spend(raw: str, least: int | None, most: int | None) -> None:
    budget = value("budget", raw, asked="budget", language="en")

    assert (budget["min"], budget["max"]) == (least, most)


@pytest.mark.parametrize(
    ("raw", "asked", "size"),
    [
        ("inch and a half", "size", {"longest_cm": 3.8}),
        ("titchy", "size", {"class": "tiny"}),
        ("hi i'd like to get a fern done, medium", None, {"class": "other"}),
    ],
)
def test_how_big_it_is(raw: str, asked: str | None, size: Any) -> None:
    assert value("size", raw, asked=asked, language="en") == size


@pytest.mark.parametrize(
    ("raw", "cover_up"),
    [("nowt there", "new"), ("needs going over again", "rework"), ("over an old tat", "cover_up")],
)
def test_what_is_there_already(raw: str, cover_up: str) -> None:
    assert value("cover_up", raw, asked="cover_up", language="en") == cover_up


@pytest.mark.parametrize(
    ("raw", "pictures"),
    [("like the one you posted", "has"), ("gimme a sec ill look", "later"), ("can't find any", "none")],
)
def test_whether_there_are_pictures(raw: str, pictures: str) -> None:
    assert value("reference_images", raw, asked="reference_images", language="en") == pictures


@pytest.mark.parametrize(
    "raw",
    [
        "the other one i sat at 10 hours for",
        "i sat at three studios last year",
        "first thing i want is to say sorry",
    ],
)
def test_the_same_words_that_are_no_time(raw: str) -> None:
    assert value("timing", raw, language="en") is None
