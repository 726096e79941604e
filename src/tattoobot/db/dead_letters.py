"""What could not be done and waits for a person: arrivals, effects, turns, jobs. One list of all of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import asyncpg

from tattoobot.db.engine import Connection
from tattoobot.domain.effects import OpenCheckout


class Kind(StrEnum):
    INBOX = "inbox"
    """An arrival that could not be read or sorted."""
    OUTBOX = "outbox"
    """An effect that could not be delivered."""
    TURN = "turn"
    """A client's turn that could not be taken. It is tried again by itself now and then."""
    JOB = "job"
    """Background work that breaks whenever it runs."""


ALL = """
    SELECT
        'inbox' AS kind, id::text AS id, failure AS cause, received_at AS since, NULL::bigint AS lead_id,
        jsonb_build_object(
            'provider', provider, 'update', kind, 'bytes', octet_length(payload), 'attempts', attempts
        ) AS summary
    FROM inbox WHERE failure IS NOT NULL AND handled_at IS NULL
    UNION ALL
    SELECT
        'outbox', o.id::text, coalesce(o.failure, ''), o.due_at, coalesce(m.lead_id, d.lead_id, p.lead_id),
        jsonb_build_object(
            'effect', o.kind, 'message', m.kind, 'attempts', o.attempts, 'client_id', m.client_id,
            'to', CASE WHEN m.client_id IS NOT NULL THEN 'client' WHEN m.artist_id IS NOT NULL THEN 'artist' END
        )
    FROM outbox o
    LEFT JOIN messages m ON m.id = o.message_id
    LEFT JOIN deposits d ON d.id = (o.body ->> 'deposit_id')::bigint
    LEFT JOIN photos p ON p.id = (o.body ->> 'photo_id')::bigint
    WHERE o.state = 'dead'
    UNION ALL
    SELECT
        'turn', t.client_id::text, t.cause, t.since,
        (SELECT max(id) FROM leads WHERE client_id = t.client_id),
        jsonb_build_object(
            'client_id', t.client_id, 'attempts', t.attempts,
            'unread', (
                SELECT count(*) FROM messages
                WHERE client_id = t.client_id AND direction = 'in' AND taken_at IS NULL
            )
        )
    FROM turns_aside t JOIN clients c ON c.id = t.client_id AND c.turn_due_at = t.until
    UNION ALL
    SELECT 'job', job, cause, since, NULL, jsonb_build_object('times', times, 'last_at', last_at)
    FROM job_failures
"""

LETTERS = f"""
    SELECT * FROM ({ALL}) AS letter
    WHERE ($1::text IS NULL OR kind = $1) AND ($2::timestamptz IS NULL OR (since, kind, id) < ($2, $3, $4))
    ORDER BY since DESC, kind DESC, id DESC LIMIT $5
"""

COUNTS = f"SELECT kind, count(*) FROM ({ALL}) AS letter GROUP BY kind"

ONE = f"SELECT * FROM ({ALL}) AS letter WHERE kind = $1 AND id = $2"

OF_PAGE = f"""
    SELECT id::text FROM outbox
    WHERE state = 'dead' AND kind = '{OpenCheckout.__name__}' AND (body ->> 'deposit_id')::bigint = $1
    ORDER BY outbox.id DESC LIMIT 1
"""

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7262034, hashtext($1 || ':' || $2))"

SETTLED = (
    "SELECT outcome, at FROM dead_letters_settled WHERE kind = $1 AND item = $2 ORDER BY id DESC LIMIT 1"
)

SETTLE = "INSERT INTO dead_letters_settled (kind, item, outcome, cause, at) VALUES ($1, $2, $3, $4, $5)"

RETRY_ARRIVAL = """
    UPDATE inbox SET failure = NULL, attempts = 0, due_at = clock_timestamp() WHERE id = $1 AND handled_at IS NULL
"""

# It keeps its failure: that it was dropped can be seen.
DROP_ARRIVAL = "UPDATE inbox SET handled_at = $2 WHERE id = $1 AND handled_at IS NULL"

# Since it died, the client may have been merged with another: the line is named anew.
RETRY_EFFECT = """
    WITH again AS (
        UPDATE outbox o SET
            state = 'waiting', attempts = 0, takeovers = 0, due_at = $2, created_at = $2, failure = NULL,
            order_key = CASE WHEN m.client_id IS NOT NULL THEN 'client:' || m.client_id ELSE o.order_key END
        FROM outbox self LEFT JOIN messages m ON m.id = self.message_id
        WHERE o.id = $1 AND self.id = o.id AND o.state = 'dead'
        RETURNING o.message_id, o.body
    ), photo AS (
        UPDATE photos p SET state = 'waiting' FROM again
        WHERE p.id = (again.body ->> 'photo_id')::bigint AND p.state = 'lost'
    )
    UPDATE messages m SET status = 'queued', progress = 0, cause = NULL
    FROM again WHERE m.id = again.message_id AND m.status = 'failed'
"""

# A page that was never opened is not waited for any longer: the next request opens a fresh one.
DROP_EFFECT = f"""
    WITH gone AS (
        DELETE FROM outbox WHERE id = $1 AND state = 'dead' RETURNING kind, body
    ), page AS (
        UPDATE attempts a SET state = 'expired' FROM gone
        WHERE gone.kind = '{OpenCheckout.__name__}' AND a.state = 'asked'
          AND a.id = coalesce((gone.body ->> 'attempt_id')::bigint, (gone.body ->> 'deposit_id')::bigint)
    )
    UPDATE deposits d SET status = 'expired' FROM gone
    WHERE gone.kind = '{OpenCheckout.__name__}' AND d.id = (gone.body ->> 'deposit_id')::bigint
      AND d.status = 'requested'
"""

ANOTHER_OF_LEAD = f"SELECT EXISTS (SELECT FROM ({ALL}) AS letter WHERE kind = 'outbox' AND lead_id = $1)"

RETRY_TURN = "UPDATE clients SET turn_due_at = $2 WHERE id = $1 AND turn_due_at IS NOT NULL"

DROP_TURN = """
    WITH over AS (
        UPDATE clients SET turn_due_at = NULL, burst_began_at = NULL WHERE id = $1
    )
    UPDATE messages SET taken_at = $2, lead_id = coalesce(lead_id, $3)
    WHERE client_id = $1 AND direction = 'in' AND taken_at IS NULL
"""

FORGET_TURN = "DELETE FROM turns_aside WHERE client_id = $1"

FORGET_JOB = "DELETE FROM job_failures WHERE job = $1"

RUN_SCHEDULE_NOW = "UPDATE pgqueuer_schedules SET next_run = now() WHERE entrypoint = $1"

NOTE_JOB_FAILURE = """
    INSERT INTO job_failures (job, cause) VALUES ($1, $2)
    ON CONFLICT (job) DO UPDATE SET cause = EXCLUDED.cause, last_at = now(), times = job_failures.times + 1
"""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    kind: Kind
    id: str
    cause: str
    since: datetime
    lead_id: int | None
    summary: dict[str, Any]
    """What it is about, without anybody's words, name or number."""


@dataclass(frozen=True, slots=True)
class Place:
    """The last letter of the page before."""

    since: datetime
    kind: str
    id: str


async def page(db: Connection, kind: Kind | None, after: Place | None, limit: int) -> list[DeadLetter]:
    """Newest first; up to one more than the limit, so that the end is known."""
    place = (after.since, after.kind, after.id) if after else (None, None, None)
    return [_letter(row) for row in await db.fetch(LETTERS, kind, *place, limit + 1)]


async def counts(db: Connection) -> dict[str, int]:
    found = {row[0]: row[1] for row in await db.fetch(COUNTS)}
    return {kind.value: found.get(kind.value, 0) for kind in Kind}


async def locked(db: Connection, kind: Kind, item: str) -> DeadLetter | None:
    """This letter, if it still waits. Whoever else decides about it waits for us."""
    await db.execute(ONE_AT_A_TIME, kind, item)
    row = await db.fetchrow(ONE, kind, item)
    return None if row is None else _letter(row)


async def of_page(db: Connection, deposit_id: int) -> DeadLetter | None:
    """The payment page of this deposit, if it could not be opened."""
    item = await db.fetchval(OF_PAGE, deposit_id)
    row = None if item is None else await db.fetchrow(ONE, Kind.OUTBOX, item)
    return None if row is None else _letter(row)


async def settled(db: Connection, kind: Kind, item: str) -> str | None:
    """What was decided about it last: `retried`, `dropped`, or nothing yet."""
    row = await db.fetchrow(SETTLED, kind, item)
    return None if row is None else row["outcome"]


async def settle(db: Connection, letter: DeadLetter, outcome: str, now: datetime) -> None:
    await db.execute(SETTLE, letter.kind, letter.id, outcome, letter.cause, now)


async def retry_arrival(db: Connection, row_id: int) -> None:
    await db.execute(RETRY_ARRIVAL, row_id)


async def drop_arrival(db: Connection, row_id: int, now: datetime) -> None:
    await db.execute(DROP_ARRIVAL, row_id, now)


async def retry_effect(db: Connection, row_id: int, now: datetime) -> None:
    await db.execute(RETRY_EFFECT, row_id, now)


async def drop_effect(db: Connection, row_id: int) -> None:
    await db.execute(DROP_EFFECT, row_id)


async def another_of_lead(db: Connection, lead_id: int) -> bool:
    """Whether something else could not be delivered for this lead."""
    return bool(await db.fetchval(ANOTHER_OF_LEAD, lead_id))


async def retry_turn(db: Connection, client_id: int, now: datetime) -> None:
    await db.execute(RETRY_TURN, client_id, now)


async def drop_turn(db: Connection, client_id: int, lead_id: int | None, now: datetime) -> None:
    """Count what a client said as dealt with: a person has answered, or nobody needs to."""
    await db.execute(DROP_TURN, client_id, now, lead_id)
    await db.execute(FORGET_TURN, client_id)


async def forget_job(db: Connection, job: str) -> None:
    await db.execute(FORGET_JOB, job)


async def run_schedule_now(db: Connection, job: str) -> bool:
    """False where this job is not one that runs by the clock."""
    return await db.execute(RUN_SCHEDULE_NOW, job) != "UPDATE 0"


async def note_job_failure(db: Connection, job: str, cause: str) -> None:
    await db.execute(NOTE_JOB_FAILURE, job, cause)


def _letter(row: asyncpg.Record) -> DeadLetter:
    return DeadLetter(Kind(row["kind"]), *list(row)[1:])
