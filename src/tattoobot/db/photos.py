"""Pictures that clients sent: where WhatsApp has them, and where we keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tattoobot.db.engine import Connection
from tattoobot.domain.pictures import KeptPhoto

ADD = """
    INSERT INTO photos (client_id, lead_id, message_id, media_id, mime_type, caption, created_at)
    SELECT p.*, $7
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[]) AS p
    ON CONFLICT (message_id) DO NOTHING
    RETURNING id
"""

COLUMNS = """
    id, client_id, lead_id, media_id, mime_type, caption, state, file, created_at,
    (SELECT kind FROM messages WHERE id = photos.message_id) AS kind
"""

LOST = f"UPDATE photos SET state = 'lost' WHERE id = $1 AND state = 'waiting' RETURNING {COLUMNS}"

KEPT = """
    UPDATE photos SET state = 'kept', file = $2, mime_type = $3, sha256 = $4, bytes = $5
    WHERE id = $1 AND state = 'waiting'
"""

KEPT_SINCE = """
    SELECT count(*), coalesce(sum(bytes), 0)::bigint FROM photos
    WHERE client_id = $1 AND created_at > $2 AND state = 'kept'
"""

FIRST_FOR_WHATSAPP = """
    SELECT id FROM photos
    WHERE lead_id = $1 AND state = 'kept' AND mime_type = ANY($2) AND bytes <= $3
    ORDER BY id LIMIT 1
"""

ON_THEIR_WAY = "SELECT EXISTS (SELECT FROM photos WHERE lead_id = $1 AND state = 'waiting')"

ONE_ASKS = "SELECT pg_advisory_xact_lock(7262035, hashtext($1::bigint::text))"
ASKED_AGAIN_SINCE = "SELECT EXISTS (SELECT FROM photos WHERE client_id = $1 AND asked_again_at > $2)"


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
    """As the message calls it; what it turned out to be, once it is kept."""
    caption: str
    state: str
    file: str | None
    created_at: datetime
    kind: str
    """Of the message with which it came."""


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


async def first_for_whatsapp(db: Connection, lead_id: int, types: Sequence[str], most: int) -> int | None:
    """The id of the oldest picture of these types and of at most so many bytes."""
    found: int | None = await db.fetchval(FIRST_FOR_WHATSAPP, lead_id, list(types), most)
    return found


async def are_on_their_way(db: Connection, lead_id: int) -> bool:
    """Whether a picture of this lead is still being fetched."""
    found: bool = await db.fetchval(ON_THEIR_WAY, lead_id)
    return found


async def kept(db: Connection, photo_id: int, photo: KeptPhoto) -> bool:
    """False where nobody waits for it any more."""
    done = await db.execute(KEPT, photo_id, photo.file, photo.mime_type, photo.sha256, photo.size)
    return done != "UPDATE 0"


async def kept_since(db: Connection, client_id: int, since: datetime) -> tuple[int, int]:
    """How many files of this client that came since then are kept, and how many bytes they are."""
    [(count, size)] = await db.fetch(KEPT_SINCE, client_id, since)
    return count, size


async def lost(db: Connection, photo_id: int) -> Photo | None:
    """Record that a picture cannot be had. None where that is known already."""
    row = await db.fetchrow(LOST, photo_id)
    return None if row is None else Photo(*row)


async def asked_again(db: Connection, photo_id: int, now: datetime) -> None:
    await db.execute("UPDATE photos SET asked_again_at = $2 WHERE id = $1", photo_id, now)


async def asked_again_since(db: Connection, client_id: int, since: datetime) -> bool:
    """Whether this client has been asked since then for a picture that was lost; nobody else finds out meanwhile.

    A lock of its own, since who holds it waits for nothing: the client's row is held by turns that wait for deliveries.
    """
    await db.execute(ONE_ASKS, client_id)
    found: bool = await db.fetchval(ASKED_AGAIN_SINCE, client_id, since)
    return found
