"""Who waits for an artist: to be decided about, or to be answered."""

from dataclasses import dataclass
from datetime import datetime

from asyncpg import Record

from tattoobot.db.engine import Connection
from tattoobot.db.handovers import ARTIST_SAID_LAST
from tattoobot.domain.lead import Status

MOST = 200
"""Nobody goes through more of them one by one."""

# Oldest first. Whoever was answered waits no more, until they write again or the bot goes on.
UNDECIDED = f"""
    SELECT id, status, status_since AS since FROM leads l
    WHERE status = 'pending_approval' AND artist_id = $1 AND NOT {ARTIST_SAID_LAST}
    ORDER BY status_since, id LIMIT $2
"""

# Oldest first. Whatever the artist has done for a client since answers the call.
CALLED = """
    SELECT l.id, l.status, min(c.at) AS since FROM calls c JOIN leads l ON l.id = c.lead_id
    WHERE c.artist_id = $1 AND c.at > $2 AND c.told_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM timeline t WHERE t.lead_id = l.id AND t.actor = 'artist' AND t.at >= c.at)
      AND NOT EXISTS (
          SELECT FROM messages m
          WHERE m.client_id = c.client_id AND m.lead_id = l.id AND m.artist_id IS NOT NULL AND m.at >= c.at
      )
    GROUP BY l.id, l.status ORDER BY since, l.id
"""

# No message was about them alone, and none of those about all who wait names them.
UNTOLD = f"""
    SELECT l.id FROM leads l
    WHERE l.status = 'pending_approval' AND l.artist_id = $1 AND NOT {ARTIST_SAID_LAST} AND NOT EXISTS (
        SELECT FROM messages m
        WHERE m.artist_id = $1 AND m.client_id IS NULL AND m.direction = 'out' AND m.links IS NOT NULL
          AND (m.lead_id = l.id AND m.links::jsonb ->> 'status' = 'pending_approval' OR EXISTS (
              SELECT FROM jsonb_array_elements(m.links::jsonb -> 'also') other WHERE (other ->> 0)::bigint = l.id
          ))
    )
"""

DIGEST = "artist_waiting"
"""The template of the message that tells an artist of all who wait."""

# A message may have held the links of several.
ABOUT = f"""
    SELECT lead_id FROM messages
    WHERE provider_id = $1 AND artist_id = $2 AND direction = 'out' AND client_id IS NULL
      AND (links IS NULL OR coalesce(links::jsonb -> 'also', '[]') = '[]')
      AND text <> '{DIGEST}' AND (instead IS NULL OR instead::jsonb ->> 'name' <> '{DIGEST}')
"""

DIGESTED = f"""
    SELECT EXISTS (
        SELECT FROM messages
        WHERE artist_id = $1 AND client_id IS NULL AND artist_id IS NOT NULL AND direction = 'out' AND at > $2
          AND instead::jsonb ->> 'name' = '{DIGEST}'
    )
"""

SAID_ABOUT_NOBODY = """
    SELECT count(*) FROM messages
    WHERE artist_id = $1 AND client_id IS NULL AND artist_id IS NOT NULL AND lead_id IS NULL
      AND direction = 'out' AND at > $2
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    lead_id: int
    status: Status
    since: datetime


async def undecided(db: Connection, artist_id: int) -> list[Waiting]:
    """Who waits for this artist's yes or no."""
    return [_read(row) for row in await db.fetch(UNDECIDED, artist_id, MOST)]


async def called(db: Connection, artist_id: int, since: datetime) -> list[Waiting]:
    """Who has called for this artist and has not been answered."""
    return [_read(row) for row in await db.fetch(CALLED, artist_id, since)]


def _read(row: Record) -> Waiting:
    return Waiting(row["id"], Status(row["status"]), row["since"])


async def enquiry_of(db: Connection, provider_id: str, artist_id: int) -> int | None:
    """The one enquiry that this message to the artist was about; None where there is none, or are several."""
    found: int | None = await db.fetchval(ABOUT, provider_id, artist_id)
    return found


async def digested(db: Connection, artist_id: int, since: datetime) -> bool:
    """Whether this artist has been told of all who wait."""
    found: bool = await db.fetchval(DIGESTED, artist_id, since)
    return found


async def untold(db: Connection, artist_id: int) -> list[int]:
    """Who waits to be decided about, and the artist has not heard of."""
    return [row["id"] for row in await db.fetch(UNTOLD, artist_id)]


async def said_about_nobody(db: Connection, artist_id: int, since: datetime) -> int:
    """How often the bot has told this artist how things work, or who waits."""
    count: int = await db.fetchval(SAID_ABOUT_NOBODY, artist_id, since)
    return count
