"""What Stripe tells about a payment, in our words."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of the payment page."""

    PAID = "paid"
    PROCESSING = "processing"
    """Completed, the money takes days."""
    EXPIRED = "expired"
    FAILED = "failed"
    """A delayed payment that did not come."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment page as Stripe's verified event describes it."""

    outcome: Outcome
    session_id: str
    amount: int
    """Minor units."""
    currency: str
    """Upper case."""
    livemode: bool
    payment_intent: str | None = None
    receipt_url: str | None = None
    """Stripe's own receipt, where it is known."""
    deposit_id: int | None = None
    """From the metadata that we gave it: only a hint, never a proof."""


@dataclass(frozen=True, slots=True)
class AskAboutPage:
    """Something happened on a payment page, and the event does not say all of it."""

    session_id: str


@dataclass(frozen=True, slots=True)
class AskAboutPayment:
    """Something happened to a payment after it was made. Such events come in any order, so the end result is asked."""

    payment_intent: str


News = Payment | AskAboutPage | AskAboutPayment


class NotYetKnown(Exception):
    """The page was opened by us a moment ago and is not recorded yet: the event has to come again later."""
