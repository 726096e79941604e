"""Devices on which the front desk is open: a random secret in the cookie, its digest here."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db.engine import Connection
from tattoobot.db.tokens import digest_of

LIVES = timedelta(days=30)
IDLE = timedelta(days=7)
"""Where nobody has used it for so long it is over before."""
SEEN_EVERY = timedelta(minutes=5)
"""No row is written for every page."""

COLUMNS = "id, artist_id, device, created_at, seen_at, expires_at, passkey_id"

BEGIN = """
    INSERT INTO desk_sessions (artist_id, digest, device, created_at, seen_at, expires_at, passkey_id)
    VALUES ($1, $2, $3, $4, $4, $5, $6)
"""

OVER = "DELETE FROM desk_sessions WHERE expires_at <= $1 OR seen_at <= $2"

FIND = f"SELECT {COLUMNS} FROM desk_sessions WHERE digest = $1 AND expires_at > $2 AND seen_at > $3"

SEEN = "UPDATE desk_sessions SET seen_at = $2 WHERE id = $1"

OF_ARTIST = f"""
    SELECT {COLUMNS} FROM desk_sessions
    WHERE artist_id IS NOT DISTINCT FROM $1 AND expires_at > $2 AND seen_at > $3
    ORDER BY seen_at DESC, id LIMIT 50
"""

OPENED_BY = "UPDATE desk_sessions SET passkey_id = $2 WHERE id = $1"

END = "DELETE FROM desk_sessions WHERE id = $1"

END_ALL = "DELETE FROM desk_sessions WHERE artist_id IS NOT DISTINCT FROM $1"


@dataclass(frozen=True, slots=True)
class Session:
    id: int
    artist_id: int | None
    """None: whoever has the admin key."""
    device: str
    """As its browser calls itself."""
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    passkey_id: int | None


async def begin(
    db: Connection, artist_id: int | None, device: str, now: datetime, passkey_id: int | None = None
) -> str:
    """The secret for the cookie. It is nowhere but in the return value. Whatever is over is forgotten."""
    await db.execute(OVER, now, now - IDLE)
    secret = secrets.token_urlsafe(32)
    await db.execute(BEGIN, artist_id, digest_of(secret), device, now, now + LIVES, passkey_id)
    return secret


async def find(db: Connection, secret: str, now: datetime) -> Session | None:
    row = await db.fetchrow(FIND, digest_of(secret), now, now - IDLE)
    if row is None:
        return None
    if row["seen_at"] < now - SEEN_EVERY:
        await db.execute(SEEN, row["id"], now)
    return Session(**row)


async def of_artist(db: Connection, artist_id: int | None, now: datetime) -> list[Session]:
    """Where else it is open, used last first."""
    return [Session(**row) for row in await db.fetch(OF_ARTIST, artist_id, now, now - IDLE)]


async def opened_by(db: Connection, session_id: int, passkey_id: int) -> None:
    """From now on it ends with this passkey."""
    await db.execute(OPENED_BY, session_id, passkey_id)


async def end(db: Connection, session_id: int) -> None:
    await db.execute(END, session_id)


async def end_all(db: Connection, artist_id: int | None) -> None:
    """On every device of theirs."""
    await db.execute(END_ALL, artist_id)
