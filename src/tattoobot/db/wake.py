"""Wake the worker, in the transaction that gives it something to do: a job that is only a wake-up call.

What there is to do is in the tables; a call too many, or one that comes twice, does no harm.
"""

from datetime import timedelta

from pgqueuer.adapters.persistence.qb import QueryQueueBuilder

from tattoobot.db.engine import Connection

INBOX = "inbox"
OUTBOX = "outbox"
REMINDERS = "reminders"

ENQUEUE = QueryQueueBuilder().build_enqueue_query("raise")


async def wake(db: Connection, job: str, after: timedelta = timedelta(0)) -> None:
    """`after` is real time: the sandbox's clock does not move it."""
    await db.execute(ENQUEUE, [0], [job], [None], [after], [None], [None])
