"""What stands out about an enquiry is seen at a glance, in the list and on its page."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.builders import NOW
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
        assert words.count("below the minimum") == 1


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


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(minutes=5), "free to write for 23 h"),
        (timedelta(hours=22, minutes=54), "free to write for 1 h"),
        (timedelta(hours=23, minutes=15), "free to write for 40 min"),
        (timedelta(hours=23, minutes=54, seconds=30), "free to write for 1 min"),
        (timedelta(hours=23, minutes=56), "only ready-made messages until they write"),
    ],
)
async def test_the_window_is_said_in_hours_and_then_in_minutes_and_is_never_open_for_nothing(
    desk: Desk, owner: Browser, passed: timedelta, said: str
) -> None:
    await desk.a_lead(wrote=NOW - passed)

    assert said in (await owner.see()).words


NOT_SURE = {"text": "no idea", "value": None, "source": "unsure"}


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("size", "Size: not sure yet"),
        ("style", "Style: not sure yet"),
        ("budget", "Budget: not sure yet"),
        ("placement", "Place: not sure yet"),
    ],
)
async def test_what_a_client_is_not_sure_of_is_named_in_every_list(
    desk: Desk, owner: Browser, key: str, said: str
) -> None:
    lead = await desk.a_lead()
    query = "UPDATE leads SET answers = answers || jsonb_build_object($2::text, $3::jsonb) WHERE id = $1 RETURNING id"
    await desk.value(query, lead, key, NOT_SURE)

    lists = [(await owner.see(path)).words for path in ("/desk", "/desk/search?q=maya")]

    # The search names the place and the size alone.
    assert [said in words for words in lists] == [True, key in {"size", "placement"}]
    assert not any("· Not sure" in words for words in lists)
