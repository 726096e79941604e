"""The thin port to the job engine (pgqueuer): handlers, schedules, run, stop. Nothing else knows which engine it is."""

import asyncio
import contextlib
import itertools
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from pgqueuer import PgQueuer
from pgqueuer.models import Job, Schedule

from tattoobot.db import dead_letters
from tattoobot.db.engine import Database, will_pass
from tattoobot.db.presence import Presence
from tattoobot.jobs.together import cause_of

log = structlog.get_logger(__name__)

Work = Callable[[], Awaitable[None]]

TAKE_OVER = timedelta(seconds=15)
"""A job whose worker has not been heard of for this long is run by another."""


class Engine:
    """Runs work when it is woken, and on a schedule. Any number of processes may run one on the same database."""

    def __init__(self, database: Database, presence: Presence) -> None:
        self._database = database
        self._presence = presence
        self._handlers: dict[str, Work] = {}
        self._schedules: dict[tuple[str, str], Work] = {}
        self._runs = itertools.count(1)
        self._worked: dict[str, int] = {}
        """Jobs that worked when they were last run here, each with the newest run that did."""
        self._telling = asyncio.Lock()
        self._queuer: PgQueuer | None = None
        self._running: asyncio.Task[None] | None = None
        self._answering: set[asyncio.Task[None]] = set()
        self._stopping = False

    def handler(self, job: str, work: Work) -> None:
        """Do `work` whenever `job` is woken (see db/wake.py)."""
        self._handlers[job] = work

    def schedule(self, job: str, cron: str, work: Work) -> None:
        """Do `work` at the times of `cron`, in one process at a time. A sixth field counts seconds."""
        self._schedules[job, cron] = work

    def start(self) -> None:
        self._running = asyncio.create_task(self._keep_running(), name="engine")
        self._presence.listen(self._called)

    @property
    def alive(self) -> bool:
        return self._running is not None and not self._running.done()

    async def stop(self) -> None:
        """Take no more work and finish what is held."""
        self._stopping = True
        if self._queuer is not None:
            self._queuer.shutdown.set()
        if self._running is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait_for(self._running, timeout=30)
        if self._answering:
            await asyncio.wait(self._answering, timeout=30)

    def _called(self, job: str | None) -> None:
        """Whatever was done while nobody listened may be waiting for any of them: None."""
        for name in self._handlers if job is None else {job} & self._handlers.keys():
            if not self._stopping:
                task = asyncio.create_task(self._answer(name), name=name)
                self._answering.add(task)
                task.add_done_callback(self._answering.discard)

    async def _answer(self, job: str) -> None:
        # It has been told, and the sweep tries again.
        with contextlib.suppress(Exception):
            await self._guarded(job, self._handlers[job])

    async def _keep_running(self) -> None:
        """Start again after whatever happens to the database: it comes back, and so do we."""
        while not self._stopping:
            self._queuer = self._build()
            try:
                await self._queuer.run(
                    dequeue_timeout=timedelta(seconds=5),
                    batch_size=20,
                    max_concurrent_tasks=100,
                    heartbeat_timeout=TAKE_OVER,
                )
            except Exception as error:  # noqa: BLE001  whatever it was: else the process would live and do nothing
                log.warning("engine_lost_database", error=type(error).__name__)
                await asyncio.sleep(0.5)

    def _build(self) -> PgQueuer:
        """A new one each time: the engine's own run ends for good when it ends."""
        # A pool, not a connection: it survives a restart of PostgreSQL.
        queuer = PgQueuer.from_asyncpg_pool(self._database.pool)
        for job, work in self._handlers.items():
            queuer.entrypoint(job)(self._handler(job, work))
        for (job, cron), work in self._schedules.items():
            queuer.schedule(job, cron)(self._scheduled(job, work))
        return queuer

    def _handler(self, job: str, work: Work) -> Callable[[Job], Awaitable[None]]:
        async def run(_: Job) -> None:
            await self._guarded(job, work)

        return run

    def _scheduled(self, job: str, work: Work) -> Callable[[Schedule], Awaitable[None]]:
        async def run(_: Schedule) -> None:
            await self._guarded(job, work)

        return run

    async def _guarded(self, job: str, work: Work) -> None:
        """The one broad handler: what work is there to do stays in the tables, and the next wake-up finds it."""
        run = next(self._runs)
        try:
            await work()
        except Exception as error:
            # The database went away: a stack for each job would bury that.
            told = log.warning if will_pass(error) else log.exception
            told("job_failed", job=job, error=type(error).__name__)
            await self._broke(job, run, error)
            raise
        await self._went_well(job, run)

    async def _broke(self, job: str, run: int, error: Exception) -> None:
        async with self._telling:
            # A job runs beside itself: one that began later and worked has the last word.
            if run < self._worked.get(job, 0):
                return
            self._worked.pop(job, None)
            if not will_pass(error):
                async with self._database.transaction() as db:
                    await dead_letters.note_job_failure(db, job, cause_of(error))

    async def _went_well(self, job: str, run: int) -> None:
        if job not in self._worked:
            async with self._telling, self._database.transaction() as db:
                await dead_letters.forget_job(db, job)
        self._worked[job] = max(run, self._worked.get(job, 0))
