"""Pictures that clients sent: where WhatsApp has them, and where we keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tattoobot.db.engine import Connection

ADD = """
    INSERT INTO photos (client_id, lead_id, message_id, media_id, mime_type, caption, created_at)
    SELECT p.*, $7
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[]) AS p
    ON CONFLICT (message_id) DO NOTHING
    RETURNING id
"""

COLUMNS = "id, client_id, lead_id, media_id, mime_type, caption, state, file, created_at"

LOST = f"UPDATE photos SET state = 'lost' WHERE id = $1 AND state = 'waiting' RETURNING {COLUMNS}"

LOST_SINCE = """
    SELECT count(*) FROM photos p JOIN leads l ON l.id = p.lead_id
    WHERE l.client_id = $1 AND p.state = 'lost' AND p.created_at > $2
"""


@dataclass(frozen=True, slots=True)
class NewPhoto:
    client_id: int
    lead_id: int | None
    message_id: int
    media_id: str
    mime_type: str
    caption: str


@dataclass(frozen=True, slots=True)
class Photo:
    id: int
    client_id: int
    lead_id: int | None
    media_id: str
    mime_type: str
    caption: str
    state: str
    file: str | None
    created_at: datetime


async def add(db: Connection, photos: Sequence[NewPhoto], now: datetime) -> list[int]:
    rows = await db.fetch(
        ADD,
        [p.client_id for p in photos],
        [p.lead_id for p in photos],
        [p.message_id for p in photos],
        [p.media_id for p in photos],
        [p.mime_type for p in photos],
        [p.caption for p in photos],
        now,
    )
    return [row["id"] for row in rows]


async def by_id(db: Connection, photo_id: int) -> Photo | None:
    row = await db.fetchrow(f"SELECT {COLUMNS} FROM photos WHERE id = $1", photo_id)
    return None if row is None else Photo(*row)


async def of_lead(db: Connection, lead_id: int) -> list[Photo]:
    rows = await db.fetch(f"SELECT {COLUMNS} FROM photos WHERE lead_id = $1 ORDER BY id", lead_id)
    return [Photo(*row) for row in rows]


async def kept(db: Connection, photo_id: int, file: str, mime_type: str, sha256: str, size: int) -> None:
    await db.execute(
        "UPDATE photos SET state = 'kept', file = $2, mime_type = $3, sha256 = $4, bytes = $5 WHERE id = $1",
        photo_id,
        file,
        mime_type,
        sha256,
        size,
    )


async def lost(db: Connection, photo_id: int) -> Photo | None:
    """It cannot be had. None where that is known already."""
    row = await db.fetchrow(LOST, photo_id)
    return None if row is None else Photo(*row)


async def lost_since(db: Connection, client_id: int, since: datetime) -> int:
    """How many of this client's pictures that came since then are lost."""
    count: int = await db.fetchval(LOST_SINCE, client_id, since)
    return count
