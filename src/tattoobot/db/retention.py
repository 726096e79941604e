"""What is done with and old is deleted, a batch at a time, from the oldest on: nothing is locked for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db.engine import Connection
from tattoobot.domain.effects import MarkRead

# The walk ends at the first row that is young enough: what comes after it is younger still.
WALK = """)
    SELECT max(id) AS last, count(*) AS seen, count(*) FILTER (WHERE old) AS old, (SELECT count(*) FROM gone) AS gone
    FROM oldest
"""

ARRIVALS = f"""
    WITH oldest AS (
        SELECT id, received_at < clock_timestamp() - $2::interval AS old,
               handled_at IS NOT NULL OR failure IS NOT NULL AS done
        FROM inbox WHERE id > $1 ORDER BY id LIMIT $3
    ), gone AS (
        DELETE FROM inbox i USING oldest o WHERE i.id = o.id AND o.old AND o.done RETURNING 1
    {WALK}
"""

JOB_LOG = f"""
    WITH oldest AS (
        SELECT id, created < clock_timestamp() - $2::interval AS old FROM pgqueuer_log
        WHERE id > $1 ORDER BY id LIMIT $3
    ), gone AS (
        DELETE FROM pgqueuer_log l USING oldest o WHERE l.id = o.id AND o.old RETURNING 1
    {WALK}
"""

ACTION_LINKS = f"""
    WITH oldest AS (
        SELECT id, created_at < $2::timestamptz AS old, least(used_at, expires_at) < $2 AS done
        FROM action_tokens WHERE id > $1 ORDER BY id LIMIT $3
    ), gone AS (
        DELETE FROM action_tokens t USING oldest o WHERE t.id = o.id AND o.old AND o.done RETURNING 1
    {WALK}
"""

# Blue ticks that never went out: a day later nobody misses them.
READ_MARKS = f"""
    DELETE FROM outbox WHERE kind = '{MarkRead.__name__}' AND state <> 'sending' AND created_at < $1
"""

DATA_LINKS = "DELETE FROM data_links WHERE expires_at < $1"

TURNS_TAKEN_SINCE = """
    DELETE FROM turns_aside t USING clients c
    WHERE c.id = t.client_id AND c.turn_due_at IS DISTINCT FROM t.until AND t.until < $1
"""


@dataclass(frozen=True, slots=True)
class Walked:
    """One batch: where it ended, how much of it went, and whether there may be more."""

    last: int
    gone: int
    more: bool


async def arrivals(db: Connection, after: int, age: timedelta, limit: int) -> Walked:
    """Webhooks that were dealt with, or put aside for a person who has not come for them."""
    return await _walk(db, ARRIVALS, after, age, limit)


async def job_log(db: Connection, after: int, age: timedelta, limit: int) -> Walked:
    """The engine's own log."""
    return await _walk(db, JOB_LOG, after, age, limit)


async def action_links(db: Connection, after: int, before: datetime, limit: int) -> Walked:
    """Links of the artist that were used or had expired by then."""
    return await _walk(db, ACTION_LINKS, after, before, limit)


async def leftovers(db: Connection, before: datetime) -> None:
    """Rows that have lost their meaning."""
    await db.execute(READ_MARKS, before)
    await db.execute(DATA_LINKS, before)
    await db.execute(TURNS_TAKEN_SINCE, before)


async def _walk(db: Connection, query: str, after: int, age: timedelta | datetime, limit: int) -> Walked:
    row = await db.fetchrow(query, after, age, limit)
    assert row is not None
    return Walked(row["last"] or after, row["gone"], row["seen"] == row["old"] == limit)
