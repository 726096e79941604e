"""The inbox worker: sorts what arrived, takes the turns that are due. Every rule is in an action."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import perf_counter

import structlog

from tattoobot.actions.change_handle import change_handle
from tattoobot.actions.house import House
from tattoobot.actions.keep_echo import keep_echo
from tattoobot.actions.keep_messages import keep_messages
from tattoobot.actions.look_up_page import look_up_payment, look_up_session
from tattoobot.actions.record_account_news import record_account_news
from tattoobot.actions.record_consent import record_preference
from tattoobot.actions.record_payment import record_payment
from tattoobot.actions.record_receipts import record_receipts
from tattoobot.actions.record_template_news import record_template_news
from tattoobot.actions.take_turns import put_turn_aside, take_turns
from tattoobot.adapters.failures import BadPayload
from tattoobot.adapters.stripe import payloads as stripe
from tattoobot.adapters.stripe.reading import news_of
from tattoobot.adapters.whatsapp import payloads as whatsapp
from tattoobot.db import clients, inbox
from tattoobot.db.engine import Connection, Database, will_pass
from tattoobot.db.inbox import InboxRow
from tattoobot.db.presence import Presence
from tattoobot.db.under_way import MOST_DEATHS, WORKERS_DIED, UnderWay
from tattoobot.db.wake import INBOX, wake
from tattoobot.domain.messages import Inbound, Kind, Receipt
from tattoobot.domain.payment import AskAboutPage, AskAboutPayment, News, NotYetKnown, Payment
from tattoobot.telemetry import meter

log = structlog.get_logger(__name__)

BATCH = 400
TURNS = 100
UNTIL_ASKED = timedelta(days=30)
"""A turn that workers died of is not taken before its client writes again or a person asks for it, or so long."""
STRIPE_AGAIN = timedelta(seconds=2)
STRIPE_PATIENCE = 60
"""How often an event about a page that is not recorded yet is looked at again, before a person has to."""


Act = Callable[[Connection, House, datetime], Awaitable[None]]


@dataclass(slots=True)
class _Run:
    """Arrivals that are dealt with in one transaction: many messages and receipts, or one thing about a person."""

    rows: list[int] = field(default_factory=list)
    messages: list[Inbound] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    act: Act | None = None


class Inbox:
    """A worker that starts may follow one that died: it deals with a first batch one by one, noting each."""

    def __init__(
        self,
        database: Database,
        house: House,
        now: Callable[[], datetime],
        *,
        livemode: bool,
        presence: Presence,
    ) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._livemode = livemode
        self._presence = presence
        self._arrivals = UnderWay(database, presence, "arrival")
        self._turns = UnderWay(database, presence, "turn")
        self._first_arrivals = True
        self._first_turns = True

    async def step(self) -> bool:
        """One round. True while there may be more to do."""
        if self._presence.leaving:
            return False
        sorted_some = await self._sort_whatsapp()
        paid_some = await self._sort_stripe()
        took_some = await self._take_turns()
        return sorted_some or paid_some or took_some

    async def _sort_whatsapp(self) -> bool:
        if self._first_arrivals:
            more = await self._sort_one_by_one()
            self._first_arrivals = False
            return more
        try:
            return await self._sort_run(BATCH)
        except Exception as error:
            if will_pass(error):
                raise
            log.exception("sorting_failed_together")
            return await self._sort_one_by_one()

    async def _sort_one_by_one(self) -> bool:
        """What breaks is put aside with the cause; what comes after it is none the worse."""
        more = True
        for _ in range(BATCH):
            more = await self._one_at_a_time("whatsapp", self._sort_and_count)
            if not more:
                break
        return more

    async def _one_at_a_time(
        self, provider: str, deal: Callable[[Connection, list[InboxRow]], Awaitable[None]]
    ) -> bool:
        """Deal with the oldest arrival in a transaction of its own. False where there is none to deal with here."""
        async with self._database.transaction() as db:
            oldest = await inbox.new(db, provider, 1)
        if not oldest:
            return False
        row = oldest[0]
        deaths = await self._arrivals.begin(row.id)
        if deaths is None:
            return False
        try:
            async with self._database.transaction() as db:
                if deaths >= MOST_DEATHS:
                    log.error("inbox_row_abandoned", inbox_id=row.id)
                    await inbox.fail(db, row.id, WORKERS_DIED)
                elif await inbox.new(db, provider, 1) == oldest:
                    await deal(db, oldest)
                await self._arrivals.end(db, row.id)
        except Exception as error:
            if will_pass(error):
                raise
            log.exception("inbox_row_failed", inbox_id=row.id)
            async with self._database.transaction() as db:
                await inbox.fail(db, row.id, f"A mistake of ours: {type(error).__name__}.")
                await self._arrivals.end(db, row.id)
        return True

    async def _sort_run(self, limit: int) -> bool:
        async with self._database.transaction() as db:
            rows = await inbox.new(db, "whatsapp", limit)
            if not rows:
                return False
            run = await self._sort(db, rows)
        _count(run)
        return True

    async def _sort_and_count(self, db: Connection, rows: list[InboxRow]) -> None:
        _count(await self._sort(db, rows))

    async def _sort(self, db: Connection, rows: list[InboxRow]) -> _Run:
        run = await self._read(db, rows)
        now = self._now()
        if run.act is not None:
            await run.act(db, self._house, now)
        await keep_messages(db, self._house, run.messages, now)
        await record_receipts(db, self._house, run.receipts, now)
        await inbox.settle(db, run.rows, now)
        if run.messages and self._house.reply_quiet:
            await wake(db, INBOX, after=self._house.reply_quiet)
        return run

    async def _read(self, db: Connection, rows: Sequence[InboxRow]) -> _Run:
        """The first run of these arrivals. What follows it is left for the next round, in its order."""
        run = _Run()
        for row in rows:
            try:
                act = self._read_one(row, run)
            except BadPayload as error:
                log.warning("inbox_row_unreadable", inbox_id=row.id)
                await inbox.fail(db, row.id, str(error))
                continue
            if act is None:
                run.rows.append(row.id)
            elif run.rows:
                return run
            else:
                return _Run([row.id], act=act)
        return run

    def _read_one(self, row: InboxRow, run: _Run) -> Act | None:
        """Add it to the run, or say what it changes about a person. Raises `BadPayload`."""
        payload = row.payload.encode()
        if row.kind == "message":
            message = whatsapp.read_message(payload)
            if message.kind is Kind.SYSTEM and (change := whatsapp.read_identity_change(payload)):
                return lambda db, _, now: change_handle(db, change, now, message)
            run.messages.append(message)
        elif row.kind == "status":
            run.receipts.append(whatsapp.read_status(payload))
        elif row.kind == "echo":
            echo = whatsapp.read_message(payload)
            return lambda db, house, now: keep_echo(db, house, echo, now)
        elif row.kind == "user_id_update" and (update := whatsapp.read_identity_change(payload)):
            return lambda db, _, now: change_handle(db, update, now)
        elif row.kind == "user_preferences" and (preference := whatsapp.read_preference(payload)):
            return lambda db, _, now: record_preference(db, preference, now)
        elif row.kind in whatsapp.TEMPLATE_NEWS and (
            news := whatsapp.read_template_news(payload, self._now())
        ):
            return lambda db, _, __: record_template_news(db, news)
        elif row.kind in whatsapp.ACCOUNT_NEWS:
            about = whatsapp.read_account_news(payload)
            return lambda db, _, now: record_account_news(db, about, now)
        return None

    async def _sort_stripe(self) -> bool:
        """One event per transaction: each may lock a lead."""
        return await self._one_at_a_time("stripe", self._record_events)

    async def _record_events(self, db: Connection, rows: list[InboxRow]) -> None:
        for row in rows:
            await self._record_event(db, row)

    async def _record_event(self, db: Connection, row: InboxRow) -> None:
        now = self._now()
        try:
            await self._heed(db, news_of(stripe.event(row.payload.encode())), now)
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

    async def _heed(self, db: Connection, news: News | None, now: datetime) -> None:
        match news:
            case Payment():
                await record_payment(db, self._house, news, now, livemode=self._livemode)
            case AskAboutPage():
                await look_up_session(db, news.session_id, now)
            case AskAboutPayment():
                await look_up_payment(db, news.payment_intent, now)

    async def _take_turns(self) -> bool:
        if self._first_turns:
            more = await self._take_turns_one_by_one()
            self._first_turns = False
            return more
        began = perf_counter()
        try:
            async with self._database.transaction() as db:
                taken = await take_turns(db, self._house, self._now(), limit=TURNS)
        except Exception as error:
            if will_pass(error):
                raise
            log.exception("turns_failed_together")
            return await self._take_turns_one_by_one()
        _count_turns(taken, began)
        return bool(taken)

    async def _take_turns_one_by_one(self) -> bool:
        async with self._database.reading() as db:
            due = await clients.due_ids(db, self._now(), TURNS)
        for client_id in due:
            await self._take_turn(client_id)
        return bool(due)

    async def _take_turn(self, client_id: int) -> None:
        """The turn of one client. One that cannot be taken is put aside, and shown with its cause."""
        deaths = await self._turns.begin(client_id)
        if deaths is None:
            return
        began, taken = perf_counter(), 0
        try:
            async with self._database.transaction() as db:
                if deaths >= MOST_DEATHS:
                    log.error("turn_abandoned", client_id=client_id)
                    await put_turn_aside(db, client_id, WORKERS_DIED, self._now(), UNTIL_ASKED)
                else:
                    taken = await take_turns(db, self._house, self._now(), only=client_id)
                await self._turns.end(db, client_id)
        except Exception as error:
            if will_pass(error):
                raise
            log.exception("turn_failed", client_id=client_id)
            async with self._database.transaction() as db:
                await put_turn_aside(db, client_id, type(error).__name__, self._now())
                await self._turns.end(db, client_id)
        else:
            _count_turns(taken, began)


def _count_turns(taken: int, began: float) -> None:
    if taken:
        meter.count(meter.TURNS, taken)
        meter.time(meter.TURN_SECONDS, perf_counter() - began, times=taken)


def _count(run: _Run) -> None:
    if run.messages:
        meter.count(meter.RECEIVED, len(run.messages))
    for receipt in run.receipts:
        meter.count(meter.RECEIPTS, 1, receipt.status)
        if receipt.status == "failed":
            meter.count(meter.FAILED_LATER, 1, str(receipt.error_code or "unknown"))
        if receipt.pricing_type and receipt.status == "sent":
            meter.count(meter.PRICED, 1, receipt.pricing_type, receipt.pricing_category or "unknown")
