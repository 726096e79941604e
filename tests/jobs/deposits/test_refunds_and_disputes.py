"""What happens at Stripe to a deposit that was paid."""

from tests.jobs.deposits.conftest import Till


async def test_refunds_are_noticed_and_told_once_each(till: Till) -> None:
    await till.pay()
    await till.told("checkout.session.completed")
    await till.act("refund", amount=2000)

    await till.told("charge.refunded")
    await till.told("refund.created")
    assert await till.deposits() == ["partially_refunded"]
    await till.act("refund")
    await till.told("charge.refunded")
    await till.told("charge.refunded")
    await till.told("checkout.session.completed")

    assert await till.deposits() == ["refunded"]
    assert await till.status() == "pending_approval"
    told = [line for line in await till.artist_read() if "went back" in line]
    assert told == [
        f"#{till.lead}, Maya Example: £20 of the deposit of £60 went back",
        f"#{till.lead}, Maya Example: £40 of the deposit of £60 went back",
    ]
    line = await till.bench.rows("SELECT happened FROM timeline WHERE happened LIKE 'deposit_%refunded'")
    assert [row["happened"] for row in line] == ["deposit_partially_refunded", "deposit_refunded"]


async def test_refund_that_comes_before_the_payment_is_booked_finds_both(till: Till) -> None:
    await till.pay()
    await till.act("refund", amount=2000)

    await till.told("charge.refunded")
    await till.told("checkout.session.completed")

    assert await till.deposits() == ["partially_refunded"]
    assert await till.status() == "deposit_paid"


async def test_refund_that_failed_is_undone_and_needs_the_artist(till: Till) -> None:
    await till.pay()
    await till.told("checkout.session.completed")
    await till.act("refund")
    await till.told("charge.refunded")
    await till.act("fail-refund")

    await till.told("refund.failed")
    await till.told("charge.refunded")

    assert await till.deposits() == ["paid"]
    assert [reason for reason, _ in await till.post.flags()] == ["refund_failed"]
    assert "a refund of £60 failed" in (await till.artist_read())[-1]


async def test_dispute_needs_the_artist_until_it_is_won(till: Till) -> None:
    await till.pay()
    await till.told("checkout.session.completed")
    await till.act("dispute")

    await till.told("charge.dispute.created")
    await till.told("charge.dispute.created")
    assert await till.deposits() == ["disputed"]
    assert [reason for reason, _ in await till.post.flags()] == ["deposit_disputed"]
    await till.act("close-dispute", won=True)
    await till.told("charge.dispute.closed")
    await till.told("charge.dispute.created")

    assert await till.deposits() == ["paid"]
    assert await till.post.flags() == []
    about = [line for line in await till.artist_read() if "disput" in line]
    assert [("disputes the deposit" in line, "is over" in line) for line in about] == [
        (True, False),
        (False, True),
    ]


async def test_lost_dispute_stays_one(till: Till) -> None:
    await till.pay()
    await till.told("checkout.session.completed")
    await till.act("dispute")
    await till.act("close-dispute", won=False)

    await till.told("charge.dispute.closed")

    assert await till.deposits() == ["disputed"]


async def test_what_happens_to_other_payments_of_the_account_is_let_be(till: Till) -> None:
    event = {
        "id": "evt_other",
        "type": "charge.refunded",
        "livemode": False,
        "data": {"object": {"id": "ch_other", "payment_intent": "pi_other"}},
    }

    await till.arrives(event)

    assert await till.bench.value("SELECT count(*) FROM outbox") == 0
    assert await till.bench.value("SELECT count(*) FROM inbox WHERE handled_at IS NULL") == 0
