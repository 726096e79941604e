"""The Stripe client against its twin, and against servers that misbehave in ways the twin does not."""

import dataclasses
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.stripe.client import NETWORK_RETRIES, CheckoutOrder, Stripe
from tattoobot.adapters.stripe.payloads import checkout, event, event_object, verified
from tattoobot.domain.delivery import Reaction
from tests.adapters.servers import Handler, answering, hanging_up, never_answering, serving
from tests.sandbox.conftest import STRIPE_KEY, STRIPE_WEBHOOK_SECRET, Receiver, Sandbox, eventually

KEY = "checkout:7:1"


def an_order() -> CheckoutOrder:
    return CheckoutOrder(
        deposit_id=7,
        lead_id=128,
        amount=6000,
        currency="GBP",
        product_name="Deposit for your tattoo",
        success_url="https://studio.example/thanks",
        cancel_url="https://studio.example/back",
        expires_at=datetime.now(UTC).replace(microsecond=0) + timedelta(hours=23),
        locale="pt-BR",
    )


# --- against the twin ---


async def test_a_payment_page_carries_what_ties_it_to_the_lead(stripe: Stripe) -> None:
    order = an_order()

    state = await stripe.open_checkout(order, KEY)

    assert (state.status, state.payment_status) == ("open", "unpaid")
    assert (state.amount_total, state.currency, state.livemode) == (6000, "gbp", False)
    assert (state.client_reference_id, state.metadata) == ("128", {"lead_id": "128", "deposit_id": "7"})
    assert state.expires_at == order.expires_at
    assert state.url is not None
    assert await stripe.retrieve_checkout(state.session_id) == state


async def test_what_is_asked_of_stripe(stripe: Stripe, sandbox: Sandbox) -> None:
    await stripe.open_checkout(an_order(), KEY)

    (call,) = (await sandbox.get("/calls"))["items"]
    body = call["body"]
    assert body["payment_intent_data"]["metadata"] == {"lead_id": "128", "deposit_id": "7"}
    assert body["adaptive_pricing"] == {"enabled": "false"}
    assert (body["mode"], body["submit_type"], body["locale"]) == ("payment", "book", "pt-BR")
    assert "payment_method_types" not in body


async def test_the_same_key_is_the_same_page(stripe: Stripe) -> None:
    order = an_order()

    first, again = await stripe.open_checkout(order, KEY), await stripe.open_checkout(order, KEY)
    another = await stripe.open_checkout(order, "checkout:7:2")

    assert first == again
    assert first.session_id != another.session_id


async def test_the_same_key_with_other_terms_is_refused(stripe: Stripe) -> None:
    order = an_order()
    await stripe.open_checkout(order, KEY)

    with pytest.raises(DeliveryFailed, match="different terms") as failed:
        await stripe.open_checkout(dataclasses.replace(order, amount=7000), KEY)

    assert failed.value.kind is Reaction.REFUSED


async def test_an_answer_lost_is_found_again_with_the_key(stripe: Stripe, sandbox: Sandbox) -> None:
    order = an_order()
    await sandbox.post("/moods", {"stripe": "drops_after_accepting"})
    with pytest.raises(DeliveryFailed) as failed:
        await stripe.open_checkout(order, KEY)
    assert failed.value.kind is Reaction.RETRY

    await sandbox.post("/moods", {"stripe": "ok"})
    state = await stripe.open_checkout(order, KEY)

    assert [made["id"] for made in (await sandbox.get("/checkouts"))] == [state.session_id]


async def test_closing_a_page_twice_leaves_it_closed(stripe: Stripe) -> None:
    opened = await stripe.open_checkout(an_order(), KEY)

    assert (await stripe.expire_checkout(opened.session_id)).status == "expired"
    assert (await stripe.expire_checkout(opened.session_id)).status == "expired"


async def test_closing_a_page_that_was_paid_says_so(stripe: Stripe, sandbox: Sandbox) -> None:
    opened = await stripe.open_checkout(an_order(), KEY)
    await sandbox.post(f"/checkouts/{opened.session_id}/pay")

    state = await stripe.expire_checkout(opened.session_id)

    assert (state.status, state.payment_status) == ("complete", "paid")
    assert state.payment_intent is not None


async def test_a_page_nobody_knows_is_refused(stripe: Stripe) -> None:
    for asked in (stripe.expire_checkout("cs_test_nothing"), stripe.retrieve_checkout("cs_test_nothing")):
        with pytest.raises(DeliveryFailed) as failed:
            await asked
        assert (failed.value.kind, failed.value.failure.code) == (Reaction.REFUSED, "resource_missing")


async def test_too_small_a_deposit_is_said_in_plain_words(stripe: Stripe) -> None:
    with pytest.raises(DeliveryFailed, match="smaller than Stripe's minimum"):
        await stripe.open_checkout(dataclasses.replace(an_order(), amount=29), KEY)


async def test_a_wrong_key_stops_the_account(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    stripe = Stripe(http, secret_key="sk_test_wrong", base_url=f"{sandbox.url}/sandbox/stripe")

    with pytest.raises(DeliveryFailed) as failed:
        await stripe.open_checkout(an_order(), KEY)

    assert failed.value.kind is Reaction.STOP_ACCOUNT
    assert "sk_test_wrong" not in str(failed.value)


async def test_stripe_being_down_is_tried_later(stripe: Stripe, sandbox: Sandbox) -> None:
    await sandbox.post("/moods", {"stripe": "down"})

    with pytest.raises(DeliveryFailed) as failed:
        await stripe.open_checkout(an_order(), KEY)

    assert failed.value.kind is Reaction.RETRY
    assert len((await sandbox.get("/calls"))["items"]) == 1 + NETWORK_RETRIES


async def test_the_twins_events_are_verified_and_read(
    stripe: Stripe, sandbox: Sandbox, receiver: Receiver
) -> None:
    opened = await stripe.open_checkout(an_order(), KEY)
    await sandbox.post(f"/checkouts/{opened.session_id}/pay")
    await eventually(lambda: receiver.stripe("checkout.session.completed"))

    for post in receiver.posted:
        assert verified(post.body, post.headers["Stripe-Signature"], ["whsec_old", STRIPE_WEBHOOK_SECRET])
    events = [event(post.body) for post in receiver.posted]
    completed = next(each for each in events if each.type == "checkout.session.completed")
    assert completed.object_id == opened.session_id
    assert checkout(event_object(completed.raw)).payment_status == "paid"


# --- against servers that misbehave ---


@pytest.mark.parametrize(
    ("handler", "reaction"),
    [
        (hanging_up, Reaction.RETRY),
        (answering(200, "<html>"), Reaction.RETRY),
        (answering(200, "{}"), Reaction.RETRY),
        (answering(502, "<html>"), Reaction.RETRY),
        (
            answering(409, '{"error": {"message": "in use", "code": "idempotency_key_in_use"}}'),
            Reaction.RETRY,
        ),
        (answering(429, '{"error": {"message": "slow down"}}'), Reaction.SLOW_NUMBER),
        (answering(403, '{"error": {"message": "no"}}'), Reaction.STOP_ACCOUNT),
        (answering(400, '{"error": {"message": "no", "type": "idempotency_error"}}'), Reaction.REFUSED),
        (answering(402, '{"error": {"message": "no", "type": "card_error"}}'), Reaction.REFUSED),
    ],
)
async def test_answers_and_what_to_do(
    handler: Handler, reaction: Reaction, http: aiohttp.ClientSession
) -> None:
    async with serving(handler) as url:
        with pytest.raises(DeliveryFailed) as failed:
            await Stripe(http, secret_key=STRIPE_KEY, base_url=url).open_checkout(an_order(), KEY)

    assert failed.value.kind is reaction


async def test_nobody_listening_is_tried_later(http: aiohttp.ClientSession) -> None:
    with pytest.raises(DeliveryFailed) as failed:
        await Stripe(http, secret_key=STRIPE_KEY, base_url="http://127.0.0.1:9").retrieve_checkout("cs_1")

    assert failed.value.kind is Reaction.RETRY


async def test_a_call_ends_before_its_delivery_is_taken_for_dead(http: aiohttp.ClientSession) -> None:
    async with serving(never_answering) as url:
        stripe = Stripe(http, secret_key=STRIPE_KEY, base_url=url, patience=0.2)
        with pytest.raises(DeliveryFailed) as failed:
            await stripe.retrieve_checkout("cs_1")

    assert failed.value.kind is Reaction.RETRY
