"""A month and the weekdays in it are one time, whatever is said beside them, and no town."""

from dataclasses import replace

import pytest

from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk

MARCH = {"from": "2026-03-10", "to": "2026-03-31", "weekdays": ["wed"]}
APRIL = {"from": "2026-04-01", "to": "2026-04-30", "weekdays": ["wed"]}
BOTH = [
    ("fr", "plutôt en mars, un mercredi, j'habite à Lille", MARCH, "Lille"),
    ("fr", "ben plutôt en mars, un mercredi, j'habite à Lille", MARCH, "Lille"),
    ("fr", "plutôt en mars un mercredi j'habite à Lille", MARCH, "Lille"),
    ("de", "lieber im April, mittwochs, ich wohne in Köln", APRIL, "Cologne"),
    ("de", "also im April an einem Mittwoch, wohne in Köln", APRIL, "Cologne"),
    ("en", "rather in April, a Wednesday, I live in Leeds", APRIL, "Leeds"),
    ("en", "well in april on a wednesday, i'm in leeds", APRIL, "Leeds"),
    ("es", "mejor en abril, un miércoles, vivo en Valencia", APRIL, "Valencia"),
    ("pt", "melhor em abril, numa quarta, moro no Porto", APRIL, "Porto"),
]
TIMES = [
    ("fr", "plutôt en mars, un mercredi", MARCH),
    ("de", "lieber im April, mittwochs", APRIL),
    ("en", "rather in April, a Wednesday", APRIL),
    ("es", "mejor en abril, un miércoles", APRIL),
    ("pt", "melhor em abril, numa quarta", APRIL),
]


def asked_for(key: str, language: str) -> Talk:
    talk = Talk(a_lead(answers=a_brief("timing", "location"), current_question=key, asked={key: 1}))
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize(("language", "text", "when", "city"), BOTH)
@pytest.mark.parametrize("key", ["timing", "location"])
def test_the_month_the_weekday_and_the_town_are_kept(
    key: str, language: str, text: str, when: dict[str, object], city: str
) -> None:
    talk = asked_for(key, language)

    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers["timing"].value == when
    assert talk.lead.answers["location"].value["city"] == city


@pytest.mark.parametrize(("language", "text", "when"), TIMES)
def test_where_the_town_was_asked_they_are_none(language: str, text: str, when: dict[str, object]) -> None:
    talk = asked_for("location", language)

    talk.hears(text)

    assert talk.lead is not None
    assert talk.lead.answers["timing"].value == when
    assert "location" not in talk.lead.answers
