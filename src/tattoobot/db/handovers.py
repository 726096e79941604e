"""Handovers as rows: while one is open, a person answers this client. A client has at most one open at a time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tattoobot.db.engine import Connection
from tattoobot.domain.handover import Handover, Reason
from tattoobot.domain.lead import Actor

COLUMNS = "id, client_id, lead_id, reason, asked_by, since, resumes_at, notified_at, answered_at"

BEGIN = f"""
    INSERT INTO handovers (client_id, lead_id, reason, asked_by, since, resumes_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (client_id) WHERE ended_at IS NULL DO NOTHING
    RETURNING {COLUMNS}
"""

OPEN = f"SELECT {COLUMNS} FROM handovers WHERE client_id = ANY($1::bigint[]) AND ended_at IS NULL"

END = "UPDATE handovers SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL"

ANSWERED = """
    UPDATE handovers SET answered_at = $2, resumes_at = greatest(resumes_at, $3)
    WHERE client_id = $1 AND ended_at IS NULL
"""

NOTIFIED = "UPDATE handovers SET notified_at = $2 WHERE id = $1"

# A client with a turn to come is left alone: the turn itself finds that the handover is over.
DUE = f"""
    SELECT {", ".join("h." + name for name in COLUMNS.split(", "))}
    FROM handovers h
    JOIN clients c ON c.id = h.client_id
    WHERE h.ended_at IS NULL AND h.resumes_at <= $1 AND c.turn_due_at IS NULL
    ORDER BY h.resumes_at
    LIMIT $2
    FOR UPDATE OF c, h SKIP LOCKED
"""


async def begin(
    db: Connection,
    client_id: int,
    lead_id: int,
    reason: Reason,
    asked_by: Actor,
    now: datetime,
    resumes_at: datetime,
) -> Handover | None:
    """None where a person answers this client already. The client is locked."""
    row = await db.fetchrow(BEGIN, client_id, lead_id, reason, asked_by, now, resumes_at)
    return _handover(row) if row else None


async def open_among(db: Connection, client_ids: Iterable[int]) -> dict[int, Handover]:
    """The open handovers of these clients, by client."""
    rows = await db.fetch(OPEN, list(client_ids))
    return {row["client_id"]: _handover(row) for row in rows}


async def end(db: Connection, handover_id: int, by: str, now: datetime) -> None:
    """`by`: `artist`, `clock`; two that met in a merge: `merge`."""
    await db.execute(END, handover_id, now, by)


async def answered(db: Connection, client_id: int, now: datetime, resumes_at: datetime) -> None:
    """The artist wrote to this client: the bot waits longer."""
    await db.execute(ANSWERED, client_id, now, resumes_at)


async def notified(db: Connection, handover_id: int, now: datetime) -> None:
    """The artist got word of it."""
    await db.execute(NOTIFIED, handover_id, now)


async def due(db: Connection, now: datetime, limit: int) -> list[Handover]:
    """Handovers that nobody handed back in time, locked with their clients."""
    return [_handover(row) for row in await db.fetch(DUE, now, limit)]


def _handover(row: Any) -> Handover:
    return Handover(**{**dict(row), "reason": Reason(row["reason"]), "asked_by": Actor(row["asked_by"])})
