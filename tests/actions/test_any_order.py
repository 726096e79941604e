"""Client, artist, Stripe and the worker do anything in any order: afterwards the books say what Stripe holds."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.cancel_lead import cancel_lead
from tattoobot.actions.complete_lead import complete_lead
from tattoobot.actions.follow_payment import follow_payment
from tattoobot.actions.forfeit_deposit import forfeit_deposit
from tattoobot.actions.mark_booked import mark_booked
from tattoobot.actions.move_date import move_date
from tattoobot.actions.record_checkout import record_checkout
from tattoobot.actions.record_look_up import record_look_up
from tattoobot.actions.record_payment import record_payment
from tattoobot.actions.record_refund import record_refund, record_refused_refund
from tattoobot.actions.refund_deposit import refund_deposit
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.request_deposit import send_deposit
from tattoobot.actions.send_booking_link import send_booking_link
from tattoobot.actions.withdraw_approval import withdraw_approval
from tattoobot.db import attempts, deposits, ledger, refunds
from tattoobot.db.attempts import Attempt
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.domain.ledger import Aftermath, Claim, balance
from tattoobot.domain.money import Money
from tattoobot.domain.payment import NotYetKnown, Outcome, Payment
from tattoobot.errors import BookingError
from tests.actions.conftest import Bench
from tests.builders import NOW

NUMBERS = count(1)
SETTLED = {"deposit_paid", "booking_pending", "booked", "completed"}
THROUGH_STRIPE = ("OpenCheckout", "ExpireCheckout", "LookUpCheckout", "LookUpPayment", "GiveBack")


@dataclass
class Page:
    """A payment page at Stripe, and what became of its payment."""

    session: str
    attempt: int
    amount: Decimal
    state: str = "open"
    refunds: dict[str, Claim] = field(default_factory=dict)
    disputes: dict[str, Claim] = field(default_factory=dict)

    @property
    def payment(self) -> str:
        return f"pi_{self.session}"

    @property
    def gone_back(self) -> Decimal:
        return sum((one.amount for one in self.refunds.values() if one.stands), Decimal(0))

    @property
    def aftermath(self) -> Aftermath:
        return Aftermath(tuple(self.refunds.values()), tuple(self.disputes.values()))

    def says(self) -> Payment | None:
        if self.state == "open":
            return None
        outcome = Outcome.PAID if self.state == "paid" else Outcome.EXPIRED
        intent = self.payment if self.state == "paid" else None
        amount = int(self.amount * 100)
        return Payment(outcome, self.session, amount, "GBP", livemode=False, payment_intent=intent)


class World:
    """One lead, and its pages at a Stripe that never forgets and is rarely heard."""

    def __init__(self, bench: Bench, lead: int) -> None:
        self.bench = bench
        self.lead = lead
        self.pages: list[Page] = []
        self.known_refunds: dict[str, str] = {}
        self.simple = True
        """Nothing was kept, disputed, refused, or came back from the client's bank."""
        self.closes = True
        """No page stayed open at Stripe because a person dropped what was to close it."""

    async def artist(self, act: Callable[..., Awaitable[object]], **how: object) -> None:
        with suppress(BookingError):
            async with self.bench.database.transaction() as db:
                await act(db, self.bench.house, self.lead, NOW, **how)

    async def tell(self, page: Page) -> None:
        """An event of this page arrives: late, again, in any order."""
        if payment := page.says():
            with suppress(NotYetKnown):
                async with self.bench.database.transaction() as db:
                    await record_payment(db, self.bench.house, payment, NOW, livemode=False)

    async def look(self, page: Page) -> None:
        async with self.bench.database.transaction() as db:
            await follow_payment(db, self.bench.house, page.payment, page.aftermath, NOW)

    def page_of(self, attempt: int) -> Page | None:
        return next((page for page in self.pages if page.attempt == attempt), None)

    def give_back(self, page: Page, amount: Decimal) -> str | None:
        """Stripe's answer to a refund: none where more is asked for than there is."""
        disputed = any(one.stands for one in page.disputes.values())
        if page.state != "paid" or disputed or amount > page.amount - page.gone_back:
            return None
        name = f"re_{next(NUMBERS)}"
        page.refunds[name] = Claim(name, amount, stands=True)
        return name

    async def work(self) -> bool:
        """The worker delivers the oldest effect that goes to Stripe. False when there is none."""
        rows = await self.bench.rows(
            "DELETE FROM outbox WHERE id = (SELECT min(id) FROM outbox WHERE kind = ANY($1::text[]))"
            " RETURNING kind, body",
            list(THROUGH_STRIPE),
        )
        for row in rows:
            async with self.bench.database.transaction() as db:
                await self._deliver(db, row["kind"], row["body"])
        return bool(rows)

    async def _deliver(self, db: Connection, kind: str, body: dict[str, object]) -> None:
        if kind == "GiveBack":
            await self._deliver_refund(db, int(str(body["refund_id"])))
        elif kind == "LookUpPayment":
            page = next(one for one in self.pages if one.payment == body["payment_intent"])
            await follow_payment(db, self.bench.house, page.payment, page.aftermath, NOW)
        else:
            deposit = await deposits.by_id(db, int(str(body["deposit_id"])))
            asked = await attempts.by_id(db, int(str(body["attempt_id"])))
            assert deposit is not None
            assert asked is not None
            await self._deliver_page(db, kind, deposit, asked)

    async def _deliver_page(self, db: Connection, kind: str, deposit: Deposit, asked: Attempt) -> None:
        page = self.page_of(asked.id)
        if kind == "OpenCheckout":
            if deposit.status != "requested" or deposit.idempotency_key != asked.idempotency_key:
                return
            page = page or Page(f"cs_{next(NUMBERS)}", asked.id, asked.amount)
            self.pages = [*(one for one in self.pages if one is not page), page]
            await record_checkout(
                db,
                self.bench.house,
                deposit.id,
                page.session,
                f"https://pay.example.com/{page.session}",
                NOW,
                attempt_id=asked.id,
            )
        elif page is not None:
            if kind == "ExpireCheckout" and page.state == "open":
                page.state = "expired"
            await record_look_up(db, self.bench.house, deposit.id, page.says(), NOW, livemode=False)

    async def _deliver_refund(self, db: Connection, refund_id: int) -> None:
        asked = await refunds.by_id(db, refund_id)
        assert asked is not None
        named = await attempts.named(db, asked.deposit_id)
        assert named is not None
        page = self.page_of(named.id)
        assert page is not None
        key = asked.idempotency_key
        made = self.known_refunds.get(key) or self.give_back(page, asked.amount)
        if made is None:
            self.simple = False
            await record_refused_refund(db, self.bench.house, refund_id, "Refused.", NOW)
        else:
            self.known_refunds[key] = made
            await record_refund(db, refund_id, made, NOW)

    async def step(self, name: str, which: int) -> None:
        """One of `STEPS`; what is not possible just now is left out."""
        if name in {"work", "drop", "slip"}:
            await self._of_worker(name, which)
            return
        page = self.pages[which % len(self.pages)] if self.pages else None
        amount = Decimal(10 + which % 50)
        match name:
            case "approve":
                await self.artist(approve_lead)
            case "withdraw":
                await self.artist(withdraw_approval)
            case "reject" if which % 3 == 0:
                await self.artist(reject_lead)
            case "send":
                await self.artist(send_deposit, asked=Money(amount, "GBP") if which % 2 else None)
            case "link":
                await self.artist(send_booking_link)
            case "book":
                await self.artist(mark_booked)
            case "refund":
                await self.artist(refund_deposit, amount=str(amount) if which % 2 else None)
            case "forfeit":
                self.simple = False
                await self.artist(forfeit_deposit)
            case "move" | "done" | "cancel":
                await self._with_date(name, which)
            case _ if page is not None:
                await self._at_stripe(name, page, amount)

    async def _with_date(self, name: str, which: int) -> None:
        if name == "move":
            await self.artist(move_date, starts_at=NOW + timedelta(days=1 + which))
        elif name == "done":
            await self.artist(complete_lead)
        elif which % 3 == 0:
            self.simple = False
            await self.artist(cancel_lead, refund=[None, "full", "none", "12.00"][which % 4])

    async def _of_worker(self, name: str, which: int) -> None:
        if name == "slip":
            # Another amount is asked for, and the page of before is never closed.
            await self.step("send", which | 1)
        if name in {"drop", "slip"}:
            closing = "DELETE FROM outbox WHERE kind = 'ExpireCheckout' RETURNING id"
            self.closes = not await self.bench.rows(closing) and self.closes
        if name != "drop":
            await self.work()

    async def _at_stripe(self, name: str, page: Page, amount: Decimal) -> None:
        match name:
            case "pay" if page.state == "open":
                page.state = "paid"
            case "expire" if page.state == "open":
                page.state = "expired"
            case "tell":
                await self.tell(page)
            case "look":
                await self.look(page)
            case "dashboard":
                self.give_back(page, amount)
            case "fail" if page.refunds:
                self.simple = False
                name = list(page.refunds)[-1]
                page.refunds[name] = Claim(name, page.refunds[name].amount, stands=False)
            case "dispute" if page.state == "paid" and not page.disputes:
                self.simple = False
                page.disputes["du"] = Claim(f"du_{page.session}", page.amount, stands=True)
            case "won" if page.disputes:
                page.disputes["du"] = Claim(f"du_{page.session}", page.amount, stands=False)

    async def settle(self) -> None:
        """At last everything is heard and done."""
        for _ in range(3):
            while await self.work():
                pass
            for page in self.pages:
                await self.tell(page)
                await self.look(page)


STEPS = (
    *("approve", "withdraw", "reject", "send", "link", "book", "move", "done", "cancel", "refund", "forfeit"),
    *("pay", "pay", "pay", "expire", "tell", "tell", "tell", "look", "dashboard", "fail", "dispute", "won"),
    *("work", "work", "work", "work", "drop", "slip", "slip"),
)


CALM = tuple(
    step
    for step in STEPS
    if step not in {"forfeit", "fail", "dispute", "won", "dashboard", "reject", "cancel"}
)
"""Here at most one payment is held in the end."""


@pytest.mark.parametrize("steps", [CALM, STEPS], ids=["calm", "all"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
async def test_the_books_say_what_stripe_holds(
    bench: Bench, steps: tuple[str, ...], data: st.DataObject
) -> None:
    await bench.rows("DELETE FROM outbox RETURNING id")
    world = World(bench, await bench.a_lead(phone=f"1555{next(NUMBERS):07}"))
    drawn = data.draw(
        st.lists(st.tuples(st.sampled_from(steps), st.integers(0, 99)), min_size=15, max_size=40)
    )

    await world.step("approve", 0)
    for name, which in drawn:
        await world.step(name, which)
    await world.settle()

    await _compare(world)


async def _compare(world: World) -> None:
    held = 0
    async with world.bench.database.reading() as db:
        ours = {one.id: one for one in await deposits.of_lead(db, world.lead)}
        for page in world.pages:
            known = await attempts.by_id(db, page.attempt)
            assert known is not None
            deposit = ours[known.deposit_id]
            if deposit.idempotency_key != known.idempotency_key:
                assert page.state != "paid"
                continue
            now = balance(await ledger.of_deposit(db, deposit.id))
            assert now.paid == (page.amount if page.state == "paid" else 0)
            assert now.refunded == page.gone_back
            disputed = any(one.stands for one in page.disputes.values())
            assert (deposit.status == "disputed") is disputed
            places = (now.refunded, now.disputed, now.forfeited, now.applied, now.held)
            assert sum(places) == now.paid
            held += now.held > 0
    assert sum(page.state == "open" for page in world.pages) <= 1 or not world.closes
    status = await world.bench.status(world.lead)
    if status in SETTLED:
        assert any(page.state == "paid" for page in world.pages)
    if status == "awaiting_deposit":
        assert held == 0 or not world.simple
    if world.simple:
        assert held <= 1
