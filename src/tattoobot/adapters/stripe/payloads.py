"""Stripe's payloads: verify and read webhooks, read the objects we keep books about. Pure but for the clock that
Stripe's own verification looks at.

https://docs.stripe.com/webhooks and https://docs.stripe.com/api
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
import stripe

from tattoobot.adapters.failures import BadPayload

__all__ = [
    "KEY_OF_REFUND",
    "BadPayload",
    "CheckoutState",
    "DisputeState",
    "PaymentState",
    "RefundState",
    "StripeEvent",
    "checkout",
    "dispute",
    "event",
    "event_object",
    "listed",
    "payment_of",
    "refund",
    "verified",
]

Json = dict[str, Any]

TOLERANCE_SECONDS = 300
SIGNED_AT = re.compile(r"(?:^|,)t=(-?\d{1,18})(?=,|$)", re.ASCII)
SIGNATURE = re.compile(r"(?:^|,)v1=[0-9a-f]{64}(?:,|$)", re.ASCII)
KEY_OF_REFUND = "refund_key"
"""In the metadata of a refund that we asked for."""
THIN = "v2.core.event"
_NUL_ESCAPE = rb"\u0000"


@dataclass(frozen=True, slots=True)
class StripeEvent:
    """The envelope of an event."""

    id: str
    type: str
    livemode: bool
    object_id: str
    """Of what the event is about: a Checkout Session, a charge, a dispute, …"""
    thin: bool
    """It only names what it is about: that has to be fetched."""
    raw: bytes
    """The whole event as JSON that PostgreSQL can keep."""


@dataclass(frozen=True, slots=True)
class CheckoutState:
    """A Checkout Session as it stands."""

    session_id: str
    status: str
    """open, complete or expired."""
    payment_status: str
    """paid, unpaid or no_payment_required. Complete but unpaid is a method that takes days."""
    amount_total: int | None
    """In Stripe's minor units: see `domain.money.from_minor`. None: an event of an old version does not say."""
    currency: str
    """Lower case, as Stripe writes it."""
    livemode: bool
    payment_intent: str | None = None
    intent_status: str | None = None
    """processing, requires_payment_method, succeeded, …; only where it was asked for."""
    receipt_url: str | None = None
    """Stripe's own receipt; only where it was asked for."""
    client_reference_id: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    url: str | None = None
    """Where the client pays; only while it is open."""
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefundState:
    """Money on its way back to a client, or given back; also by hand in Stripe's Dashboard."""

    refund_id: str
    amount: int
    currency: str
    status: str
    """pending, requires_action, succeeded, failed or canceled."""
    key: str = ""
    """The key with which we asked for it; empty where somebody else did."""


@dataclass(frozen=True, slots=True)
class DisputeState:
    """A client's bank takes a payment back, or is thinking about it."""

    dispute_id: str
    charge_id: str | None
    payment_intent: str | None
    amount: int
    currency: str
    status: str
    """needs_response, under_review, won, lost, warning_closed, prevented, …"""
    reason: str


@dataclass(frozen=True, slots=True)
class PaymentState:
    """What became of a payment."""

    payment_intent: str
    refunds: tuple[RefundState, ...]
    disputes: tuple[DisputeState, ...]


def verified(body: bytes, header: str | None, secrets: Sequence[str]) -> bool:
    """Whether Stripe signed this body with one of our secrets within five minutes (header `Stripe-Signature`).

    Several secrets, because the old one goes on signing for a while after it was rolled. An empty one verifies
    nothing: anyone can sign with it.
    """
    return may_be_signed(header) and any(
        _signed(body, header, secret) for secret in secrets if secret.strip()
    )


def may_be_signed(header: str | None) -> bool:
    """Whether the header has the form of a signature of these five minutes: known before the body is read.

    Stripe's own check takes times that are far ahead: such a signature would never grow old.
    """
    if not header or not SIGNATURE.search(header):
        return False
    times = SIGNED_AT.findall(header)
    now = time.time()
    return bool(times) and all(abs(now - int(at)) <= TOLERANCE_SECONDS for at in times)


def event(body: bytes) -> StripeEvent:
    """Read the envelope of a verified event. Thin ones carry `v1.` before the type of the snapshot they stand for.

    https://docs.stripe.com/event-destinations#thin-payload
    """
    raw = _without_nul(body)
    payload = _object(raw)
    thin = payload.get("object") == THIN
    about = _part(payload, "related_object") if thin else _part(_part(payload, "data"), "object")
    return StripeEvent(
        id=_required(payload, "id"),
        type=_required(payload, "type"),
        livemode=payload.get("livemode") is True,
        object_id=_text(about.get("id")),
        thin=thin,
        raw=raw,
    )


def event_object(raw: bytes | str) -> Json:
    """The object inside a kept event, as it was when the event happened."""
    return _part(_part(_object(raw), "data"), "object")


def checkout(obj: Any) -> CheckoutState:
    """Read a Checkout Session: the SDK's object, or the dict out of an event."""
    session = _as_dict(obj)
    return CheckoutState(
        session_id=_required(session, "id"),
        status=_text(session.get("status")),
        payment_status=_text(session.get("payment_status")),
        amount_total=_whole(total) if (total := session.get("amount_total")) is not None else None,
        currency=_text(session.get("currency")),
        livemode=session.get("livemode") is True,
        payment_intent=_id(session.get("payment_intent")),
        intent_status=_text(_part(session, "payment_intent").get("status")) or None,
        receipt_url=_text(_part(_part(session, "payment_intent"), "latest_charge").get("receipt_url"))
        or None,
        client_reference_id=_text(session.get("client_reference_id")) or None,
        metadata=_metadata(session),
        url=_text(session.get("url")) or None,
        expires_at=_time(session.get("expires_at")),
    )


def refund(obj: Any) -> RefundState:
    """Read a refund: the SDK's object, or the dict out of a `refund.…` event."""
    back = _as_dict(obj)
    return RefundState(
        refund_id=_required(back, "id"),
        amount=_whole(back.get("amount")),
        currency=_text(back.get("currency")),
        status=_text(back.get("status")),
        key=_metadata(back).get(KEY_OF_REFUND, ""),
    )


def dispute(obj: Any) -> DisputeState:
    """Read a dispute: the SDK's object, or the dict out of a `charge.dispute.…` event."""
    claim = _as_dict(obj)
    return DisputeState(
        dispute_id=_required(claim, "id"),
        charge_id=_id(claim.get("charge")),
        payment_intent=_id(claim.get("payment_intent")),
        amount=_whole(claim.get("amount")),
        currency=_text(claim.get("currency")),
        status=_text(claim.get("status")),
        reason=_text(claim.get("reason")),
    )


def payment_of(obj: Any) -> str | None:
    """The PaymentIntent to which a charge, a refund or a dispute belongs."""
    return _id(_as_dict(obj).get("payment_intent"))


def listed(obj: Any) -> list[Json]:
    """The objects on one page of a list."""
    found = _as_dict(obj).get("data")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _signed(body: bytes, header: str | None, secret: str) -> bool:
    try:
        return bool(stripe.WebhookSignature.verify_header(body, header, secret, TOLERANCE_SECONDS))
    except (stripe.SignatureVerificationError, UnicodeError, TypeError, ValueError, OverflowError):
        return False


def _object(raw: bytes | str) -> Json:
    try:
        payload = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadPayload(f"The body is not JSON: {error}") from None
    if not isinstance(payload, dict):
        raise BadPayload("The body is not a JSON object.")
    return payload


def _without_nul(body: bytes) -> bytes:
    # An escaped backslash before it makes the same letters plain text: only an odd run of backslashes is a NUL.
    if _NUL_ESCAPE not in body:
        return body
    return re.sub(rb"(?<!\\)((?:\\\\)*)\\u0000", rb"\1" + rb"\\ufffd", body)


def _as_dict(obj: Any) -> Json:
    if isinstance(obj, stripe.StripeObject):
        obj = obj.to_dict()
    if not isinstance(obj, dict):
        raise BadPayload("Not one of Stripe's objects.")
    return obj


def _part(parent: Json, key: str) -> Json:
    value = parent.get(key)
    return value if isinstance(value, dict) else {}


def _required(obj: Json, key: str) -> str:
    value = obj.get(key)
    if not isinstance(value, str) or not value:
        raise BadPayload(f"One of Stripe's objects has no {key}.")
    return value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _id(value: Any) -> str | None:
    """A reference to another object, which may stand there expanded."""
    value = value.get("id") if isinstance(value, dict) else value
    return value if isinstance(value, str) and value else None


def _metadata(obj: Json) -> dict[str, str]:
    return {key: value for key, value in _part(obj, "metadata").items() if isinstance(value, str)}


def _time(value: Any) -> datetime | None:
    seconds = _whole(value)
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 32_503_680_000 else None
