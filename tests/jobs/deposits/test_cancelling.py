"""An enquiry that is called off by the studio, and what a person decides of its money."""

import pytest

from tattoobot.actions.cancel_lead import cancel_lead
from tattoobot.actions.refund_deposit import refund_deposit
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.db import ledger
from tattoobot.domain.ledger import Balance, balance
from tattoobot.errors import NotPossible
from tests.jobs.deposits.conftest import Till


async def cancel(till: Till, refund: str | None = None) -> None:
    async with till.bench.database.transaction() as db:
        await cancel_lead(
            db, till.bench.house, till.lead, till.post.now, reason="Broken wrist, sorry!", refund=refund
        )
    await till.work()


async def paid(till: Till) -> None:
    await till.pay()
    await till.told("checkout.session.completed")


async def books(till: Till) -> Balance:
    async with till.bench.database.reading() as db:
        return balance(await ledger.of_deposit(db, 1))


@pytest.mark.parametrize(
    ("refund", "refunded", "kept", "held"),
    [("full", 60, 0, 0), ("12.00", 12, 48, 0), ("none", 0, 60, 0), (None, 0, 0, 60)],
)
async def test_money_goes_where_the_studio_says(
    till: Till, refund: str | None, refunded: int, kept: int, held: int
) -> None:
    await paid(till)

    await cancel(till, refund)

    now = await books(till)
    assert await till.status() == "cancelled"
    assert [int(now.refunded), int(now.forfeited), int(now.held)] == [refunded, kept, held]
    heard = [text for text in await till.bench.said() if "£" in text]
    assert ("£12 of your deposit is on its way back" in heard[-1]) is (refund == "12.00")


async def test_the_client_hears_it_with_the_reason(till: Till) -> None:
    await paid(till)
    await cancel(till)

    assert "is cancelled" in (await till.bench.said())[-1]
    assert "Broken wrist, sorry!" in (await till.bench.said())[-1]


async def test_money_that_is_decided_about_later_is_told_to_the_client_and_not_forgotten(till: Till) -> None:
    await paid(till)

    await cancel(till)

    assert "Your deposit of £60 is still here" in (await till.bench.said())[-1]
    assert [reason for reason, _ in await till.post.flags()] == ["paid_unexpectedly"]
    await cancel(till, "none")
    assert await till.post.flags() == []


async def test_the_page_that_could_be_paid_closes(till: Till) -> None:
    await cancel(till, "full")

    assert await till.payable() == 0
    assert await till.deposits() == ["expired"]


async def test_a_payment_that_overtakes_it_changes_no_status_and_can_be_given_back(till: Till) -> None:
    await till.pay()
    await cancel(till)

    assert await till.status() == "cancelled"
    assert [reason for reason, _ in await till.post.flags()] == ["paid_unexpectedly"]
    async with till.bench.database.transaction() as db:
        await refund_deposit(db, till.bench.house, till.lead, till.post.now)
    await till.work()
    assert (await books(till)).refunded == 60


async def test_money_that_was_left_undecided_is_decided_the_same_way_later(till: Till) -> None:
    await paid(till)
    await cancel(till)

    await cancel(till, "12.00")

    now = await books(till)
    assert [int(now.refunded), int(now.forfeited), int(now.held)] == [12, 48, 0]
    assert sum("is cancelled" in text for text in await till.bench.said()) == 1


async def test_money_that_came_after_a_no_goes_where_the_studio_says(till: Till) -> None:
    await till.pay()
    async with till.bench.database.transaction() as db:
        await reject_lead(db, till.bench.house, till.lead, till.post.now)
    await till.work()

    await cancel(till, "full")

    assert [await till.status(), int((await books(till)).refunded)] == ["rejected", 60]


async def test_an_enquiry_that_went_quiet_can_be_called_off(till: Till) -> None:
    await till.bench.rows("UPDATE leads SET status = 'lapsed' RETURNING id")

    await cancel(till)

    assert await till.status() == "cancelled"
    assert "Your enquiry with Robin is closed" in (await till.bench.said())[-1]


async def test_what_is_over_is_not_cancelled_again(till: Till) -> None:
    await cancel(till)

    with pytest.raises(NotPossible):
        await cancel(till)


async def test_an_amount_that_is_not_held_cancels_nothing(till: Till) -> None:
    with pytest.raises(NotPossible):
        await cancel(till, "12.00")

    assert await till.status() == "awaiting_deposit"
