"""Stripe's events and answers in our words."""

from tattoobot.adapters.stripe.payloads import (
    BadPayload,
    CheckoutState,
    PaymentState,
    StripeEvent,
    checkout,
    event_object,
    payment_of,
)
from tattoobot.domain.ledger import Aftermath, Claim
from tattoobot.domain.money import from_minor
from tattoobot.domain.payment import AskAboutPage, AskAboutPayment, News, Outcome, Payment

PAGES = {
    "checkout.session.completed": Outcome.PAID,
    "checkout.session.async_payment_succeeded": Outcome.PAID,
    "checkout.session.async_payment_failed": Outcome.FAILED,
    "checkout.session.expired": Outcome.EXPIRED,
}
AFTERWARDS = frozenset(
    {
        "charge.refunded",
        "charge.refund.updated",
        "refund.created",
        "refund.updated",
        "refund.failed",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
    }
)
"""The rest is kept and needs nothing from us; `payment_intent.payment_failed` lets the client try again."""

EVENTS = (*PAGES, *sorted(AFTERWARDS))


def news_of(event: StripeEvent) -> News | None:
    """What an event means for us; None when it is about something else. Raises `BadPayload`."""
    kind = event.type.removeprefix("v1.") if event.thin else event.type
    if kind in PAGES:
        return AskAboutPage(event.object_id) if event.thin else _about_page(event, PAGES[kind])
    if kind not in AFTERWARDS:
        return None
    if event.thin:
        # It names a charge or a dispute, and our books know payments by another id.
        raise BadPayload(f"A thin event ({event.type}): let Stripe's endpoint send snapshot events.")
    payment = payment_of(event_object(event.raw))
    return AskAboutPayment(payment) if payment else None


def _about_page(event: StripeEvent, outcome: Outcome) -> News:
    page = checkout(event_object(event.raw))
    # What is complete and unpaid may have failed meanwhile: such an event can come after that of its end.
    if page.amount_total is None or (outcome is Outcome.PAID and page.payment_status != "paid"):
        return AskAboutPage(page.session_id)
    return _payment(page, outcome, livemode=event.livemode)


FAILED = frozenset({"requires_payment_method", "canceled"})
"""How a payment stands whose money was on its way and did not come."""


def payment_of_page(page: CheckoutState) -> Payment | None:
    """What a page says that we have looked up; None while it waits to be paid."""
    match page.status, page.payment_status:
        case _, "paid":
            return _payment(page, Outcome.PAID, livemode=page.livemode)
        case "complete", _ if page.intent_status in FAILED:
            return _payment(page, Outcome.FAILED, livemode=page.livemode)
        case "complete", _:
            return _payment(page, Outcome.PROCESSING, livemode=page.livemode)
        case "expired", _:
            return _payment(page, Outcome.EXPIRED, livemode=page.livemode)
    return None


GONE_BACK = frozenset({"succeeded", "pending", "requires_action"})
"""Refunds that are not undone: those that failed or were cancelled left the money with the studio."""
DISPUTE_OVER = frozenset({"won", "warning_closed", "prevented"})
"""The money is the studio's again. `lost` is not among them."""


def aftermath_of(payment: PaymentState) -> Aftermath:
    refunds = [
        Claim(one.refund_id, from_minor(one.amount, one.currency).amount, one.status in GONE_BACK)
        for one in payment.refunds
    ]
    disputes = [
        Claim(
            one.dispute_id,
            from_minor(one.amount, one.currency).amount,
            stands=one.status not in DISPUTE_OVER,
            lost=one.status == "lost",
        )
        for one in payment.disputes
    ]
    return Aftermath(tuple(refunds), tuple(disputes))


def _payment(page: CheckoutState, outcome: Outcome, *, livemode: bool) -> Payment:
    hint = page.metadata.get("deposit_id", "")
    return Payment(
        outcome=outcome,
        session_id=page.session_id,
        amount=page.amount_total or 0,
        currency=page.currency.upper(),
        livemode=livemode,
        payment_intent=page.payment_intent,
        receipt_url=page.receipt_url,
        deposit_id=int(hint) if hint.isascii() and hint.isdigit() and len(hint) < 19 else None,
    )
