"""One enquiry at a time, its money at the twin of Stripe, and everything that can be done to either."""

import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from tattoobot.actions.request_deposit import open_fresh_page
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.db import attempts, deposits, inbox, leads, ledger
from tattoobot.db.deposits import Deposit
from tattoobot.db.inbox import Arrival
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.lead import Status
from tattoobot.domain.ledger import Balance, Entry, Kind, balance
from tattoobot.errors import BookingError
from tattoobot.jobs.comparison import Comparison
from tattoobot.jobs.inbox import Inbox
from tattoobot.jobs.reconciliation import Reconciliation
from tattoobot.jobs.reminders import Reminders
from tattoobot.sandbox.stripe.checkouts import Checkouts
from tattoobot.sandbox.stripe.rules import Refused
from tattoobot.sandbox.world import World
from tests.builders import NOW, a_message
from tests.jobs.conftest import Post

Json = dict[str, Any]

CONFIRMED = frozenset({Status.DEPOSIT_PAID, Status.BOOKING_PENDING, Status.BOOKED, Status.COMPLETED})
BEFORE_A_DATE = frozenset({Status.DEPOSIT_PAID, Status.BOOKING_PENDING})
WAY_BACK = frozenset({"succeeded", "pending", "requires_action"})
PHONES = (f"1555{number:07}" for number in count(2_000_000))


@dataclass(frozen=True)
class Known:
    """A deposit as our books have it."""

    deposit: Deposit
    entries: list[Entry]
    pages: list[str]
    """Stripe's names of all that were opened for it."""

    @property
    def now(self) -> Balance:
        return balance(self.entries)


@dataclass
class FreeForAll:
    """What the rules of the state machine do, and how the books and the twin stand afterwards."""

    post: Post
    stripe: Stripe
    world: World
    lead: int = 0
    began: datetime = NOW
    phone: str = ""
    steps: int = 0
    plain: bool = True
    """Nothing has happened after which two payments may be held: no bank and no person decided so."""

    def __post_init__(self) -> None:
        bench, presence = self.post.bench, self.post.presence
        self.checkouts = Checkouts(self.world)
        self.world.every_second.clear()
        self._inbox = Inbox(
            bench.database, bench.house, lambda: self.post.now, livemode=False, presence=presence
        )
        self._reminders = Reminders(bench.database, bench.house, lambda: self.post.now, presence)
        self._books = Reconciliation(bench.database, lambda: self.post.now, self.stripe)

    async def begin(self) -> None:
        """A client whose brief waits for the artist."""
        self.phone, self.plain = next(PHONES), True
        self.world.moods.change({"stripe": "ok"})
        self.post.later(timedelta(seconds=1))
        self.began = self.post.now
        self._set_clock()
        self.lead = await self.post.bench.a_lead(phone=self.phone, wrote=self.post.now)

    async def end(self) -> None:
        """What the next one must not meet."""
        for shelf in ("sales", "intents", "charges", "refunds", "disputes", "events", "answered"):
            getattr(self.world.books, shelf).clear()
        for query in (
            "UPDATE deposits SET status = 'expired' WHERE status IN ('requested', 'open', 'processing') RETURNING id",
            "UPDATE leads SET status = 'cancelled' WHERE status <> 'cancelled' RETURNING id",
            "DELETE FROM outbox RETURNING id",
            "DELETE FROM inbox RETURNING id",
        ):
            await self.rows(query)

    async def rows(self, query: str, *values: object) -> list[Json]:
        return await self.post.bench.rows(query, *values)

    # Who acts

    async def artist(self, act: Callable[..., Awaitable[object]], **how: object) -> bool:
        """False where it was not possible just now."""
        try:
            async with self.post.bench.database.transaction() as db:
                await act(db, self.post.bench.house, self.lead, self.post.now, **how)
        except BookingError:
            return False
        return True

    async def client_says(self, words: str) -> None:
        said = a_message(words, phone=self.phone, user_id=f"GB.{self.phone}", at=self.post.now)
        await self.post.bench.receive(said, now=self.post.now)

    async def client_wants_a_fresh_page(self) -> None:
        """As the short link does it once the page of before has run out."""
        async with self.post.bench.database.transaction() as db:
            lead = await leads.locked(db, self.lead)
            newest = await deposits.newest(db, self.lead)
            over = newest is not None and newest.status is DepositStatus.EXPIRED
            if newest is not None and over and lead.status is Status.AWAITING_DEPOSIT:
                await open_fresh_page(db, self.post.bench.house, lead, newest, self.post.now)

    async def at_stripe(self, act: Callable[..., Awaitable[object]], *what: Any, **how: Any) -> bool:
        """The payer, their bank, or the studio in the Dashboard. Nothing is told."""
        try:
            await act(*what, webhook="none", **how)
        except Refused:
            return False
        return True

    async def refund_in_the_dashboard(self, session: str, amount: int) -> bool:
        with contextlib.suppress(Refused):
            charged = self.checkouts.charge_of(self.session(session)["payment_intent"] or "")
            return await self.at_stripe(self.checkouts.refund, charged, {"amount": amount})
        return False

    async def dispute(self, session: str) -> bool:
        """Once for each payment."""
        paid = self.session(session)["payment_intent"]
        if any(one["payment_intent"] == paid for one in self.world.books.disputes.values()):
            return False
        return await self.at_stripe(self.checkouts.dispute, session)

    async def tell(self, event: Json, again: bool) -> None:
        """An event reaches the webhook; `again`: as another event that says the same."""
        name = f"{event['id']}_again" if again else event["id"]
        told = {**event, "id": name}
        async with self.post.bench.database.transaction() as db:
            await inbox.record(db, [Arrival("stripe", name, event["type"], json.dumps(told))])
        self.world.books.told(event["id"])

    # What the product does by itself

    async def hear(self) -> None:
        while await self._inbox.step():
            pass

    async def deliver(self) -> None:
        """What goes to Stripe. What is said to people is another test's."""
        await self.rows("DELETE FROM outbox WHERE kind = 'SendMessage' RETURNING id")
        await self.post.deliver()

    async def deliver_in_trouble(self, mood: str) -> None:
        self.world.moods.change({"stripe": mood})
        await self.deliver()
        self.world.moods.change({"stripe": "ok"})

    async def look_up_pages(self) -> None:
        while await self._books.look_up_pages():
            pass

    async def fetch_events(self) -> None:
        await self._books.fetch_events()

    async def remind(self) -> None:
        while await self._reminders.sweep():
            pass

    async def later(self, by: timedelta) -> None:
        self.post.later(by)
        self._set_clock()
        for session, sale in self.world.books.sales.items():
            if sale.session["status"] == "open" and sale.session["expires_at"] <= self.world.clock.now():
                await self.at_stripe(self.checkouts.expire, session)

    def _set_clock(self) -> None:
        self.world.clock.offset = (self.post.now - datetime.now(UTC)).total_seconds()

    async def settle(self) -> None:
        """At last the money that is on its way arrives, and everything is heard and done."""
        for session, sale in list(self.world.books.sales.items()):
            if (sale.session["status"], sale.session["payment_status"]) == ("complete", "unpaid"):
                await self.at_stripe(self.checkouts.settle, session, True)
        for _ in range(6):
            await self.later(timedelta(hours=3))
            await self.fetch_events()
            await self.hear()
            await self.deliver()
            await self.look_up_pages()
            await self.deliver()

    # How it stands

    def session(self, name: str) -> Json:
        return self.world.books.sales[name].session

    def sessions(self) -> list[str]:
        return list(self.world.books.sales)

    def events(self) -> list[Json]:
        return list(self.world.books.events.values())

    async def known(self) -> list[Known]:
        async with self.post.bench.database.reading() as db:
            return [
                Known(
                    one,
                    await ledger.of_deposit(db, one.id),
                    [page.session_id for page in await attempts.of_deposit(db, one.id) if page.session_id],
                )
                for one in await deposits.of_lead(db, self.lead)
            ]

    async def was_told_of(self, page: str) -> bool:
        """Nobody pays where nobody knows the address: Stripe's answer may have got lost."""
        return any(page in one.pages for one in await self.known())

    async def status(self) -> Status:
        return Status(await self.post.bench.status(self.lead))

    def paid_at_stripe(self, one: Known) -> list[Decimal]:
        """Through each of its pages."""
        return [Decimal(charge["amount_captured"]) / 100 for charge in self._charges(one)]

    def back_from_stripe(self, one: Known) -> Decimal:
        mine = {charge["id"] for charge in self._charges(one)}
        made = [one for one in self.world.books.refunds.values() if one["charge"] in mine]
        return Decimal(sum(one["amount"] for one in made if one["status"] in WAY_BACK)) / 100

    def disputed_at_stripe(self, deposit: Deposit) -> bool:
        made = self.world.books.disputes.values()
        return any(one["payment_intent"] == deposit.payment_intent and one["status"] != "won" for one in made)

    def _charges(self, one: Known) -> list[Json]:
        intents = {self.session(name)["payment_intent"] for name in one.pages}
        charges = self.world.books.charges.values()
        return [charge for charge in charges if charge["paid"] and charge["payment_intent"] in intents]

    async def always(self) -> None:
        """Whatever was told or not: nobody's money is made up, lost, or in two places."""
        self.steps += 1
        known = await self.known()
        for one in known:
            now = one.now
            assert now.refunded + now.disputed + now.forfeited + now.applied + now.held == now.paid
            assert now.paid in {0, *self.paid_at_stripe(one)}
            assert sum(entry.kind is Kind.PAID for entry in one.entries) <= 1
        status = await self.status()
        if status in CONFIRMED:
            assert any(entry.kind is Kind.HELD for one in known for entry in one.entries)
        if status in BEFORE_A_DATE:
            assert any(one.now.paid > one.now.refunded for one in known)

    async def at_last(self) -> None:
        """Everything was heard: the books are what Stripe says."""
        known = await self.known()
        for one in known:
            assert one.now.paid == sum(self.paid_at_stripe(one))
            assert one.now.refunded == self.back_from_stripe(one)
            assert (one.deposit.status is DepositStatus.DISPUTED) == self.disputed_at_stripe(one.deposit)
        self._pages_are_known({page for one in known for page in one.pages})
        assert await self._differences() == []
        await self._nothing_left()
        await self._nothing_twice()
        payable = [one for one in self.sessions() if self.session(one)["status"] == "open"]
        assert len(payable) <= (1 if await self.status() is Status.AWAITING_DEPOSIT else 0)
        if self.plain:
            assert sum(one.now.held > 0 for one in known) <= 1
            # Nobody is asked to pay for what they have paid for.
            awaited = await self.status() is Status.AWAITING_DEPOSIT
            assert not (awaited and any(one.now.held for one in known))

    def _pages_are_known(self, known: set[str]) -> None:
        """But one whose answer got lost for longer than it lives: nobody was ever sent there."""
        assert known <= {*self.sessions()}
        for page in {*self.sessions()} - known:
            assert (self.session(page)["status"], self.session(page)["payment_status"]) == (
                "expired",
                "unpaid",
            )

    async def _nothing_left(self) -> None:
        """But what was given up while Stripe was away for a day: the artist asks for a page again, the hour looks."""
        given_up = {("OpenCheckout", "dead"), ("LookUpCheckout", "dead")}
        left = await self.rows("SELECT kind, state, failure FROM outbox WHERE kind <> 'SendMessage'")
        assert [one for one in left if (one["kind"], one["state"]) not in given_up] == []
        assert await self.rows("SELECT kind, failure FROM inbox WHERE failure IS NOT NULL") == []

    async def _differences(self) -> list[str]:
        compared = Comparison(self.post.bench.database, self.stripe)
        return [str(one) for one in await compared.differences(self.began)]

    async def _nothing_twice(self) -> None:
        keys = [one["metadata"].get("refund_key") for one in self.world.books.refunds.values()]
        asked = [key for key in keys if key]
        assert len(asked) == len(set(asked))
        made = await self.rows(
            "SELECT r.idempotency_key FROM refunds r JOIN deposits d ON d.id = r.deposit_id"
            " WHERE d.lead_id = $1 AND r.state = 'made'",
            self.lead,
        )
        assert {one["idempotency_key"] for one in made} <= set(asked)
