"""What an artist has pressed at the front desk and may still take back: nothing of it is done yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tattoobot.db import overview
from tattoobot.db.engine import Connection
from tattoobot.db.overview import OF_CLIENT, columns
from tattoobot.domain.client import Client

COLUMNS = "lead_id, action, body, was, due_at"

PUT = f"""
    INSERT INTO desk_acts ({COLUMNS}) VALUES ($1, $2, $3::jsonb, $4, $5)
    ON CONFLICT (lead_id) DO NOTHING RETURNING lead_id
"""
OF_LEADS = f"SELECT {COLUMNS} FROM desk_acts WHERE lead_id = ANY($1::bigint[])"
NEWEST = f"""
    SELECT {", ".join(f"a.{column}" for column in COLUMNS.split(", "))}, {columns("c", OF_CLIENT)}
    FROM desk_acts a JOIN leads l ON l.id = a.lead_id JOIN clients c ON c.id = l.client_id
    WHERE $1::bigint[] IS NULL OR l.artist_id = ANY($1)
    ORDER BY a.due_at DESC, a.lead_id LIMIT $2
"""
DUE = "SELECT lead_id FROM desk_acts WHERE due_at <= $1 ORDER BY due_at, lead_id LIMIT $2"
TAKE = f"DELETE FROM desk_acts WHERE lead_id = $1 AND ($2::timestamptz IS NULL OR due_at <= $2) RETURNING {COLUMNS}"


@dataclass(frozen=True, slots=True)
class Pressed:
    """One act that waits until it can no longer be taken back."""

    lead_id: int
    action: str
    body: dict[str, Any]
    """As the admin API would have got it."""
    was: str
    """The status that the artist saw."""
    due_at: datetime


async def put(db: Connection, pressed: Pressed) -> bool:
    """False where another one waits for this lead already."""
    values = (pressed.lead_id, pressed.action, pressed.body, pressed.was, pressed.due_at)
    return await db.fetchval(PUT, *values) is not None


async def of_leads(db: Connection, lead_ids: Sequence[int]) -> dict[int, Pressed]:
    return {row["lead_id"]: Pressed(**row) for row in await db.fetch(OF_LEADS, lead_ids)}


async def newest(db: Connection, artists: Sequence[int] | None, most: int) -> list[tuple[Pressed, Client]]:
    """What was pressed last for enquiries of these artists (of all, where there is None), with whom each is about."""
    rows = await db.fetch(NEWEST, artists, most)
    return [
        (Pressed(**{column: row[column] for column in COLUMNS.split(", ")}), overview.client_in(row))
        for row in rows
    ]


async def due(db: Connection, now: datetime, most: int) -> list[int]:
    """The leads whose act is to be done now."""
    return [row["lead_id"] for row in await db.fetch(DUE, now, most)]


async def take(db: Connection, lead_id: int, now: datetime | None = None) -> Pressed | None:
    """Take it out, to be done (where it is due) or undone. The lead is locked: only one of both finds it."""
    row = await db.fetchrow(TAKE, lead_id, now)
    return Pressed(**row) if row else None
