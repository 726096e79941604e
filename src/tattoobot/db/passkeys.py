"""Passkeys of the artists: the public half of a key that never leaves its device."""

from dataclasses import dataclass
from datetime import datetime

from tattoobot.db.engine import Connection
from tattoobot.db.tokens import digest_of

COLUMNS = "id, artist_id, credential_id, public_key, sign_count, device, created_at, used_at"

KEEP = """
    INSERT INTO passkeys (artist_id, credential_id, public_key, sign_count, device, created_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (credential_id) DO NOTHING RETURNING id
"""

OF_ARTIST = f"SELECT {COLUMNS} FROM passkeys WHERE artist_id = $1 ORDER BY id"

ANY = "SELECT EXISTS (SELECT FROM passkeys)"

TAKE = f"SELECT {COLUMNS} FROM passkeys WHERE credential_id = $1 FOR UPDATE"

USED = "UPDATE passkeys SET sign_count = $2, used_at = $3 WHERE id = $1"

# Whoever removes one is let stay where they are; what else it had opened goes with it.
STAY = "UPDATE desk_sessions SET passkey_id = NULL WHERE id = $1 AND passkey_id = $2"

REMOVE = "DELETE FROM passkeys WHERE id = $1 AND artist_id = $2 RETURNING true"

OVER = "DELETE FROM used_challenges WHERE expires_at <= $1"

USE = "INSERT INTO used_challenges (digest, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true"


@dataclass(frozen=True, slots=True)
class Passkey:
    id: int
    artist_id: int
    credential_id: bytes
    public_key: bytes
    sign_count: int
    """How often it says that it was used. One that says less than before has been copied."""
    device: str
    created_at: datetime
    used_at: datetime | None


async def keep(
    db: Connection,
    artist_id: int,
    credential_id: bytes,
    public_key: bytes,
    sign_count: int,
    device: str,
    now: datetime,
) -> int | None:
    """Its id; None where it is there already."""
    kept: int | None = await db.fetchval(KEEP, artist_id, credential_id, public_key, sign_count, device, now)
    return kept


async def of_artist(db: Connection, artist_id: int) -> list[Passkey]:
    return [Passkey(**row) for row in await db.fetch(OF_ARTIST, artist_id)]


async def are_there(db: Connection) -> bool:
    found: bool = await db.fetchval(ANY)
    return found


async def take(db: Connection, credential_id: bytes) -> Passkey | None:
    """Nobody else uses it until the transaction ends."""
    row = await db.fetchrow(TAKE, credential_id)
    return None if row is None else Passkey(**row)


async def used(db: Connection, passkey_id: int, sign_count: int, now: datetime) -> None:
    await db.execute(USED, passkey_id, sign_count, now)


async def remove(db: Connection, artist_id: int, passkey_id: int, from_session: int) -> bool:
    """Whether it was theirs. Sessions that it has opened end, but for the one that asks for it."""
    await db.execute(STAY, from_session, passkey_id)
    removed: bool | None = await db.fetchval(REMOVE, passkey_id, artist_id)
    return removed is True


async def use_challenge(db: Connection, challenge: bytes, expires_at: datetime, now: datetime) -> bool:
    """Once. Those that have run out are forgotten: they open nothing any more."""
    await db.execute(OVER, now)
    first: bool | None = await db.fetchval(USE, digest_of(challenge.hex()), expires_at)
    return first is True
