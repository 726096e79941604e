"""Under the summary: the name of a question and what is right, in one breath."""

from dataclasses import replace

import pytest

from tattoobot.domain.consultation import CHANGE, SUMMARY
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers


def under_summary(language: str, asked: str = SUMMARY) -> Talk:
    talk = Talk(a_lead(answers=a_brief(), current_question=asked, asked={asked: 1}))
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize("asked", [SUMMARY, CHANGE])
@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("en", "town 19?? no MANCHESTER", "Manchester"),
        ("en", "town should be manchester", "Manchester"),
        ("de", "Stadt: Leeds?? nein, HAMBURG", "Hamburg"),
        ("de", "Ort stimmt nicht!! München", "München"),
        ("fr", "la ville c'est pas bon, lyon", "Lyon"),
        ("es", "la ciudad está mal, es valencia", "Valencia"),
        ("pt", "a cidade tá errada, é lisboa", "Lisboa"),
    ],
)
def test_the_town_is_the_one_that_is_named(asked: str, language: str, text: str, town: str) -> None:
    talk = under_summary(language, asked)

    told = answers(talk.hears(text))["location"]

    assert isinstance(told, dict)
    assert {"Lisbon": "Lisboa", "Munich": "München"}.get(told["city"], told["city"]) == town
    assert not {"what_to_change", "ask.location"}.intersection(talk.keys)


@pytest.mark.parametrize(
    ("language", "text", "idea"),
    [
        ("en", "the idea is wrong!! snake wrapped round a dagger", "snake wrapped round a dagger"),
        ("de", "die Idee ist falsch!! Eine Schlange um einen Dolch", "Eine Schlange um einen Dolch"),
        ("fr", "l'idée n'est pas bonne ! un serpent et une dague", "un serpent et une dague"),
        ("es", "la idea está mal!! una serpiente en una daga", "una serpiente en una daga"),
        ("pt", "a ideia tá errada!! uma cobra numa adaga", "uma cobra numa adaga"),
    ],
)
def test_the_idea_is_what_stands_behind_that_it_is_wrong(language: str, text: str, idea: str) -> None:
    assert answers(under_summary(language).hears(text))["idea"] == idea


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "size 10?? no 15"), ("de", "Größe 10? nein 15"), ("fr", "taille 10 ? non 15")],
)
def test_what_is_wondered_at_is_not_what_is_right(language: str, text: str) -> None:
    assert answers(under_summary(language).hears(text))["size"] == {"longest_cm": 15.0}


@pytest.mark.parametrize(
    "text", ["the idea is wrong. change it please", "the town is wrong", "why the size?"]
)
def test_nothing_is_made_up_where_only_the_name_is_said(text: str) -> None:
    decision = under_summary("en").hears(text)

    left = {key: told for key, told in answers(decision).items() if key in {"idea", "location", "size"}}
    assert left.items() <= {key: a_brief()[key].value for key in left}.items()
