"""Whoever waits for an artist, as the front desk lists them: who has paid, then the oldest promise, by an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tattoobot.db import overview
from tattoobot.db.engine import Connection
from tattoobot.db.handovers import ARTIST_SAID_LAST, WROTE_AGAIN
from tattoobot.db.overview import OF_CLIENT, OF_LEAD, After, columns
from tattoobot.domain.client import Client
from tattoobot.domain.flags import WAITS_FOR_A_WORD, Concern, FlagReason, concern
from tattoobot.domain.lead import Lead

MOST_COUNTED = 99

PASSED_ON = ", ".join(f"'{reason}'" for reason in sorted(WAITS_FOR_A_WORD))

THEIR_TURN = "('pending_approval', 'deposit_paid')"

MONEY_IS_HERE = f"""l.status IN ('rejected', 'cancelled') AND EXISTS (
        SELECT FROM flags paid WHERE paid.lead_id = l.id AND paid.resolved_at IS NULL
          AND paid.reason = '{FlagReason.PAID_UNEXPECTEDLY}'
    )"""
"""SQL of a lead `l`: nothing comes of it, and nobody has said what becomes of the client's money."""

FROM_THERE = "CASE WHEN $5 = 0 THEN '-infinity' ELSE $2 END"
"""Of those who come later: all of them, until the first ones have been shown."""

PAID, OTHERS = 0, 1
"""Whose money is here comes before everybody else, however many those are."""

# Who is to be decided about, or booked; who asked for the artist, or writes with them; whose question or wish was
# passed on, the oldest of them; and whose money is here although nothing comes of it. A lead is in one of these alone.
# Whoever only wanted an answer and got one waits no more, until they write again or the bot goes on; what is to be
# decided stays.
WAITING = f"""
    (
        SELECT l.id, {PAID} AS place, l.status_since AS since, NULL AS reason
        FROM unnest(coalesce($1::bigint[], (SELECT array_agg(id) FROM artists))) AS a (id), LATERAL (
            SELECT id, status_since FROM leads l
            WHERE artist_id = a.id AND status = 'deposit_paid' AND $5::int = {PAID}
              AND (status_since, id) > ($2::timestamptz, $3::bigint)
            ORDER BY status_since, id LIMIT $4
        ) l
    ) UNION ALL (
        SELECT l.id, {OTHERS}, l.status_since, NULL
        FROM unnest(coalesce($1::bigint[], (SELECT array_agg(id) FROM artists))) AS a (id), LATERAL (
            SELECT id, status_since FROM leads l
            WHERE artist_id = a.id AND status = 'pending_approval'
              AND (status_since, id) > ({FROM_THERE}, $3)
            ORDER BY status_since, id LIMIT $4
        ) l
    ) UNION ALL (
        SELECT l.id, {OTHERS}, h.since, h.reason FROM handovers h JOIN leads l ON l.id = h.lead_id
        WHERE h.ended_at IS NULL AND h.answered_at IS NULL AND h.asked_by = 'client'
          AND (h.since, l.id) > ({FROM_THERE}, $3)
          AND l.status NOT IN {THEIR_TURN} AND ($1 IS NULL OR l.artist_id = ANY($1))
        ORDER BY h.since, l.id LIMIT $4
    ) UNION ALL (
        SELECT l.id, {OTHERS}, c.last_message_at, h.reason
        FROM handovers h JOIN leads l ON l.id = h.lead_id JOIN clients c ON c.id = h.client_id
        WHERE {WROTE_AGAIN} AND (c.last_message_at, l.id) > ({FROM_THERE}, $3)
          AND l.status NOT IN {THEIR_TURN} AND ($1 IS NULL OR l.artist_id = ANY($1))
        ORDER BY c.last_message_at, l.id LIMIT $4
    ) UNION ALL (
        SELECT l.id, {OTHERS}, f.since, f.reason FROM flags f JOIN leads l ON l.id = f.lead_id
        WHERE f.resolved_at IS NULL AND f.reason IN ({PASSED_ON}) AND (f.since, l.id) > ({FROM_THERE}, $3)
          AND l.status NOT IN {THEIR_TURN} AND ($1 IS NULL OR l.artist_id = ANY($1))
          AND NOT EXISTS (
              SELECT FROM handovers o WHERE o.client_id = l.client_id AND o.ended_at IS NULL
          )
          AND NOT EXISTS (
              SELECT FROM messages m WHERE m.lead_id = l.id AND m.client_id = l.client_id
                AND m.artist_id IS NOT NULL AND m.at >= f.since
          )
          AND NOT EXISTS (
              SELECT FROM flags older WHERE older.lead_id = l.id AND older.resolved_at IS NULL
                AND older.reason IN ({PASSED_ON}) AND (older.since, older.id) < (f.since, f.id)
          )
          AND NOT ({MONEY_IS_HERE})
        ORDER BY f.since, l.id LIMIT $4
    ) UNION ALL (
        SELECT l.id, {OTHERS}, f.since, f.reason FROM flags f JOIN leads l ON l.id = f.lead_id
        WHERE f.resolved_at IS NULL AND f.reason = '{FlagReason.PAID_UNEXPECTEDLY}' AND {MONEY_IS_HERE}
          AND (f.since, l.id) > ({FROM_THERE}, $3) AND ($1 IS NULL OR l.artist_id = ANY($1))
          AND NOT EXISTS (
              SELECT FROM handovers o JOIN clients c ON c.id = o.client_id
              WHERE o.lead_id = l.id AND o.ended_at IS NULL AND (
                  o.answered_at IS NULL AND o.asked_by = 'client'
                  OR c.last_message_at > coalesce(o.answered_at, o.since)
              )
          )
        ORDER BY f.since, l.id LIMIT $4
    )
"""

PAGE = f"""
    WITH page AS (SELECT * FROM ({WAITING}) w ORDER BY place, since, id LIMIT $4)
    SELECT {columns("l", OF_LEAD)}, {columns("c", OF_CLIENT)}, p.place, p.since, p.reason,
        w.id IS NOT NULL AS written_to, {ARTIST_SAID_LAST} AS answered
    FROM page p JOIN leads l ON l.id = p.id JOIN clients c ON c.id = l.client_id
    LEFT JOIN LATERAL (
        SELECT id FROM messages
        WHERE lead_id = l.id AND client_id = l.client_id AND artist_id IS NOT NULL LIMIT 1
    ) w ON true
    ORDER BY p.place, p.since, p.id
"""

# Whoever was answered last stands there without waiting: it is their turn to say something.
WAITS = f"SELECT w.since FROM ({WAITING}) w JOIN leads l ON l.id = w.id WHERE NOT {ARTIST_SAID_LAST}"

COUNT = f"SELECT count(*) FROM ({WAITS} LIMIT $4) counted"

PICTURES = """
    SELECT lead_id, max(id) AS id FROM photos
    WHERE lead_id = ANY($1::bigint[]) AND state = 'kept' AND mime_type LIKE 'image/%'
    GROUP BY lead_id, file ORDER BY id
"""


# The newest that the artist was called for, as long as they have not written since, and have not said no either.
# Words about health are not there.
ASKED = """
    SELECT DISTINCT ON (c.lead_id) c.lead_id, (
        SELECT string_agg(m.text, ' ' ORDER BY m.id) FROM messages m WHERE m.id = ANY(c.said)
    ) AS words
    FROM calls c
    WHERE c.lead_id = ANY($1::bigint[]) AND c.said <> '{}' AND NOT EXISTS (
        SELECT FROM messages m
        WHERE m.lead_id = c.lead_id AND m.client_id = c.client_id AND m.artist_id IS NOT NULL AND m.at >= c.at
    ) AND NOT EXISTS (
        SELECT FROM timeline t
        WHERE t.lead_id = c.lead_id AND t.actor = 'artist' AND t.to_status IN ('rejected', 'cancelled')
          AND t.at >= c.at
    )
    ORDER BY c.lead_id, c.at DESC, c.id DESC
"""


# Of those to whom the artist has written: whether the newest that came since is a picture without a word.
PICTURE_CAME = """
    SELECT lead.id FROM unnest($1::bigint[]) AS lead (id), LATERAL (
        SELECT direction, kind, text FROM messages
        WHERE lead_id = lead.id AND (direction = 'in' OR artist_id IS NOT NULL) AND client_id IS NOT NULL
        ORDER BY at DESC, id DESC LIMIT 1
    ) newest
    WHERE newest.direction = 'in' AND newest.kind = 'image' AND newest.text = ''
      AND EXISTS (
          SELECT FROM messages WHERE lead_id = lead.id AND client_id IS NOT NULL AND artist_id IS NOT NULL
      )
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """One who waits, why, and since when."""

    lead: Lead
    client: Client
    place: int
    """`PAID` or `OTHERS`."""
    since: datetime
    reason: Concern | None
    """Why they asked for the artist, or what was passed on; None where the artist has something to decide."""
    written_to: bool
    """The artist has written to them about it."""
    answered: bool
    """The artist said the last word, and the client may have something to say before it is decided."""


LONG_AGO = After(datetime.fromisoformat("1970-01-01T00:00:00+00:00"), 0)


async def waiting(
    db: Connection, artists: Sequence[int] | None, after: After | None, most: int, place: int = PAID
) -> list[Turn]:
    """Of these artists; of all, where there is None. `after`: the last of the page before, by when it began to wait,
    and its `place`.
    """
    start = after or LONG_AGO
    return [_turn(row) for row in await db.fetch(PAGE, artists, start.updated_at, start.id, most, place)]


async def count(db: Connection, artists: Sequence[int] | None) -> int:
    """How many wait, for the desk and for whatever tells the artist so; nobody counts on beyond `MOST_COUNTED`."""
    first = (LONG_AGO.updated_at, LONG_AGO.id)
    found: int = await db.fetchval(COUNT, artists, *first, MOST_COUNTED + 1, PAID)
    return found


async def who_waits(db: Connection, artists: Sequence[int] | None) -> list[Turn]:
    """Those whom `count` counts."""
    return [turn for turn in await waiting(db, artists, None, MOST_COUNTED + 1) if not turn.answered]


async def pictures_of(db: Connection, lead_ids: Sequence[int]) -> dict[int, list[int]]:
    """The pictures that are kept, each once, in the order in which they came."""
    found: dict[int, list[int]] = {}
    for row in await db.fetch(PICTURES, lead_ids):
        found.setdefault(row["lead_id"], []).append(row["id"])
    return found


async def asked(db: Connection, lead_ids: Sequence[int]) -> dict[int, str]:
    """What these clients last called the artist for, in their words, and have no answer to."""
    return {row["lead_id"]: row["words"] for row in await db.fetch(ASKED, lead_ids) if row["words"]}


async def sent_a_picture(db: Connection, lead_ids: Sequence[int]) -> frozenset[int]:
    """Who answered the artist with a picture, and nothing since."""
    return frozenset(row["id"] for row in await db.fetch(PICTURE_CAME, lead_ids))


def _turn(row: Any) -> Turn:
    return Turn(
        overview.lead_in(row),
        overview.client_in(row),
        row["place"],
        row["since"],
        concern(row["reason"]) if row["reason"] else None,
        row["written_to"],
        row["answered"],
    )
