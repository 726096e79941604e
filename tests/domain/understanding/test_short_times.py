"""Times in a word or two: short names of days, a day of the weekend, days without their month, the week after."""

import pytest

from tests.domain.understanding.test_timing import when


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("free sat?", "en", "2026-03-14..2026-03-14"),
        ("sun free?", "en", "2026-03-15..2026-03-15"),
        ("anything free sat or sun?", "en", ".. sat,sun"),
        ("noch was frei sa?", "de", "2026-03-14..2026-03-14"),
        ("fr frei?", "de", "2026-03-13..2026-03-13"),
        ("dispo sam ?", "fr", "2026-03-14..2026-03-14"),
        ("une place ven matin ?", "fr", "2026-03-13..2026-03-13 morning"),
        ("hueco sab?", "es", "2026-03-14..2026-03-14"),
        ("libre vie?", "es", "2026-03-13..2026-03-13"),
        ("tem horário sex?", "pt", "2026-03-13..2026-03-13"),
        ("vaga ter?", "pt", "2026-03-17..2026-03-17"),
    ],
)
def test_a_short_name_is_a_day_where_room_is_asked_for(raw: str, language: str, expected: str) -> None:
    assert when(raw, language) == expected


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("a sun on my ankle", "en"),
        ("my mate Sam", "en"),
        ("je veux la mer", "fr"),
        ("la mer, libre", "fr"),
        ("un mar abierto", "es"),
        ("la vie en rose", "fr"),
        ("uma borboleta, sex appeal", "pt"),
    ],
)
def test_the_same_letters_elsewhere_are_no_day(raw: str, language: str) -> None:
    assert when(raw, language) is None


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("it's the weekend, saturday", "en"),
        ("am Wochenende, Samstag", "de"),
        ("c'est le week-end, samedi", "fr"),
        ("es el finde, sábado", "es"),
        ("es el finde, el sábado", "es"),
        ("é no fds, sábado", "pt"),
    ],
)
def test_a_day_of_the_weekend_says_which(raw: str, language: str) -> None:
    assert when(raw, language, "timing") == "2026-03-14..2026-03-14"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("saturday or the weekend", ".. sat,sun"), ("weekends or friday", ".. fri,sat,sun")],
)
def test_a_day_beside_the_weekend_is_added(raw: str, expected: str) -> None:
    assert when(raw, asked="timing") == expected


@pytest.mark.parametrize(
    ("raw", "language"),
    [
        ("28 to 31", "en"),
        ("28-31", "en"),
        ("between 28 and 31", "en"),
        ("28. bis 31.", "de"),
        ("du 28 au 31", "fr"),
        ("28 a 31", "es"),
        ("del 28 al 31", "es"),
        ("de 28 a 31", "pt"),
    ],
)
def test_days_without_a_month_are_the_coming_ones_where_when_was_asked(raw: str, language: str) -> None:
    assert when(raw, language, "timing") == "2026-03-28..2026-03-31"


@pytest.mark.parametrize("raw", ["3 to 5", "28", "28 to 31 cm"])
def test_hours_and_measures_are_no_days(raw: str) -> None:
    assert when(raw, asked="timing") is None
    assert when("28 to 31", asked="size") is None


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("the week after easter", "en", "2026-04-06..2026-04-12"),
        ("any time the week after the 20th", "en", "2026-03-23..2026-03-29"),
        ("the weekend after the 20th", "en", "2026-03-21..2026-03-22"),
        ("the day after good friday", "en", "2026-04-04..2026-04-04"),
        ("the week after next", "en", "2026-03-23..2026-03-29"),
        ("in der Woche nach Ostern", "de", "2026-04-06..2026-04-12"),
        ("am Wochenende nach dem 20.", "de", "2026-03-21..2026-03-22"),
        ("la semaine après Pâques", "fr", "2026-04-06..2026-04-12"),
        ("la semaine suivant Pâques", "fr", "2026-04-06..2026-04-12"),
        ("la semana después de Pascua", "es", "2026-04-06..2026-04-12"),
        ("na semana a seguir à Páscoa", "pt", "2026-04-06..2026-04-12"),
    ],
)
def test_what_comes_after_a_day_is_not_that_day(raw: str, language: str, expected: str) -> None:
    assert when(raw, language, "timing") == expected
