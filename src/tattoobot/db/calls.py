"""Calls for the artist: who wanted something, and whether the artist has heard of it yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db.engine import Connection

# One that was told alone was told at the moment it came. Those that stand behind no others ($9) are counted alone.
RECORD = """
    INSERT INTO calls (artist_id, client_id, lead_id, reason, at, said, told_at)
    SELECT $1::bigint, $2::bigint, $3::bigint, $4::text, $5::timestamptz, $8::bigint[], CASE
        WHEN EXISTS (
            SELECT FROM calls WHERE client_id = $2 AND reason = $4 AND told_at > $5::timestamptz - $6::interval
        ) THEN NULL
        WHEN (
            SELECT count(*) FROM calls
            WHERE artist_id = $1 AND told_at > $5::timestamptz - interval '1 hour' AND told_at = at
              AND (reason = ANY($9::text[])) = ($4 = ANY($9::text[]))
        ) >= $7 THEN NULL
        ELSE $5
    END
    RETURNING told_at IS NOT NULL
"""

NOTE = """
    INSERT INTO calls (artist_id, client_id, lead_id, reason, at, said, told_at)
    VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN $5::timestamptz END)
"""

SETTLE = "UPDATE calls SET told_at = at WHERE client_id = $1 AND told_at IS NULL AND reason LIKE $2 || '%'"

# The leads that stand behind no others ($4), then those that have waited longest; the rest come with the next message.
TELL_TOGETHER = """
    WITH due AS (
        SELECT artist_id FROM calls c WHERE told_at IS NULL
          AND NOT EXISTS (
              SELECT FROM calls t
              WHERE t.artist_id = c.artist_id AND t.told_at > $1::timestamptz - $2::interval AND t.told_at <> t.at
          )
        GROUP BY artist_id HAVING min(at) <= $1::timestamptz - $2::interval
    ), waiting AS (
        SELECT artist_id, lead_id,
               count(*) OVER (PARTITION BY artist_id) AS leads,
               row_number() OVER (
                   PARTITION BY artist_id ORDER BY bool_or(reason = ANY($4::text[])) DESC, min(at), lead_id
               ) AS place
        FROM calls JOIN due USING (artist_id) WHERE told_at IS NULL
        GROUP BY artist_id, lead_id
    ), told AS (
        UPDATE calls c SET told_at = $1 FROM waiting w
        WHERE c.artist_id = w.artist_id AND c.lead_id = w.lead_id AND c.told_at IS NULL AND w.place <= $3
        RETURNING c.artist_id, c.lead_id, w.place, w.leads, c.id, c.reason, c.said
    )
    SELECT artist_id, lead_id, reason, greatest(leads - $3, 0),
           coalesce((SELECT string_agg(m.text, ' ' ORDER BY m.id) FROM messages m WHERE m.id = ANY(told.said)), '')
    FROM told ORDER BY artist_id, place, id
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A call that was held back."""

    artist_id: int
    lead_id: int
    reason: str
    others: int
    """So many leads of this artist wait on: they are too many for one message."""
    words: str


async def record(
    db: Connection,
    who: tuple[int, int, int],
    reason: str,
    now: datetime,
    said: Sequence[int],
    *,
    every: timedelta,
    an_hour: int,
    first: Sequence[str] = (),
) -> bool:
    """Note that this artist, client and lead have a call. True where the artist is to hear of it at once.

    `first` are the reasons that are not held back behind others.
    """
    return bool(await db.fetchval(RECORD, *who, reason, now, every, an_hour, list(said), list(first)))


async def note(
    db: Connection, who: tuple[int, int, int], reason: str, now: datetime, said: Sequence[int], *, told: bool
) -> None:
    """A call of which the artist heard just now, or hears together with others."""
    await db.execute(NOTE, *who, reason, now, list(said), told)


async def settle(db: Connection, client_id: int, beginning: str) -> None:
    """Of the calls of this client with such a reason nothing is told any more."""
    await db.execute(SETTLE, client_id, beginning)


async def tell_together(
    db: Connection, now: datetime, every: timedelta, most: int, first: Sequence[str] = ()
) -> list[Held]:
    """What has waited long enough, of so many leads of each artist, lead by lead; it counts as told from now on."""
    return [Held(*row) for row in await db.fetch(TELL_TOGETHER, now, every, most, list(first))]
