"""Who waits for an artist: to be decided about, or to be answered."""

from dataclasses import dataclass
from datetime import datetime

from tattoobot.db.engine import Connection

# Oldest first.
WAITING = """
    SELECT l.id, greatest(s.at, h.since) AS since FROM leads l
    LEFT JOIN LATERAL (
        SELECT coalesce(max(t.at), l.created_at) AS at FROM timeline t
        WHERE t.lead_id = l.id AND t.to_status = l.status AND l.status = 'pending_approval'
        HAVING l.status = 'pending_approval'
    ) s ON true
    LEFT JOIN handovers h ON h.lead_id = l.id AND h.client_id = l.client_id AND h.ended_at IS NULL
        AND h.answered_at IS NULL AND h.asked_by = 'client'
    WHERE l.artist_id = $1 AND (s.at IS NOT NULL OR h.id IS NOT NULL)
      AND (l.status = 'pending_approval' OR h.id IS NOT NULL)
    ORDER BY since, l.id
"""

# A message may have held the links of several.
ABOUT = """
    SELECT lead_id FROM messages
    WHERE provider_id = $1 AND artist_id = $2 AND direction = 'out' AND client_id IS NULL
      AND (links IS NULL OR coalesce(links::jsonb -> 'also', '[]') = '[]')
"""

SAID_ABOUT_NOBODY = """
    SELECT count(*) FROM messages
    WHERE artist_id = $1 AND client_id IS NULL AND lead_id IS NULL AND direction = 'out' AND at > $2
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    lead_id: int
    since: datetime


async def of_artist(db: Connection, artist_id: int) -> list[Waiting]:
    return [Waiting(row["id"], row["since"]) for row in await db.fetch(WAITING, artist_id)]


async def enquiry_of(db: Connection, provider_id: str, artist_id: int) -> int | None:
    """The one enquiry that this message to the artist was about; None where there is none, or are several."""
    found: int | None = await db.fetchval(ABOUT, provider_id, artist_id)
    return found


async def said_about_nobody(db: Connection, artist_id: int, since: datetime) -> int:
    """How often the bot has told this artist how things work, or who waits."""
    count: int = await db.fetchval(SAID_ABOUT_NOBODY, artist_id, since)
    return count
