"""What is asked of Stripe about payment pages: each call answers with what its answer leads to."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from tattoobot.actions.follow_payment import follow_payment
from tattoobot.actions.house import House
from tattoobot.actions.record_checkout import record_checkout
from tattoobot.actions.record_look_up import record_look_up
from tattoobot.actions.record_payment import record_payment
from tattoobot.adapters.stripe.client import CheckoutOrder, Locale, Stripe
from tattoobot.adapters.stripe.payloads import CheckoutState
from tattoobot.adapters.stripe.reading import aftermath_of, payment_of_page
from tattoobot.db import deposits, leads
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection, Database
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.money import Money

LOCALES: dict[str, Locale] = {"de": "de", "en": "en", "es": "es", "fr": "fr", "pt": "pt-BR"}
"""How Stripe calls the languages in which we speak."""

Body = dict[str, Any]
Act = Callable[[Connection], Awaitable[None]]


class Checkouts:
    def __init__(
        self, database: Database, house: House, now: Callable[[], datetime], stripe: Stripe, *, livemode: bool
    ) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._stripe = stripe
        self._livemode = livemode

    async def open(self, body: Body) -> Act | None:
        async with self._database.reading() as db:
            deposit = await deposits.by_id(db, body["deposit_id"])
            language = await leads.language_of(db, deposit.lead_id) if deposit else None
        if deposit is None or deposit.status is not DepositStatus.REQUESTED:
            return None
        order = CheckoutOrder(
            deposit_id=deposit.id,
            lead_id=deposit.lead_id,
            amount=Money(deposit.amount, deposit.currency).minor_units(),
            currency=deposit.currency,
            product_name=f"{self._house.studio.name}: deposit",
            success_url=f"{self._house.public_base_url}/deposit/thanks",
            cancel_url=f"{self._house.public_base_url}/deposit/later",
            expires_at=deposit.expires_at,
            locale=LOCALES.get(language or "", "auto"),
        )
        page = await self._stripe.open_checkout(order, deposit.idempotency_key)
        return lambda db: record_checkout(
            db, self._house, deposit.id, page.session_id, page.url or "", self._now()
        )

    async def expire(self, body: Body) -> Act | None:
        """Stripe's answer counts: it may have been paid a moment before."""
        deposit = await self._deposit(body)
        if deposit is None or deposit.session_id is None:
            return None
        return self._recorded(deposit, await self._stripe.expire_checkout(deposit.session_id))

    async def look_up(self, body: Body) -> Act | None:
        deposit = await self._deposit(body)
        if deposit is None or deposit.session_id is None:
            return None
        return self._recorded(deposit, await self._stripe.retrieve_checkout(deposit.session_id))

    async def look_up_payment(self, body: Body) -> Act | None:
        """One that our books do not know yet may have come through a page of ours all the same."""
        intent = body["payment_intent"]
        async with self._database.reading() as db:
            known = await deposits.by_payment(db, intent) is not None
        page = None if known else await self._stripe.checkout_of(intent)
        if not known and page is None:
            return None
        paid = payment_of_page(page) if page and page.payment_status == "paid" else None
        after = aftermath_of(await self._stripe.retrieve_payment(intent))

        async def act(db: Connection) -> None:
            if paid is not None:
                await record_payment(db, self._house, paid, self._now(), livemode=self._livemode)
            await follow_payment(db, self._house, intent, after, self._now())

        return act

    def _recorded(self, deposit: Deposit, page: CheckoutState) -> Act:
        return lambda db: record_look_up(
            db, self._house, deposit.id, payment_of_page(page), self._now(), livemode=self._livemode
        )

    async def _deposit(self, body: Body) -> Deposit | None:
        async with self._database.reading() as db:
            return await deposits.by_id(db, body["deposit_id"])
