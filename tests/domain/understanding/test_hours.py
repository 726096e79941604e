"""Hours of the clock, which are a part of the day, and what is refused within a longer time."""

import pytest

from tests.domain.understanding.test_timing import when


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("any day 0800 to 1100", "en", ".. morning"),
        ("0800-1100 saturdays", "en", ".. sat morning"),
        ("saturday between 1 and 4", "en", "2026-03-14..2026-03-14 afternoon"),
        ("between 1 and 4 on saturday", "en", "2026-03-14..2026-03-14 afternoon"),
        ("2 to 4pm on friday", "en", "2026-03-13..2026-03-13 afternoon"),
        ("friday after 1700", "en", "2026-03-13..2026-03-13 evening"),
        ("friday 1700 hrs", "en", "2026-03-13..2026-03-13 evening"),
        ("friday quarter past ten", "en", "2026-03-13..2026-03-13 morning"),
        ("Samstag halb elf", "de", "2026-03-14..2026-03-14 morning"),
        ("Freitag 14.30 Uhr", "de", "2026-03-13..2026-03-13 afternoon"),
        ("Dreiviertel vier passt mir am 11.", "de", "2026-03-11..2026-03-11 afternoon"),
        ("am Freitag zwischen 14 und 17 Uhr", "de", "2026-03-13..2026-03-13 afternoon"),
        ("Freitag 10 bis 13", "de", "2026-03-13..2026-03-13 morning"),
        ("samedi entre 14h et 17h", "fr", "2026-03-14..2026-03-14 afternoon"),
        ("samedi 10h-13h", "fr", "2026-03-14..2026-03-14 morning"),
        ("el sábado de 10 a 13", "es", "2026-03-14..2026-03-14 morning"),
        ("de 10 a 13 los sábados", "es", ".. sat morning"),
        ("sábado entre 16 y 19", "es", "2026-03-14..2026-03-14 evening"),
        ("sábado das 10 às 13", "pt", "2026-03-14..2026-03-14 morning"),
        ("sábado entre 14 e 17h", "pt", "2026-03-14..2026-03-14 afternoon"),
    ],
)
def test_hours_from_one_to_another_are_a_part_of_the_day(raw: str, language: str, expected: str) -> None:
    assert when(raw, language, "timing") == expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("friday 9am to 5pm", "en", "2026-03-13..2026-03-13"),
        ("friday, it takes 2 hrs to get to you", "en", "2026-03-13..2026-03-13"),
        ("between 5 and 8 cm, friday", "en", "2026-03-13..2026-03-13"),
        ("between 3 and 10 June", "en", "2026-06-03..2026-06-10"),
        ("20 to 24 april", "en", "2026-04-20..2026-04-24"),
        ("del 10 al 13", "es", "2026-03-10..2026-03-13"),
    ],
)
def test_days_sizes_lengths_and_a_whole_day_are_none(raw: str, language: str, expected: str) -> None:
    assert when(raw, language, "timing") == expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("this week or the one after", "en", "2026-03-10..2026-03-22"),
        ("nächste Woche oder die danach", "de", "2026-03-16..2026-03-29"),
        ("cette semaine je bosse, plutôt celle d'après", "fr", "2026-03-16..2026-03-22"),
        ("este mes no, mejor el que viene", "es", "2026-04-01..2026-04-30"),
        ("a finales de este mes o principios del q viene", "es", "2026-03-21..2026-04-10"),
        ("essa semana não dá, só na que vem", "pt", "2026-03-16..2026-03-22"),
    ],
)
def test_the_next_one_is_of_the_kind_that_was_named(raw: str, language: str, expected: str) -> None:
    assert when(raw, language) == expected


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("October, not the first week", "en", "2026-10-08..2026-10-31"),
        ("June but not the last week", "en", "2026-06-01..2026-06-23"),
        ("June, just not the 1st to the 10th", "en", "2026-06-11..2026-06-30"),
        ("Oktober, nur nicht die erste Woche", "de", "2026-10-08..2026-10-31"),
        ("Mai, vom 25. bis 31. bin ich weg", "de", "2026-05-01..2026-05-24"),
        ("en septembre, pas la première semaine", "fr", "2026-09-08..2026-09-30"),
        ("en agosto, menos la primera semana", "es", "2026-08-08..2026-08-31"),
        ("abril, la primera semana no", "es", "2026-04-08..2026-04-30"),
        ("em outubro, menos a última semana", "pt", "2026-10-01..2026-10-24"),
        ("June, not the 14th", "en", "2026-06-01..2026-06-30"),
    ],
)
def test_a_refused_week_shortens_the_month(raw: str, language: str, expected: str) -> None:
    assert when(raw, language) == expected
