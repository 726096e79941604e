"""What stands out about an enquiry is seen at a glance, in the list and on its page."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser


@pytest.fixture
def web(web: Any) -> Any:
    """A studio with a minimum charge."""
    prices = replace(web.house.studio.prices, minimum=Decimal(80))
    return replace(web, house=replace(web.house, studio=replace(web.house.studio, prices=prices)))


async def test_a_first_tattoo_and_a_budget_below_the_minimum_are_seen_at_once(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead(budget={"min": 40, "max": 50, "currency": "GBP"})
    await desk.value("UPDATE leads SET asked = '{\"kind.first\": 1}' WHERE id = $1 RETURNING id", lead)

    for path in ("/desk", f"/desk/leads/{lead}"):
        words = (await owner.see(path)).words
        assert "first tattoo" in words
        assert "below the minimum" in words


async def test_of_an_enquiry_without_them_neither_is_said(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead(budget={"min": 400, "max": 500, "currency": "GBP"})

    for path in ("/desk", f"/desk/leads/{lead}"):
        words = (await owner.see(path)).words
        assert "first tattoo" not in words
        assert "below the minimum" not in words


async def test_what_is_to_be_checked_is_said_with_the_clients_words(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    await desk.value(
        "UPDATE leads SET answers = jsonb_set(answers, '{size}', $2::jsonb) WHERE id = $1 RETURNING id",
        lead,
        {"text": "hand-sized or so", "value": None, "source": "check"},
    )

    for path in ("/desk", f"/desk/leads/{lead}"):
        assert "to check: Size “hand-sized or so”" in (await owner.see(path)).words
