"""Holds the ledger against what Stripe says of every payment page and every payment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tattoobot.actions.look_up_page import look_up_payment, look_up_session
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.stripe.reading import aftermath_of, payment_of_page
from tattoobot.db import attempts, deposits, ledger
from tattoobot.db.attempts import Attempt, State
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Database
from tattoobot.domain.deposit import AFTER_PAYMENT, LIVE
from tattoobot.domain.ledger import missing
from tattoobot.domain.payment import Outcome

AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """What Stripe says of a deposit and its ledger does not."""

    deposit: Deposit
    said: str
    page: Attempt | None = None
    """Where it is about a page of the deposit."""

    def __str__(self) -> str:
        return f"#{self.deposit.lead_id}, deposit {self.deposit.id} ({self.deposit.status}): {self.said}"


class Comparison:
    def __init__(self, database: Database, stripe: Stripe) -> None:
        self._database = database
        self._stripe = stripe

    async def differences(self, since: datetime) -> list[Difference]:
        """Of the deposits that were asked for since then. Changes nothing. Raises `DeliveryFailed`."""
        found: list[Difference] = []
        last = 0
        while True:
            async with self._database.reading() as db:
                some = await deposits.asked_since(db, since, last, AT_ONCE)
            for deposit in some:
                said = await self._about_payment(deposit)
                found += [Difference(deposit, line) for line in said] or await self._about_pages(deposit)
            if len(some) < AT_ONCE:
                return found
            last = some[-1].id

    async def look_up(self, found: Sequence[Difference], now: datetime) -> None:
        """Have the worker ask Stripe once more, and enter what is missing the usual way."""
        async with self._database.transaction() as db:
            for one in {(one.deposit.id, one.page): one for one in found}.values():
                deposit = one.deposit
                if one.page is not None and one.page.session_id is not None:
                    await look_up_session(db, one.page.session_id, now)
                elif deposit.payment_intent is not None:
                    await look_up_payment(db, deposit.payment_intent, now)

    async def _about_payment(self, deposit: Deposit) -> list[str]:
        if deposit.payment_intent is None or deposit.status not in AFTER_PAYMENT:
            return []
        aftermath = aftermath_of(await self._stripe.retrieve_payment(deposit.payment_intent))
        async with self._database.reading() as db:
            entries = await ledger.of_deposit(db, deposit.id)
        return [
            f"Stripe says {entry.kind} {entry.amount} {deposit.currency} {entry.reference}".rstrip()
            for entry in missing(entries, aftermath)
        ]

    async def _about_pages(self, deposit: Deposit) -> list[Difference]:
        """Every page that was ever opened for it: any of them may have been paid."""
        async with self._database.reading() as db:
            pages = await attempts.of_deposit(db, deposit.id)
        return [
            Difference(deposit, said, page)
            for page in pages
            if page.session_id is not None
            and (said := await self._about_page(deposit, page, page.session_id))
        ]

    async def _about_page(self, deposit: Deposit, page: Attempt, session_id: str) -> str | None:
        is_named = page.idempotency_key == deposit.idempotency_key
        if is_named and deposit.status in AFTER_PAYMENT:
            return None
        live = is_named and deposit.status in LIVE
        happened = payment_of_page(await self._stripe.retrieve_checkout(session_id))
        if happened is None:
            return None if live else "its page can still be paid"
        if happened.outcome is Outcome.PAID:
            return "its page is paid"
        if happened.outcome is Outcome.PROCESSING:
            return None if page.state is State.COMPLETE else "its page is processing"
        return f"its page is {happened.outcome}" if live else None
