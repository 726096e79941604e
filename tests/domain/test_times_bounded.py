"""A time told anew: within its bounds, beside a feast, in the place of another."""

import pytest

from tattoobot.domain.lead import Source
from tests.domain.test_times_told import talk, timing


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ("fridays", "no, from Tuesday to Thursday this week")),
        ("de", ("freitags", "nein, diese Woche von Dienstag bis Donnerstag")),
        ("es", ("los viernes", "no, esta semana de martes a jueves")),
    ],
)
def test_no_weekday_is_kept_that_is_not_among_the_days(language: str, texts: tuple[str, str]) -> None:
    told = talk(language)

    for words in texts:
        told.hears(words)

    value = timing(told)[1]
    assert isinstance(value, dict)
    assert "fri" not in value.get("weekdays", [])


@pytest.mark.parametrize(
    ("language", "first", "then", "begins", "ends"),
    [
        ("en", "weekends in april", "before june", "2026-04-01", "2026-04-30"),
        ("de", "Wochenenden im April", "vor Juni", "2026-04-01", "2026-04-30"),
        ("es", "fines de semana en abril", "antes de junio", "2026-04-01", "2026-04-30"),
        ("en", "in april", "before the 15th of april", "2026-04-01", "2026-04-14"),
        ("en", "in april", "after the 15th of april", "2026-04-16", "2026-04-30"),
        ("en", "in april", "from june on", "2026-06-01", None),
        ("en", "in april", "before april", None, "2026-03-31"),
    ],
)
def test_a_bound_leaves_of_the_time_what_is_within_it(
    language: str, first: str, then: str, begins: str | None, ends: str | None
) -> None:
    told = talk(language)
    told.hears(first)
    told.hears(then)

    value = timing(told)[1]
    assert isinstance(value, dict)
    assert (value["from"], value["to"]) == (begins, ends)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Am Samstag vor Weihnachten wäre schön, der 19.", "2026-12-19"),
        ("the saturday before christmas", "2026-12-19"),
        ("el sábado antes de navidad, el 19", "2026-12-19"),
        ("o sábado antes do natal, dia 19", "2026-12-19"),
        ("der freitag vor ostern", "2026-04-03"),
    ],
)
def test_weekday_beside_a_feast_is_that_day(text: str, day: str) -> None:
    told = talk()
    told.hears(text)

    assert timing(told)[1] == {"from": day, "to": day}


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("en", "5 December", "not the 5th, the 19th of December!"),
        ("de", "am 5. Dezember", "nicht der 5., der 19. Dezember!"),
        ("fr", "le 5 décembre", "pas le 5, le 19 décembre"),
        ("es", "el 5 de diciembre", "no el 5, el 19 de diciembre"),
        ("pt", "dia 5 de dezembro", "não dia 5, dia 19 de dezembro"),
    ],
)
def test_day_in_the_place_of_another_is_no_riddle(language: str, first: str, then: str) -> None:
    told = talk(language)
    told.hears(first)
    told.hears(then)

    assert timing(told)[1:] == ({"from": "2026-12-19", "to": "2026-12-19"}, Source.WORDS)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "könnte im April kommen. Oder doch lieber Mai, im April bin ich an der See"),
        ("en", "I could come in April. Or rather May, in April I'm at the sea"),
        ("fr", "je pourrais en avril. Ou plutôt en mai, en avril je suis à la mer"),
        ("es", "puedo en abril. O mejor en mayo, en abril estoy fuera"),
        ("pt", "posso em abril. Ou melhor em maio, em abril estou fora"),
    ],
)
def test_what_is_rather_wanted_is_meant(language: str, text: str) -> None:
    told = talk(language)
    told.hears(text)

    assert timing(told)[1] == {"from": "2026-05-01", "to": "2026-05-31"}
