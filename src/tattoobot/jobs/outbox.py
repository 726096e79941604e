"""The outbox worker: claims effects, has them delivered many at once, one at a time per order key, and settles them.

What an effect is and who delivers it is not its business: that stands in `jobs/deliver`.
"""

import asyncio
import contextlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from tattoobot.actions.record_refusal import failure_of_ours, give_up, record_refusal
from tattoobot.adapters.failures import AnswerLost, DeliveryFailed
from tattoobot.db import causes, number, outbox
from tattoobot.db.engine import TROUBLE_OF_THE_MOMENT, Connection
from tattoobot.db.outbox import Claimed
from tattoobot.db.presence import Presence, workers_present
from tattoobot.db.under_way import WORKERS_DIED
from tattoobot.db.wake import OUTBOX, wake
from tattoobot.domain.delivery import Failure
from tattoobot.domain.effects import FetchPhoto, SendMessage
from tattoobot.jobs.deliver import DELIVERED_BY
from tattoobot.jobs.pace import NumberPace
from tattoobot.jobs.together import alone, cause_of, together
from tattoobot.jobs.tools import Tools
from tattoobot.telemetry import meter, tracing

log = structlog.get_logger(__name__)

AT_ONCE = 200
BREATH_SECONDS = 0.02
GATHER_SECONDS = 0.01
"""After the first answer, wait this long for others: they are settled together."""


@dataclass(frozen=True, slots=True)
class _Done:
    """How one delivery ended."""

    delivery: Claimed
    provider_id: str | None = None
    failure: Failure | None = None
    unsure: str | None = None
    """The answer got lost: what is known about it."""
    settled: bool = False
    """Its own transaction has taken it out of the outbox already."""


class Outbox:
    def __init__(self, tools: Tools, presence: Presence, *, unsure: timedelta) -> None:
        self._tools = tools
        self._database = tools.database
        self._house = tools.house
        self._now = tools.now
        self._presence = presence
        self._unsure = unsure
        self._pace = NumberPace()
        self._pending: dict[asyncio.Task[_Done], Claimed] = {}
        self._ended: list[_Done] = []
        """Not recorded yet: an answer is kept until it is, though the database be away meanwhile."""

    async def step(self) -> bool:
        """Claim what there is room for, and settle what is done. False when nothing is due and nothing under way."""
        await self._settle()
        room = min(AT_ONCE - len(self._pending), self._pace.room())
        if room <= 0 and not self._pending:
            await asyncio.sleep(BREATH_SECONDS)
            return True
        claimed = await self._claim(room)
        self._pace.spend(sum(isinstance(delivery.effect, SendMessage) for delivery in claimed))
        deliver = self._deliver_traced if tracing.current() else self._deliver
        self._pending |= {asyncio.create_task(deliver(delivery)): delivery for delivery in claimed}
        if not self._pending:
            return False
        await asyncio.wait(self._pending, return_when=asyncio.FIRST_COMPLETED, timeout=0.25)
        await asyncio.sleep(GATHER_SECONDS)
        finished = [task for task in self._pending if task.done()]
        self._ended += [_ending(task, self._pending.pop(task)) for task in finished]
        await self._settle()
        return True

    async def recover(self) -> None:
        """Take over what dead workers held; what so many of them died with is given up."""
        async with self._database.transaction() as db:
            self._pace.shared_by(await workers_present(db))
            self._pace.allowed(await number.pace(db))
            taken_over, abandoned = await outbox.recover(db, self._now(), self._unsure, self._presence.number)
            for one in abandoned:
                log.error("delivery_abandoned", outbox_id=one.id, kind=one.kind)
                await give_up(db, self._house, one, WORKERS_DIED, self._now())
            if taken_over:
                log.warning("deliveries_taken_over", count=taken_over)
                await wake(db, OUTBOX)
                await wake(db, OUTBOX, after=self._unsure)

    async def let_go(self) -> None:
        """The process ends: what it could not finish is for whoever comes next."""
        with contextlib.suppress(*TROUBLE_OF_THE_MOMENT):
            async with self._database.transaction() as db:
                await outbox.let_go(db, self._now(), self._unsure, self._presence.number)

    async def _claim(self, room: int) -> list[Claimed]:
        if room <= 0 or self._presence.leaving:
            return []
        fetching = sum(isinstance(delivery.effect, FetchPhoto) for delivery in self._pending.values())
        async with self._database.reading() as db:
            return await outbox.claim(
                db, self._now(), room, self._presence.number, max(outbox.MOST_PICTURES - fetching, 0)
            )

    async def _deliver(self, delivery: Claimed) -> _Done:
        try:
            answer = await DELIVERED_BY[type(delivery.effect)](self._tools, delivery)
            if answer.act is None:
                return _Done(delivery, provider_id=answer.provider_id)
            async with self._database.transaction() as db:
                await answer.act(db)
                await outbox.delivered(db, [(delivery.id, None, None)])
            return _Done(delivery, settled=True)
        except DeliveryFailed as error:
            return _Done(delivery, failure=error.failure)
        except AnswerLost as error:
            return _Done(delivery, unsure=str(error))
        except Exception as error:
            log.exception("delivery_failed", outbox_id=delivery.id, kind=delivery.kind)
            return _Done(delivery, failure=failure_of_ours(error))

    async def _deliver_traced(self, delivery: Claimed) -> _Done:
        began = time.time_ns()
        done = await self._deliver(delivery)
        cause = await causes.message_behind(self._database, delivery.effect)
        if trace := tracing.current():
            trace.delivery(
                cause,
                began,
                failed=done.failure is not None,
                effect=delivery.kind,
                attempt=delivery.attempts,
                reaction=done.failure.reaction.value if done.failure else None,
                code=str(done.failure.code) if done.failure and done.failure.code else None,
                unsure=done.unsure is not None,
            )
        return done

    async def _settle(self) -> None:
        """Record how deliveries ended; one whose end cannot be recorded is dead."""
        ended = self._ended
        if not ended:
            return
        open_ends = [one for one in ended if not one.settled]
        if open_ends:
            await together(
                "settling",
                lambda: self._settle_at_once(open_ends),
                lambda: self._settle_one_by_one(open_ends),
            )
        self._ended = self._ended[len(ended) :]
        _count(ended, self._now())

    async def _settle_at_once(self, ended: Sequence[_Done]) -> None:
        # What went well is settled by one statement: around it a transaction would be two more.
        went_well = all(one.failure is None and one.unsure is None for one in ended)
        async with self._database.reading() if went_well else self._database.transaction() as db:
            await self._record(db, ended)

    async def _settle_one_by_one(self, ended: Sequence[_Done]) -> None:
        for one in ended:
            await self._settle_alone(one)

    async def _settle_alone(self, one: _Done) -> None:
        async def put_aside(db: Connection, error: Exception) -> None:
            await outbox.dead(db, one.delivery.id, cause_of(error))
            await give_up(db, self._house, one.delivery, cause_of(error), self._now())

        async def record(db: Connection) -> None:
            await self._record(db, [one])

        await alone(self._database, "settling", record, put_aside, outbox_id=one.delivery.id)

    async def _record(self, db: Connection, ended: Sequence[_Done]) -> None:
        good = [one for one in ended if one.failure is None and one.unsure is None]
        await outbox.delivered(
            db, [(one.delivery.id, one.provider_id, one.delivery.message_id) for one in good]
        )
        for one in ended:
            if one.unsure is not None:
                await self._wait_for_status(db, one.delivery, one.unsure)
            elif one.failure is not None:
                await record_refusal(db, self._house, one.delivery, one.failure, self._now())

    async def _wait_for_status(self, db: Connection, delivery: Claimed, lost: str) -> None:
        """Wait for a status before another try: WhatsApp has no idempotency key; our reference in a status tells."""
        log.warning("answer_lost", outbox_id=delivery.id, kind=delivery.kind)
        due = self._now() + self._unsure
        await outbox.again(db, delivery.id, due, lost, unsure=True)
        await wake(db, OUTBOX, after=self._unsure)


def _ending(task: asyncio.Task[_Done], delivery: Claimed) -> _Done:
    """However it broke, it has an end."""
    error = task.exception()
    if error is None:
        return task.result()
    log.error("delivery_broke", outbox_id=delivery.id, exc_info=error)
    return _Done(delivery, unsure=type(error).__name__)


def _count(done: Sequence[_Done], now: datetime) -> None:
    for one in done:
        effect = one.delivery.kind
        if one.failure is not None:
            meter.count(meter.DELIVERIES, 1, effect, "refused")
            meter.count(meter.REFUSALS, 1, effect, one.failure.reaction, str(one.failure.code or "none"))
        elif one.unsure is not None:
            meter.count(meter.DELIVERIES, 1, effect, "unsure")
        else:
            meter.count(meter.DELIVERIES, 1, effect, "done")
            meter.time(meter.WAITED_SECONDS, (now - one.delivery.created_at).total_seconds(), effect)
