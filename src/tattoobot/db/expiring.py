"""Whose time is over: enquiries, pictures and clients that have been kept for as long as the studio keeps them."""

from dataclasses import dataclass
from datetime import datetime

from tattoobot.db.engine import Connection
from tattoobot.domain.deposit import LIVE
from tattoobot.domain.keep_rules import (
    BOOKED,
    DECLINED,
    IN_THE_BOOKS,
    UNFINISHED,
    WITHOUT_PICTURES,
    KeepRules,
)

# The last that happened or was said. One who has just written is decided about tomorrow.
QUIET_SINCE = "greatest(l.updated_at, (SELECT max(m.at) FROM messages m WHERE m.lead_id = l.id))"
IN_BOOKS = """
    EXISTS (SELECT FROM deposits d WHERE d.lead_id = l.id AND (d.status = ANY($3::text[]) OR d.paid_at IS NOT NULL))
"""
HAS_LIVE_PAGE = "EXISTS (SELECT FROM deposits d WHERE d.lead_id = l.id AND d.status = ANY($4::text[]))"

WAS_ERASED = "EXISTS (SELECT FROM timeline t WHERE t.lead_id = l.id AND t.happened = 'erased')"

LEADS = f"""
    SELECT l.id FROM leads l JOIN clients c ON c.id = l.client_id
    WHERE l.id > $1 AND c.turn_due_at IS NULL AND NOT {HAS_LIVE_PAGE} AND NOT {WAS_ERASED}
      AND {QUIET_SINCE} < CASE
          WHEN l.status = ANY($5::text[]) OR {IN_BOOKS} THEN $6::timestamptz
          WHEN l.status = ANY($7::text[]) THEN $8::timestamptz
          WHEN l.status = ANY($9::text[]) THEN $10::timestamptz
      END
    ORDER BY l.id LIMIT $2
    FOR UPDATE OF c, l SKIP LOCKED
"""

PICTURES = f"""
    SELECT p.id FROM photos p JOIN clients c ON c.id = p.client_id LEFT JOIN leads l ON l.id = p.lead_id
    WHERE p.id > $1 AND c.turn_due_at IS NULL AND p.created_at < $6::timestamptz
      AND (l.id IS NULL OR l.status = ANY($5::text[]) AND NOT {HAS_LIVE_PAGE} AND NOT {IN_BOOKS} AND {QUIET_SINCE} < $6)
    ORDER BY p.id LIMIT $2
    FOR UPDATE OF p, c SKIP LOCKED
"""

CLIENTS = f"""
    SELECT c.id FROM clients c
    WHERE c.id > $1 AND c.erased_at IS NULL AND c.merged_into IS NULL AND c.turn_due_at IS NULL
      AND NOT EXISTS (SELECT FROM leads l WHERE l.client_id = c.id AND NOT {WAS_ERASED})
      AND greatest(c.created_at, c.last_message_at) < $2
    ORDER BY c.id LIMIT 1
    FOR UPDATE SKIP LOCKED
"""

FORGET_PICTURES = """
    WITH waiting AS (DELETE FROM outbox WHERE (body ->> 'photo_id')::bigint = ANY($1::bigint[]))
    DELETE FROM photos WHERE id = ANY($1::bigint[]) RETURNING file
"""


@dataclass(frozen=True, slots=True)
class Over:
    """One batch: what in it is over, locked, and where the next one begins."""

    ids: list[int]
    more: bool

    @property
    def last(self) -> int:
        return max(self.ids, default=0)


async def leads(db: Connection, after: int, rules: KeepRules, now: datetime, limit: int) -> Over:
    found = await db.fetch(
        LEADS,
        after,
        limit,
        sorted(IN_THE_BOOKS),
        sorted(LIVE),
        sorted(BOOKED),
        now - rules.booked,
        sorted(UNFINISHED),
        now - rules.unfinished,
        sorted(DECLINED),
        now - rules.declined,
    )
    return Over([row["id"] for row in found], len(found) == limit)


async def pictures(db: Connection, after: int, rules: KeepRules, now: datetime, limit: int) -> Over:
    found = await db.fetch(
        PICTURES,
        after,
        limit,
        sorted(IN_THE_BOOKS),
        sorted(LIVE),
        sorted(WITHOUT_PICTURES),
        now - rules.pictures,
    )
    return Over([row["id"] for row in found], len(found) == limit)


async def client(db: Connection, after: int, rules: KeepRules, now: datetime) -> int | None:
    """The next client of whom there is nothing left but who they are."""
    found: int | None = await db.fetchval(CLIENTS, after, now - rules.unfinished)
    return found


async def forget_pictures(db: Connection, ids: list[int]) -> list[str]:
    """Returns the files that they were in."""
    return sorted({row["file"] for row in await db.fetch(FORGET_PICTURES, ids) if row["file"]})
