"""A worker shows that it lives by holding a lock: PostgreSQL lets go of it the moment its process dies.

On the connection that holds it, the worker is called.
"""

import asyncio
import contextlib
import random
from collections.abc import Callable

import structlog

from tattoobot.db.engine import ANY_TROUBLE, Connection, Database
from tattoobot.db.wake import CHANNEL

log = structlog.get_logger(__name__)

LOCKS = 7262033
"""The first half of every worker's lock; its number is the second."""
LOOK_EVERY = 2.0

PRESENT = """
    SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND classid = $1 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


async def workers_present(db: Connection) -> int:
    """How many workers live, on whichever machine."""
    count: int = await db.fetchval(PRESENT, LOCKS)
    return count


class Presence:
    """Holds this worker's lock on a connection of its own.

    A connection that was lost is replaced. The number stays, for what the worker has in hand bears it: a new one is
    taken only where PostgreSQL has not noticed yet that the old connection is gone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holding: asyncio.Task[None] | None = None
        self._held = asyncio.Event()
        self.number = 0
        self.leaving = False
        """What is in hand is finished, and nothing more is taken."""
        self._called: Callable[[str | None], None] = _nobody

    def listen(self, called: Callable[[str | None], None]) -> None:
        """Have `called` hear the name of every job that is woken, and None where calls may have been missed."""
        self._called = called
        called(None)

    def leave(self) -> None:
        self.leaving = True

    async def start(self) -> None:
        self._holding = asyncio.create_task(self._hold(), name="presence")
        await self._held.wait()

    async def stop(self) -> None:
        if self._holding is not None:
            self._holding.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._holding

    async def _hold(self) -> None:
        while True:
            try:
                async with self._database.reading() as db:
                    await self._take(db)
                    await self._stay(db)
            except ANY_TROUBLE as error:
                log.warning("presence_lost", error=type(error).__name__)
                await asyncio.sleep(0.5)

    async def _take(self, db: Connection) -> None:
        if not self.number or not await db.fetchval(
            "SELECT pg_try_advisory_lock($1, $2)", LOCKS, self.number
        ):
            number = random.randrange(1, 2**31)
            await db.execute("SELECT pg_advisory_lock($1, $2)", LOCKS, number)
            self.number = number
        await db.add_listener(CHANNEL, self._hear)
        self._called(None)
        self._held.set()

    def _hear(self, _: object, __: int, ___: str, job: object) -> None:
        self._called(str(job))

    async def _stay(self, db: Connection) -> None:
        try:
            while True:
                await asyncio.sleep(LOOK_EVERY)
                await db.execute("SELECT 1")
        finally:
            # On a connection that broke this raises, which would hide that we are to stop.
            with contextlib.suppress(*ANY_TROUBLE):
                await db.remove_listener(CHANNEL, self._hear)
                await db.execute("SELECT pg_advisory_unlock($1, $2)", LOCKS, self.number)


def _nobody(_: str | None) -> None:
    """Listens before anybody does."""
