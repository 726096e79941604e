"""Everybody hears of money once for each time that something happens to it, however often it is told."""

from decimal import Decimal

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.refund_deposit import refund_deposit
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.withdraw_approval import withdraw_approval
from tests.jobs.deposits.conftest import Till


async def paid(till: Till) -> None:
    await till.pay()
    await till.told("checkout.session.completed")


async def refund(till: Till, amount: str | None = None) -> None:
    async with till.bench.database.transaction() as db:
        await refund_deposit(db, till.bench.house, till.lead, till.post.now, amount=amount)
    await till.work()


async def approve(till: Till) -> None:
    async with till.bench.database.transaction() as db:
        await approve_lead(db, till.bench.house, till.lead, till.post.now)
    await till.work()


async def withdraw(till: Till) -> None:
    async with till.bench.database.transaction() as db:
        await withdraw_approval(db, till.bench.house, till.lead, till.post.now)


async def reject(till: Till) -> None:
    async with till.bench.database.transaction() as db:
        await reject_lead(db, till.bench.house, till.lead, till.post.now)


async def pay(till: Till, page: str) -> None:
    await till.sandbox.post(f"/checkouts/{page}/pay", {"webhook": "none"})
    await till.told("checkout.session.completed")


async def read_about(till: Till, words: str) -> int:
    return sum(words in line for line in await till.artist_read())


async def test_each_refund_that_stripe_does_not_make_is_told(till: Till) -> None:
    await paid(till)
    await till.act("refund", amount=2000)
    await refund(till, "50")
    await till.act("refund", amount=2000)

    await refund(till, "30")

    assert await read_about(till, "Stripe didn't make the refund of £50") == 1
    assert await read_about(till, "Stripe didn't make the refund of £30") == 1


async def test_each_refund_that_the_bank_does_not_take_is_told_until_one_goes_through(till: Till) -> None:
    await paid(till)
    for _ in range(2):
        await till.act("refund")
        await till.told("charge.refunded")
        await till.act("fail-refund")
        await till.told("refund.failed")
        await till.told("charge.refunded")

    assert await read_about(till, "a refund of £60 failed") == 2
    assert [reason for reason, _ in await till.post.flags()] == ["refund_failed"]
    await refund(till)
    assert await till.post.flags() == []


async def test_a_dispute_that_is_lost_is_told_once_and_leaves_nothing_to_do(till: Till) -> None:
    await paid(till)
    await till.act("dispute")
    await till.told("charge.dispute.created")
    await till.act("close-dispute", won=False)

    await till.told("charge.dispute.closed")
    await till.told("charge.dispute.created")
    await till.told("charge.dispute.closed")

    assert await till.deposits() == ["disputed"]
    assert await read_about(till, "the deposit of £60: the dispute is lost") == 1
    assert await till.post.flags() == []


async def test_who_hears_of_a_dispute_when_it_is_lost_is_asked_for_no_answer_to_it(till: Till) -> None:
    await paid(till)
    await till.act("dispute")
    await till.act("close-dispute", won=False)

    await till.told("charge.dispute.created")

    assert await read_about(till, "Please answer in Stripe") == 0
    assert await read_about(till, "the dispute is lost") == 1


async def test_another_payment_for_nothing_is_told_and_stays_flagged_when_the_first_has_gone_back(
    till: Till,
) -> None:
    await reject(till)
    second = await till.another_page(Decimal(80))
    await paid(till)
    async with till.bench.database.transaction() as db:
        await refund_deposit(db, till.bench.house, till.lead, till.post.now)

    await pay(till, second)

    assert await till.deposits() == ["refunded", "paid"]
    assert await read_about(till, "the deposit of £80 was paid although nothing was due") == 1
    assert [reason for reason, _ in await till.post.flags()] == ["paid_unexpectedly"]


async def test_a_yes_takes_what_is_left_of_money_that_came_for_one_of_before(till: Till) -> None:
    await withdraw(till)
    await paid(till)
    await refund(till, "20")

    await approve(till)

    assert await till.status() == "deposit_paid"
    assert await till.deposits() == ["partially_refunded"]
    assert "your deposit of £40 is in" in (await till.bench.said())[-1]
    assert await read_about(till, "has paid the deposit of £40") == 1


async def test_what_is_asked_for_and_paid_is_the_deposit_though_older_money_came_back(till: Till) -> None:
    await withdraw(till)
    await paid(till)
    await refund(till)
    await approve(till)
    await till.act("fail-refund")
    await till.told("refund.failed")

    await pay(till, await till.page())

    assert await till.status() == "deposit_paid"
    assert await till.deposits() == ["paid", "paid"]
    assert "your deposit of £60 is in" in (await till.bench.said())[-1]
    assert await read_about(till, "besides the deposit you still have £60 of theirs") == 1
    assert [reason for reason, _ in await till.post.flags()] == ["paid_unexpectedly"]


async def test_money_on_its_way_is_told_to_the_client_once(till: Till) -> None:
    await till.pay(delayed=True)
    for _ in range(2):
        await till.told("checkout.session.completed")

    assert sum("Your payment is on its way" in line for line in await till.bench.said()) == 1


async def test_a_late_word_of_money_on_its_way_takes_no_page_away_that_was_opened_since(till: Till) -> None:
    await till.pay(delayed=True)
    await till.told("checkout.session.completed")
    await till.act("settle", succeeds=False)
    await till.told("checkout.session.async_payment_failed")

    await till.told("checkout.session.completed")

    assert await till.deposits() == ["open"]
    assert await till.pages() == ["expired", "open"]
