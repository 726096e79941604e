"""The week of a studio that does not work every day."""

from dataclasses import replace
from datetime import date

import pytest

from tattoobot.domain.handover import HandoverRules
from tattoobot.web.context import Web
from tests.web.desk.conftest import Browser
from tests.web.desk.test_week import days

TUESDAY_TO_SATURDAY = frozenset(range(1, 6))
THURSDAY = date(2026, 3, 12)


@pytest.fixture
async def web(web: Web) -> Web:
    rules = HandoverRules(answers_on=TUESDAY_TO_SATURDAY, days_off=((THURSDAY, THURSDAY),))
    return replace(web, house=replace(web.house, studio=replace(web.house.studio, handover=rules)))


async def test_a_day_on_which_nobody_works_is_not_free(owner: Browser) -> None:
    shown = days((await owner.get("/desk/week")).text)

    assert [day.rstrip().endswith("day off") for day in shown] == [
        True,
        False,
        False,
        True,
        False,
        False,
        True,
    ]
    assert [day.rstrip().endswith("free") for day in shown] == [False, True, True, False, True, True, False]
