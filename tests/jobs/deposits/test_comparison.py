"""What `tattoobot reconcile` finds: the ledger against what Stripe holds, whatever was told."""

from datetime import timedelta

from tattoobot.jobs.comparison import Comparison
from tests.jobs.deposits.conftest import Till


async def differences(till: Till) -> list[str]:
    comparison = Comparison(till.bench.database, till.stripe)
    return [one.said for one in await comparison.differences(till.post.now - timedelta(days=1))]


async def mend(till: Till) -> None:
    comparison = Comparison(till.bench.database, till.stripe)
    found = await comparison.differences(till.post.now - timedelta(days=1))
    await comparison.look_up(found, till.post.now)
    await till.work()


async def test_a_page_that_waits_is_no_difference(till: Till) -> None:
    assert await differences(till) == []


async def test_a_payment_that_was_never_told_is_found_and_entered(till: Till) -> None:
    await till.pay()

    assert await differences(till) == ["its page is paid"]
    assert await till.deposits() == ["open"]
    await mend(till)

    assert await differences(till) == []
    assert await till.deposits() == ["paid"]


async def test_a_refund_and_a_dispute_that_were_never_told_are_found_and_entered(till: Till) -> None:
    await till.pay()
    await till.told("checkout.session.completed")
    await till.act("refund", amount=2000)
    await till.act("dispute")

    refunded, disputed = await differences(till)
    assert refunded.startswith("Stripe says refunded 20")
    assert disputed.startswith("Stripe says disputed 60")
    await mend(till)

    assert await differences(till) == []
    assert await till.deposits() == ["disputed"]
