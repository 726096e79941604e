"""Much in one transaction; each alone where that breaks; what breaks alone too is put aside."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from tattoobot.db.engine import Connection, Database, will_pass
from tattoobot.db.presence import Presence
from tattoobot.db.under_way import MOST_DEATHS, WORKERS_DIED, UnderWay, WorkersDied

log = structlog.get_logger(__name__)

Done = TypeVar("Done")
Do = Callable[[Connection], Awaitable[object]]
PutAside = Callable[[Connection, Exception], Awaitable[object]]


def cause_of(error: Exception) -> str:
    """Why it was put aside."""
    if isinstance(error, WorkersDied):
        return WORKERS_DIED
    return f"A mistake of ours: {type(error).__name__}."


async def together(
    work: str, at_once: Callable[[], Awaitable[Done]], one_by_one: Callable[[], Awaitable[Done]]
) -> Done:
    """Do it all at once; one by one where that breaks by something that does not pass by itself."""
    try:
        return await at_once()
    except Exception as error:
        if will_pass(error):
            raise
        log.exception(f"{work}_failed_together")
    return await one_by_one()


async def alone(database: Database, work: str, do: Do, put_aside: PutAside, **about: int) -> None:
    """Do one item in a transaction of its own; put it aside, in another, where it breaks by what does not pass."""
    try:
        async with database.transaction() as db:
            await do(db)
    except Exception as error:
        if will_pass(error):
            raise
        log.exception(f"{work}_failed", **about)
        async with database.transaction() as db:
            await put_aside(db, error)


class Workload:
    """One kind of work, of which many items are due at once.

    A worker that starts may follow one that died: it begins one by one. An item that is done alone is noted before.
    """

    def __init__(self, database: Database, presence: Presence, work: str) -> None:
        self._database = database
        self._work = work
        self._under_way = UnderWay(database, presence, work)
        self._first = True

    async def round(
        self, at_once: Callable[[], Awaitable[bool]], one_by_one: Callable[[], Awaitable[bool]]
    ) -> bool:
        if not self._first:
            return await together(self._work, at_once, one_by_one)
        more = await one_by_one()
        self._first = False
        return more

    async def alone(self, item: int, do: Do, put_aside: PutAside, **about: int) -> bool:
        """False where another worker has it in hand. What too many have died with is put aside."""
        deaths = await self._under_way.begin(item)
        if deaths is None:
            return False

        async def do_and_end(db: Connection) -> None:
            if deaths >= MOST_DEATHS:
                raise WorkersDied
            await do(db)
            await self._under_way.end(db, item)

        async def put_aside_and_end(db: Connection, error: Exception) -> None:
            await put_aside(db, error)
            await self._under_way.end(db, item)

        await alone(self._database, self._work, do_and_end, put_aside_and_end, **about)
        return True
