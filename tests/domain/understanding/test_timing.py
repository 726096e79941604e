from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.timing import read_timing
from tests.domain.understanding.reading_of import NOW, value

TODAY = NOW.date()


def when(raw: str, language: str = "en", asked: str | None = None, **known: Any) -> Any:
    """`from`, `to`, weekdays and part of day, as one line."""
    timing = value(read_timing, raw, language, asked, **known)
    if timing is None or "flexible" in timing:
        return timing and "flexible"
    days = ",".join(timing.get("weekdays", ()))
    return " ".join(
        filter(None, (f"{timing['from'] or ''}..{timing['to'] or ''}", days, timing.get("part_of_day")))
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("tomorrow at 3pm", "2026-03-11..2026-03-11 afternoon"),
        ("Friday afternoon", "2026-03-13..2026-03-13 afternoon"),
        ("next Friday", "2026-03-20..2026-03-20"),
        ("friday week", "2026-03-20..2026-03-20"),
        ("this weekend", "2026-03-14..2026-03-15"),
        ("next weekend", "2026-03-21..2026-03-22"),
        ("in a fortnight", "2026-03-24..2026-03-24"),
        ("in 2-3 weeks", "2026-03-24..2026-03-31"),
        ("in two months", "2026-05-01..2026-05-31"),
        ("within the next two weeks", "2026-03-10..2026-03-24"),
        ("the 14th", "2026-03-14..2026-03-14"),
        ("March 14", "2026-03-14..2026-03-14"),
        ("3rd to 10th of June", "2026-06-03..2026-06-10"),
        ("between 3 and 10 June", "2026-06-03..2026-06-10"),
        ("early March", "2026-03-10..2026-03-10"),
        ("mid april", "2026-04-11..2026-04-20"),
        ("first week of April", "2026-04-01..2026-04-07"),
        ("last week of april", "2026-04-24..2026-04-30"),
        ("first two weeks of june", "2026-06-01..2026-06-14"),
        ("May or June", "2026-05-01..2026-06-30"),
        ("end of next week", "2026-03-20..2026-03-22"),
        ("wendesday in febuary", "2027-02-01..2027-02-28 wed"),
        ("summer", "2026-06-01..2026-08-31"),
        ("easter weekend", "2026-04-03..2026-04-06"),
        ("half term", "2026-05-25..2026-05-29"),
        ("12/04", "2026-04-12..2026-04-12"),
    ],
)
def test_days_and_periods_become_dates(raw: str, expected: str) -> None:
    assert when(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("before summer", "..2026-05-31"),
        ("before the end of the year", "..2026-12-31"),
        ("before my wedding on 5 June", "..2026-06-04"),
        ("my birthday is 12th april and i'd like it done by then", "..2026-04-12"),
        ("by the end of April", "..2026-04-30"),
        ("after the 10th", "2026-03-11.."),
        ("from 15 June onwards", "2026-06-15.."),
        ("not before June", "2026-06-01.."),
        ("I'm away until the 12th", "2026-03-13.."),
        ("not this week", "2026-03-16.."),
        ("asap", "2026-03-10.."),
    ],
)
def test_open_periods_and_deadlines_are_read(raw: str, expected: str) -> None:
    assert when(raw, asked="timing") == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("any day but Tuesday", ".. mon,wed,thu,fri,sat,sun"),
        ("weekends only", ".. sat,sun"),
        ("weekday evenings", ".. mon,tue,wed,thu,fri evening"),
        ("any weekday except friday", ".. mon,tue,wed,thu"),
        ("Mon to Thurs mornings", ".. mon,tue,wed,thu morning"),
        ("sat or sun", ".. sat,sun"),
        ("mondays and thursdays after 5pm", ".. mon,thu evening"),
        ("a saturday in May", "2026-05-01..2026-05-31 sat"),
        ("thursday or friday next week", "2026-03-16..2026-03-22 thu,fri"),
        ("I finish work at 6 so evenings or weekends", ".. sat,sun evening"),
        ("can we move it from friday to monday", "2026-03-16..2026-03-16"),
        ("whenever you can", "flexible"),
        ("flexible, but weekends are best", ".. sat,sun"),
    ],
)
def test_weekdays_and_parts_of_the_day(raw: str, expected: str) -> None:
    assert when(raw, asked="timing") == expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("el viernes que viene por la tarde", "es", "2026-03-13..2026-03-13 afternoon"),
        ("después del 20 de abril", "es", "2026-04-21.."),
        ("los martes y jueves", "es", ".. tue,thu"),
        ("a mediados de mayo", "es", "2026-05-11..2026-05-20"),
        ("sexta que vem à noite", "pt", "2026-03-13..2026-03-13 evening"),
        ("qualquer dia menos segunda", "pt", ".. tue,wed,thu,fri,sat,sun"),
        ("até o fim do mês", "pt", "..2026-03-31"),
        ("nächsten Freitag", "de", "2026-03-20..2026-03-20"),
        ("ab dem 15.", "de", "2026-03-15.."),
        ("zwischen dem 3. und 10. Juni", "de", "2026-06-03..2026-06-10"),
        ("Anfang Mai, am liebsten samstags", "de", "2026-05-01..2026-05-10 sat"),
        ("vendredi prochain", "fr", "2026-03-13..2026-03-13"),
        ("du 6 au 9 juillet", "fr", "2026-07-06..2026-07-09"),
        ("n'importe quel jour sauf le lundi", "fr", ".. tue,wed,thu,fri,sat,sun"),
    ],
)
def test_times_are_read_in_other_languages(raw: str, language: str, expected: str) -> None:
    assert when(raw, language) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "good morning!",
        "see you tomorrow",
        "the sun and the moon",
        "I may want 2 roses",
        "I got one last summer",
        "3 years ago",
        "my son's birth date 12.04.2019 in roman numerals",
        "a clock showing 10:15... and a starry night",
        "flexible on the size",
        "when is your next available?",
        "I'll send pictures tonight",
        "I'm 18 on friday",
        "gonna have to cancel tmrw",
        "open 24/7",
    ],
)
def test_what_is_no_wish_for_a_time(raw: str) -> None:
    assert when(raw) is None


def test_americans_write_the_month_first() -> None:
    assert when("on 4/5", country="US") == "2026-04-05..2026-04-05"
    assert when("on 4/5", country="GB") == "2026-05-04..2026-05-04"


def test_seasons_are_those_of_the_country() -> None:
    assert when("in summer", country="AU") == "2026-12-01..2027-02-28"


@given(st.dates(TODAY, TODAY + timedelta(days=3000)))
def test_a_date_said_back_is_the_same_day(day: date) -> None:
    assert when(day.strftime("%A %d %B %Y")) == f"{day}..{day}"
    assert when(day.isoformat()) == f"{day}..{day}"


@pytest.mark.parametrize(
    ("year", "expected"), [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5))]
)
def test_easter_falls_on_its_sunday(year: int, expected: date) -> None:
    assert calendar.easter(year) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "je veux une rose mai sur le bras",
        "un lion mai sans couleur",
        "petite mai pas trop",
        "j'aimerais bien mai g peur",
        "pas trop grand mai quand meme visible",
    ],
)
def test_but_in_a_hurry_is_no_month(raw: str) -> None:
    assert when(raw, "fr") is None


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("en mai", "fr"),
        ("en mai si possible", "fr"),
        ("mai pas trop tard", "fr"),
        ("courant mai sur un week-end", "fr"),
        ("libre mai pas juin", "fr"),
        ("im Mai", "de"),
    ],
)
def test_the_month_is_one(raw: str, language: str) -> None:
    assert str(when(raw, language, "timing")).startswith("2026-05-01..2026-05-31")
