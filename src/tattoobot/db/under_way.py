"""What is worked on by itself just now: what is left here by a worker that died is what it may have died of."""

from tattoobot.db.engine import Connection, Database
from tattoobot.db.presence import LOCKS, Presence

MOST_DEATHS = 3
"""What so many workers died with, one after the other, is put aside."""
WORKERS_DIED = "Workers died with it again and again."


class WorkersDied(Exception):
    """Raised for what so many workers died with that it is not begun again."""


# What another worker has in hand is left to it. What a dead one had in hand it may have died of. What this one has
# begun before, it has lived through: the database went away meanwhile.
BEGIN = """
    INSERT INTO under_way AS u (work, item, worker) VALUES ($1, $2, $3)
    ON CONFLICT (work, item) DO UPDATE SET
        worker = EXCLUDED.worker,
        deaths = u.deaths + (u.worker <> EXCLUDED.worker)::int
    WHERE u.worker = EXCLUDED.worker OR NOT EXISTS (
        SELECT FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.classid = $4 AND l.objid = u.worker AND l.granted
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    )
    RETURNING deaths
"""

END = "DELETE FROM under_way WHERE work = $1 AND item = $2"


class UnderWay:
    """Notes one piece of work before it begins, in a transaction of its own, which whatever happens then leaves.

    That costs a transaction: it is for work that is done piece by piece, not for batches.
    """

    def __init__(self, database: Database, presence: Presence, work: str) -> None:
        self._database = database
        self._presence = presence
        self._work = work

    async def begin(self, item: int) -> int | None:
        """Begin an item; returns how many workers have died with it, None where a living one has it in hand."""
        async with self._database.transaction() as db:
            deaths: int | None = await db.fetchval(BEGIN, self._work, item, self._presence.number, LOCKS)
        return deaths

    async def end(self, db: Connection, item: int) -> None:
        """End an item, done or put aside, when `db` commits."""
        await db.execute(END, self._work, item)
