"""How the studio and the machine are doing, counted in the database: right however many processes there are."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tattoobot.db.engine import Connection

LEADS = "SELECT status, count(*) AS n FROM leads GROUP BY status"

MESSAGES = """
    SELECT
        count(*) FILTER (WHERE direction = 'in' AND artist_id IS NULL) AS received,
        count(*) FILTER (WHERE direction = 'out' AND status NOT IN ('queued', 'failed', 'held_back')) AS sent,
        count(*) FILTER (WHERE direction = 'out' AND status = 'failed') AS failed,
        count(*) FILTER (WHERE direction = 'out' AND status = 'queued') AS queued,
        count(*) FILTER (WHERE direction = 'out' AND status = 'held_back') AS held_back
    FROM messages
"""

OUTBOX = """
    SELECT
        (SELECT count(*) FROM outbox WHERE state <> 'dead') AS undelivered,
        (SELECT count(*) FROM outbox WHERE state = 'dead') AS dead,
        (SELECT extract(epoch FROM clock_timestamp() - created_at)::float8
         FROM outbox WHERE state <> 'dead' ORDER BY id LIMIT 1) AS oldest_seconds
"""

INBOX = """
    SELECT
        (SELECT count(*) FROM inbox WHERE handled_at IS NULL AND failure IS NULL) AS waiting,
        (SELECT count(*) FROM inbox WHERE handled_at IS NULL AND failure IS NOT NULL) AS failed
"""

DEPOSITS = """
    SELECT status, currency, count(*) AS n, sum(amount) AS amount
    FROM deposits GROUP BY status, currency ORDER BY status, currency
"""

OPTED_OUT = "SELECT count(*) FROM opt_outs WHERE ended_at IS NULL"

# The list is the condition of ix_timeline_steps.
STEPS = """
    SELECT happened, count(*) AS n FROM timeline
    WHERE happened IN ('enquired', 'brief_completed', 'approved', 'deposit_paid', 'booked')
    GROUP BY happened
"""


@dataclass(frozen=True, slots=True)
class Deposits:
    """All deposits of one status in one currency."""

    status: str
    currency: str
    count: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Business:
    """How the studio is doing."""

    leads: dict[str, int]
    deposits: list[Deposits]
    opted_out: int
    steps: dict[str, int]
    """How many leads ever came this far."""


@dataclass(frozen=True, slots=True)
class Metrics:
    business: Business
    messages: dict[str, int]
    undelivered: int
    dead: int
    oldest_undelivered_seconds: float | None
    inbox_waiting: int
    inbox_failed: int


async def business(db: Connection) -> Business:
    return Business(
        leads=await _counts(db, LEADS),
        deposits=[Deposits(*row) for row in await db.fetch(DEPOSITS)],
        opted_out=await db.fetchval(OPTED_OUT),
        steps=await _counts(db, STEPS),
    )


async def metrics(db: Connection) -> Metrics:
    outbox, inbox = await _row(db, OUTBOX), await _row(db, INBOX)
    return Metrics(
        business=await business(db),
        messages=await _row(db, MESSAGES),
        undelivered=outbox["undelivered"],
        dead=outbox["dead"],
        oldest_undelivered_seconds=outbox["oldest_seconds"],
        inbox_waiting=inbox["waiting"],
        inbox_failed=inbox["failed"],
    )


async def _row(db: Connection, query: str) -> dict[str, Any]:
    row = await db.fetchrow(query)
    assert row is not None
    return dict(row)


async def _counts(db: Connection, query: str) -> dict[str, int]:
    return {row[0]: row[1] for row in await db.fetch(query)}
