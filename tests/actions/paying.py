"""The steps from a yes to the money, for tests that begin after one of them."""

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.record_checkout import record_checkout
from tattoobot.actions.record_payment import record_payment
from tattoobot.domain.money import Money
from tattoobot.domain.payment import Outcome, Payment
from tests.actions.conftest import Bench
from tests.builders import NOW

PAID = Payment(Outcome.PAID, "cs_test_1", 6000, "GBP", livemode=False, payment_intent="pi_test_1")


async def approve(bench: Bench, lead: int, deposit: Money | None = None) -> None:
    async with bench.database.transaction() as db:
        await approve_lead(db, bench.house, lead, NOW, deposit=deposit)


async def open_page(bench: Bench, session: str = "cs_test_1", deposit: int = 1) -> None:
    async with bench.database.transaction() as db:
        await record_checkout(db, bench.house, deposit, session, f"https://pay.example.com/{session}", NOW)


async def stripe_says(bench: Bench, payment: Payment) -> None:
    async with bench.database.transaction() as db:
        await record_payment(db, bench.house, payment, NOW, livemode=False)


async def an_open_deposit(bench: Bench) -> int:
    lead = await bench.a_lead()
    await approve(bench, lead)
    await open_page(bench)
    return lead
