"""The figures of the front desk: money from the table of its sums, the flow from the newest enquiries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tattoobot.db.engine import Connection
from tattoobot.domain.flow import Course
from tattoobot.domain.lead import Status

TOTALS = """
    SELECT currency, what, sum(amount) AS amount FROM money_sums
    WHERE since = '-infinity' AND ($1::bigint[] IS NULL OR artist_id = ANY($1))
    GROUP BY currency, what ORDER BY currency, what
"""

BY_WEEK = """
    SELECT w.monday, m.currency, m.what, m.amount
    FROM unnest($2::date[], $3::timestamptz[], $4::timestamptz[]) AS w (monday, starts, ends), LATERAL (
        SELECT currency, what, sum(amount) AS amount FROM money_sums
        WHERE since >= w.starts AND since < w.ends AND ($1::bigint[] IS NULL OR artist_id = ANY($1))
        GROUP BY currency, what
    ) m
    ORDER BY w.monday, m.currency, m.what
"""

# However few of the newest are an artist's own: no more than so many are looked at.
COURSES = """
    WITH recent AS (
        SELECT id, status, current_question, created_at,
               answers -> 'placement' -> 'value' ->> 'part' AS part, answers -> 'style' -> 'value' AS style
        FROM (SELECT * FROM leads ORDER BY id DESC LIMIT $2) newest
        WHERE $1::bigint[] IS NULL OR artist_id = ANY($1)
        ORDER BY id DESC LIMIT $3
    )
    SELECT r.status, r.current_question, r.created_at, r.part, r.style, t.steps, t.completed_at, t.decided_at
    FROM recent r, LATERAL (
        SELECT array_agg(DISTINCT happened) AS steps,
               min(at) FILTER (WHERE happened = 'brief_completed') AS completed_at,
               min(at) FILTER (WHERE happened IN ('approved', 'rejected') AND actor = 'artist') AS decided_at
        FROM timeline
        WHERE lead_id = r.id
          AND happened IN ('enquired', 'brief_completed', 'approved', 'rejected', 'deposit_paid', 'booked')
    ) t
    ORDER BY r.id DESC
"""

MOST_LOOKED_AT = 5000


@dataclass(frozen=True, slots=True)
class Sum:
    """So much of one kind, in one currency; what came or went in the week from this Monday on, or of all time."""

    currency: str
    what: str
    amount: Decimal
    monday: date | None = None


async def totals(db: Connection, artists: Sequence[int] | None) -> list[Sum]:
    """What of all that was ever paid is where now. Of these artists; of all, where there is None."""
    return [Sum(**row) for row in await db.fetch(TOTALS, artists)]


async def by_week(
    db: Connection, artists: Sequence[int] | None, weeks: Mapping[date, tuple[datetime, datetime]]
) -> list[Sum]:
    """Of each week that is named by its Monday, from when until when."""
    starts, ends = zip(*weeks.values(), strict=True)
    return [Sum(**row) for row in await db.fetch(BY_WEEK, artists, list(weeks), starts, ends)]


async def courses(db: Connection, artists: Sequence[int] | None, most: int) -> list[Course]:
    """How the newest enquiries went, the newest first."""
    return [_course(row) for row in await db.fetch(COURSES, artists, MOST_LOOKED_AT, most)]


def _course(row: Any) -> Course:
    style = row["style"]
    return Course(
        status=Status(row["status"]),
        question=row["current_question"],
        began_at=row["created_at"],
        steps=frozenset(row["steps"] or ()),
        completed_at=row["completed_at"],
        decided_at=row["decided_at"],
        part=row["part"],
        styles=(style,) if isinstance(style, str) else tuple(style or ()),
    )
