"""The inbox worker: sorts what arrived, takes the turns that are due. Every rule is in an action."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from tattoobot.actions.house import House
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.record_payment import NotYetKnown, record_payment
from tattoobot.actions.record_receipts import record_receipts
from tattoobot.actions.take_turns import put_turn_aside, take_turns
from tattoobot.adapters.failures import BadPayload
from tattoobot.adapters.stripe import payloads as stripe
from tattoobot.adapters.whatsapp import payloads as whatsapp
from tattoobot.db import clients, inbox
from tattoobot.db.engine import Connection, Database
from tattoobot.db.inbox import InboxRow
from tattoobot.db.wake import INBOX, wake
from tattoobot.domain.messages import Inbound, Receipt
from tattoobot.jobs.payments import payment_of

log = structlog.get_logger(__name__)

BATCH = 200
TURNS = 50
STRIPE_AGAIN = timedelta(seconds=2)
STRIPE_PATIENCE = 60
"""How often an event about a page that is not recorded yet is looked at again, before a person has to."""


class Inbox:
    def __init__(
        self, database: Database, house: House, now: Callable[[], datetime], *, livemode: bool
    ) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._livemode = livemode

    async def step(self) -> bool:
        """One round. True while there may be more to do."""
        sorted_some = await self._sort_whatsapp()
        paid_some = await self._sort_stripe()
        took_some = await self._take_turns()
        return sorted_some or paid_some or took_some

    async def _sort_whatsapp(self) -> bool:
        async with self._database.transaction() as db:
            rows = await inbox.new(db, "whatsapp", BATCH)
            if not rows:
                return False
            messages, receipts = await self._read(db, rows)
            now = self._now()
            await keep_messages(db, self._house, messages, now)
            await record_receipts(db, receipts, now)
            await inbox.settle(db, [row.id for row in rows], now)
            if messages and self._house.reply_quiet:
                await wake(db, INBOX, after=self._house.reply_quiet)
        return True

    async def _read(self, db: Connection, rows: Sequence[InboxRow]) -> tuple[list[Inbound], list[Receipt]]:
        messages: list[Inbound] = []
        receipts: list[Receipt] = []
        for row in rows:
            try:
                if row.kind == "message":
                    messages.append(whatsapp.read_message(row.payload.encode()))
                elif row.kind == "status":
                    receipts.append(whatsapp.read_status(row.payload.encode()))
            except BadPayload as error:
                log.warning("inbox_row_unreadable", inbox_id=row.id)
                await inbox.fail(db, row.id, str(error))
        return messages, receipts

    async def _sort_stripe(self) -> bool:
        """One event per transaction: each may lock a lead."""
        async with self._database.transaction() as db:
            rows = await inbox.new(db, "stripe", 1)
            for row in rows:
                await self._record_event(db, row)
        return bool(rows)

    async def _record_event(self, db: Connection, row: InboxRow) -> None:
        now = self._now()
        try:
            payment = payment_of(stripe.event(row.payload.encode()))
            if payment is not None:
                await record_payment(db, self._house, payment, now, livemode=self._livemode)
        except BadPayload as error:
            await inbox.fail(db, row.id, str(error))
        except NotYetKnown:
            if row.attempts >= STRIPE_PATIENCE:
                await inbox.fail(db, row.id, "The payment page that it is about was never recorded.")
            else:
                await inbox.later(db, row.id, STRIPE_AGAIN)
                await wake(db, INBOX, after=STRIPE_AGAIN)
        else:
            await inbox.settle(db, [row.id], now)

    async def _take_turns(self) -> bool:
        try:
            async with self._database.transaction() as db:
                return bool(await take_turns(db, self._house, self._now(), limit=TURNS))
        except Exception:
            log.exception("turns_failed_together")
            return await self._take_turns_one_by_one()

    async def _take_turns_one_by_one(self) -> bool:
        async with self._database.reading() as db:
            due = await clients.due_ids(db, self._now(), TURNS)
        for client_id in due:
            try:
                async with self._database.transaction() as db:
                    await take_turns(db, self._house, self._now(), only=client_id)
            except Exception as error:
                log.exception("turn_failed", client_id=client_id)
                async with self._database.transaction() as db:
                    await put_turn_aside(db, client_id, type(error).__name__, self._now())
        return bool(due)
