"""Where a deposit goes with its date: along to another one, and off the price once it took place."""

from datetime import timedelta

import pytest

from tattoobot.actions.complete_lead import complete_lead
from tattoobot.actions.mark_booked import mark_booked
from tattoobot.actions.move_date import move_date
from tattoobot.actions.refund_deposit import refund_deposit
from tattoobot.db import ledger
from tattoobot.domain.ledger import Balance, balance
from tattoobot.errors import NotPossible
from tests.jobs.deposits.conftest import DAY, Till


async def booked(till: Till, after: timedelta = DAY) -> None:
    await till.pay()
    await till.told("checkout.session.completed")
    async with till.bench.database.transaction() as db:
        await mark_booked(db, till.bench.house, till.lead, till.post.now, starts_at=till.post.now + after)


async def done(till: Till) -> None:
    async with till.bench.database.transaction() as db:
        await complete_lead(db, till.bench.house, till.lead, till.post.now)


async def kinds(till: Till) -> list[str]:
    async with till.bench.database.reading() as db:
        return [entry.kind.value for entry in await ledger.of_deposit(db, 1)]


async def books(till: Till) -> Balance:
    async with till.bench.database.reading() as db:
        return balance(await ledger.of_deposit(db, 1))


async def test_a_deposit_goes_along_to_another_date(till: Till) -> None:
    await booked(till)

    async with till.bench.database.transaction() as db:
        at = till.post.now + 3 * DAY
        await move_date(db, till.bench.house, till.lead, till.post.now, starts_at=at)

    assert await kinds(till) == ["requested", "paid", "held", "moved"]
    assert (await books(till)).held == 60


async def test_what_is_done_came_off_the_price_and_the_client_hears_it(till: Till) -> None:
    await booked(till)
    await till.later(2 * DAY)

    await done(till)

    now = await books(till)
    assert await till.status() == "completed"
    assert [int(now.applied), int(now.held)] == [60, 0]
    assert "Your deposit of £60 has come off the price" in (await till.bench.said())[-1]


async def test_what_is_to_come_is_not_done(till: Till) -> None:
    await booked(till)

    with pytest.raises(NotPossible):
        await done(till)

    assert [await till.status(), int((await books(till)).held)] == ["booked", 60]


async def test_what_came_off_the_price_is_not_given_back_a_second_time(till: Till) -> None:
    await booked(till)
    await till.later(2 * DAY)
    await done(till)

    with pytest.raises(NotPossible):
        async with till.bench.database.transaction() as db:
            await refund_deposit(db, till.bench.house, till.lead, till.post.now)


async def test_only_what_did_not_go_back_comes_off_the_price(till: Till) -> None:
    await booked(till)
    async with till.bench.database.transaction() as db:
        await refund_deposit(db, till.bench.house, till.lead, till.post.now, amount="20.00")
    await till.work()
    await till.later(2 * DAY)

    await done(till)

    now = await books(till)
    assert [int(now.refunded), int(now.applied), int(now.held)] == [20, 40, 0]


async def test_a_date_of_two_weeks_ago_took_place_where_nobody_says_otherwise(till: Till) -> None:
    await booked(till)
    said = await till.bench.said()

    await till.later(14 * DAY)
    await till.sweep_reminders()
    assert await till.status() == "booked"
    await till.later(2 * DAY)
    await till.sweep_reminders()

    assert await till.status() == "completed"
    assert int((await books(till)).applied) == 60
    assert not [text for text in (await till.bench.said())[len(said) :] if "£" in text]
