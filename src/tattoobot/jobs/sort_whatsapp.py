"""Sorts what WhatsApp sent: messages and receipts many together, a change about a person or the account in its place.

Every rule is in an action.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog

from tattoobot.actions.change_handle import change_handle
from tattoobot.actions.house import House
from tattoobot.actions.keep_echo import keep_echo
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.record_account_news import record_account_news
from tattoobot.actions.record_consent import record_preference
from tattoobot.actions.record_receipts import record_receipts
from tattoobot.actions.record_template_news import record_template_news
from tattoobot.adapters.failures import BadPayload
from tattoobot.adapters.whatsapp import payloads as whatsapp
from tattoobot.db import inbox, receipts
from tattoobot.db.engine import Connection, Database
from tattoobot.db.inbox import InboxRow
from tattoobot.db.presence import Presence
from tattoobot.db.wake import INBOX, wake
from tattoobot.domain.messages import Inbound, Kind, Receipt
from tattoobot.jobs.arrivals import Arrivals
from tattoobot.telemetry import meter

log = structlog.get_logger(__name__)

BATCH = 400

Read = Callable[[bytes], Any]
Record = Callable[[Connection, Any, datetime], Awaitable[None]]
Change = Callable[[Connection, datetime], Awaitable[None]]


@dataclass(slots=True)
class _Run:
    """Arrivals that are dealt with in one transaction: many messages and receipts, or one change."""

    rows: list[int] = field(default_factory=list)
    messages: list[Inbound] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    receipt_rows: list[int] = field(default_factory=list)
    change: Change | None = None


class WhatsAppSorter:
    def __init__(
        self, database: Database, house: House, now: Callable[[], datetime], presence: Presence
    ) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._arrivals = Arrivals(database, presence, "whatsapp")
        self._changes = _changes(house, now)

    async def step(self) -> bool:
        """One round. True while there may be more to do."""
        return await self._arrivals.round(self._at_once, self._one_by_one)

    async def _at_once(self) -> bool:
        async with self._database.transaction() as db:
            rows = await inbox.new(db, "whatsapp", BATCH)
            if not rows:
                return False
            run = await self._sort(db, rows)
        _count(run)
        return True

    async def _one_by_one(self) -> bool:
        for _ in range(BATCH):
            if not await self._arrivals.oldest(self._sort_one):
                return False
        return True

    async def _sort_one(self, db: Connection, row: InboxRow) -> None:
        _count(await self._sort(db, [row]))

    async def _sort(self, db: Connection, rows: Sequence[InboxRow]) -> _Run:
        run = await self._read(db, rows)
        now = self._now()
        if run.change is not None:
            await run.change(db, now)
        await keep_messages(db, self._house, run.messages, now)
        await record_receipts(db, self._house, run.receipts, now)
        if run.receipts:
            # They name whom it went to. Of a message that is not here any more, that is not kept either.
            await receipts.settle(db, run.receipt_rows, run.receipts, run.rows, now)
        else:
            await inbox.settle(db, run.rows, now)
        if run.messages and self._house.reply_quiet:
            await wake(db, INBOX, after=self._house.reply_quiet)
        return run

    async def _read(self, db: Connection, rows: Sequence[InboxRow]) -> _Run:
        """The first run of these arrivals. What follows it is left for the next round, in its order."""
        run = _Run()
        for row in rows:
            try:
                change = self._read_one(row, run)
            except BadPayload as error:
                log.warning("inbox_row_unreadable", inbox_id=row.id)
                await inbox.fail(db, row.id, str(error))
                continue
            if change is None:
                run.rows.append(row.id)
            elif run.rows:
                return run
            else:
                return _Run([row.id], change=change)
        return run

    def _read_one(self, row: InboxRow, run: _Run) -> Change | None:
        """Add it to the run, or say what it changes. Raises `BadPayload`."""
        payload = row.payload.encode()
        if row.kind == "message":
            message = whatsapp.read_message(payload)
            if message.kind is Kind.SYSTEM and (handle := whatsapp.read_identity_change(payload)):
                return lambda db, now: change_handle(db, handle, now, message)
            run.messages.append(message)
        elif row.kind == "status":
            run.receipts.append(whatsapp.read_status(payload))
            run.receipt_rows.append(row.id)
        elif row.kind in self._changes:
            read, record = self._changes[row.kind]
            if news := read(payload):
                return lambda db, now: record(db, news, now)
        return None


def _changes(house: House, now: Callable[[], datetime]) -> dict[str, tuple[Read, Record]]:
    """Map each kind of change to what reads it and what records it. What reads as None changes nothing."""
    template_news = (
        lambda payload: whatsapp.read_template_news(payload, now()),
        lambda db, news, _: record_template_news(db, news),
    )
    return {
        "echo": (whatsapp.read_message, lambda db, echo, at: keep_echo(db, house, echo, at)),
        "user_id_update": (whatsapp.read_identity_change, change_handle),
        "user_preferences": (whatsapp.read_preference, record_preference),
        **dict.fromkeys(whatsapp.TEMPLATE_NEWS, template_news),
        **dict.fromkeys(whatsapp.ACCOUNT_NEWS, (whatsapp.read_account_news, record_account_news)),
    }


def _count(run: _Run) -> None:
    if run.messages:
        meter.count(meter.RECEIVED, len(run.messages))
    for receipt in run.receipts:
        meter.count(meter.RECEIPTS, 1, receipt.status)
        if receipt.status == "failed":
            meter.count(meter.FAILED_LATER, 1, str(receipt.error_code or "unknown"))
        if receipt.pricing_type and receipt.status == "sent":
            priced = (receipt.pricing_type, receipt.pricing_category or "unknown")
            meter.count(meter.PRICED, 1, *priced)
            meter.count(meter.PRICED_IN, 1, f"{receipt.at:%Y-%m}", *priced)
