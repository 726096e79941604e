"""What Stripe's own command line calls beside the product: goods with a price, and payments that need no page.

`stripe trigger` plays a payer with these; the product itself needs none of them.
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.stripe import objects
from tattoobot.sandbox.stripe.checkouts import Checkouts
from tattoobot.sandbox.stripe.rules import (
    EXPAND,
    METHODS,
    ONLY_EXPAND,
    Refused,
    anything,
    boolean,
    currency,
    group,
    integer,
    list_of,
    metadata,
    one_of,
    said_amount,
    text,
)
from tattoobot.sandbox.world import World

Call = Callable[[Request, Json], Awaitable[Json]]

DISPUTED = "pm_card_createDispute"
INQUIRED = "pm_card_createDisputeInquiry"
"""Test cards whose payer's bank takes the money back at once, or only asks about it."""
DECLINED = frozenset({"pm_card_chargeDeclined", "pm_card_visa_chargeDeclined"})
DELAYED = frozenset({"sepa_debit", "bacs_debit"})
"""Ways to pay whose money comes days later: here a moment later."""
NEVER_COMES = frozenset({"IT60X0542811101000000123456", "AT861904300235473202"})
"""Test accounts of which the money cannot be taken."""

UPDATE = group({"metadata": metadata, "expand": EXPAND})
CREATE_PRODUCT = group(
    {"name": text(), "description": text(), "metadata": metadata, "expand": EXPAND}, "name"
)
CREATE_PRICE = group(
    {
        "product": text(),
        "currency": currency,
        "unit_amount": integer(),
        "metadata": metadata,
        "expand": EXPAND,
    },
    "product",
    "currency",
    "unit_amount",
)
CREATE_METHOD = group(
    {"type": one_of(*METHODS), "billing_details": anything, "metadata": metadata}
    | dict.fromkeys(METHODS, anything),
    "type",
)
CONFIRM_PAGE = group(
    {"payment_method": text(), "expected_amount": integer(), "expand": EXPAND}, "payment_method"
)
CREATE_INTENT = group(
    {
        "amount": integer(1),
        "currency": currency,
        "confirm": boolean,
        "description": text(),
        "metadata": metadata,
        "payment_method": text(),
        "payment_method_types": list_of(one_of(*METHODS)),
        "receipt_email": text(512),
        "shipping": anything,
        "expand": EXPAND,
    },
    "amount",
    "currency",
)


class ByHand:
    def __init__(self, world: World, checkouts: Checkouts) -> None:
        self._world = world
        self._books = world.books
        self._checkouts = checkouts

    def calls(self) -> list[tuple[str, str, Call]]:
        """Path, method, and what answers."""
        return [
            ("/products", "POST", self._create_product),
            ("/prices", "POST", self._create_price),
            ("/payment_methods", "POST", self._create_method),
            ("/payment_pages/{id}", "GET", self._page),
            ("/payment_pages/{id}/confirm", "POST", self._confirm_page),
            ("/payment_intents", "POST", self._create_intent),
            ("/refunds/{id}", "POST", self._update_refund),
            ("/disputes/{id}", "POST", self._update_dispute),
            ("/disputes/{id}/close", "POST", self._close_dispute),
        ]

    async def _create_product(self, _request: Request, asked: Json) -> Json:
        return self._keep(objects.product(CREATE_PRODUCT(asked, ""), self._now()))

    async def _create_price(self, _request: Request, asked: Json) -> Json:
        wanted = CREATE_PRICE(asked, "")
        self._good(wanted["product"], "product")
        return self._keep(objects.price(wanted, self._now()))

    async def _create_method(self, _request: Request, asked: Json) -> Json:
        return self._keep(objects.payment_method(CREATE_METHOD(asked, ""), self._now()))

    async def _page(self, request: Request, asked: Json) -> Json:
        ONLY_EXPAND(asked, "")
        session = self._checkouts.sale(request.path_params["id"]).session
        return {"object": "payment_page", "session_id": session["id"], "status": session["status"]}

    async def _confirm_page(self, request: Request, asked: Json) -> Json:
        wanted = CONFIRM_PAGE(asked, "")
        sale = self._checkouts.sale(request.path_params["id"])
        method = self._good(wanted["payment_method"], "payment_method")
        due = sale.session["amount_total"]
        if wanted.get("expected_amount", due) != due:
            unit = sale.session["currency"]
            raise Refused(
                f"The expected amount is {said_amount(wanted['expected_amount'], unit)}, and"
                f" {said_amount(due, unit)} is due.",
                "expected_amount",
                "checkout_amount_mismatch",
            )
        delayed = method["type"] in DELAYED
        paid = (await self._checkouts.pay(sale.session["id"], "soon", delayed)).session
        if delayed:
            iban = method[method["type"]].get("iban", "")
            await self._checkouts.settle(paid["id"], iban not in NEVER_COMES, "soon")
        return paid

    async def _create_intent(self, _request: Request, asked: Json) -> Json:
        wanted = CREATE_INTENT(asked, "")
        card = wanted.get("payment_method", "")
        if not wanted.get("confirm", False):
            return await self._checkouts.open_intent(wanted)
        if not card:
            raise Refused(
                "You cannot confirm this PaymentIntent: it has no payment method.", "payment_method"
            )
        if not card.startswith("pm_card_"):
            self._good(card, "payment_method")
        intent = await self._checkouts.open_intent(wanted)
        if card in DECLINED:
            await self._checkouts.decline_intent(intent, "soon")
            raise Refused("Your card was declined.", code="card_declined", status=402, kind="card_error")
        await self._checkouts.pay_intent(intent)
        if card in {DISPUTED, INQUIRED}:
            charged = self._checkouts.charge_of(intent["id"])
            await self._checkouts.dispute_charge(charged, "soon", inquiry=card == INQUIRED)
        return intent

    async def _update_refund(self, request: Request, asked: Json) -> Json:
        refund = self._found(self._books.refunds, request, "refund")
        refund["metadata"] |= UPDATE(asked, "").get("metadata", {})
        await self._checkouts.tell([("refund.updated", refund), ("charge.refund.updated", refund)], "soon")
        return refund

    async def _update_dispute(self, request: Request, asked: Json) -> Json:
        dispute = self._found(self._books.disputes, request, "dispute")
        dispute["metadata"] |= UPDATE(asked, "").get("metadata", {})
        await self._checkouts.tell([("charge.dispute.updated", dispute)], "soon")
        return dispute

    async def _close_dispute(self, request: Request, asked: Json) -> Json:
        """The studio gives in."""
        ONLY_EXPAND(asked, "")
        dispute = self._found(self._books.disputes, request, "dispute")
        if not dispute["status"].endswith("needs_response"):
            raise Refused("This dispute is already closed.", "dispute")
        dispute["status"] = "warning_closed" if dispute["is_charge_refundable"] else "lost"
        await self._checkouts.tell([("charge.dispute.closed", dispute)], "soon")
        return dispute

    def _found(self, shelf: dict[str, Json], request: Request, kind: str) -> Json:
        found = shelf.get(request.path_params["id"])
        if found is None:
            raise Refused(f"No such {kind}: '{request.path_params['id']}'", "id", "resource_missing", 404)
        return found

    def _good(self, wanted: str, kind: str) -> Json:
        found = self._books.goods.get(wanted)
        if found is None or found["object"] != kind:
            raise Refused(f"No such {kind.replace('_', ' ')}: '{wanted}'", kind, "resource_missing")
        return found

    def _keep(self, made: Json) -> Json:
        self._books.goods[made["id"]] = made
        return made

    def _now(self) -> int:
        return int(self._world.clock.now())
