"""Money found by asking Stripe: the twin knows what happened, and no event tells it."""

from datetime import timedelta
from typing import Any

import pytest

from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.request_deposit import send_deposit
from tattoobot.actions.take_turns import take_turns
from tattoobot.db import clients
from tests.builders import a_message
from tests.jobs.deposits.conftest import HOUR, Till

EVENING = timedelta(hours=10, minutes=45)
"""Long enough for a reminder, and not yet night."""


async def test_payment_is_found_before_another_page_is_opened(till: Till) -> None:
    await till.pay()
    await till.later(25 * HOUR)
    await till.bench.reacts(till.post.now)

    async with till.bench.database.transaction() as db:
        await send_deposit(db, till.bench.house, till.lead, till.post.now)
    await till.post.deliver()

    assert await till.status() == "deposit_paid"
    assert (await till.deposits(), await till.pages()) == (["paid"], ["complete", "replaced"])
    assert len(await till.sandbox.get("/checkouts")) == 1
    assert "deposit of £60 is in" in (await till.bench.said())[-1]
    assert "has paid the deposit of £60" in (await till.artist_read())[-1]


async def test_page_that_is_closed_in_our_books_is_looked_at_before_another_is_opened(till: Till) -> None:
    await till.pay()
    # Our books are wrong, as no event of Stripe makes them.
    await till.bench.rows("UPDATE deposits SET status = 'expired' RETURNING id")

    async with till.bench.database.transaction() as db:
        await send_deposit(db, till.bench.house, till.lead, till.post.now)
    await till.post.deliver()

    assert await till.status() == "deposit_paid"
    assert (await till.deposits(), await till.pages()) == (["paid"], ["complete", "replaced"])
    assert len(await till.sandbox.get("/checkouts")) == 1


async def test_payment_on_a_page_that_is_being_closed_counts(till: Till) -> None:
    await till.later(22 * HOUR + timedelta(minutes=58))
    await till.pay()

    async with till.bench.database.transaction() as db:
        await send_deposit(db, till.bench.house, till.lead, till.post.now)
    assert (await till.deposits(), await till.pages()) == (["requested"], ["replaced", "asked"])
    await till.post.deliver()

    assert await till.status() == "deposit_paid"
    assert (await till.deposits(), await till.pages()) == (["paid"], ["complete", "replaced"])
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


def _thin(kind: str, about: str, object_id: str) -> dict[str, Any]:
    return {
        "id": "evt_thin",
        "object": "v2.core.event",
        "type": kind,
        "livemode": False,
        "created": "2026-03-10T10:00:00.000Z",
        "related_object": {"id": object_id, "type": about, "url": f"/v1/{object_id}"},
    }
