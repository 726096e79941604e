"""Whoever waits for an artist, as the front desk lists them: the oldest promise first, page by page, by an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tattoobot.db import overview
from tattoobot.db.engine import Connection
from tattoobot.db.overview import OF_CLIENT, OF_LEAD, After, columns
from tattoobot.domain.client import Client
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Lead

MOST_COUNTED = 99

THEIR_TURN = "('pending_approval', 'deposit_paid')"

# Who is to be decided about, or booked; and who asked for the artist. A lead is in one of the two alone.
WAITING = f"""
    (
        SELECT l.id, l.status_since AS since, NULL AS reason
        FROM unnest(coalesce($1::bigint[], (SELECT array_agg(id) FROM artists))) AS a (id), LATERAL (
            SELECT id, status_since FROM leads
            WHERE artist_id = a.id AND status IN {THEIR_TURN}
              AND (status_since, id) > ($2::timestamptz, $3::bigint)
            ORDER BY status_since, id LIMIT $4
        ) l
    ) UNION ALL (
        SELECT l.id, h.since, h.reason FROM handovers h JOIN leads l ON l.id = h.lead_id
        WHERE h.ended_at IS NULL AND h.answered_at IS NULL AND h.asked_by = 'client'
          AND (h.since, l.id) > ($2, $3)
          AND l.status NOT IN {THEIR_TURN} AND ($1 IS NULL OR l.artist_id = ANY($1))
        ORDER BY h.since, l.id LIMIT $4
    )
"""

PAGE = f"""
    WITH page AS (SELECT * FROM ({WAITING}) w ORDER BY since, id LIMIT $4)
    SELECT {columns("l", OF_LEAD)}, {columns("c", OF_CLIENT)}, p.since, p.reason
    FROM page p JOIN leads l ON l.id = p.id JOIN clients c ON c.id = l.client_id
    ORDER BY p.since, p.id
"""

COUNT = f"SELECT count(*) FROM (SELECT FROM ({WAITING}) w LIMIT $4) counted"

PICTURES = """
    SELECT lead_id, max(id) AS id FROM photos
    WHERE lead_id = ANY($1::bigint[]) AND state = 'kept' AND mime_type LIKE 'image/%'
    GROUP BY lead_id, file ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """One who waits, why, and since when."""

    lead: Lead
    client: Client
    since: datetime
    reason: Reason | None
    """Why they asked for the artist; None where the artist has something to decide."""


LONG_AGO = After(datetime.fromisoformat("1970-01-01T00:00:00+00:00"), 0)


async def waiting(
    db: Connection, artists: Sequence[int] | None, after: After | None, most: int
) -> list[Turn]:
    """Of these artists; of all, where there is None. `after`: the last of the page before, by when it began to wait."""
    start = after or LONG_AGO
    return [_turn(row) for row in await db.fetch(PAGE, artists, start.updated_at, start.id, most)]


async def count(db: Connection, artists: Sequence[int] | None) -> int:
    """How many wait; nobody counts on beyond `MOST_COUNTED`."""
    found: int = await db.fetchval(COUNT, artists, LONG_AGO.updated_at, LONG_AGO.id, MOST_COUNTED + 1)
    return found


async def pictures_of(db: Connection, lead_ids: Sequence[int]) -> dict[int, list[int]]:
    """The pictures that are kept, each once, in the order in which they came."""
    found: dict[int, list[int]] = {}
    for row in await db.fetch(PICTURES, lead_ids):
        found.setdefault(row["lead_id"], []).append(row["id"])
    return found


def _turn(row: Any) -> Turn:
    return Turn(
        overview.lead_in(row),
        overview.client_in(row),
        row["since"],
        Reason(row["reason"]) if row["reason"] else None,
    )
