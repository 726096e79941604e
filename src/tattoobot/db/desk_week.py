"""What is booked and what runs out between two moments, and who waits for the client: each found by an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from tattoobot.db import overview
from tattoobot.db.engine import Connection
from tattoobot.db.overview import OF_CLIENT, OF_LEAD, After, columns
from tattoobot.domain.client import Client
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.lead import Lead, Status

DEPOSIT = """
    LEFT JOIN LATERAL (
        SELECT status, amount, currency, expires_at, refunded
        FROM deposits WHERE lead_id = l.id ORDER BY id DESC LIMIT 1
    ) d ON true
"""

WITH_DEPOSIT = f"""
    {columns("l", OF_LEAD)}, {columns("c", OF_CLIENT)},
    d.status AS deposit, d.amount, d.currency, d.expires_at, d.refunded
"""

DATES = f"""
    SELECT {WITH_DEPOSIT}, t.starts_at AS at, t.ends_at AS until
    FROM dates t JOIN leads l ON l.id = t.lead_id JOIN clients c ON c.id = l.client_id {DEPOSIT}
    WHERE t.starts_at >= $2 AND t.starts_at < $3 AND l.status IN ('booked', 'completed')
      AND ($1::bigint[] IS NULL OR l.artist_id = ANY($1))
    ORDER BY t.starts_at, t.lead_id LIMIT $4
"""

# Those of the week are few, and each leads to its lead: not the other way round, from all leads that are open.
RUNNING_OUT = f"""
    SELECT {WITH_DEPOSIT}, e.expires_at AS at, NULL::timestamptz AS until
    FROM deposits e, LATERAL (SELECT * FROM leads WHERE id = e.lead_id OFFSET 0) l
    JOIN clients c ON c.id = l.client_id {DEPOSIT}
    WHERE e.status IN ('requested', 'open', 'processing') AND e.expires_at >= $2 AND e.expires_at < $3
      AND l.status = 'awaiting_deposit' AND ($1::bigint[] IS NULL OR l.artist_id = ANY($1))
    ORDER BY e.expires_at, e.id LIMIT $4
"""

# An index has each artist's leads of one status in this order.
WHO_WAITS = """
    SELECT w.id, w.status_since
    FROM unnest(coalesce($1::bigint[], (SELECT array_agg(id) FROM artists))) AS a (id),
         unnest($2::text[]) AS s (status),
         LATERAL (
             SELECT id, status_since FROM leads
             WHERE artist_id = a.id AND status = s.status
               AND status IN ('qualifying', 'awaiting_deposit', 'booking_pending')
               AND (status_since, id) > ($3::timestamptz, $4::bigint)
             ORDER BY status_since, id LIMIT $5
         ) w
    UNION ALL (
        SELECT l.id, h.answered_at
        FROM handovers h JOIN clients c ON c.id = h.client_id
        JOIN leads l ON l.client_id = h.client_id AND l.status IN ('pending_approval', 'deposit_paid')
        WHERE $6 AND h.ended_at IS NULL AND h.answered_at >= c.last_message_at
          AND (h.answered_at, l.id) > ($3, $4) AND ($1 IS NULL OR l.artist_id = ANY($1))
    )
"""

WAITING = f"""
    WITH page AS ({WHO_WAITS} ORDER BY status_since, id LIMIT $5)
    SELECT {WITH_DEPOSIT}, p.status_since AS at, NULL::timestamptz AS until
    FROM page p JOIN leads l ON l.id = p.id JOIN clients c ON c.id = l.client_id {DEPOSIT}
    ORDER BY p.status_since, p.id
"""

COUNT_WAITING = f"SELECT count(*) FROM (SELECT FROM ({WHO_WAITS}) w LIMIT $5) counted"

LONG_AGO = After(datetime.fromisoformat("1970-01-01T00:00:00+00:00"), 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One lead in a list by time: what its date, its deposit's end or its waiting is `at`."""

    lead: Lead
    client: Client
    at: datetime
    until: datetime | None
    deposit: DepositStatus | None
    amount: Decimal | None
    currency: str | None
    deposit_ends_at: datetime | None
    refunded: Decimal


async def dates(
    db: Connection, artists: Sequence[int] | None, start: datetime, end: datetime, most: int
) -> list[Entry]:
    """Of these artists; of all, where there is None."""
    return [_entry(row) for row in await db.fetch(DATES, artists, start, end, most)]


async def running_out(
    db: Connection, artists: Sequence[int] | None, start: datetime, end: datetime, most: int
) -> list[Entry]:
    """Deposits that nobody has paid yet, by when their link ends."""
    return [_entry(row) for row in await db.fetch(RUNNING_OUT, artists, start, end, most)]


async def waiting(
    db: Connection,
    artists: Sequence[int] | None,
    statuses: Sequence[Status],
    after: After | None,
    most: int,
    *,
    answered: bool = False,
) -> list[Entry]:
    """Where the client is to do something, the longest waiting first. `answered`: also whom the artist wrote last."""
    start = after or LONG_AGO
    rows = await db.fetch(WAITING, artists, list(statuses), start.updated_at, start.id, most, answered)
    return [_entry(row) for row in rows]


async def count_waiting(
    db: Connection,
    artists: Sequence[int] | None,
    statuses: Sequence[Status],
    most: int,
    *,
    answered: bool = False,
) -> int:
    """How many `waiting` has in all, counted up to `most`."""
    values = (artists, list(statuses), LONG_AGO.updated_at, LONG_AGO.id, most, answered)
    found: int = await db.fetchval(COUNT_WAITING, *values)
    return found


def _entry(row: Any) -> Entry:
    return Entry(
        overview.lead_in(row),
        overview.client_in(row),
        row["at"],
        row["until"],
        DepositStatus(row["deposit"]) if row["deposit"] else None,
        row["amount"],
        row["currency"],
        row["expires_at"],
        row["refunded"] or Decimal(0),
    )
