"""Times as people give them who do not look at a calendar."""

import json

import pytest

from tattoobot.domain.understanding.reader import understand_line

NOW = "2026-04-10T10:00:00+02:00"
"""A Friday."""


def timing(text: str, language: str) -> object:
    asked = {"text": text, "asked": "timing", "lang": language, "now": NOW}
    return json.loads(understand_line(json.dumps(asked)))["slots"].get("timing")


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("fr", "samedi en huit", "2026-04-18", "2026-04-18"),
        ("de", "am Samstag in acht Tagen", "2026-04-18", "2026-04-18"),
        ("de", "heuer noch", "2026-04-10", "2026-12-31"),
        ("en", "free 1st, 2nd, 8th and 9th of may", "2026-05-01", "2026-05-09"),
        ("en", "Saturday 7 november or 14", "2026-11-07", "2026-11-14"),
        ("en", "home from the eighteenth", "2026-04-18", None),
        ("en", "the week of the twentieth of july", "2026-07-20", "2026-07-26"),
        ("en", "before the twenty second of august", None, "2026-08-21"),
        ("en", "my bday is Nov 3 so sometime that week would be great", "2026-11-02", "2026-11-08"),
        ("es", "se puede mover mi cita del 14 al 21?", "2026-04-21", "2026-04-21"),
        ("pt", "depois do dia 15 q cai o pagamento", "2026-04-16", None),
        ("de", "am 2. Advent", "2026-12-06", "2026-12-06"),
        ("pt", "hj", "2026-04-10", "2026-04-10"),
    ],
)
def test_days(language: str, text: str, first: str | None, last: str | None) -> None:
    assert timing(text, language) == {"from": first, "to": last}


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("de", "ab halb sechs", "evening"),
        ("en", "off work at half five", "evening"),
        ("pt", "depois das 18", "evening"),
        ("es", "a partir de las 6 que salgo del trabajo", "evening"),
        ("en", "after 1700", "evening"),
    ],
)
def test_hours(language: str, text: str, part: str) -> None:
    assert timing(text, language) == {"from": None, "to": None, "part_of_day": part}
