"""Deposits at the twin of Stripe: it knows what happened, whether or not an event tells it."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.adapters.stripe import payloads
from tattoobot.adapters.stripe.client import CheckoutOrder, Stripe
from tattoobot.db import deposits, inbox
from tattoobot.db.inbox import Arrival
from tattoobot.db.presence import Presence
from tattoobot.domain.deposit import DepositStatus
from tattoobot.jobs.inbox import Inbox
from tattoobot.jobs.reconciliation import Reconciliation
from tattoobot.jobs.reminders import Reminders
from tests.jobs.conftest import Post
from tests.sandbox.conftest import STRIPE_WEBHOOK_SECRET, Posted, Receiver

HOUR = timedelta(hours=1)


DAY = timedelta(days=1)


class Till:
    """A deposit at the twin, a worker that asks about it, and an artist who reads."""

    def __init__(self, post: Post, receiver: Receiver, stripe: Stripe) -> None:
        self.post = post
        self._receiver = receiver
        self.stripe = stripe
        self.bench = post.bench
        self.sandbox = post.sandbox
        presence = Presence(post.bench.database)
        self._inbox = Inbox(
            post.bench.database, post.bench.house, lambda: post.now, livemode=False, presence=presence
        )
        self._reminders = Reminders(post.bench.database, post.bench.house, lambda: post.now, presence)
        self.books = Reconciliation(post.bench.database, lambda: post.now, stripe)
        self.lead = 0

    async def ask(self) -> None:
        """An approved lead whose client has the link."""
        await self._receiver.advance((self.post.now - datetime.now(UTC)).total_seconds())
        await self.bench.rows("UPDATE artists SET last_message_at = $1 RETURNING id", self.post.now + DAY)
        self.lead = await self.bench.a_lead()
        async with self.bench.database.transaction() as db:
            await approve_lead(db, self.bench.house, self.lead, self.post.now)
        await self.post.deliver()

    async def later(self, by: timedelta) -> None:
        """Time passes, at Stripe too."""
        self.post.later(by)
        await self._receiver.advance(by.total_seconds())

    async def page(self) -> str:
        found: str = await self.bench.value("SELECT session_id FROM attempts ORDER BY id DESC LIMIT 1")
        return found

    async def pay(self, **how: Any) -> None:
        await self.act("pay", **how)

    async def act(self, what: str, **how: Any) -> None:
        """Something happens at Stripe, and no event tells it."""
        first = await self.bench.value("SELECT session_id FROM attempts ORDER BY id LIMIT 1")
        await self.sandbox.post(f"/checkouts/{first}/{what}", {"webhook": "none", **how})

    async def another_page(self, amount: Decimal) -> str:
        """A page that is open at Stripe although our books closed it."""
        until = self.post.now + 2 * HOUR
        async with self.bench.database.transaction() as db:
            asked = await deposits.request(db, self.lead, amount, "GBP", until, self.post.now)
            order = CheckoutOrder(
                deposit_id=asked.id,
                lead_id=self.lead,
                amount=int(amount * 100),
                currency="GBP",
                product_name="deposit",
                success_url="https://book.example.com/",
                cancel_url="https://book.example.com/",
                expires_at=until,
            )
            page = await self.stripe.open_checkout(order, asked.idempotency_key)
            await deposits.keep_session(db, asked.id, page.session_id)
            await deposits.update(db, asked.id, DepositStatus.EXPIRED)
        return page.session_id

    async def told(self, kind: str, **changes: Any) -> None:
        """The newest event of this type arrives after all."""
        async with self.sandbox.http.get(
            f"{self.sandbox.url}/sandbox/stripe/v1/events?type={kind}",
            headers={"Authorization": f"Bearer {self.sandbox.settings.stripe_secret_key}"},
        ) as answer:
            event = (await answer.json())["data"][0]
        event["id"] += str(await self.bench.value("SELECT count(*) FROM inbox"))
        await self.arrives({**event, **changes})

    async def hears(self, posted: Posted) -> None:
        """A delivery comes to the webhook, and the worker sees to it."""
        assert payloads.verified(posted.body, posted.headers["Stripe-Signature"], [STRIPE_WEBHOOK_SECRET])
        await self.arrives(json.loads(payloads.event(posted.body).raw))

    async def arrives(self, event: dict[str, Any]) -> None:
        async with self.bench.database.transaction() as db:
            await inbox.record(db, [Arrival("stripe", event["id"], event["type"], json.dumps(event))])
        await self.work()

    async def work(self) -> None:
        while await self._inbox.step():
            pass
        await self.post.deliver()

    async def sweep_reminders(self) -> None:
        while await self._reminders.sweep():
            pass
        await self.work()
        while await self._reminders.sweep():
            pass

    async def deposits(self) -> list[str]:
        rows = await self.bench.rows("SELECT status FROM deposits ORDER BY id")
        return [row["status"] for row in rows]

    async def pages(self) -> list[str]:
        """How every page stands that was opened, in the order in which they were asked for."""
        rows = await self.bench.rows("SELECT state FROM attempts ORDER BY id")
        return [row["state"] for row in rows]

    async def artist_read(self) -> list[str]:
        rows = await self.bench.rows("SELECT text FROM messages WHERE artist_id IS NOT NULL ORDER BY id")
        return [row["text"].splitlines()[0] for row in rows]

    async def payable(self) -> int:
        return sum(page["status"] == "open" for page in await self.sandbox.get("/checkouts"))

    async def status(self) -> str:
        return await self.bench.status(self.lead)


@pytest.fixture
async def till(post: Post, receiver: Receiver, stripe: Stripe) -> Till:
    found = Till(post, receiver, stripe)
    await found.ask()
    return found
