"""Times as people put them right: a month beside a season, days of a month that was named, what was said before."""

from dataclasses import replace

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk


def talk(language: str, known: str | None = None) -> Talk:
    """With all told but when, which is asked; with `known`, that is told then."""
    told = Talk(a_lead(answers=a_brief("timing"), current_question="timing", asked={"timing": 1}))
    told.client = replace(told.client, language=language)
    if known:
        told.hears(known)
    return told


def days(told: Talk) -> tuple[object, object]:
    assert told.lead is not None
    value = told.lead.answers["timing"].value
    return value.get("from"), value.get("to")


JULY = "2026-07-01", "2026-07-31"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "voy en julio de vacaciones de invierno"),
        ("pt", "vou em julho nas férias de inverno"),
        ("fr", "en juillet pendant les vacances d'hiver"),
        ("en", "in July, in winter down there"),
        ("de", "im Juli, im Winter bei uns"),
    ],
)
def test_a_month_beside_a_season_is_meant(language: str, text: str) -> None:
    told = talk(language)

    told.hears(text)

    assert days(told) == JULY


@pytest.mark.parametrize(
    ("language", "known", "text"),
    [
        ("es", "en diciembre", "no te dije JULIO"),
        ("es", "en diciembre", "julio pone, no diciembre"),
        ("en", "in December", "I said July, not December"),
        ("de", "im Dezember", "Juli hab ich geschrieben, nicht Dezember"),
        ("fr", "en décembre", "j'ai écrit juillet, pas décembre"),
        ("pt", "em dezembro", "eu falei julho, não dezembro"),
    ],
)
def test_the_month_that_was_said_before_puts_it_right(language: str, known: str, text: str) -> None:
    told = talk(language, known)

    told.hears(text)

    assert days(told) == JULY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "14 de dez ate 20"),
        ("pt", "14 até 20 de dezembro"),
        ("pt", "14/dez até dia 20"),
        ("es", "del 14 de diciembre al 20"),
        ("en", "14th of December till the 20th"),
        ("de", "14. Dezember bis 20."),
        ("fr", "du 14 décembre au 20"),
    ],
)
def test_a_month_is_named_once_for_both_days(language: str, text: str) -> None:
    told = talk(language)

    told.hears(text)

    assert days(told) == ("2026-12-14", "2026-12-20")


@pytest.mark.parametrize(
    ("language", "known", "text", "first", "last"),
    [
        ("pt", "14 de dezembro", "eu falei 14 a 20", "2026-12-14", "2026-12-20"),
        ("es", "en julio", "llego el 2", "2026-07-02", "2026-07-31"),
        ("es", "en julio", "a partir del 2, todo el mes", "2026-07-02", "2026-07-31"),
        ("en", "in July", "from the 2nd", "2026-07-02", "2026-07-31"),
        ("de", "im Juli", "vom 2. bis 20.", "2026-07-02", "2026-07-20"),
        ("fr", "en juillet", "du 2 au 20", "2026-07-02", "2026-07-20"),
    ],
)
def test_days_without_a_month_are_of_the_known_one(
    language: str, known: str, text: str, first: str, last: str
) -> None:
    told = talk(language, known)

    told.hears(text)

    assert days(told) == (first, last)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "in der Karwoche, am liebsten Dienstag oder Donnerstag"),
        ("fr", "dans la semaine de Pâques, mardi ou jeudi"),
        ("es", "en semana santa, martes o jueves"),
        ("pt", "na semana santa, terça ou quinta"),
        ("en", "in Easter week, Tuesday or Thursday"),
    ],
)
def test_weekdays_are_of_the_week_that_is_named(language: str, text: str) -> None:
    told = talk(language)

    told.hears(text)

    assert told.lead is not None
    value = told.lead.answers["timing"].value
    assert value["from"] in {"2026-03-29", "2026-03-30"}
    assert value["weekdays"] == ["tue", "thu"]


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("fr", "Je demeure à Angers mais je serai chez mon fils à Londres du 19 au 28 juin", "Angers"),
        ("fr", "la ville c Paris, en juin", "Paris"),
    ],
)
def test_where_they_come_from_is_told_beside_when(language: str, text: str, city: str) -> None:
    told = Talk(a_lead(answers=a_brief("timing", "location"), current_question="timing", asked={"timing": 1}))
    told.client = replace(told.client, language=language)

    told.hears(text)

    assert told.lead is not None
    assert told.lead.answers["location"].value["city"] == city
    assert told.lead.answers["timing"].value is not None
