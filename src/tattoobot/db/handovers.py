"""Handovers as rows: while one is open, a person answers this client. A client has at most one open at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tattoobot.db.engine import Connection
from tattoobot.domain.handover import STILL_WAITED_FOR, Handover, Reason
from tattoobot.domain.lead import Actor

COLUMNS = (
    "id, client_id, lead_id, reason, asked_by, since, resumes_at, notified_at, answered_at, answer_by, reminded_at,"
    " told_late_at"
)
OF_H = ", ".join("h." + name.strip() for name in COLUMNS.split(","))

ARTIST_SAID_LAST = """EXISTS (
        SELECT FROM handovers said_last JOIN clients theirs ON theirs.id = said_last.client_id
        WHERE said_last.client_id = l.client_id AND said_last.ended_at IS NULL
          AND said_last.answered_at >= theirs.last_message_at
    )"""
"""SQL of a lead `l`: the artist is talking to its client, and it is the client who is to say something."""

WROTE_AGAIN = """
    h.ended_at IS NULL AND c.last_message_at > coalesce(h.answered_at, h.since)
    AND (h.answered_at IS NOT NULL OR h.asked_by = 'artist')
"""
"""SQL of a handover `h` and its client `c`: the bot keeps quiet, and they said the last word."""

BEGIN = f"""
    INSERT INTO handovers (client_id, lead_id, reason, asked_by, since, resumes_at, answer_by, said)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (client_id) WHERE ended_at IS NULL DO NOTHING
    RETURNING {COLUMNS}
"""

OPEN = f"SELECT {COLUMNS} FROM handovers WHERE client_id = ANY($1::bigint[]) AND ended_at IS NULL"

END = "UPDATE handovers SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL"

ANSWERED = """
    UPDATE handovers SET answered_at = $2, resumes_at = greatest(resumes_at, $3)
    WHERE client_id = $1 AND ended_at IS NULL
"""

# What is still to be answered by the bot is its own. WhatsApp names no parts of a second: of what was written in the
# second of the artist's word, when it was heard tells whether it was before.
SAID_SINCE = """
    SELECT id, text FROM messages
    WHERE client_id = $1 AND direction = 'in' AND at >= date_trunc('second', $2::timestamptz) AND taken_at > $2
      AND text <> '' AND at < $3
    ORDER BY at DESC, id DESC LIMIT $4
"""

NOTIFIED = "UPDATE handovers SET notified_at = $2 WHERE id = $1"

TOLD_LATE = "UPDATE handovers SET told_late_at = $2 WHERE id = $1"

# The artist's answer to a client whose handover the clock has ended begins another, and so does asking again.
OPEN_OR_UNKEPT = f"""
    SELECT {COLUMNS}, true AS is_open FROM handovers WHERE client_id = ANY($1::bigint[]) AND ended_at IS NULL
    UNION ALL
    SELECT {OF_H}, false FROM handovers h
    WHERE h.client_id = ANY($1::bigint[]) AND h.ended_by = 'clock' AND h.answered_at IS NULL
      AND h.answer_by BETWEEN $2::timestamptz - $3::interval AND $2
      AND NOT EXISTS (SELECT FROM handovers n WHERE n.client_id = h.client_id AND n.id > h.id)
"""

# A lead that was over when they asked is no reason to leave them waiting; one that ended since is.
REMIND = f"""
    WITH late AS (
        SELECT h.id FROM handovers h
        JOIN clients c ON c.id = h.client_id
        JOIN leads l ON l.id = h.lead_id
        WHERE h.reminded_at IS NULL AND h.answered_at IS NULL
          AND h.answer_by > $1::timestamptz - $3::interval AND h.answer_by <= $1
          AND (h.ended_by IS NULL OR h.ended_by = 'clock') AND NOT c.opted_out
          AND NOT EXISTS (SELECT FROM handovers n WHERE n.client_id = h.client_id AND n.id > h.id)
          AND NOT EXISTS (
              SELECT FROM timeline t WHERE t.lead_id = l.id AND t.at > h.since AND t.to_status = l.status
                AND l.status IN ('rejected', 'cancelled', 'completed', 'lapsed')
          )
        ORDER BY h.answer_by, h.id
        LIMIT $2
        FOR UPDATE OF c, h SKIP LOCKED
    ), reminded AS (
        UPDATE handovers h SET reminded_at = $1 FROM late WHERE h.id = late.id
        RETURNING h.*
    )
    SELECT {OF_H}, h.ended_at IS NULL AS is_open, h.said,
        coalesce(
            (SELECT string_agg(m.text, E'\\n' ORDER BY m.id) FROM messages m WHERE m.id = ANY(h.said)), ''
        ) AS words
    FROM reminded h ORDER BY h.answer_by, h.id
"""

# A client with a turn to come is left alone: the turn itself finds that the handover is over.
DUE = f"""
    SELECT {OF_H}
    FROM handovers h
    JOIN clients c ON c.id = h.client_id
    WHERE h.ended_at IS NULL AND h.resumes_at <= $1 AND c.turn_due_at IS NULL
    ORDER BY h.resumes_at
    LIMIT $2
    FOR UPDATE OF c, h SKIP LOCKED
"""


@dataclass(frozen=True, slots=True)
class Late:
    """A handover of which the artist is to be reminded."""

    handover: Handover
    is_open: bool
    said: Sequence[int]
    """The messages that brought it about; none where they may be about health."""
    words: str
    """What they say now."""


async def begin(
    db: Connection,
    client_id: int,
    lead_id: int,
    reason: Reason,
    asked_by: Actor,
    now: datetime,
    resumes_at: datetime,
    answer_by: datetime | None = None,
    said: Sequence[int] = (),
) -> Handover | None:
    """None where a person answers this client already. The client is locked. `said` are messages to be quoted."""
    row = await db.fetchrow(
        BEGIN, client_id, lead_id, reason, asked_by, now, resumes_at, answer_by, list(said)
    )
    return _handover(row) if row else None


async def open_among(db: Connection, client_ids: Iterable[int]) -> dict[int, Handover]:
    """The open handovers of these clients, by client."""
    rows = await db.fetch(OPEN, list(client_ids))
    return {row["client_id"]: _handover(row) for row in rows}


async def end(db: Connection, handover_id: int, by: str, now: datetime) -> None:
    """`by`: `artist`, `clock`; two that met in a merge: `merge`."""
    await db.execute(END, handover_id, now, by)


async def answered(db: Connection, client_id: int, now: datetime, resumes_at: datetime) -> None:
    """The artist wrote to this client: the bot waits longer."""
    await db.execute(ANSWERED, client_id, now, resumes_at)


async def said_since_answered(db: Connection, handover: Handover, most: int) -> list[tuple[int, str]]:
    """What the client wrote while the artist had the chat, after the artist's last word; the newest of it."""
    since = handover.answered_at or handover.since
    rows = await db.fetch(SAID_SINCE, handover.client_id, since, handover.resumes_at, most)
    return [(row["id"], row["text"]) for row in reversed(rows)]


async def notified(db: Connection, handover_id: int, now: datetime) -> None:
    """The artist got word of it."""
    await db.execute(NOTIFIED, handover_id, now)


async def told_late(db: Connection, handover_id: int, now: datetime) -> None:
    """The client heard that the artist was reminded."""
    await db.execute(TOLD_LATE, handover_id, now)


async def open_and_unkept_among(
    db: Connection, client_ids: Sequence[int], now: datetime
) -> tuple[dict[int, Handover], dict[int, Handover]]:
    """Of these clients, the handovers that are open, and those that the clock has ended with nobody having answered in
    time; by client."""
    found: dict[bool, dict[int, Handover]] = {True: {}, False: {}}
    for row in await db.fetch(OPEN_OR_UNKEPT, client_ids, now, STILL_WAITED_FOR):
        columns = dict(row)
        which = found[columns.pop("is_open")]
        which[row["client_id"]] = _handover(columns)
    return found[True], found[False]


async def remind(db: Connection, now: datetime, limit: int) -> list[Late]:
    """Take those whose time is over with no answer, and no reminder yet: from now on they count as reminded."""
    rows = [dict(row) for row in await db.fetch(REMIND, now, limit, STILL_WAITED_FOR)]
    beside = [(row.pop("is_open"), row.pop("said"), row.pop("words")) for row in rows]
    return [Late(_handover(row), *others) for row, others in zip(rows, beside, strict=True)]


async def due(db: Connection, now: datetime, limit: int) -> list[Handover]:
    """Handovers that nobody handed back in time, locked with their clients."""
    return [_handover(row) for row in await db.fetch(DUE, now, limit)]


def _handover(row: Any) -> Handover:
    return Handover(**{**dict(row), "reason": Reason(row["reason"]), "asked_by": Actor(row["asked_by"])})
