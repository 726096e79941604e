"""Money found by asking Stripe: the twin knows what happened, and no event tells it."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.request_deposit import send_deposit
from tattoobot.actions.take_turns import take_turns
from tattoobot.actions.withdraw_approval import withdraw_approval
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.db import inbox
from tattoobot.db.inbox import Arrival
from tattoobot.db.presence import Presence
from tattoobot.domain.money import Money
from tattoobot.jobs.inbox import Inbox
from tattoobot.jobs.reconciliation import Reconciliation
from tattoobot.jobs.reminders import Reminders
from tests.builders import a_message
from tests.jobs.conftest import Post
from tests.sandbox.conftest import Receiver

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
EVENING = timedelta(hours=10, minutes=45)
"""Long enough for a reminder, and not yet night."""


class Till:
    """A deposit at the twin, a worker that asks about it, and an artist who reads."""

    def __init__(self, post: Post, receiver: Receiver, stripe: Stripe) -> None:
        self.post = post
        self._receiver = receiver
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
        found: str = await self.bench.value("SELECT session_id FROM deposits ORDER BY id DESC LIMIT 1")
        return found

    async def pay(self, **how: Any) -> None:
        await self.act("pay", **how)

    async def act(self, what: str, **how: Any) -> None:
        """Something happens at Stripe, and no event tells it."""
        first = await self.bench.value("SELECT session_id FROM deposits ORDER BY id LIMIT 1")
        await self.sandbox.post(f"/checkouts/{first}/{what}", {"webhook": "none", **how})

    async def told(self, kind: str, **changes: Any) -> None:
        """The newest event of this type arrives after all."""
        async with self.sandbox.http.get(
            f"{self.sandbox.url}/sandbox/stripe/v1/events?type={kind}",
            headers={"Authorization": f"Bearer {self.sandbox.settings.stripe_secret_key}"},
        ) as answer:
            event = (await answer.json())["data"][0]
        event["id"] += str(await self.bench.value("SELECT count(*) FROM inbox"))
        await self.arrives({**event, **changes})

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


# ---------------------------------------------------------------- a payment of which no event tells


async def test_payment_is_found_before_another_page_is_opened(till: Till) -> None:
    await till.pay()
    await till.later(25 * HOUR)
    await till.bench.rows("UPDATE clients SET last_message_at = $1 RETURNING id", till.post.now)

    async with till.bench.database.transaction() as db:
        await send_deposit(db, till.bench.house, till.lead, till.post.now)
    await till.post.deliver()

    assert await till.status() == "deposit_paid"
    assert await till.deposits() == ["paid", "expired"]
    assert len(await till.sandbox.get("/checkouts")) == 1
    assert "deposit of £60 is in" in (await till.bench.said())[-1]
    assert "has paid the deposit of £60" in (await till.artist_read())[-1]


async def test_page_that_is_closed_in_our_books_is_looked_at_before_another_is_opened(till: Till) -> None:
    await till.pay()
    await till.bench.rows("UPDATE deposits SET status = 'expired' RETURNING id")

    async with till.bench.database.transaction() as db:
        await send_deposit(db, till.bench.house, till.lead, till.post.now)
    await till.post.deliver()

    assert await till.status() == "deposit_paid"
    assert await till.deposits() == ["paid", "expired"]
    assert len(await till.sandbox.get("/checkouts")) == 1


async def test_payment_on_a_page_that_is_being_closed_counts(till: Till) -> None:
    await till.later(22 * HOUR + timedelta(minutes=58))
    await till.pay()

    async with till.bench.database.transaction() as db:
        await send_deposit(db, till.bench.house, till.lead, till.post.now)
    assert await till.deposits() == ["expired", "requested"]
    await till.post.deliver()

    assert await till.status() == "deposit_paid"
    assert await till.deposits() == ["paid", "expired"]
    assert await till.payable() == 0


async def test_no_reminder_asks_for_money_that_has_been_paid(till: Till) -> None:
    await till.pay()
    said = len(await till.bench.said())

    for _ in range(2):
        await till.later(EVENING)
        await till.sweep_reminders()

    assert await till.status() == "deposit_paid"
    (thanks,) = (await till.bench.said())[said:]
    assert "deposit of £60 is in" in thanks


async def test_reminder_goes_out_once_stripe_has_said_that_nothing_is_paid(till: Till) -> None:
    await till.later(EVENING)
    asked = len((await till.sandbox.get("/calls"))["items"])

    await till.sweep_reminders()

    calls = (await till.sandbox.get("/calls"))["items"][asked:]
    assert any(call["method"] == "GET" and "/checkout/sessions/" in call["path"] for call in calls)
    sent = await till.bench.rows("SELECT kind FROM reminders WHERE outcome = 'sent'")
    assert sent == [{"kind": "deposit_ends"}]


async def test_no_reminder_goes_out_while_stripe_cannot_be_asked(till: Till) -> None:
    said = len(await till.bench.said())
    await till.sandbox.post("/moods", {"stripe": "down"})
    await till.later(EVENING)

    await till.sweep_reminders()

    assert len(await till.bench.said()) == said
    assert await till.bench.rows("SELECT kind FROM reminders") == []
    assert await till.bench.waiting("LookUpCheckout") == 1


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("I've paid!", "en"),
        ("paid", "en"),
        ("ya está pagado", "es"),
        ("bezahlt", "de"),
        ("payé", "fr"),
        ("pago!", "pt"),
    ],
)
async def test_client_who_says_paid_is_believed_after_a_look(till: Till, words: str, language: str) -> None:
    await till.bench.rows("UPDATE clients SET language = $1 RETURNING id", language)
    await till.pay()

    async with till.bench.database.transaction() as db:
        await keep_messages(db, till.bench.house, [a_message(words, at=till.post.now)], till.post.now)
    async with till.bench.database.transaction() as db:
        await take_turns(db, till.bench.house, till.post.now)
    honest = (await till.bench.said())[-1]
    await till.post.deliver()

    assert await till.status() == "deposit_paid"
    assert honest == till.bench.house.wording(await _client(till), till.bench.house.first_artist).say(
        "payment_looked_up"
    )
    assert (await till.bench.said())[-1] != honest


async def _client(till: Till) -> Any:
    from tattoobot.db import clients

    async with till.bench.database.reading() as db:
        return await clients.by_id(db, await db.fetchval("SELECT client_id FROM leads"))


async def test_page_of_which_nothing_is_heard_is_asked_about_hourly_and_when_it_has_run_out(
    till: Till,
) -> None:
    await till.books.look_up_pages()
    assert await till.bench.waiting("LookUpCheckout") == 0
    await till.later(HOUR + timedelta(minutes=1))

    await till.books.look_up_pages()
    await till.books.look_up_pages()
    assert await till.bench.waiting("LookUpCheckout") == 1
    await till.post.deliver()
    await till.books.look_up_pages()
    assert await till.bench.waiting("LookUpCheckout") == 0
    await till.later(21 * HOUR + HOUR / 2)
    await till.books.look_up_pages()
    await till.post.deliver()
    await till.pay()
    await till.later(HOUR / 2)
    await till.books.look_up_pages()
    await till.post.deliver()

    assert await till.status() == "deposit_paid"


async def test_events_that_nobody_took_are_fetched_and_go_the_way_of_all_events(till: Till) -> None:
    await till.pay()

    await till.books.fetch_events()
    await till.books.fetch_events()
    await till.work()

    assert await till.status() == "deposit_paid"
    assert await till.bench.value("SELECT count(*) FROM inbox WHERE failure IS NOT NULL") == 0


async def test_thin_event_about_a_page_leads_to_a_look_at_it(till: Till) -> None:
    await till.pay()

    await till.arrives(_thin("v1.checkout.session.completed", "checkout.session", await till.page()))

    assert await till.status() == "deposit_paid"


async def test_thin_event_that_cannot_be_followed_is_a_dead_letter(till: Till) -> None:
    await till.arrives(_thin("v1.charge.refunded", "charge", "ch_1"))

    failure = await till.bench.value("SELECT failure FROM inbox")
    assert "snapshot events" in failure


async def test_session_of_an_old_version_without_an_amount_is_looked_up_and_believed(till: Till) -> None:
    await till.pay()
    old = {"id": await till.page(), "object": "checkout.session", "payment_status": "paid"}

    await till.told("checkout.session.completed", data={"object": old})

    assert await till.status() == "deposit_paid"
    assert await till.bench.rows("SELECT reason FROM flags WHERE resolved_at IS NULL") == []


async def test_payment_that_overtakes_a_withdrawal_changes_no_status_and_counts_once_approved_again(
    till: Till,
) -> None:
    await till.pay()
    async with till.bench.database.transaction() as db:
        await withdraw_approval(db, till.bench.house, till.lead, till.post.now)
    await till.post.deliver()

    assert (await till.status(), await till.deposits()) == ("pending_approval", ["paid"])
    assert [reason for reason, _ in await till.post.flags()] == ["paid_unexpectedly"]
    assert "was paid although nothing was due any more" in (await till.artist_read())[-1]
    async with till.bench.database.transaction() as db:
        await approve_lead(db, till.bench.house, till.lead, till.post.now)
    await till.post.deliver()
    assert (await till.status(), await till.deposits()) == ("deposit_paid", ["paid"])
    assert len(await till.sandbox.get("/checkouts")) == 1


async def test_changed_deposit_leaves_one_page_that_can_be_paid(till: Till) -> None:
    async with till.bench.database.transaction() as db:
        await send_deposit(db, till.bench.house, till.lead, till.post.now, asked=Money(Decimal(80), "GBP"))
    await till.post.deliver()

    pages = await till.sandbox.get("/checkouts")
    assert [(page["status"], page["amount"]) for page in pages] == [("open", "£80.00"), ("expired", "£60.00")]
    assert "Here is your link for the deposit of £80." in (await till.bench.said())[-1]


# ---------------------------------------------------------------- money that takes days


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
    assert await till.deposits() == ["expired", "open"]
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

    assert await till.deposits() == ["expired", "open"]


# ---------------------------------------------------------------- after the payment


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
    assert await till.status() == "deposit_paid"
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


def _thin(kind: str, about: str, object_id: str) -> dict[str, Any]:
    return {
        "id": "evt_thin",
        "object": "v2.core.event",
        "type": kind,
        "livemode": False,
        "created": "2026-03-10T10:00:00.000Z",
        "related_object": {"id": object_id, "type": about, "url": f"/v1/{object_id}"},
    }
