"""Under the summary a number without a unit puts the size right, where it can be nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from tattoobot.domain.consultation import SUMMARY
from tests.builders import a_brief, a_lead
from tests.domain.talks import Talk, answers

BIGGER = [
    *(("en", text, 15) for text in ("bigger, 15 or so", "15", "hmm 15 then", "make it 15", "no, 15")),
    *(("de", text, 15) for text in ("doch lieber 15", "etwas größer, so 15", "15 ne", "nee 15")),
    *(("fr", text, 15) for text in ("un peu plus grand, 15 environ", "plutôt 15", "15 quoi")),
    *(("es", text, 15) for text in ("y algo más grande.. 15 o así", "mejor 15", "15 eh")),
    *(("pt", text, 15) for text in ("maior, uns 15", "melhor 15", "15 né")),
    ("en", "12 eh", 12),
    ("en", "smaller.. 7ish", 7),
]


def at_summary(language: str = "en", **told: Any) -> Talk:
    talk = Talk(a_lead(answers=a_brief(**told), current_question=SUMMARY, asked={SUMMARY: 1}))
    talk.client = replace(talk.client, language=language)
    return talk


@pytest.mark.parametrize(("language", "text", "longest"), BIGGER)
def test_a_bare_number_near_the_size_that_is_known_is_the_size(
    language: str, text: str, longest: int
) -> None:
    talk = at_summary(language)

    told = answers(talk.hears(text))

    assert told["size"] == {"longest_cm": float(longest)}
    assert talk.keys[0] == "changed"


@pytest.mark.parametrize(
    "text",
    [
        "not 15",
        "15?",
        "45",
        "the 15th",
        "in 15 days",
        "I have 15 friends who want one",
        "15 or 16",
        "at 15:00",
    ],
)
def test_a_number_that_may_be_something_else_leaves_the_size_as_it_is(text: str) -> None:
    assert answers(at_summary().hears(text))["size"] == {"longest_cm": 10.0}


@pytest.mark.parametrize(
    "told",
    [
        {"timing": {"from": "2026-04-14", "to": "2026-04-14"}},
        {"budget": {"min": 20, "max": 20, "currency": "GBP"}},
        {"size": {"class": "palm"}},
    ],
)
def test_neither_does_one_that_fits_another_answer_as_well(told: dict[str, Any]) -> None:
    talk = at_summary(**told)

    assert answers(talk.hears("15"))["size"] == told.get("size", {"longest_cm": 10.0})


def test_bigger_says_that_it_is_the_size() -> None:
    talk = at_summary(timing={"from": "2026-04-14", "to": "2026-04-14"})

    assert answers(talk.hears("bigger, like 15"))["size"] == {"longest_cm": 15.0}


def test_an_amount_is_still_the_budget() -> None:
    told = answers(at_summary().hears("maybe 400"))

    assert told["size"] == {"longest_cm": 10.0}
    assert told["budget"] == {"min": 400, "max": 400, "currency": None}
