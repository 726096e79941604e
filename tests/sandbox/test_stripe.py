"""The twin of Stripe, used by Stripe's own SDK."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import stripe

from .conftest import STRIPE_KEY, STRIPE_WEBHOOK_SECRET, Receiver, Sandbox, eventually

pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")  # the SDK's way with httpx


def a_deposit(**more: Any) -> Any:
    price = {"currency": "gbp", "unit_amount": 6000, "product_data": {"name": "Deposit"}}
    return {
        "mode": "payment",
        "line_items": [{"price_data": price, "quantity": 1}],
        "success_url": "https://studio.example/thanks?session={CHECKOUT_SESSION_ID}",
        "client_reference_id": "128",
        "metadata": {"lead_id": "128", "deposit_id": "7"},
        "payment_intent_data": {"metadata": {"lead_id": "128", "deposit_id": "7"}},
        **more,
    }


@contextlib.asynccontextmanager
async def an_sdk(sandbox: Sandbox, key: str = STRIPE_KEY) -> AsyncIterator[stripe.StripeClient]:
    http = stripe.HTTPXClient(allow_sync_methods=True)
    base: Any = {"api": f"{sandbox.url}/sandbox/stripe"}
    yield stripe.StripeClient(key, base_addresses=base, http_client=http, max_network_retries=2)
    await http.close_async()  # type: ignore[no-untyped-call]
    http.close()  # type: ignore[no-untyped-call]


@pytest.fixture
async def sdk(sandbox: Sandbox) -> AsyncIterator[stripe.StripeClient]:
    async with an_sdk(sandbox) as sdk:
        yield sdk


async def test_a_session_says_what_was_asked_for(sdk: stripe.StripeClient) -> None:
    in_an_hour = int(time.time()) + 3600

    made = await sdk.v1.checkout.sessions.create_async(a_deposit(expires_at=in_an_hour, submit_type="book"))
    found = await sdk.v1.checkout.sessions.retrieve_async(made.id, {"expand": ["line_items"]})

    assert made.id.startswith("cs_test_")
    assert (found.status, found.payment_status, found.mode) == ("open", "unpaid", "payment")
    assert (found.amount_total, found.currency, found.expires_at) == (6000, "gbp", in_an_hour)
    assert found.client_reference_id == "128"
    assert found.metadata is not None
    assert found.metadata.to_dict() == {"lead_id": "128", "deposit_id": "7"}
    assert (found.livemode, found.payment_intent, found.submit_type) == (False, None, "book")
    assert found.url is not None
    assert found.url.startswith(f"http://localhost:8000/sandbox/stripe/pay/{made.id}#fid")
    assert found.line_items is not None
    assert [item.description for item in found.line_items.data] == ["Deposit"]


async def test_the_blocking_half_of_the_sdk_works_too(sdk: stripe.StripeClient) -> None:
    def create_and_expire() -> stripe.checkout.Session:
        return sdk.v1.checkout.sessions.expire(sdk.v1.checkout.sessions.create(a_deposit()).id)

    expired = await asyncio.to_thread(create_and_expire)

    assert (expired.status, expired.url) == ("expired", None)


async def test_sessions_are_listed_newest_first_and_paged(sdk: stripe.StripeClient) -> None:
    made = [(await sdk.v1.checkout.sessions.create_async(a_deposit())).id for _ in range(3)]

    first = await sdk.v1.checkout.sessions.list_async({"limit": 2})
    everything = [session.id async for session in first.auto_paging_iter()]

    assert first.has_more
    assert everything == made[::-1]


@pytest.mark.parametrize(
    ("wrong", "param", "code"),
    [
        ({"colour": "red"}, "colour", "parameter_unknown"),
        ({"payment_method_types": ["card"]}, "payment_method_types", "parameter_unknown"),
        ({"phone_number_collection": {"on": "true"}}, "phone_number_collection[on]", "parameter_unknown"),
        ({"success_url": "thanks.html"}, "success_url", "url_invalid"),
        ({"expires_at": int(time.time()) + 29 * 60}, "expires_at", None),
        ({"expires_at": int(time.time()) + 25 * 3600}, "expires_at", None),
        ({"mode": "gift"}, "mode", None),
        ({"locale": "xx"}, "locale", None),
        ({"metadata": {"note": "x" * 501}}, "metadata[note]", None),
        ({"line_items": []}, "line_items", "parameter_missing"),
    ],
)
async def test_a_wrong_parameter_is_named(
    sdk: stripe.StripeClient, wrong: dict[str, Any], param: str, code: str | None
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        await sdk.v1.checkout.sessions.create_async(a_deposit(**wrong))

    assert (refused.value.http_status, refused.value.param, refused.value.code) == (400, param, code)


@pytest.mark.parametrize(
    ("price", "param", "code"),
    [
        ({"unit_amount": 29}, None, "amount_too_small"),
        ({"unit_amount": "60.5"}, "line_items[0][price_data][unit_amount]", "parameter_invalid_integer"),
        ({"currency": "xyz"}, "line_items[0][price_data][currency]", None),
        ({"unit_amount": 100_000_000}, None, "amount_too_large"),
        ({"product_data": {}}, "line_items[0][price_data][product_data]", "parameter_missing"),
    ],
)
async def test_a_wrong_price_is_refused(
    sdk: stripe.StripeClient, price: dict[str, Any], param: str | None, code: str | None
) -> None:
    right = {"currency": "gbp", "unit_amount": 6000, "product_data": {"name": "Deposit"}}

    with pytest.raises(stripe.InvalidRequestError) as refused:
        await sdk.v1.checkout.sessions.create_async(
            a_deposit(line_items=[{"price_data": {**right, **price}, "quantity": 1}])
        )

    assert (refused.value.param, refused.value.code) == (param, code)


async def test_the_smallest_amount_is_accepted(sdk: stripe.StripeClient) -> None:
    price = {"currency": "GBP", "unit_amount": 30, "product_data": {"name": "Deposit"}}

    made = await sdk.v1.checkout.sessions.create_async(
        a_deposit(line_items=[{"price_data": price, "quantity": 1}])
    )

    assert (made.amount_total, made.currency) == (30, "gbp")


async def test_errors_are_those_the_sdk_knows(sandbox: Sandbox, sdk: stripe.StripeClient) -> None:
    async with an_sdk(sandbox, "sk_test_of_somebody_else") as stranger:
        with pytest.raises(stripe.AuthenticationError):
            await stranger.v1.checkout.sessions.list_async()
    with pytest.raises(stripe.InvalidRequestError) as missing:
        await sdk.v1.checkout.sessions.retrieve_async("cs_test_nothing")

    assert (missing.value.http_status, missing.value.code) == (404, "resource_missing")


async def test_an_outage_is_an_api_error_and_passes(sandbox: Sandbox, sdk: stripe.StripeClient) -> None:
    await sandbox.post("/moods", {"stripe": "down"})
    with pytest.raises(stripe.APIError):
        await sdk.v1.checkout.sessions.create_async(a_deposit())

    await sandbox.post("/moods", {"stripe": "ok"})

    assert (await sdk.v1.checkout.sessions.create_async(a_deposit())).status == "open"


async def test_the_same_key_gives_the_same_answer(sandbox: Sandbox, sdk: stripe.StripeClient) -> None:
    once = await sdk.v1.checkout.sessions.create_async(a_deposit(), {"idempotency_key": "deposit:7:1"})
    again = await sdk.v1.checkout.sessions.create_async(a_deposit(), {"idempotency_key": "deposit:7:1"})

    assert once.id == again.id
    assert len(await sandbox.get("/checkouts")) == 1
    with pytest.raises(stripe.IdempotencyError):
        await sdk.v1.checkout.sessions.create_async(
            a_deposit(client_reference_id="129"), {"idempotency_key": "deposit:7:1"}
        )


async def test_a_refused_request_does_not_use_up_its_key(sdk: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        await sdk.v1.checkout.sessions.create_async(
            a_deposit(mode="gift"), {"idempotency_key": "deposit:8:1"}
        )

    assert await sdk.v1.checkout.sessions.create_async(a_deposit(), {"idempotency_key": "deposit:8:1"})


async def test_a_key_is_forgotten_after_a_day(receiver: Receiver, sdk: stripe.StripeClient) -> None:
    once = await sdk.v1.checkout.sessions.create_async(a_deposit(), {"idempotency_key": "deposit:9:1"})
    await receiver.advance(25 * 3600)

    again = await sdk.v1.checkout.sessions.create_async(a_deposit(), {"idempotency_key": "deposit:9:1"})

    assert once.id != again.id


async def test_a_lost_answer_is_made_good_by_the_sdks_own_retry(
    sandbox: Sandbox, sdk: stripe.StripeClient
) -> None:
    await sandbox.post("/moods", {"stripe": "drops_after_accepting"})

    with pytest.raises(stripe.APIConnectionError):
        await sdk.v1.checkout.sessions.create_async(a_deposit())

    assert len(await sandbox.get("/checkouts")) == 1


async def test_paying_tells_the_product_with_a_signature_the_sdk_accepts(
    sandbox: Sandbox, receiver: Receiver, sdk: stripe.StripeClient
) -> None:
    made = await sdk.v1.checkout.sessions.create_async(a_deposit(customer_email="client@example.com"))

    await sandbox.post(f"/checkouts/{made.id}/pay")

    events = [
        stripe.Webhook.construct_event(one.body, one.headers["Stripe-Signature"], STRIPE_WEBHOOK_SECRET)
        for one in receiver.posted
    ]
    assert {event.type for event in events} == {
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
    }
    completed = next(event for event in events if event.type == "checkout.session.completed")
    session = completed.data.object
    assert isinstance(session, stripe.checkout.Session)
    assert (session.id, session.status, session.payment_status) == (made.id, "complete", "paid")
    intent = await sdk.v1.payment_intents.retrieve_async(
        str(session.payment_intent), {"expand": ["latest_charge"]}
    )
    assert (intent.status, intent.amount_received) == ("succeeded", 6000)
    assert intent.metadata.to_dict() == {"lead_id": "128", "deposit_id": "7"}
    assert isinstance(intent.latest_charge, stripe.Charge)
    assert intent.latest_charge.metadata.to_dict() == {"lead_id": "128", "deposit_id": "7"}


async def test_a_session_is_paid_once(sandbox: Sandbox, receiver: Receiver, sdk: stripe.StripeClient) -> None:
    made = await sdk.v1.checkout.sessions.create_async(a_deposit())
    await sandbox.post(f"/checkouts/{made.id}/pay")

    await sandbox.post(f"/checkouts/{made.id}/pay", status=409)
    with pytest.raises(stripe.InvalidRequestError):
        await sdk.v1.checkout.sessions.expire_async(made.id)

    assert len(receiver.stripe("checkout.session.completed")) == 1


async def test_a_declined_card_leaves_the_session_open(
    sandbox: Sandbox, receiver: Receiver, sdk: stripe.StripeClient
) -> None:
    made = await sdk.v1.checkout.sessions.create_async(a_deposit())

    await sandbox.post(f"/checkouts/{made.id}/decline")

    [failed] = receiver.stripe("payment_intent.payment_failed")
    assert failed["data"]["object"]["last_payment_error"]["code"] == "card_declined"
    assert (await sdk.v1.checkout.sessions.retrieve_async(made.id)).status == "open"
    assert (await sandbox.post(f"/checkouts/{made.id}/pay"))["payment_status"] == "paid"


async def test_a_session_expires_by_the_products_clock(
    sandbox: Sandbox, receiver: Receiver, sdk: stripe.StripeClient
) -> None:
    made = await sdk.v1.checkout.sessions.create_async(a_deposit(expires_at=int(time.time()) + 3600))

    await receiver.advance(3700)

    [expired] = await eventually(lambda: receiver.stripe("checkout.session.expired"))
    assert expired["data"]["object"]["id"] == made.id
    await sandbox.post(f"/checkouts/{made.id}/pay", status=409)


async def test_delayed_money_arrives_later(
    sandbox: Sandbox, receiver: Receiver, sdk: stripe.StripeClient
) -> None:
    made = await sdk.v1.checkout.sessions.create_async(a_deposit())

    await sandbox.post(f"/checkouts/{made.id}/pay", {"delayed": True})
    [completed] = receiver.stripe("checkout.session.completed")
    await sandbox.post(f"/checkouts/{made.id}/settle", {"succeeds": True})

    assert completed["data"]["object"]["payment_status"] == "unpaid"
    [succeeded] = receiver.stripe("checkout.session.async_payment_succeeded")
    assert succeeded["data"]["object"]["payment_status"] == "paid"


async def test_refunds_add_up_to_what_was_paid_at_most(
    sandbox: Sandbox, receiver: Receiver, sdk: stripe.StripeClient
) -> None:
    made = await sdk.v1.checkout.sessions.create_async(a_deposit())
    paid = await sandbox.post(f"/checkouts/{made.id}/pay")
    intent = paid["payment_intent"]

    first = await sdk.v1.refunds.create_async({"payment_intent": intent, "amount": 2000})
    with pytest.raises(stripe.InvalidRequestError):
        await sdk.v1.refunds.create_async({"payment_intent": intent, "amount": 5000})
    rest = await sdk.v1.refunds.create_async({"payment_intent": intent, "reason": "requested_by_customer"})
    with pytest.raises(stripe.InvalidRequestError) as over:
        await sdk.v1.refunds.create_async({"payment_intent": intent})

    assert (first.amount, first.status, rest.amount) == (2000, "succeeded", 4000)
    assert over.value.code == "charge_already_refunded"
    assert (await sdk.v1.refunds.retrieve_async(first.id)).payment_intent == intent
    await eventually(lambda: len(receiver.stripe("charge.refunded")) == 2)
    assert {e["data"]["object"]["amount_refunded"] for e in receiver.stripe("charge.refunded")} == {
        2000,
        6000,
    }


async def test_events_that_did_not_arrive_can_be_found(
    sandbox: Sandbox, receiver: Receiver, sdk: stripe.StripeClient
) -> None:
    made = await sdk.v1.checkout.sessions.create_async(a_deposit())
    await sandbox.post(f"/checkouts/{made.id}/pay", {"webhook": "none"})

    missed = await sdk.v1.events.list_async({"delivery_success": False, "type": "checkout.session.completed"})
    event = await sdk.v1.events.retrieve_async(missed.data[0].id)

    assert receiver.stripe() == []
    assert (event.type, event.data.object["id"]) == ("checkout.session.completed", made.id)


async def test_the_account_can_take_money(sdk: stripe.StripeClient) -> None:
    account = await sdk.v1.accounts.retrieve_current_async()

    assert (account.charges_enabled, account.default_currency) == (True, "gbp")
