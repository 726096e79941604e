"""Pages and payments that change while the money is on its way."""

from decimal import Decimal

import pytest

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.request_deposit import send_deposit
from tattoobot.actions.withdraw_approval import withdraw_approval
from tattoobot.domain.money import Money
from tests.jobs.deposits.conftest import HOUR, Till


async def test_payment_that_overtakes_a_withdrawal_changes_no_status_and_counts_once_approved_again(
    till: Till,
) -> None:
    await till.pay()
    async with till.bench.database.transaction() as db:
        await withdraw_approval(db, till.bench.house, till.lead, till.post.now)
    await till.post.deliver()

    assert (await till.status(), await till.deposits()) == ("pending_approval", ["paid"])
    assert [reason for reason, _ in await till.post.flags()] == ["paid_unexpectedly"]
    assert "was paid after you had taken back your yes" in (await till.artist_read())[-1]
    async with till.bench.database.transaction() as db:
        await approve_lead(db, till.bench.house, till.lead, till.post.now)
    await till.post.deliver()
    assert (await till.status(), await till.deposits()) == ("deposit_paid", ["paid"])
    assert len(await till.sandbox.get("/checkouts")) == 1


async def change(till: Till, amount: int) -> None:
    async with till.bench.database.transaction() as db:
        await send_deposit(
            db, till.bench.house, till.lead, till.post.now, asked=Money(Decimal(amount), "GBP")
        )


async def test_changed_deposit_leaves_one_page_that_can_be_paid(till: Till) -> None:
    await change(till, 80)
    await till.post.deliver()

    pages = await till.sandbox.get("/checkouts")
    assert [(page["status"], page["amount"]) for page in pages] == [("open", "£80.00"), ("expired", "£60.00")]
    assert "Here is your link for the deposit of £80." in (await till.bench.said())[-1]


@pytest.mark.parametrize("paid", [False, True])
async def test_a_page_whose_answer_got_lost_is_closed_where_another_took_its_place(
    till: Till, paid: bool
) -> None:
    async with till.bench.database.transaction() as db:
        await withdraw_approval(db, till.bench.house, till.lead, till.post.now)
    await till.post.deliver()
    async with till.bench.database.transaction() as db:
        await approve_lead(db, till.bench.house, till.lead, till.post.now, deposit=Money(Decimal(80), "GBP"))
    await till.sandbox.post("/moods", {"stripe": "drops_after_accepting"})
    await till.post.deliver()
    await till.sandbox.post("/moods", {"stripe": "ok"})
    await change(till, 90)
    if paid:
        lost = next(one for one in await till.sandbox.get("/checkouts") if one["amount"] == "£80.00")
        await till.sandbox.post(f"/checkouts/{lost['id']}/pay", {"webhook": "none"})

    await till.later(HOUR)
    await till.post.deliver()

    assert await till.payable() == (0 if paid else 1)
    assert await till.deposits() == ["expired", *(["paid", "expired"] if paid else ["expired", "open"])]


async def test_delayed_payment_that_fails_is_told_with_a_new_link(till: Till) -> None:
    await till.pay(delayed=True)
    await till.told("checkout.session.completed")
    assert await till.deposits() == ["processing"]
    await till.act("settle", succeeds=False)

    await till.told("checkout.session.async_payment_failed")
    await till.told("checkout.session.async_payment_failed")

    *_, sorry, link = await till.bench.said()
    assert "your payment of £60 didn't come through" in sorry
    assert link.startswith("Here is your link for the deposit of £60.")
    assert (await till.deposits(), await till.pages()) == (["open"], ["expired", "open"])
    assert await till.payable() == 1


async def test_delayed_payment_that_failed_unheard_is_found(till: Till) -> None:
    await till.pay(delayed=True)
    await till.told("checkout.session.completed")
    await till.act("settle", succeeds=False)
    await till.later(2 * HOUR)

    await till.books.look_up_pages()
    await till.post.deliver()
    await till.later(2 * HOUR)
    await till.books.look_up_pages()
    await till.post.deliver()

    assert (await till.deposits(), await till.pages()) == (["open"], ["expired", "open"])
