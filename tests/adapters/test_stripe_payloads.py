"""Verifying and reading what Stripe posts."""

import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from tattoobot.adapters.stripe.payloads import (
    BadPayload,
    CheckoutState,
    DisputeState,
    RefundState,
    checkout,
    dispute,
    event,
    event_object,
    payment_of,
    refund,
    verified,
)
from tests.adapters.samples import as_bytes, names, parsed, sample

SECRET, OLD_SECRET = "whsec_new_for_tests", "whsec_old_for_tests"
BODY = b'{"id": "evt_1"}'


def signed(secret: str = SECRET, age: int = 0, body: bytes = BODY) -> str:
    at = int(time.time()) - age
    return str(stripe.WebhookSignature.generate_signature_header(body.decode(), secret, at))


# --- the signature ---


def test_a_signature_with_any_of_our_secrets_is_verified() -> None:
    assert verified(BODY, signed(SECRET), [SECRET])
    assert verified(BODY, signed(OLD_SECRET), [SECRET, OLD_SECRET])
    assert verified(BODY, signed("whsec_other") + "," + signed(SECRET).split(",")[1], [SECRET])


@pytest.mark.parametrize(
    "header",
    [
        None, "", "t=1", "v1=abc", "t=now,v1=abc", signed("whsec_other"), signed(age=301), signed(age=-9000),
        signed(body=b"{}"), signed().replace("v1=", "v0="), signed().replace("v1=", "v1=\N{FULLWIDTH DIGIT ONE}"),
        "t=" + "9" * 5000 + ",v1=abc", "\N{FULLWIDTH DIGIT ONE}",
    ],
    ids=range(13),  # the headers hold the time: two processes that collect them must call them the same
)  # fmt: skip
def test_a_wrong_late_early_or_malformed_signature_is_not_verified(header: str | None) -> None:
    assert not verified(BODY, header, [SECRET])


def test_five_minutes_are_tolerated() -> None:
    assert verified(BODY, signed(age=290), [SECRET])


@pytest.mark.parametrize("secrets", [[], [""], [" ", "\t"]])
def test_an_empty_secret_verifies_nothing(secrets: list[str]) -> None:
    for signer in ("", " ", "\t"):
        assert not verified(BODY, signed(signer), secrets)


def test_a_body_that_is_no_text_is_not_verified() -> None:
    assert not verified(b"\xff\xfe", signed(), [SECRET])


# --- events ---


def test_an_event_is_read_with_its_object_and_time() -> None:
    read = event(sample("stripe/checkout_completed"))

    assert (read.id, read.type, read.livemode) == ("evt_0001SAMPLE", "checkout.session.completed", False)
    assert (read.object_id, read.thin) == ("cs_test_SAMPLE0001", False)
    assert event_object(read.raw)["payment_status"] == "paid"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"id": "evt_1"}',
        b'{"id": 1, "type": "x"}',
        b'{"id": "", "type": "x"}',
        b"[" * 9999,
    ],
)
def test_what_is_no_event_is_a_bad_payload(body: bytes) -> None:
    with pytest.raises(BadPayload):
        event(body)


def test_what_postgresql_cannot_keep_is_replaced() -> None:
    body = rb'{"id": "evt_1", "type": "x", "nul": "a\u0000b", "text": "a\\u0000b", "both": "\\\u0000"}'

    kept = msgspec.json.decode(event(body).raw)

    assert kept["nul"] == "a\N{REPLACEMENT CHARACTER}b"
    assert kept["text"] == "a\\u0000b"
    assert kept["both"] == "\\\N{REPLACEMENT CHARACTER}"


# --- the objects ---


def test_a_checkout_reads_the_same_from_an_event_and_from_the_sdk() -> None:
    session = parsed("stripe/checkout_completed")["data"]["object"]
    expected = CheckoutState(
        session_id="cs_test_SAMPLE0001",
        status="complete",
        payment_status="paid",
        amount_total=6000,
        currency="gbp",
        livemode=False,
        payment_intent="pi_SAMPLE0001",
        client_reference_id="128",
        metadata={"lead_id": "128", "deposit_id": "7"},
        url=None,
        expires_at=datetime(2026, 3, 11, 9, 0, tzinfo=UTC),
    )

    assert checkout(session) == expected
    assert checkout(stripe.checkout.Session.construct_from(session, "sk_test_x")) == expected
    assert (
        checkout({**session, "payment_intent": {"id": "pi_SAMPLE0001", "object": "payment_intent"}})
        == expected
    )


@pytest.mark.parametrize("name", ["charge_partly_refunded", "charge_refunded", "dispute_created"])
def test_what_happens_to_a_payment_names_it(name: str) -> None:
    assert payment_of(event_object(sample(f"stripe/{name}"))) == "pi_SAMPLE0001"


def test_a_refund_is_read_alike_from_json_and_from_the_sdks_object() -> None:
    made = {"id": "re_1", "amount": 2000, "currency": "gbp", "status": "succeeded", "object": "refund"}

    assert refund(made) == RefundState("re_1", 2000, "gbp", "succeeded")
    assert refund(stripe.Refund.construct_from(made, "sk_test_x")) == refund(made)


def test_thin_event_names_what_it_is_about() -> None:
    body = as_bytes(
        {
            "id": "evt_1",
            "object": "v2.core.event",
            "type": "v1.checkout.session.completed",
            "livemode": False,
            "created": "2026-03-10T10:00:00.000Z",
            "related_object": {
                "id": "cs_test_1",
                "type": "checkout.session",
                "url": "/v1/checkout/sessions/1",
            },
        }
    )

    notice = stripe.StripeClient("sk_test_x").parse_event_notification(body, signed(body=body), SECRET)
    read = event(body)

    assert (read.thin, read.object_id) == (True, "cs_test_1")
    assert (read.id, read.type) == (notice.id, notice.type)


def test_a_dispute_is_read_with_its_reason() -> None:
    assert dispute(event_object(sample("stripe/dispute_created"))) == DisputeState(
        "dp_SAMPLE0001", "ch_SAMPLE0001", "pi_SAMPLE0001", 6000, "gbp", "needs_response", "fraudulent"
    )


def test_optional_fields_may_be_missing() -> None:
    assert checkout({"id": "cs_1"}) == CheckoutState("cs_1", "", "", None, "", False)
    assert event(b'{"id": "evt_1", "type": "x"}').object_id == ""


@pytest.mark.parametrize("obj", [None, [], {}, {"id": None}, {"id": 7}])
def test_what_has_no_id_is_a_bad_payload(obj: Any) -> None:
    for read in (checkout, refund, dispute):
        with pytest.raises(BadPayload):
            read(obj)


anything = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), max_size=2)
)


@given(st.sampled_from(names("stripe")), st.integers(0, 100), anything)
def test_any_value_of_an_object_may_be_anything(name: str, position: int, value: Any) -> None:
    payload = parsed(f"stripe/{name}")
    about = payload["data"]["object"]
    about[sorted(about)[position % len(about)]] = value

    with suppress(BadPayload):
        kept = event(as_bytes(payload))
        for read in (checkout, refund, dispute):
            with suppress(BadPayload):
                read(event_object(kept.raw))
