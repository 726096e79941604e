"""Links that open the front desk: 256 random bits in the artist's chat, their digest here. Gone with their use."""

import secrets
from datetime import datetime

from tattoobot.db.engine import Connection
from tattoobot.db.tokens import digest_of

ISSUE = "INSERT INTO desk_links (artist_id, digest, expires_at, created_at) VALUES ($1, $2, $3, $4)"

RUN_OUT = "DELETE FROM desk_links WHERE artist_id = $1 AND expires_at <= $2"

FIND = "SELECT artist_id FROM desk_links WHERE digest = $1 AND expires_at > $2"

USE = "DELETE FROM desk_links WHERE digest = $1 AND expires_at > $2 RETURNING artist_id"


async def issue(db: Connection, artist_id: int, expires_at: datetime, now: datetime) -> str:
    """A new token. It is nowhere but in the return value: only its digest is kept."""
    token = secrets.token_urlsafe(32)
    await db.execute(RUN_OUT, artist_id, now)
    await db.execute(ISSUE, artist_id, digest_of(token), expires_at, now)
    return token


async def artist_of(db: Connection, token: str, now: datetime) -> int | None:
    """Whose desk it opens; None where it has been used, has run out, or never was."""
    found: int | None = await db.fetchval(FIND, digest_of(token), now)
    return found


async def use(db: Connection, token: str, now: datetime) -> int | None:
    """The same, once."""
    found: int | None = await db.fetchval(USE, digest_of(token), now)
    return found
