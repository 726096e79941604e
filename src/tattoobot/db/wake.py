"""Wake the worker, in the transaction that gives it something to do.

What there is to do is in the tables; a call too many, or one that comes twice, does no harm, and what one that got
lost was about is found by the sweep.
"""

from datetime import timedelta

from pgqueuer.adapters.persistence.qb import QueryQueueBuilder

from tattoobot.db.engine import Connection

INBOX = "inbox"
OUTBOX = "outbox"
REMINDERS = "reminders"
PRESSED = "pressed"
"""At the front desk, and to be done once it can no longer be taken back."""

CHANNEL = "tattoobot_work"
"""Every worker listens here, and hears the name of a job as soon as the transaction that called it is committed."""

CALL = "SELECT pg_notify($1, $2)"
LATER = QueryQueueBuilder().build_enqueue_query("raise")


async def wake(db: Connection, job: str, after: timedelta = timedelta(0)) -> None:
    """`after` is real time: the sandbox's clock does not move it.

    Only a call for later is a row, for somebody has to keep it until then: a row costs the job engine a dozen
    statements, a notification nearly nothing.
    """
    if after > timedelta(0):
        await db.execute(LATER, [0], [job], [None], [after], [None], [None])
    else:
        await db.execute(CALL, CHANNEL, job)
