"""Money that comes while a yes is taken back: nobody is left in the dark about it, and it is asked for once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.follow_payment import follow_payment
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.request_deposit import BadDeposit
from tattoobot.actions.withdraw_approval import withdraw_approval
from tattoobot.domain.lead import Status
from tattoobot.domain.ledger import Aftermath, Claim
from tattoobot.domain.money import Money
from tattoobot.domain.payment import Outcome
from tests.actions.conftest import Bench
from tests.actions.paying import PAID, an_open_deposit, approve, stripe_says
from tests.builders import NOW, a_message


async def paid_while_taken_back(bench: Bench, outcome: Outcome = Outcome.PAID) -> int:
    lead = await an_open_deposit(bench)
    async with bench.database.transaction() as db:
        await withdraw_approval(db, bench.house, lead, NOW)
    await stripe_says(bench, replace(PAID, outcome=outcome))
    return lead


async def reject(bench: Bench, lead: int) -> None:
    async with bench.database.transaction() as db:
        await reject_lead(db, bench.house, lead, NOW)


async def given_back(bench: Bench, amount: str) -> None:
    async with bench.database.transaction() as db:
        back = Claim("re_test_1", Decimal(amount), stands=True)
        await follow_payment(db, bench.house, "pi_test_1", Aftermath((back,)), NOW)


async def to_the_artist(bench: Bench) -> str:
    newest = "SELECT text FROM messages WHERE artist_id IS NOT NULL ORDER BY id DESC LIMIT 1"
    found: str = await bench.value(newest)
    return found


async def test_both_hear_of_it_and_the_artist_can_decide_at_once(bench: Bench) -> None:
    await paid_while_taken_back(bench)

    assert "Your payment of £60 has arrived" in (await bench.said())[-1]
    told = await to_the_artist(bench)
    assert "£60 was paid after you had taken back your yes" in told
    assert (await bench.offered())[:2] == ["approve", "reject"]


async def test_where_no_yes_is_possible_none_is_promised_to_keep_it(bench: Bench) -> None:
    lead = await an_open_deposit(bench)
    await bench.rows("UPDATE leads SET status = 'lapsed' WHERE id = $1 RETURNING id", lead)

    await stripe_says(bench, PAID)

    assert "although nothing was due any more. You can give it back, or keep it" in await to_the_artist(bench)
    assert (await bench.offered())[:2] == ["refund", "forfeit"]


async def test_whoever_asks_after_it_hears_that_it_is_here(bench: Bench) -> None:
    await paid_while_taken_back(bench)

    await bench.receive(a_message("I paid the deposit, did you get it?"))

    assert (await bench.said())[-1].startswith("Yes, your payment of £60 has arrived.")


async def test_a_new_yes_takes_it_and_says_so(bench: Bench) -> None:
    lead = await paid_while_taken_back(bench)

    async with bench.database.transaction() as db:
        await approve_lead(db, bench.house, lead, NOW, note="My hand is well again.")

    said = (await bench.said())[-1]
    assert await bench.status(lead) == "deposit_paid"
    assert await bench.waiting("LookUpPayment") == 1
    assert "would love to do this! My hand is well again." in said
    assert "your deposit of £60 is in" in said


async def test_a_new_yes_with_another_amount_is_refused_and_changes_nothing(bench: Bench) -> None:
    lead = await paid_while_taken_back(bench)

    with pytest.raises(BadDeposit, match=r"60\.00 GBP of this client's money is here"):
        await approve(bench, lead, Money(Decimal(90), "GBP"))

    assert await bench.status(lead) == "pending_approval"


async def test_what_has_gone_back_counts_as_paid_no_more(bench: Bench) -> None:
    lead = await paid_while_taken_back(bench)
    await given_back(bench, "60")

    await approve(bench, lead, Money(Decimal(90), "GBP"))

    assert await bench.status(lead) == "awaiting_deposit"
    assert await bench.value("SELECT amount FROM deposits ORDER BY id DESC LIMIT 1") == Decimal(90)
    assert await bench.value("SELECT count(*) FROM flags WHERE resolved_at IS NULL") == 0


async def test_after_a_no_both_know_that_it_has_to_go_back(bench: Bench) -> None:
    lead = await paid_while_taken_back(bench)

    await reject(bench, lead)

    assert "Your payment of £60 is still here: Robin knows" in (await bench.said())[-1]
    assert "after your no you still have £60 of theirs" in await to_the_artist(bench)
    open_flags = await bench.rows("SELECT reason FROM flags WHERE resolved_at IS NULL")
    assert open_flags == [{"reason": "paid_unexpectedly"}]
    await given_back(bench, "60")
    assert await bench.value("SELECT count(*) FROM flags WHERE resolved_at IS NULL") == 0


async def test_after_a_no_only_what_has_not_gone_back_is_named(bench: Bench) -> None:
    lead = await paid_while_taken_back(bench)
    await given_back(bench, "20")

    await reject(bench, lead)

    assert "you still have £40 of theirs" in await to_the_artist(bench)


async def test_a_no_to_one_who_has_not_paid_speaks_of_no_money(bench: Bench) -> None:
    lead = await an_open_deposit(bench)

    await reject(bench, lead)

    assert "payment" not in (await bench.said())[-1]
    assert await bench.value("SELECT count(*) FROM messages WHERE artist_id IS NOT NULL") == 0


async def test_money_that_comes_after_a_no_is_told_to_the_client_too(bench: Bench) -> None:
    lead = await an_open_deposit(bench)
    await reject(bench, lead)

    await stripe_says(bench, PAID)

    assert "Your payment of £60 has arrived, although nothing was due any more." in (await bench.said())[-1]


async def test_a_new_yes_waits_for_money_on_its_way_and_the_client_hears_the_yes(bench: Bench) -> None:
    lead = await paid_while_taken_back(bench, Outcome.PROCESSING)

    await approve(bench, lead)

    assert "would love to do this! Your payment is on its way." in (await bench.said())[-1]
    assert await bench.value("SELECT count(*) FROM deposits") == 1


@pytest.mark.parametrize(
    "words",
    [
        "I'm still waiting for my refund",
        "can I get my deposit back please",
        "wann kommt denn die Rückzahlung?",
        "quiero que me devuelvan el depósito",
        "je voudrais récupérer mon acompte",
        "quando vem o reembolso?",
    ],
)
@pytest.mark.parametrize(
    "status", [Status.REJECTED, Status.DEPOSIT_PAID, Status.BOOKING_PENDING, Status.BOOKED]
)
async def test_who_asks_for_money_back_is_passed_on_with_their_words(
    bench: Bench, words: str, status: Status
) -> None:
    lead = await paid_while_taken_back(bench)
    await bench.rows("UPDATE leads SET status = $1 WHERE id = $2 RETURNING id", status, lead)

    await bench.receive(a_message(words))

    told = await to_the_artist(bench)
    assert "asks about getting money back" in told
    assert words in told
    assert await bench.value("SELECT count(*) FROM leads") == 1


async def test_who_asks_for_money_back_brings_the_artist_the_link_that_gives_it_back(bench: Bench) -> None:
    await an_open_deposit(bench)
    await stripe_says(bench, PAID)

    await bench.receive(a_message("Can I have my deposit back please?"))

    assert (await bench.offered())[0] == "refund"
