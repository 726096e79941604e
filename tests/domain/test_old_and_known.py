"""What is to be covered is no idea, and days without a month are in the month that was spoken of."""

from dataclasses import replace

import pytest

from tattoobot.domain.lead import Answer, Source
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers


@pytest.mark.parametrize(
    "words",
    [
        *("un nombre de mi ex jaja y quiero taparlo", "a name of my ex, and i want to cover it up"),
        *("i have a rose on my wrist and want it covered", "ein Name meiner Ex, den will ich covern lassen"),
        *("un prénom de mon ex, je voudrais le recouvrir", "uma rosa no braço e quero cobri-la"),
    ],
)
def test_what_is_to_be_covered_is_no_idea(words: str) -> None:
    known = answers(Talk().hears(words))

    assert known.get("idea") is None
    assert known["cover_up"] == "cover_up"


@pytest.mark.parametrize(
    ("words", "idea"),
    [("i want to cover it with a rose", "a rose"), ("quiero taparlo con una rosa en el brazo", "una rosa")],
)
def test_what_covers_it_is_the_idea(words: str, idea: str) -> None:
    assert answers(Talk().hears(words))["idea"] == idea


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("en", "no, from the 12th to the 18th"), ("fr", "non, du 12 au 18"), ("es", "no, del 12 al 18")),
        *(("de", "nein, vom 12. bis 18."), ("pt", "não, do 12 ao 18")),
    ],
)
def test_days_without_a_month_are_in_the_month_that_was_spoken_of(language: str, words: str) -> None:
    may = {"from": "2026-05-11", "to": "2026-05-20"}
    brief = a_brief() | {"timing": Answer("11 to 20 May", may, Source.WORDS)}
    talk = Talk(a_lead(answers=brief, current_question="summary", asked={"summary": 1}))
    talk.client = replace(talk.client, language=language)

    assert answers(talk.hears(words))["timing"] == {"from": "2026-05-12", "to": "2026-05-18"}
