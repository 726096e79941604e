"""What the providers told us: recorded once, read in order, settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db.engine import Connection
from tattoobot.db.wake import CHANNEL, INBOX


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update of a webhook, before anybody has looked at what it means."""

    provider: str
    external_id: str
    kind: str
    payload: str


@dataclass(frozen=True, slots=True)
class InboxRow:
    id: int
    kind: str
    payload: str
    attempts: int


# Numbered as they came, which tells the order of what was sent within one second. Written in one order everywhere:
# two batches with the same updates would otherwise wait for each other. The sequence is looked up once, not for each.
RECORD = """
    WITH numbered AS MATERIALIZED (
        SELECT nextval((SELECT pg_get_serial_sequence('inbox', 'id')::regclass)) AS id,
               provider, external_id, kind, payload
        FROM (
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
                WITH ORDINALITY AS arrival (provider, external_id, kind, payload, n)
            ORDER BY n
        ) AS in_order
    ), kept AS (
        INSERT INTO inbox (id, provider, external_id, kind, payload)
        OVERRIDING SYSTEM VALUE
        SELECT * FROM numbered ORDER BY provider, external_id
        ON CONFLICT (provider, external_id) DO NOTHING
        RETURNING id
    )
    SELECT count(*), CASE WHEN count(*) > 0 THEN pg_notify($5, $6) END FROM kept
"""

NEW = """
    SELECT id, kind, payload, attempts FROM inbox
    WHERE provider = $1 AND handled_at IS NULL AND failure IS NULL AND due_at <= clock_timestamp()
    ORDER BY id LIMIT $2
"""

SETTLE = "UPDATE inbox SET handled_at = $2 WHERE id = ANY($1::bigint[])"

LATER = """
    UPDATE inbox SET attempts = attempts + 1, due_at = clock_timestamp() + $2::interval WHERE id = $1
"""

FAIL = "UPDATE inbox SET failure = $2 WHERE id = $1 AND handled_at IS NULL"

ONE_SORTER = "SELECT pg_advisory_xact_lock(7262032, hashtext($1))"


async def record(db: Connection, arrivals: Sequence[Arrival]) -> int:
    """Keep each arrival once, whoever else is keeping it at this moment, and wake the worker: all by one statement.

    Returns how many were new.
    """
    new: int = await db.fetchval(
        RECORD,
        [a.provider for a in arrivals],
        [a.external_id for a in arrivals],
        [a.kind for a in arrivals],
        [a.payload for a in arrivals],
        CHANNEL,
        INBOX,
    )
    return new


async def one_sorter(db: Connection, provider: str) -> None:
    """Nobody else sorts what this provider sends until the transaction ends."""
    await db.execute(ONE_SORTER, provider)


async def new(db: Connection, provider: str, limit: int = 200) -> list[InboxRow]:
    """The oldest arrivals that nobody has dealt with. One transaction at a time gets them per provider."""
    await one_sorter(db, provider)
    return await waiting(db, provider, limit)


async def waiting(db: Connection, provider: str, limit: int) -> list[InboxRow]:
    """The same, whoever deals with them just now."""
    return [InboxRow(*row) for row in await db.fetch(NEW, provider, limit)]


async def settle(db: Connection, ids: Sequence[int], now: datetime) -> None:
    await db.execute(SETTLE, ids, now)


async def later(db: Connection, row_id: int, wait: timedelta) -> None:
    """Look at an arrival that came too early again, after `wait` of real time."""
    await db.execute(LATER, row_id, wait)


async def fail(db: Connection, row_id: int, failure: str) -> None:
    """Put one arrival aside with the reason; it blocks nobody and can be looked at."""
    await db.execute(FAIL, row_id, failure)
