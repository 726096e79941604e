"""What the doctor says about the studio's set-up at Stripe, asked of the twin over real HTTP."""

from typing import Any

import pytest

from tattoobot.adapters.stripe.client import Stripe
from tattoobot.commands import doctor_stripe
from tattoobot.settings import Settings, load
from tests.adapters.conftest import stripe
from tests.sandbox.conftest import STRIPE_KEY, Sandbox

__all__ = ["stripe"]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return load(stripe_secret_key=STRIPE_KEY)


async def look(given: Settings, stripe: Stripe, state: str) -> list[str]:
    return [one.said for one in await doctor_stripe.look(given, stripe) if one.state == state]


async def test_nothing_is_to_do_where_all_is_set_up(given: Settings, stripe: Stripe) -> None:
    assert await look(given, stripe, "to do") == []
    assert await look(given, stripe, "ok") == [
        "Stripe's key works, in test mode, and may do what is needed.",
        "Stripe reports to http://localhost:8000/webhooks/stripe, in version 2026-10-28.endive.",
    ]


@pytest.mark.parametrize(
    ("set_up", "cure"),
    [
        ({"withheld": ["checkout_session_write"]}, "Stripe's key lacks Checkout Sessions: Write: edit it"),
        ({"withheld": ["dispute_read", "event_read"]}, "lacks Disputes: Read; Events: Read: edit it"),
        (
            {"endpoint_url": ""},
            "No webhook of Stripe leads to http://localhost:8000/webhooks/stripe: add one",
        ),
        ({"endpoint_url": "https://old.example.com/x"}, "(there is https://old.example.com/x)"),
        ({"endpoint_enabled": False}, "is disabled: enable it"),
        (
            {"endpoint_events": ["checkout.session.completed"]},
            "lacks checkout.session.async_payment_succeeded",
        ),
    ],
)
async def test_each_fault_is_said_with_its_cure(
    given: Settings, stripe: Stripe, sandbox: Sandbox, set_up: dict[str, Any], cure: str
) -> None:
    await sandbox.post("/dashboard", set_up)

    (said,) = await look(given, stripe, "to do")

    assert cure in said


async def test_a_key_that_may_not_see_webhooks_leaves_that_to_the_studio(
    given: Settings, stripe: Stripe, sandbox: Sandbox
) -> None:
    await sandbox.post("/dashboard", {"withheld": ["webhook_read"]})

    assert await look(given, stripe, "to do") == []
    assert "Webhook Endpoints: Read" in (await look(given, stripe, "note"))[0]


async def test_a_key_that_stripe_does_not_know_is_found(given: Settings, sandbox: Sandbox, http: Any) -> None:
    wrong = Stripe(http, secret_key="sk_test_wrong", base_url=f"{sandbox.url}/sandbox/stripe")

    (said,) = await look(given, wrong, "to do")

    assert said.startswith("Stripe does not accept the secret key.")
    assert "copy STRIPE_SECRET_KEY" in said
