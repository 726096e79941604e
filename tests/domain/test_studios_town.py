"""The studio's own town, said in surprise, is not where the client lives."""

from dataclasses import replace

import pytest

from tattoobot.domain.conversation import reply
from tattoobot.domain.lead import Status
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message

IN_LEEDS = replace(STUDIO, wording={"en": {"answer.address": "We are at 12 Example Street, Leeds."}})
ANGERS = {"city": "Angers", "country": "FR"}


def town_after(text: str) -> str:
    lead = a_lead(Status.QUALIFYING, answers=a_brief(), current_question="summary", asked={"summary": 1})
    lead = lead.with_answer("location", replace(lead.answers["location"], text="Angers", value=ANGERS))
    decision = reply(a_client(), lead, [a_message(text)], NOW, IN_LEEDS)
    assert decision.lead is not None
    return str(decision.lead.answers["location"].value["city"])


@pytest.mark.parametrize(
    "text",
    [
        "Ah, Leeds !…",
        "oh it's in Leeds",
        "ach, ihr seid in Leeds",
        "Ah, c'est à Leeds !",
        "ah, está en Leeds",
        "nossa, fica em Leeds",
    ],
)
def test_it_changes_nothing(text: str) -> None:
    assert town_after(text) == "Angers"


@pytest.mark.parametrize("text", ["actually I'm in Leeds", "non, j'habite à Leeds", "Leeds", "no, York"])
def test_whoever_puts_their_town_right_does_so(text: str) -> None:
    assert town_after(text) != "Angers"
