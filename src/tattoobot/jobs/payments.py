"""Stripe's events in our words."""

from tattoobot.actions.record_payment import Outcome, Payment
from tattoobot.adapters.stripe.payloads import StripeEvent, checkout, event_object

EVENTS = {
    "checkout.session.completed": Outcome.PAID,
    "checkout.session.async_payment_succeeded": Outcome.PAID,
    "checkout.session.async_payment_failed": Outcome.FAILED,
    "checkout.session.expired": Outcome.EXPIRED,
}
"""The rest is kept and needs nothing from us; `payment_intent.payment_failed` lets the client try again."""


def payment_of(event: StripeEvent) -> Payment | None:
    """What an event says about a payment page; None when it is about something else. Raises `BadPayload`."""
    outcome = EVENTS.get(event.type)
    if outcome is None:
        return None
    page = checkout(event_object(event.raw))
    if outcome is Outcome.PAID and page.payment_status != "paid":
        outcome = Outcome.PROCESSING
    hint = page.metadata.get("deposit_id", "")
    return Payment(
        outcome=outcome,
        session_id=page.session_id,
        amount=page.amount_total,
        currency=page.currency.upper(),
        livemode=event.livemode,
        payment_intent=page.payment_intent,
        deposit_id=int(hint) if hint.isascii() and hint.isdigit() and len(hint) < 19 else None,
    )
