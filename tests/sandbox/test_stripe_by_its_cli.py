"""The twin of Stripe, driven by Stripe's own command line: a client of the API that nobody here wrote."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tattoobot.adapters.stripe import payloads
from tests.strangers import Shell, at_the_root, cli

from .conftest import STRIPE_WEBHOOK_SECRET, Receiver, Sandbox, eventually


@pytest.fixture
async def stripe(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Shell]:
    program = cli()
    async with at_the_root(f"{sandbox.url}/sandbox/stripe") as url:
        yield Shell(program, url, tmp_path)


@pytest.mark.parametrize(
    ("event", "follow"),
    [
        ("checkout.session.completed", ["charge.succeeded", "payment_intent.succeeded"]),
        ("checkout.session.expired", []),
        ("payment_intent.succeeded", ["charge.succeeded"]),
        ("payment_intent.payment_failed", ["charge.failed"]),
        ("charge.refunded", ["refund.created"]),
        ("charge.refund.updated", ["refund.updated"]),
        ("charge.dispute.created", []),
        ("charge.dispute.updated", []),
        ("charge.dispute.closed", ["charge.dispute.created"]),
    ],
)
async def test_what_it_triggers_arrives_signed(
    stripe: Shell, receiver: Receiver, event: str, follow: list[str]
) -> None:
    assert "Trigger succeeded" in await stripe("trigger", event)

    await eventually(lambda: all(receiver.stripe(one) for one in (event, *follow)))
    for posted in receiver.posted:
        signature = posted.headers["Stripe-Signature"]
        assert payloads.verified(posted.body, signature, [STRIPE_WEBHOOK_SECRET])
        assert payloads.event(posted.body).livemode is False


@pytest.mark.parametrize("ending", ["succeeded", "failed"])
async def test_a_payment_that_takes_days_is_triggered_in_the_words_of_an_older_version(
    stripe: Shell, receiver: Receiver, ending: str
) -> None:
    """Its plan names `payment_method_types`, which the newest version of the API takes no more."""
    event = f"checkout.session.async_payment_{ending}"
    await stripe("trigger", event, "--api-version", "2026-08-26.dahlia")

    await eventually(lambda: receiver.stripe(event))
    assert receiver.stripe("checkout.session.completed")[0]["data"]["object"]["payment_status"] == "unpaid"


async def test_what_it_reads_is_what_it_made(stripe: Shell) -> None:
    made = await stripe.post(
        "/v1/payment_intents", amount="6000", currency="gbp", payment_method="pm_card_visa"
    )

    assert (made["amount"], made["status"], made["livemode"]) == (6000, "requires_payment_method", False)
    assert made["id"] in await stripe("get", f"/v1/payment_intents/{made['id']}")


async def test_what_the_payer_expected_to_pay_is_compared(stripe: Shell, sandbox: Sandbox) -> None:
    page = await stripe.post(
        "/v1/checkout/sessions",
        **{
            "mode": "payment",
            "success_url": "https://studio.example/thanks",
            "line_items[0][price_data][currency]": "gbp",
            "line_items[0][price_data][unit_amount]": "6000",
            "line_items[0][price_data][product_data][name]": "Deposit",
            "line_items[0][quantity]": "1",
        },
    )
    card = await stripe.post("/v1/payment_methods", type="card")

    refused = await stripe.post(
        f"/v1/payment_pages/{page['id']}/confirm", payment_method=card["id"], expected_amount="5999"
    )
    paid = await stripe.post(
        f"/v1/payment_pages/{page['id']}/confirm", payment_method=card["id"], expected_amount="6000"
    )

    assert refused["error"]["code"] == "checkout_amount_mismatch"
    assert (paid["status"], paid["payment_status"]) == ("complete", "paid")


async def test_money_that_the_bank_took_back_is_not_given_back_as_well(stripe: Shell) -> None:
    paid = await stripe.post(
        "/v1/payment_intents",
        amount="6000",
        currency="gbp",
        payment_method="pm_card_createDispute",
        confirm="true",
    )

    refused = await stripe.post("/v1/refunds", payment_intent=paid["id"])

    assert refused["error"]["code"] == "charge_disputed"
