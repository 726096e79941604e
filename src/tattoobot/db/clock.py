"""The product's clock: real time, and in the sandbox as far ahead as somebody has moved it."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta

import structlog

from tattoobot.db.engine import ANY_TROUBLE, Connection, Database
from tattoobot.db.wake import INBOX, OUTBOX, REMINDERS, wake

log = structlog.get_logger(__name__)

CHANNEL = "tattoobot_clock"
FARTHEST = timedelta(days=3650)


class Clock:
    """In production it is simply the time."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class MovableClock(Clock):
    """Keeps how far it is ahead in the database, and hears when another process moves it."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self._listening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self._read()
        self._listening = asyncio.create_task(self._listen(), name="clock")

    async def stop(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening

    async def advance(self, by: timedelta) -> None:
        """Move the clock forward for every process, and let them look at what is due now."""
        async with self._database.transaction() as db:
            ahead = await db.fetchval(
                "UPDATE clock SET ahead_seconds = least(ahead_seconds + $1, $2) RETURNING ahead_seconds",
                by.total_seconds(),
                FARTHEST.total_seconds(),
            )
            await db.execute("SELECT pg_notify($1, $2)", CHANNEL, str(ahead))
        self.ahead = timedelta(seconds=float(ahead))
        # After the commit: whoever wakes up must see the new time.
        async with self._database.transaction() as db:
            await wake(db, INBOX)
            await wake(db, OUTBOX)
            await wake(db, REMINDERS)

    async def _read(self) -> None:
        async with self._database.reading() as db:
            ahead = await db.fetchval("SELECT ahead_seconds FROM clock")
        self.ahead = timedelta(seconds=float(ahead or 0))

    async def _listen(self) -> None:
        while True:
            try:
                async with self._database.reading() as db:
                    await self._hear(db)
            except ANY_TROUBLE as error:
                log.warning("clock_lost_database", error=type(error).__name__)
                await asyncio.sleep(1)

    async def _hear(self, db: Connection) -> None:
        moved = asyncio.Event()

        def hear(*_: object) -> None:
            moved.set()

        await db.add_listener(CHANNEL, hear)
        try:
            while True:
                await self._read()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(moved.wait(), timeout=5)
                moved.clear()
        finally:
            # On a connection that broke this raises, which would hide that we are to stop.
            with contextlib.suppress(*ANY_TROUBLE):
                await db.remove_listener(CHANNEL, hear)
