"""What happens to a Checkout Session after it was created: paid, declined, expired, refunded, disputed.

State changes at once and in one place; the events about it follow by webhook, now, late or never.
"""

import asyncio
import copy
from typing import Literal

from tattoobot.sandbox.clock import rfc3339
from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.stripe import objects
from tattoobot.sandbox.stripe.books import Sale
from tattoobot.sandbox.stripe.rules import Refused, said_amount
from tattoobot.sandbox.world import World

Webhook = Literal["now", "soon", "late", "none"]
"""When the product hears of it. "soon" is now, but without waiting for the product to take it."""


class Checkouts:
    def __init__(self, world: World) -> None:
        self._world = world
        self._books = world.books
        world.every_second.append(self.expire_overdue)

    def open_sale(self, asked: Json, now: float) -> Sale:
        session = objects.session(asked, int(now), self._world.settings.public_url)
        sale = Sale(session, objects.line_items(asked, int(now)), asked.get("payment_intent_data", {}))
        self._books.sales[session["id"]] = sale
        self._note(f"A payment page over {self._amount(sale)} was opened", sale)
        return sale

    def sale(self, session_id: str) -> Sale:
        sale = self._books.sales.get(session_id)
        if sale is None:
            raise Refused(f"No such checkout.session: '{session_id}'", "session", "resource_missing", 404)
        return sale

    # What the payer does

    async def pay(self, session_id: str, webhook: Webhook | None = None, delayed: bool = False) -> Sale:
        """Pay with a good card; `delayed` plays a method whose money comes days later."""
        sale = await self._payable(session_id)
        now = int(self._world.clock.now())
        intent = self._intent(sale, now)
        sale.session |= {
            "status": "complete",
            "url": None,
            "customer_details": objects.customer_details(sale.session),
            "payment_status": "unpaid" if delayed else "paid",
        }
        if delayed:
            intent |= {"status": "processing"}
            told = [("payment_intent.processing", intent)]
        else:
            told = self._take_money(intent, now)
        self._note(f"{self._amount(sale)} {'is on its way' if delayed else 'was paid'}", sale)
        await self.tell([*told, ("checkout.session.completed", sale.session)], webhook)
        return sale

    async def settle(self, session_id: str, succeeds: bool, webhook: Webhook | None = None) -> Sale:
        """The money of a delayed payment arrives, or does not."""
        sale = self.sale(session_id)
        intent = self._books.intents.get(sale.session["payment_intent"] or "")
        if intent is None or intent["status"] != "processing":
            raise Refused("This session has no payment on its way.", status=409)
        now = int(self._world.clock.now())
        if succeeds:
            sale.session["payment_status"] = "paid"
            told = [
                *self._take_money(intent, now),
                ("checkout.session.async_payment_succeeded", sale.session),
            ]
        else:
            intent |= {"status": "requires_payment_method", "last_payment_error": objects.card_declined()}
            told = [
                ("payment_intent.payment_failed", intent),
                ("checkout.session.async_payment_failed", sale.session),
            ]
        self._note(f"{self._amount(sale)} {'arrived' if succeeds else 'did not arrive'}", sale)
        await self.tell(told, webhook)
        return sale

    async def decline(self, session_id: str, webhook: Webhook | None = None) -> Sale:
        """Try a card that is declined; the session stays open for another."""
        sale = await self._payable(session_id)
        self._note("A card was declined", sale)
        await self.decline_intent(self._intent(sale, int(self._world.clock.now())), webhook)
        return sale

    async def expire(self, session_id: str, webhook: Webhook | None = None) -> Sale:
        sale = self.sale(session_id)
        if sale.session["status"] != "open":
            raise Refused(
                'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a '
                f"status of `{sale.session['status']}`."
            )
        sale.session |= {"status": "expired", "url": None}
        self._note(f"The payment page over {self._amount(sale)} expired", sale)
        await self.tell([("checkout.session.expired", sale.session)], webhook)
        return sale

    def expire_overdue(self) -> None:
        now = self._world.clock.now()
        for session_id, sale in self._books.sales.items():
            if sale.session["status"] == "open" and sale.session["expires_at"] <= now:
                self._world.spawn(self._expire_quietly(session_id))

    async def _expire_quietly(self, session_id: str) -> None:
        if self.sale(session_id).session["status"] == "open":
            await self.expire(session_id)

    # What the studio does, by API or in the Dashboard

    async def refund(self, charged: Json, asked: Json, webhook: Webhook | None = None) -> Json:
        if any(
            _blocks_refunds(one) for one in self._books.disputes.values() if one["charge"] == charged["id"]
        ):
            raise Refused(
                f"Charge {charged['id']} has been charged back; cannot issue a refund.",
                code="charge_disputed",
            )
        left = charged["amount_captured"] - charged["amount_refunded"]
        if left == 0:
            raise Refused(
                f"Charge {charged['id']} has already been refunded.", code="charge_already_refunded"
            )
        amount = asked.get("amount", left)
        if amount > left:
            unit = charged["currency"]
            message = (
                f"Refund amount ({said_amount(amount, unit)}) is greater than unrefunded amount on charge "
                f"({said_amount(left, unit)})"
            )
            raise Refused(message, "amount")
        now = int(self._world.clock.now())
        made = objects.refund(charged, amount, asked, now)
        self._books.refunds[made["id"]] = made
        charged["amount_refunded"] += amount
        charged["refunded"] = charged["amount_refunded"] == charged["amount"]
        self._world.journal.tell("checkout", f"{said_amount(amount, charged['currency'])} went back", made)
        # Not waited for: the product may be inside the transaction that asked for the refund.
        await self.tell([("refund.created", made), ("charge.refunded", charged)], webhook or "soon")
        return made

    async def dispute(self, session_id: str, webhook: Webhook | None = None) -> Json:
        """The payer's bank takes the money back."""
        sale = self.sale(session_id)
        charged = self.charge_of(sale.session["payment_intent"] or "")
        self._note(f"{self._amount(sale)} was disputed", sale)
        return await self.dispute_charge(charged, webhook)

    async def dispute_charge(
        self, charged: Json, webhook: Webhook | None = None, *, inquiry: bool = False
    ) -> Json:
        """`inquiry`: the bank only asks, and the money stays for now."""
        charged["disputed"] = not inquiry
        made = objects.dispute(charged, int(self._world.clock.now()), inquiry=inquiry)
        self._books.disputes[made["id"]] = made
        await self.tell([("charge.dispute.created", made)], webhook)
        return made

    # Payments without a page

    async def open_intent(self, asked: Json) -> Json:
        made = objects.bare_intent(asked, int(self._world.clock.now()))
        self._books.intents[made["id"]] = made
        await self.tell([("payment_intent.created", made)], "soon")
        return made

    async def decline_intent(self, intent: Json, webhook: Webhook | None = None) -> None:
        charged = objects.charge(intent, int(self._world.clock.now()), declined=True)
        self._books.charges[charged["id"]] = charged
        intent["last_payment_error"] = {**objects.card_declined(), "charge": charged["id"]}
        intent["latest_charge"] = charged["id"]
        await self.tell([("payment_intent.payment_failed", intent), ("charge.failed", charged)], webhook)

    async def pay_intent(self, intent: Json) -> None:
        await self.tell(self._take_money(intent, int(self._world.clock.now())), "soon")

    async def close_dispute(self, session_id: str, won: bool, webhook: Webhook | None = None) -> Json:
        """The bank has decided."""
        sale = self.sale(session_id)
        intent = sale.session["payment_intent"]
        made = next((one for one in self._books.disputes.values() if one["payment_intent"] == intent), None)
        if made is None:
            raise Refused("This session has no dispute.", status=409)
        made["status"] = "won" if won else "lost"
        self._note(f"The dispute about {self._amount(sale)} was {made['status']}", sale)
        await self.tell([("charge.dispute.closed", made)], webhook)
        return made

    async def fail_refund(self, session_id: str, webhook: Webhook | None = None) -> Json:
        """The bank could not give the newest refund to the payer: the studio has the money again."""
        sale = self.sale(session_id)
        charged = self.charge_of(sale.session["payment_intent"] or "")
        given = [one for one in self._books.refunds.values() if one["charge"] == charged["id"]]
        if not given or given[-1]["status"] == "failed":
            raise Refused("This session has no refund that could fail.", status=409)
        made = given[-1]
        made |= {"status": "failed", "failure_reason": "expired_or_canceled_card"}
        charged["amount_refunded"] -= made["amount"]
        charged["refunded"] = False
        self._note(f"A refund of {said_amount(made['amount'], made['currency'])} failed", sale)
        await self.tell([("refund.failed", made)], webhook)
        return made

    def charge_of(self, intent_id: str) -> Json:
        intent = self._books.intents.get(intent_id)
        if intent is None:
            raise Refused(f"No such payment_intent: '{intent_id}'", "payment_intent", "resource_missing")
        if intent["status"] != "succeeded":
            raise Refused(f"This PaymentIntent ({intent_id}) does not have a successful charge to refund.")
        return self._books.charges[intent["latest_charge"]]

    # Money and words

    async def _payable(self, session_id: str) -> Sale:
        sale = self.sale(session_id)
        if sale.session["status"] == "open" and sale.session["expires_at"] <= await self._world.now():
            await self.expire(session_id)
        if sale.session["status"] != "open":
            raise Refused(f"This Checkout Session is {sale.session['status']}.", status=409)
        return sale

    def _intent(self, sale: Sale, now: int) -> Json:
        """The session's PaymentIntent: made at the first attempt to pay, as Stripe does."""
        intent = self._books.intents.get(sale.session["payment_intent"] or "")
        if intent is None:
            intent = objects.payment_intent(sale.session, sale.intent_data, now)
            self._books.intents[intent["id"]] = intent
            sale.session["payment_intent"] = intent["id"]
        return intent

    def _take_money(self, intent: Json, now: int) -> list[tuple[str, Json]]:
        intent["payment_method"] = objects.new_id("pm")
        charged = objects.charge(intent, now)
        self._books.charges[charged["id"]] = charged
        intent |= {
            "status": "succeeded",
            "amount_received": intent["amount"],
            "latest_charge": charged["id"],
            "last_payment_error": None,
        }
        return [("charge.succeeded", charged), ("payment_intent.succeeded", intent)]

    async def tell(self, told: list[tuple[str, Json]], webhook: Webhook | None) -> None:
        """Post an event about each object as it is now; waits for the product unless the event is late."""
        late = self._world.moods.stripe == "late" and webhook in {None, "soon"}
        when = "late" if late else webhook or "now"
        now = int(self._world.clock.now())
        events = [objects.event(kind, copy.deepcopy(about), now) for kind, about in told]
        for event in events:
            self._books.events[event["id"]] = event
        if when == "now":
            await asyncio.gather(*(self._post(event) for event in events))
        elif when != "none":
            wait = self._world.settings.slow_seconds if when == "late" else 0
            for event in events:
                self._world.spawn(self._post(event, after=wait))

    async def _post(self, event: Json, after: float = 0) -> None:
        await asyncio.sleep(after)
        delivery = self._world.postman.write("stripe", event["type"], event, subjects=[event["id"]])
        await self._world.postman.bring(delivery)

    def _amount(self, sale: Sale) -> str:
        return said_amount(sale.session["amount_total"], sale.session["currency"])

    def _note(self, line: str, sale: Sale) -> None:
        self._world.journal.tell("checkout", line, copy.deepcopy(sale.session), checkout=summary(sale))


def _blocks_refunds(dispute: Json) -> bool:
    """The bank has the money, or has taken it for good."""
    return not dispute["is_charge_refundable"] and dispute["status"] != "won"


def summary(sale: Sale) -> Json:
    """A session in short, for the page and the player."""
    shown = (
        "id",
        "url",
        "status",
        "payment_status",
        "amount_total",
        "currency",
        "client_reference_id",
        "metadata",
    )
    return {
        **{key: sale.session[key] for key in shown},
        "lead_id": sale.session["metadata"].get("lead_id") or sale.session["client_reference_id"],
        "payment_intent": sale.session["payment_intent"],
        "amount": said_amount(sale.session["amount_total"], sale.session["currency"]),
        "description": sale.line_items[0]["description"],
        "created_at": rfc3339(sale.session["created"]),
        "expires_at": rfc3339(sale.session["expires_at"]),
    }
