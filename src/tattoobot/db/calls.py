"""Calls for the artist: who wanted something, and whether the artist has heard of it yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db.engine import Connection

# One that was told alone was told at the moment it came.
RECORD = """
    INSERT INTO calls (artist_id, client_id, lead_id, reason, at, told_at)
    SELECT $1::bigint, $2::bigint, $3::bigint, $4::text, $5::timestamptz, CASE
        WHEN EXISTS (
            SELECT FROM calls WHERE client_id = $2 AND reason = $4 AND told_at > $5::timestamptz - $6::interval
        ) THEN NULL
        WHEN (
            SELECT count(*) FROM calls
            WHERE artist_id = $1 AND told_at > $5::timestamptz - interval '1 hour' AND told_at = at
        ) >= $7 THEN NULL
        ELSE $5
    END
    RETURNING told_at IS NOT NULL
"""

TELL_TOGETHER = """
    WITH due AS (
        SELECT artist_id FROM calls WHERE told_at IS NULL
        GROUP BY artist_id HAVING min(at) <= $1::timestamptz - $2::interval
    ), told AS (
        UPDATE calls c SET told_at = $1 FROM due WHERE c.artist_id = due.artist_id AND c.told_at IS NULL
        RETURNING c.artist_id, c.lead_id
    )
    SELECT artist_id, count(*) AS count, array_agg(DISTINCT lead_id ORDER BY lead_id) AS leads
    FROM told GROUP BY artist_id ORDER BY artist_id
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    artist_id: int
    count: int
    leads: list[int]


async def record(
    db: Connection,
    who: tuple[int, int, int],
    reason: str,
    now: datetime,
    *,
    every: timedelta,
    an_hour: int,
) -> bool:
    """Note that this artist, client and lead have a call. True where the artist is to hear of it at once."""
    return bool(await db.fetchval(RECORD, *who, reason, now, every, an_hour))


async def tell_together(db: Connection, now: datetime, every: timedelta) -> list[Waiting]:
    """What has waited long enough, by artist; it counts as told from now on."""
    return [Waiting(*row) for row in await db.fetch(TELL_TOGETHER, now, every)]
