"""Wrong tries by source, counted for all processes together. A source is 16 bits of a hash: the table has an end."""

import hashlib
from datetime import timedelta

from tattoobot.db.engine import Connection

COUNT = """
    INSERT INTO wrong_tries AS known (source, times, since) VALUES ($1, 1, clock_timestamp())
    ON CONFLICT (source) DO UPDATE SET
        times = CASE WHEN known.since < clock_timestamp() - $2::interval THEN 1 ELSE known.times + 1 END,
        since = CASE WHEN known.since < clock_timestamp() - $2::interval THEN clock_timestamp() ELSE known.since END
    RETURNING times, extract(epoch FROM since + $2::interval - clock_timestamp())::float8 AS seconds
"""


def source_of(what: str, address: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{what} {address}".encode()).digest()[:2])


async def count(db: Connection, source: int, within: timedelta) -> tuple[int, float]:
    """Count one more. Gives how many there were, and for how many seconds they still count."""
    row = await db.fetchrow(COUNT, source, within)
    assert row is not None
    return row["times"], row["seconds"]
