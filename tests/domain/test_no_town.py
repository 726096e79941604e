"""What is said where a town and a time were asked for, and is no town."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Lead
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers


def asked_where_and_when(language: str) -> Talk:
    talk = Talk(_lead())
    talk.client = replace(talk.client, language=language)
    talk.hears("hm")
    return talk


def _lead() -> Lead:
    return a_lead(
        answers=a_brief("location", "timing", "adult", "reference_images", "budget", "instagram", "cover_up"),
        current_question="cover_up",
        asked={"cover_up": 2},
    )


def told(talk: Talk, text: str) -> dict[str, object]:
    return answers(talk.hears(text))


@pytest.mark.parametrize("text", ["19", "23!", "👍"])
def test_what_has_no_letter_is_no_town(text: str) -> None:
    assert "location" not in told(asked_where_and_when("en"), text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "im 19"),
        ("de", "bin 19"),
        ("fr", "j'ai 19 ans"),
        ("es", "tengo 19 años"),
        ("pt", "tenho 19 anos"),
    ],
)
def test_an_age_is_no_town(language: str, text: str) -> None:
    known = told(asked_where_and_when(language), text)

    assert known["adult"] is True
    assert "location" not in known


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "flexible"),
        ("de", "flexibel"),
        ("fr", "flexible"),
        ("es", "flexible"),
        ("pt", "flexível"),
        ("pt", "qualquer dia"),
    ],
)
def test_flexible_is_said_of_the_time(language: str, text: str) -> None:
    known = told(asked_where_and_when(language), text)

    assert known["timing"] == {"flexible": True}
    assert known.get("location") is None


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("en", "whenever. manchester but will travel", "Manchester"),
        ("de", "egal wann. hamburg, fahre aber auch", "Hamburg"),
        ("fr", "quand vous voulez. lyon mais je peux me déplacer", "Lyon"),
        ("es", "cuando sea. valencia pero puedo viajar", "Valencia"),
        ("pt", "qualquer dia. lisboa mas posso viajar", "Lisbon"),
    ],
)
def test_a_town_told_after_one_that_was_none_is_kept(language: str, text: str, city: str) -> None:
    talk = asked_where_and_when(language)
    told(talk, "nowhere")

    town = told(talk, text)["location"]

    assert isinstance(town, dict)
    assert town["city"] == city
