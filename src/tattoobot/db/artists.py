"""Artists as rows: written from the studio's file, referred to by everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db.engine import Connection
from tattoobot.domain.studio import ArtistProfile


@dataclass(frozen=True, slots=True)
class Artist:
    id: int
    key: str
    name: str
    whatsapp_number: str | None
    booking_url: str | None


COLUMNS = "id, key, name, whatsapp_number, booking_url"

KEEP = f"""
    INSERT INTO artists (key, name, whatsapp_number, booking_url) VALUES ($1, $2, $3, $4)
    ON CONFLICT (key) DO UPDATE SET
        name = EXCLUDED.name, whatsapp_number = EXCLUDED.whatsapp_number,
        booking_url = EXCLUDED.booking_url, active = true
    RETURNING {COLUMNS}
"""

RETIRE = "UPDATE artists SET active = false WHERE key <> ALL($1::text[])"


HEARD = """
    WITH h AS (
        SELECT id, max(at) AS at FROM unnest($1::bigint[], $2::timestamptz[]) AS t (id, at) GROUP BY id
    ), before AS (
        SELECT id, last_message_at FROM artists WHERE id = ANY($1) FOR UPDATE
    )
    UPDATE artists a SET last_message_at = greatest(a.last_message_at, h.at)
    FROM h JOIN before USING (id)
    WHERE a.id = h.id
    RETURNING a.id, h.at - before.last_message_at
"""


async def keep(db: Connection, profiles: Sequence[ArtistProfile]) -> list[Artist]:
    """Make the rows agree with the studio's file. Artists who left stay, for the sake of what they did."""
    await db.execute(RETIRE, [profile.key for profile in profiles])
    rows = [
        await db.fetchrow(KEEP, profile.key, profile.name, profile.whatsapp_number, profile.booking_url)
        for profile in profiles
    ]
    return [Artist(*row) for row in rows if row is not None]


async def heard(db: Connection, told: Sequence[tuple[int, datetime]]) -> dict[int, timedelta | None]:
    """These artists (id, when) wrote to us: WhatsApp lets us write freely to them for a day.

    Returns for how long each had said nothing; None of one who never did.
    """
    rows = await db.fetch(HEARD, [artist_id for artist_id, _ in told], [at for _, at in told])
    return {row[0]: row[1] for row in rows}


async def by_id(db: Connection, artist_id: int) -> Artist:
    row = await db.fetchrow(f"SELECT {COLUMNS} FROM artists WHERE id = $1", artist_id)
    assert row is not None
    return Artist(*row)
