"""Money: one payable page, believed only where it matches what was stored."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tattoobot.actions.request_deposit import BadDeposit, send_deposit
from tattoobot.domain.lead import Status
from tattoobot.domain.money import Money
from tattoobot.domain.payment import NotYetKnown, Outcome
from tattoobot.errors import NotPossible
from tests.actions.conftest import Bench
from tests.actions.paying import PAID, an_open_deposit, approve, open_page, stripe_says
from tests.builders import NOW


async def test_approval_asks_for_a_page_and_its_link_goes_out_once_it_is_there(bench: Bench) -> None:
    lead = await bench.a_lead()

    await approve(bench, lead)
    assert await bench.said() == []
    await open_page(bench)
    await open_page(bench)

    (text,) = await bench.said()
    assert "£60" in text
    assert await bench.status(lead) == "awaiting_deposit"


async def test_own_amount_and_currency_are_kept_exactly(bench: Bench) -> None:
    lead = await bench.a_lead()

    await approve(bench, lead, Money(Decimal("85.50"), "EUR"))

    deposits = await bench.rows("SELECT amount, currency FROM deposits")
    assert deposits == [{"amount": Decimal("85.500"), "currency": "EUR"}]


@pytest.mark.parametrize("amount", ["0.00", "0.29"])
async def test_amount_that_stripe_would_refuse_is_refused_and_nothing_changes(
    bench: Bench, amount: str
) -> None:
    lead = await bench.a_lead()

    with pytest.raises(BadDeposit):
        await approve(bench, lead, Money(Decimal(amount), "GBP"))

    assert await bench.status(lead) == "pending_approval"


async def test_payment_moves_the_lead_thanks_the_client_and_tells_the_artist(bench: Bench) -> None:
    lead = await an_open_deposit(bench)

    await stripe_says(bench, PAID)

    notice = await bench.value("SELECT text FROM messages WHERE artist_id IS NOT NULL")
    assert await bench.status(lead) == "deposit_paid"
    assert "your deposit of £60 is in" in (await bench.said())[-1]
    assert notice == f"#{lead}: Maya Example has paid the deposit of £60."
    assert await bench.offered() == ["send-booking-link", "mark-booked", "answer"]


async def test_payment_reported_twenty_times_at_once_is_one_payment(bench: Bench) -> None:
    lead = await an_open_deposit(bench)

    await asyncio.gather(*(stripe_says(bench, PAID) for _ in range(20)))

    happened = await bench.rows("SELECT happened FROM timeline WHERE lead_id = $1 AND actor = 'stripe'", lead)
    assert [row["happened"] for row in happened] == ["deposit_paid"]
    assert len(await bench.said()) == 2


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"amount": 5999}, "amount"),
        ({"amount": 60}, "amount"),
        ({"currency": "EUR"}, "currency"),
        ({"livemode": True}, "livemode"),
    ],
)
async def test_payment_that_does_not_match_changes_nothing_and_is_flagged(
    bench: Bench, wrong: dict[str, object], named: str
) -> None:
    lead = await an_open_deposit(bench)

    await stripe_says(bench, replace(PAID, **wrong))  # type: ignore[arg-type]

    flags = await bench.rows("SELECT reason, detail FROM flags")
    assert await bench.status(lead) == "awaiting_deposit"
    assert await bench.value("SELECT status FROM deposits") == "open"
    assert flags[0]["reason"] == "payment_mismatch"
    assert sorted(flags[0]["detail"]) == sorted([named, "session_id"])


async def test_each_payment_that_does_not_match_is_told_once(bench: Bench) -> None:
    await an_open_deposit(bench)

    for session in ("cs_test_other", "cs_test_other", "cs_test_third"):
        await stripe_says(bench, replace(PAID, session_id=session, deposit_id=1))

    assert await bench.value("SELECT count(*) FROM messages WHERE artist_id IS NOT NULL") == 2


async def test_a_page_of_the_other_mode_that_ran_out_is_no_payment(bench: Bench) -> None:
    await an_open_deposit(bench)

    await stripe_says(bench, replace(PAID, outcome=Outcome.EXPIRED, livemode=True))

    assert await bench.value("SELECT status FROM deposits") == "open"
    assert await bench.value("SELECT count(*) FROM flags") == 0


async def test_payment_of_an_unknown_page_changes_nothing(bench: Bench) -> None:
    lead = await an_open_deposit(bench)

    await stripe_says(bench, replace(PAID, session_id="cs_test_other", deposit_id=1))

    assert await bench.status(lead) == "awaiting_deposit"
    assert await bench.value("SELECT reason FROM flags") == "payment_mismatch"


async def test_a_page_of_others_that_names_no_deposit_of_ours_changes_nothing(bench: Bench) -> None:
    lead = await an_open_deposit(bench)

    for deposit in (None, 999):
        await stripe_says(bench, replace(PAID, session_id="cs_test_other", deposit_id=deposit))

    assert await bench.status(lead) == "awaiting_deposit"
    assert await bench.rows("SELECT status, payment_intent FROM deposits") == [
        {"status": "open", "payment_intent": None}
    ]
    assert await bench.value("SELECT count(*) FROM flags") == 0


async def test_payment_that_overtakes_the_record_of_its_page_comes_again(bench: Bench) -> None:
    lead = await bench.a_lead()
    await approve(bench, lead)

    with pytest.raises(NotYetKnown):
        await stripe_says(bench, replace(PAID, deposit_id=1))
    await open_page(bench)
    await stripe_says(bench, replace(PAID, deposit_id=1))

    assert await bench.status(lead) == "deposit_paid"


async def test_completed_but_unpaid_waits_for_the_money(bench: Bench) -> None:
    lead = await an_open_deposit(bench)

    await stripe_says(bench, replace(PAID, outcome=Outcome.PROCESSING))
    assert await bench.value("SELECT status FROM deposits") == "processing"
    assert await bench.status(lead) == "awaiting_deposit"
    await stripe_says(bench, PAID)

    assert await bench.status(lead) == "deposit_paid"


async def test_expired_page_after_the_payment_changes_nothing(bench: Bench) -> None:
    lead = await an_open_deposit(bench)
    await stripe_says(bench, PAID)

    await stripe_says(bench, replace(PAID, outcome=Outcome.EXPIRED))

    assert await bench.value("SELECT status FROM deposits") == "paid"
    assert await bench.status(lead) == "deposit_paid"


async def test_expired_page_is_replaced_by_a_fresh_one_with_the_same_amount(bench: Bench) -> None:
    lead = await an_open_deposit(bench)
    await stripe_says(bench, replace(PAID, outcome=Outcome.EXPIRED))

    async with bench.database.transaction() as db:
        await send_deposit(db, bench.house, lead, NOW + timedelta(hours=25))

    assert await bench.rows("SELECT status FROM deposits") == [{"status": "requested"}]
    pages = await bench.rows("SELECT state, amount FROM attempts ORDER BY id")
    assert [page["state"] for page in pages] == ["expired", "asked"]
    assert pages[0]["amount"] == pages[1]["amount"]


async def test_older_page_that_is_paid_after_all_counts_and_the_newer_one_is_closed(bench: Bench) -> None:
    lead = await an_open_deposit(bench)
    async with bench.database.transaction() as db:
        await send_deposit(db, bench.house, lead, NOW + timedelta(hours=25))
    await open_page(bench, "cs_test_2")

    await stripe_says(bench, PAID)

    assert await bench.rows("SELECT status, session_id FROM deposits") == [
        {"status": "paid", "session_id": "cs_test_1"}
    ]
    pages = await bench.rows("SELECT state FROM attempts ORDER BY id")
    assert [page["state"] for page in pages] == ["complete", "replaced"]
    assert await bench.value("SELECT count(*) FROM outbox WHERE kind = 'ExpireCheckout'") == 2


async def test_two_pages_of_one_deposit_that_are_both_paid_keep_one_and_give_one_back(bench: Bench) -> None:
    lead = await an_open_deposit(bench)
    async with bench.database.transaction() as db:
        await send_deposit(db, bench.house, lead, NOW + timedelta(hours=25))
    await open_page(bench, "cs_test_2")
    second = replace(PAID, session_id="cs_test_2", payment_intent="pi_test_2")

    for payment in (second, PAID, PAID, second):
        await stripe_says(bench, payment)

    assert await bench.rows("SELECT session_id, payment_intent FROM deposits ORDER BY id") == [
        {"session_id": "cs_test_2", "payment_intent": "pi_test_2"},
        {"session_id": "cs_test_1", "payment_intent": "pi_test_1"},
    ]
    assert await bench.rows("SELECT deposit_id, amount, duplicate FROM refunds") == [
        {"deposit_id": 2, "amount": Decimal(60), "duplicate": True}
    ]
    assert await bench.rows("SELECT deposit_id, state FROM attempts ORDER BY id") == [
        {"deposit_id": 2, "state": "complete"},
        {"deposit_id": 1, "state": "complete"},
    ]
    assert await bench.status(lead) == "deposit_paid"


async def test_asking_for_the_link_twenty_times_at_once_sends_it_once(bench: Bench) -> None:
    lead = await an_open_deposit(bench)
    later = NOW + timedelta(minutes=10)

    async def ask() -> None:
        async with bench.database.transaction() as db:
            await send_deposit(db, bench.house, lead, later)

    await asyncio.gather(*(ask() for _ in range(20)))

    assert len(await bench.said()) == 2


async def test_twenty_approvals_at_once_are_one(bench: Bench) -> None:
    lead = await bench.a_lead()

    outcomes = await asyncio.gather(*(approve(bench, lead) for _ in range(20)), return_exceptions=True)

    refused = [outcome for outcome in outcomes if isinstance(outcome, NotPossible)]
    assert len(refused) == 19
    assert await bench.waiting("OpenCheckout") == 1


async def test_link_is_held_back_from_a_client_who_has_opted_out_and_the_artist_knows(bench: Bench) -> None:
    lead = await bench.a_lead(Status.PENDING_APPROVAL)
    async with bench.database.transaction() as db:  # the fact alone: STOP itself would be answered
        await db.execute("UPDATE clients SET opted_out = true")

    await approve(bench, lead)
    await open_page(bench)

    assert await bench.status(lead) == "awaiting_deposit"
    assert await bench.value("SELECT status FROM messages WHERE direction = 'out'") == "held_back"
    assert await bench.waiting("SendMessage") == 0
    assert await bench.value("SELECT reason FROM flags") == "client_opted_out"
