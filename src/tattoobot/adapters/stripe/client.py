"""Opens, closes and looks up the payment pages for deposits, through Stripe's own SDK.

Every call that creates carries an idempotency key the caller has stored: after a lost answer the same call with the
same key gives the same page, so here a lost answer is simply a reason to try again. Keys live for 24 hours.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp
import stripe

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.http import TIMEOUT, connection_failure, retry_after
from tattoobot.adapters.stripe.payloads import (
    KEY_OF_REFUND,
    BadPayload,
    CheckoutState,
    PaymentState,
    RefundState,
    StripeEvent,
    checkout,
    dispute,
    event,
    listed,
    refund,
)
from tattoobot.adapters.stripe.standing import Endpoint, read_endpoint
from tattoobot.domain.delivery import Failure, Reaction

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams

NETWORK_RETRIES = 2
"""The SDK's own further tries inside one call, with the same key; after that the worker tries again later."""
CALL_SECONDS = 20.0
"""All tries of one call together: less than the time a worker may hold a delivery, even for two calls in a row."""

WITH_PAYMENT = ["payment_intent.latest_charge"]
"""A session that is complete and unpaid does not say itself whether its money is on its way or has failed, and only a
charge has a receipt."""

TERMS_LIMIT = 1200
PAGE = 100
MOST_PAGES = 20
"""Of a list at Stripe, so much is read at most."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CheckoutOrder:
    """A payment page to open. Decide `expires_at` once and store it: with the same key it must not differ."""

    deposit_id: int
    lead_id: int
    amount: int
    """In Stripe's minor units: see `Money.minor_units`."""
    currency: str
    product_name: str
    success_url: str
    cancel_url: str
    expires_at: datetime
    """30 minutes to 24 hours from when Stripe gets it."""
    terms: str = ""
    """Said beside the button that pays."""
    locale: str = "auto"
    """In which language the page speaks, in Stripe's word; `auto`: the browser's."""


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """Money to give back. What is asked for with one key must not differ."""

    refund_key: str
    lead_id: int
    deposit_id: int
    payment_intent: str
    amount: int
    """In Stripe's minor units."""
    duplicate: bool
    """The client had paid twice."""


class Stripe:
    """One Stripe account. Every method raises `DeliveryFailed`."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        secret_key: str,
        base_url: str | None = None,
        patience: float = CALL_SECONDS,
    ) -> None:
        self._patience = patience
        self._v1 = stripe.StripeClient(
            secret_key,
            base_addresses={"api": base_url.rstrip("/")} if base_url else {},
            http_client=stripe.AIOHTTPClient(session=session, timeout=TIMEOUT),
            max_network_retries=NETWORK_RETRIES,
        ).v1
        self._sessions = self._v1.checkout.sessions

    async def open_checkout(self, order: CheckoutOrder, idempotency_key: str) -> CheckoutState:
        """Open a payment page, or get the one already opened with this key.

        https://docs.stripe.com/api/checkout/sessions/create
        """
        return await self._checkout(
            self._sessions.create_async(_parameters(order), {"idempotency_key": idempotency_key})
        )

    async def expire_checkout(self, session_id: str) -> CheckoutState:
        """Close a payment page. One that is already paid or expired is an answer too: look at its status.

        https://docs.stripe.com/api/checkout/sessions/expire
        """
        try:
            return await self._checkout(self._sessions.expire_async(session_id, {"expand": WITH_PAYMENT}))
        except DeliveryFailed as refused:
            if refused.kind is not Reaction.REFUSED:
                raise
            state = await self.retrieve_checkout(session_id)
            if state.status == "open":
                raise
            return state

    async def retrieve_checkout(self, session_id: str) -> CheckoutState:
        """How a payment page stands now.

        https://docs.stripe.com/api/checkout/sessions/retrieve
        """
        return await self._checkout(self._sessions.retrieve_async(session_id, {"expand": WITH_PAYMENT}))

    async def checkout_of(self, payment_intent: str) -> CheckoutState | None:
        """The payment page through which a payment came; None for one that came otherwise.

        https://docs.stripe.com/api/checkout/sessions/list
        """
        found = await self._answer(
            self._sessions.list_async({"payment_intent": payment_intent, "limit": 1}), listed
        )
        return checkout(found[0]) if found else None

    async def retrieve_payment(self, payment_intent: str) -> PaymentState:
        """What became of a payment: its refunds and disputes, also those made by hand in Stripe's Dashboard.

        https://docs.stripe.com/api/refunds/list and https://docs.stripe.com/api/disputes/list
        """
        refunds = await self._answer(
            self._v1.refunds.list_async({"payment_intent": payment_intent, "limit": PAGE}), listed
        )
        disputes = await self._answer(
            self._v1.disputes.list_async({"payment_intent": payment_intent, "limit": PAGE}), listed
        )
        return PaymentState(
            payment_intent,
            tuple(refund(one) for one in refunds),
            tuple(dispute(one) for one in disputes),
        )

    async def refund(self, order: RefundOrder) -> RefundState:
        """Give money back, or get the answer that was given for this key.

        https://docs.stripe.com/api/refunds/create
        """
        return await self._answer(
            self._v1.refunds.create_async(
                {
                    "payment_intent": order.payment_intent,
                    "amount": order.amount,
                    # Never "fraudulent": that would block the client's card.
                    "reason": "duplicate" if order.duplicate else "requested_by_customer",
                    "metadata": {
                        "lead_id": str(order.lead_id),
                        "deposit_id": str(order.deposit_id),
                        KEY_OF_REFUND: order.refund_key,
                    },
                },
                {"idempotency_key": order.refund_key},
            ),
            refund,
        )

    async def undelivered(self, types: Sequence[str], since: datetime) -> list[StripeEvent]:
        """Events that no endpoint has taken, oldest first; Stripe keeps them for 30 days.

        https://docs.stripe.com/webhooks/process-undelivered-events
        """
        found: list[Any] = []
        for _ in range(MOST_PAGES):
            page = await self._answer(
                self._v1.events.list_async(
                    {
                        "delivery_success": False,
                        "types": list(types),
                        "created": {"gte": int(since.timestamp())},
                        "limit": PAGE,
                        **({"starting_after": found[-1]["id"]} if found else {}),
                    }
                ),
                listed,
            )
            found += page
            if len(page) < PAGE:
                break
        return [event(json.dumps(one).encode()) for one in reversed(found)]

    async def endpoints(self) -> list[Endpoint]:
        """Where Stripe reports what happens.

        https://docs.stripe.com/api/webhook_endpoints/list
        """
        found = await self._answer(self._v1.webhook_endpoints.list_async({"limit": PAGE}), listed)
        return [read_endpoint(one) for one in found]

    async def lacking(self) -> list[str]:
        """The permissions that our key does not have, in the words of Stripe's Dashboard. Nothing is changed.

        https://docs.stripe.com/keys/restricted-api-keys
        """
        tried: dict[str, Awaitable[Any]] = {
            # A page that does not exist: whoever may not close pages is told so first.
            "Checkout Sessions: Write": self._sessions.expire_async("cs_test_none"),
            "PaymentIntents: Read": self._v1.payment_intents.list_async({"limit": 1}),
            # A payment that does not exist: whoever may give nothing back is told so first.
            "Charges and Refunds: Write": self._v1.refunds.create_async({"payment_intent": "pi_none"}),
            "Disputes: Read": self._v1.disputes.list_async({"limit": 1}),
            "Events: Read": self._v1.events.list_async({"limit": 1}),
        }
        answers = await asyncio.gather(
            *(self._answer(call, lambda _: None) for call in tried.values()), return_exceptions=True
        )
        for answer in answers:
            if isinstance(answer, BaseException) and not _is_about_one(answer):
                raise answer
        return [name for name, answer in zip(tried, answers, strict=True) if _is_withheld(answer)]

    async def _checkout(self, call: "Awaitable[stripe.checkout.Session]") -> CheckoutState:
        return await self._answer(call, checkout)

    async def _answer(self, call: Awaitable[Any], read: Callable[[Any], T]) -> T:
        try:
            async with asyncio.timeout(self._patience):
                return read(await call)
        except stripe.StripeError as error:
            raise DeliveryFailed(_failure(error)) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            # The SDK reads the body of an answer outside its own error handling.
            raise connection_failure(error, repeatable=True) from error
        except BadPayload as error:
            raise DeliveryFailed(
                Failure(Reaction.RETRY, "Stripe's answer could not be read.", details=str(error))
            ) from error


def _is_withheld(answer: object) -> bool:
    return isinstance(answer, DeliveryFailed) and answer.failure.title == stripe.PermissionError.__name__


def _is_about_one(answer: BaseException) -> bool:
    """Whether this call was refused, and not the key or the connection."""
    return _is_withheld(answer) or (isinstance(answer, DeliveryFailed) and answer.kind is Reaction.REFUSED)


def _parameters(order: CheckoutOrder) -> "SessionCreateParams":
    # Only the PaymentIntent's own metadata reaches charges, refunds and disputes; the session keeps a copy.
    metadata = {"lead_id": str(order.lead_id), "deposit_id": str(order.deposit_id)}
    parameters: SessionCreateParams = {
        "mode": "payment",
        "submit_type": "book",
        "client_reference_id": str(order.lead_id),
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata},
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": order.currency.lower(),
                    "unit_amount": order.amount,
                    "product_data": {"name": order.product_name},
                },
            }
        ],
        # What takes days would hold a place for money that may never come.
        "allowed_payment_method_types": ["card", "link"],
        # Stripe would offer the client another currency, and the paid amount would not be the quoted one.
        "adaptive_pricing": {"enabled": False},
        "expires_at": int(order.expires_at.timestamp()),
        "success_url": order.success_url,
        "cancel_url": order.cancel_url,
    }
    if order.terms:
        parameters["custom_text"] = {"submit": {"message": order.terms[:TERMS_LIMIT]}}
    if order.locale != "auto":
        parameters["locale"] = order.locale
    return parameters


# --- errors: https://docs.stripe.com/error-codes ------------------------------------------------------------------

PLAIN_WORDS = {
    "amount_too_small": "The deposit is smaller than Stripe's minimum for this currency.",
    "amount_too_large": "The deposit is larger than Stripe allows for this currency.",
    "resource_missing": "Stripe does not know this payment page: was it made with another account or key?",
    "charge_already_refunded": "All of this payment has gone back already.",
    "charge_disputed": "The client's bank disputes this payment: answer the dispute in Stripe instead.",
    "idempotency_key_in_use": "Stripe is still working on the first try.",
}


REFUSALS = {status for status in range(400, 500) if status != 409}
"""Anything else, a strange success too, is trouble on the way or a first try still at work (409)."""


def _failure(error: stripe.StripeError) -> Failure:
    reaction, cause = _judged(error)
    return Failure(
        reaction=reaction,
        cause=PLAIN_WORDS.get(error.code or "", cause),
        code=error.code or error.http_status,
        title=type(error).__name__,
        details=error.user_message or "",
        retry_after=retry_after(error.headers or {}),
    )


def _judged(error: stripe.StripeError) -> tuple[Reaction, str]:
    match error:
        case stripe.APIConnectionError():
            return Reaction.RETRY, "Stripe could not be reached."
        case stripe.RateLimitError():
            return Reaction.SLOW_NUMBER, "Too many calls to Stripe in a short time."
        case stripe.AuthenticationError():
            return Reaction.STOP_ACCOUNT, "Stripe does not accept the secret key."
        case stripe.PermissionError():
            return (
                Reaction.STOP_ACCOUNT,
                "Stripe's key is not allowed to do this: give it the right permission.",
            )
        case _ if error.http_status not in REFUSALS:
            return Reaction.RETRY, "Stripe has a temporary problem."
        case stripe.IdempotencyError():
            return Reaction.REFUSED, "The same payment page was asked for twice with different terms."
        case _:
            return Reaction.REFUSED, "Stripe does not accept the request as we built it."
