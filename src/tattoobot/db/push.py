"""Browsers that show notices: where to push to, each as long as its session lasts; and notices that went this way."""

from dataclasses import dataclass
from datetime import datetime

from tattoobot.db import own_secret
from tattoobot.db.desk_sessions import IDLE
from tattoobot.db.engine import Connection
from tattoobot.db.wake import OUTBOX, wake
from tattoobot.domain.effects import SendMessage
from tattoobot.domain.push import Device

KEEP = """
    INSERT INTO push_devices (session_id, endpoint, public_key, auth, created_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (session_id) DO UPDATE SET
        endpoint = EXCLUDED.endpoint, public_key = EXCLUDED.public_key, auth = EXCLUDED.auth
"""

# Of whoever was signed in there before: what is pushed there is for who is signed in now.
ELSEWHERE = "DELETE FROM push_devices WHERE endpoint = $2 AND session_id <> $1"

END = "DELETE FROM push_devices WHERE session_id = $1"

HAS = "SELECT EXISTS (SELECT FROM push_devices WHERE session_id = $1)"

OF_ARTIST = """
    SELECT d.id, d.endpoint, d.public_key, d.auth
    FROM push_devices d JOIN desk_sessions s ON s.id = d.session_id
    WHERE s.artist_id = $1 AND s.expires_at > $2 AND s.seen_at > $3
    ORDER BY d.id
"""

WAY = """
    SELECT a.push_instead AS instead, EXISTS (
        SELECT FROM push_devices d JOIN desk_sessions s ON s.id = d.session_id
        WHERE s.artist_id = a.id AND s.expires_at > $2 AND s.seen_at > $3
    ) AS reached
    FROM artists a WHERE a.id = $1
"""

CHOOSE = "UPDATE artists SET push_instead = $2 WHERE id = $1"

CHOSEN = "SELECT push_instead FROM artists WHERE id = $1"

GONE = "DELETE FROM push_devices WHERE id = ANY($1::bigint[])"

# Of this connection, so of the message that it has just written.
LAST = "SELECT currval(pg_get_serial_sequence('messages', 'id'))"

REACHED = """
    UPDATE messages SET status = 'sent', progress = 1
    WHERE id = $1 AND client_id IS NULL AND status = 'held_back' AND progress = 0
"""

BY_WHATSAPP = f"""
    WITH released AS (
        UPDATE messages SET status = 'queued'
        WHERE id = $1 AND client_id IS NULL AND status = 'held_back' AND progress = 0
        RETURNING id, artist_id
    )
    INSERT INTO outbox (kind, order_key, body, message_id, due_at, created_at)
    SELECT '{SendMessage.__name__}', 'artist:' || artist_id, jsonb_build_object('message_id', id), id, $2, $2
    FROM released RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Way:
    """How an artist hears of things."""

    reached: bool
    """Some browser of theirs shows notices."""
    instead: bool
    """They want them in place of WhatsApp's."""


async def secret(db: Connection) -> bytes:
    """What our key follows from, by which push services know us."""
    return await own_secret.key_for(db, "push")


async def keep(db: Connection, session_id: int, device: Device, now: datetime) -> None:
    """One of each session. `device` has no id yet."""
    await db.execute(ELSEWHERE, session_id, device.endpoint)
    await db.execute(KEEP, session_id, device.endpoint, device.public_key, device.auth, now)


async def end(db: Connection, session_id: int) -> None:
    await db.execute(END, session_id)


async def is_on(db: Connection, session_id: int) -> bool:
    found: bool = await db.fetchval(HAS, session_id)
    return found


async def of_artist(db: Connection, artist_id: int, now: datetime) -> list[Device]:
    return [Device(**row) for row in await db.fetch(OF_ARTIST, artist_id, now, now - IDLE)]


async def way(db: Connection, artist_id: int, now: datetime) -> Way:
    row = await db.fetchrow(WAY, artist_id, now, now - IDLE)
    return Way(row["reached"], row["instead"]) if row else Way(reached=False, instead=False)


async def choose(db: Connection, artist_id: int, *, instead: bool) -> None:
    await db.execute(CHOOSE, artist_id, instead)


async def is_chosen(db: Connection, artist_id: int) -> bool:
    found: bool = await db.fetchval(CHOSEN, artist_id)
    return found


async def forget(db: Connection, device_ids: list[int]) -> None:
    """They take nothing any more."""
    await db.execute(GONE, device_ids)


async def last_written(db: Connection) -> int:
    found: int = await db.fetchval(LAST)
    return found


async def reached(db: Connection, notice_id: int | None) -> None:
    """A notice that was not to go through WhatsApp has gone out."""
    await db.execute(REACHED, notice_id)


async def by_whatsapp(db: Connection, notice_id: int | None, now: datetime) -> None:
    """A notice that reached nobody goes out the other way, unless it did before."""
    if await db.fetchval(BY_WHATSAPP, notice_id, now) is not None:
        await wake(db, OUTBOX)
