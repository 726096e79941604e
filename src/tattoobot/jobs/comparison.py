"""Holds the ledger against what Stripe says of every payment page and every payment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tattoobot.actions.look_up_page import look_up_page, look_up_payment
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.stripe.reading import aftermath_of, payment_of_page
from tattoobot.db import deposits, ledger
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
                said = await self._about_payment(deposit) or await self._about_page(deposit)
                found += [Difference(deposit, line) for line in said]
            if len(some) < AT_ONCE:
                return found
            last = some[-1].id

    async def look_up(self, found: Sequence[Difference], now: datetime) -> None:
        """Have the worker ask Stripe once more, and enter what is missing the usual way."""
        async with self._database.transaction() as db:
            for deposit in {one.deposit.id: one.deposit for one in found}.values():
                if deposit.payment_intent is not None and deposit.status in AFTER_PAYMENT:
                    await look_up_payment(db, deposit.payment_intent, now)
                else:
                    await look_up_page(db, deposit.id, deposit.lead_id, now)

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

    async def _about_page(self, deposit: Deposit) -> list[str]:
        if deposit.session_id is None or deposit.status in AFTER_PAYMENT:
            return []
        page = await self._stripe.retrieve_checkout(deposit.session_id)
        happened = payment_of_page(page)
        if happened is None:
            return [] if deposit.status in LIVE else ["its page can still be paid"]
        if (
            happened.outcome in {Outcome.PAID, Outcome.PROCESSING}
            and happened.outcome.value != deposit.status.value
        ):
            return [f"its page is {happened.outcome}"]
        if happened.outcome in {Outcome.EXPIRED, Outcome.FAILED} and deposit.status in LIVE:
            return [f"its page is {happened.outcome}"]
        return []
