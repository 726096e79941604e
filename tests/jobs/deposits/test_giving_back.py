"""Money that goes back, or stays, because the artist says so; and the second of two payments, which goes by itself."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tattoobot.actions.forfeit_deposit import forfeit_deposit
from tattoobot.actions.refund_deposit import BadRefund, refund_deposit
from tattoobot.actions.request_deposit import send_deposit
from tattoobot.actions.withdraw_approval import withdraw_approval
from tattoobot.db import deposits, ledger, refunds
from tattoobot.domain.ledger import balance
from tattoobot.domain.money import Money
from tattoobot.errors import NotPossible
from tests.jobs.deposits.conftest import Till


async def paid(till: Till) -> None:
    await till.pay()
    await till.told("checkout.session.completed")


async def refund(till: Till, amount: str | None = None) -> None:
    async with till.bench.database.transaction() as db:
        await refund_deposit(
            db, till.bench.house, till.lead, till.post.now, amount=amount, reason="moved away"
        )
    await till.work()


async def gone_back(till: Till) -> Decimal:
    """What Stripe has given back, whatever our books say."""
    async with till.sandbox.http.get(
        f"{till.sandbox.url}/sandbox/stripe/v1/refunds",
        headers={"Authorization": f"Bearer {till.sandbox.settings.stripe_secret_key}"},
    ) as answer:
        made = (await answer.json())["data"]
    return Decimal(sum(one["amount"] for one in made if one["status"] == "succeeded")) / 100


async def held(till: Till) -> Decimal:
    async with till.bench.database.reading() as db:
        return balance(await ledger.of_deposit(db, 1)).held


async def test_a_part_goes_back_and_both_are_told_the_amount(till: Till) -> None:
    await paid(till)

    await refund(till, "20")

    assert await gone_back(till) == 20
    assert await till.deposits() == ["partially_refunded"]
    assert await held(till) == 40
    assert "£20 of your deposit is on its way back" in (await till.bench.said())[-1]
    assert (await till.artist_read())[-1].endswith("£20 of the deposit of £60 went back")
    assert await till.status() == "deposit_paid"


async def test_all_of_it_goes_back_and_the_artist_decides_again(till: Till) -> None:
    await paid(till)

    await refund(till)

    assert await gone_back(till) == 60
    assert await till.deposits() == ["refunded"]
    assert any("the deposit of £60 went back in full" in said for said in await till.artist_read())
    assert await till.status() == "pending_approval"


async def test_a_refund_that_is_asked_for_twice_at_once_is_one(till: Till) -> None:
    await paid(till)
    async with till.bench.database.transaction() as db:
        await refund_deposit(db, till.bench.house, till.lead, till.post.now)

        with pytest.raises(NotPossible):
            await refund_deposit(db, till.bench.house, till.lead, till.post.now)
    await till.work()

    assert await gone_back(till) == 60


async def test_never_more_goes_back_than_is_held(till: Till) -> None:
    await paid(till)
    await refund(till, "45.50")

    for amount in ("14.51", "0", "sixty"):
        with pytest.raises(BadRefund):
            await refund(till, amount)
    await refund(till, "14.50")

    assert await gone_back(till) == 60


async def test_an_answer_that_got_lost_gives_nothing_back_twice(till: Till) -> None:
    await paid(till)
    await till.sandbox.post("/moods", {"stripe": "drops_after_accepting"})
    await refund(till)
    await till.sandbox.post("/moods", {"stripe": "ok"})

    await till.later(timedelta(minutes=10))
    await till.work()

    assert await gone_back(till) == 60
    assert await till.deposits() == ["refunded"]


async def test_a_refund_that_waited_longer_than_stripe_keeps_its_key_is_looked_for_first(till: Till) -> None:
    await paid(till)
    await till.sandbox.post("/moods", {"stripe": "drops_after_accepting"})
    await refund(till, "20")
    await till.sandbox.post("/moods", {"stripe": "ok"})

    await till.later(timedelta(hours=30))
    await till.work()

    assert await gone_back(till) == 20
    assert await till.deposits() == ["partially_refunded"]


async def test_what_went_back_in_the_dashboard_meanwhile_is_refused_and_told(till: Till) -> None:
    await paid(till)
    await till.act("refund")

    await refund(till)

    assert await gone_back(till) == 60
    assert await till.deposits() == ["refunded"]
    assert any("Stripe didn't make the refund of £60" in line for line in await till.artist_read())


async def test_what_is_kept_is_told_and_cannot_be_given_back_here(till: Till) -> None:
    await paid(till)

    async with till.bench.database.transaction() as db:
        await forfeit_deposit(db, till.bench.house, till.lead, till.post.now)

    assert await till.deposits() == ["forfeited"]
    assert "Your deposit of £60 stays with" in (await till.bench.said())[-1]
    with pytest.raises(NotPossible):
        await refund(till)


async def test_a_refund_in_the_dashboard_after_it_was_kept_is_entered(till: Till) -> None:
    await paid(till)
    async with till.bench.database.transaction() as db:
        await forfeit_deposit(db, till.bench.house, till.lead, till.post.now)

    await till.act("refund")
    await till.told("charge.refunded")

    assert await till.deposits() == ["refunded"]


async def test_disputed_money_is_not_given_back_a_second_time(till: Till) -> None:
    await paid(till)
    await till.act("dispute")
    await till.told("charge.dispute.created")

    with pytest.raises(NotPossible):
        await refund(till)


async def test_a_payment_that_overtakes_a_withdrawal_goes_back_by_one_act(till: Till) -> None:
    async with till.bench.database.transaction() as db:
        await withdraw_approval(db, till.bench.house, till.lead, till.post.now)
    await paid(till)

    await refund(till)

    assert await gone_back(till) == 60
    assert await till.status() == "pending_approval"
    assert await till.post.flags() == []


async def test_the_second_of_two_payments_goes_back_by_itself_and_both_are_told(till: Till) -> None:
    await till.later(timedelta(minutes=5))
    first = await till.page()
    async with till.bench.database.transaction() as db:
        await send_deposit(db, till.bench.house, till.lead, till.post.now, asked=Money(Decimal(80), "GBP"))
    # The page of before is still open at Stripe, and both are paid before it hears that one is to be closed.
    await till.sandbox.post(f"/checkouts/{first}/pay", {"webhook": "none"})
    await till.told("checkout.session.completed")
    await till.work()
    second = await till.another_page(Decimal(80))
    await till.sandbox.post(f"/checkouts/{second}/pay", {"webhook": "none"})
    await till.told("checkout.session.completed")

    assert await gone_back(till) == 80
    assert await till.status() == "deposit_paid"
    assert await held(till) == 60
    assert any("You've paid twice" in line for line in await till.bench.said())
    assert any("was paid twice" in line for line in await till.artist_read())
    told = len(await till.bench.said())
    await till.told("checkout.session.completed")
    assert len(await till.bench.said()) == told


async def test_nobody_changes_an_entry_of_the_ledger(till: Till) -> None:
    await paid(till)

    for statement in ("UPDATE ledger SET amount = 1", "DELETE FROM ledger"):
        with pytest.raises(Exception, match="never changed"):
            await till.bench.rows(statement)


async def test_each_refund_has_a_key_of_its_own(till: Till) -> None:
    await paid(till)
    async with till.bench.database.transaction() as db:
        deposit = (await deposits.of_lead(db, till.lead))[0]
        first, second = [
            await refunds.ask(db, deposit, Decimal(10), till.post.now, duplicate=False) for _ in range(2)
        ]

    assert first.idempotency_key.startswith(f"refund:{first.id}:")
    assert first.idempotency_key != second.idempotency_key
