"""Clients and the handles by which WhatsApp shows them to us."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

import msgspec

from tattoobot.db.engine import Connection
from tattoobot.domain import phone as phone_numbers
from tattoobot.domain.client import Client
from tattoobot.domain.pace import Pace
from tattoobot.domain.under_age import UnderAge

Found = TypeVar("Found")


class Handle(NamedTuple):
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose handle it is, and what tells that it may have gone to somebody else."""

    client_id: int
    user_id: str | None
    last_message_at: datetime | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a batch of messages changes about one client."""

    client_id: int
    name: str
    phone: str | None
    user_id: str | None
    last_message_at: datetime
    answer_at: datetime


COLUMNS = "id, name, phone, user_id, language, opted_out, last_message_at, pace, under_age"

# Each handle has one owner at most; that is said, or a young database goes through all handles instead. Rows are locked
# in id order everywhere.
OWNERS = """
    SELECT wanted.kind, wanted.value, c.id, c.user_id, c.last_message_at
    FROM unnest($1::text[], $2::text[]) AS wanted (kind, value)
    CROSS JOIN LATERAL (
        SELECT client_id FROM handles
        WHERE kind = wanted.kind AND value = wanted.value AND valid_to IS NULL LIMIT 1
    ) AS held
    JOIN clients c ON c.id = held.client_id
    ORDER BY c.id FOR UPDATE OF c
"""

FORMER_OWNERS = """
    SELECT DISTINCT ON (kind, value) kind, value, h.client_id, h.valid_to
    FROM handles h
    JOIN unnest($1::text[], $2::text[]) AS wanted (kind, value) USING (kind, value)
    WHERE h.valid_to IS NOT NULL
    ORDER BY kind, value, h.valid_to DESC
"""

# Whoever writes to a studio agrees to be answered: their first consent.
CREATE = """
    WITH new AS (
        INSERT INTO clients (created_at) SELECT $2 FROM generate_series(1, $1::int) RETURNING id
    ), agreed AS (
        INSERT INTO consents (client_id, purpose, given, wording, source, at)
        SELECT id, 'service', true, 'Wrote to the studio first.', 'first_message', $2 FROM new WHERE $3
    )
    SELECT id FROM new
"""

ADD_HANDLES = """
    INSERT INTO handles (client_id, kind, value, valid_from)
    SELECT client_id, kind, value, $4 FROM unnest($1::bigint[], $2::text[], $3::text[]) AS t (client_id, kind, value)
    ON CONFLICT DO NOTHING
"""

CLOSE_HANDLES = """
    UPDATE handles h SET valid_to = $4
    FROM (
        SELECT DISTINCT client_id, kind
        FROM unnest($1::bigint[], $2::text[], $3::text[]) AS t (client_id, kind, value)
    ) AS held
    WHERE h.client_id = held.client_id AND h.kind = held.kind AND h.valid_to IS NULL
      AND NOT EXISTS (
          SELECT FROM unnest($1::bigint[], $2::text[], $3::text[]) AS t (client_id, kind, value)
          WHERE t.client_id = h.client_id AND t.kind = h.kind AND t.value = h.value
      )
"""

LET_GO_OF_HANDLES = """
    WITH gone AS (
        UPDATE handles h SET valid_to = $3
        FROM unnest($1::text[], $2::text[]) AS t (kind, value)
        WHERE h.kind = t.kind AND h.value = t.value AND h.valid_to IS NULL
        RETURNING h.client_id, h.kind, h.value
    )
    UPDATE clients c SET
        phone = CASE WHEN ('phone', c.phone) IN (SELECT kind, value FROM gone) THEN NULL ELSE c.phone END,
        user_id = CASE WHEN ('user_id', c.user_id) IN (SELECT kind, value FROM gone) THEN NULL ELSE c.user_id END
    WHERE c.id IN (SELECT client_id FROM gone)
"""

SHOWN_AS = "UPDATE clients SET phone = coalesce($2, phone), user_id = coalesce($3, user_id) WHERE id = $1"

# Clients that another transaction holds are written too, later.
LOCK = "SELECT id FROM clients WHERE id = ANY($1::bigint[]) ORDER BY id FOR UPDATE"

ARRIVED = """
    UPDATE clients c SET
        name = CASE WHEN a.name <> '' THEN a.name ELSE c.name END,
        phone = coalesce(a.phone, c.phone),
        user_id = coalesce(a.user_id, c.user_id),
        last_message_at = greatest(c.last_message_at, a.last_message_at),
        burst_began_at = CASE WHEN c.turn_due_at IS NULL THEN $7 ELSE c.burst_began_at END,
        turn_due_at = CASE
            WHEN c.turn_due_at IS NULL THEN a.answer_at
            ELSE least(a.answer_at, coalesce(c.burst_began_at, $7) + $8::interval)
        END
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
        AS a (id, name, phone, user_id, last_message_at, answer_at)
    WHERE c.id = a.id
    RETURNING c.id, c.opted_out
"""

DUE = f"""
    SELECT {COLUMNS} FROM clients
    WHERE turn_due_at <= $1
    ORDER BY turn_due_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
"""

DUE_IDS = "SELECT id FROM clients WHERE turn_due_at <= $1 ORDER BY turn_due_at LIMIT $2"

DUE_ONE = f"SELECT {COLUMNS} FROM clients WHERE id = $1 AND turn_due_at <= $2 FOR UPDATE SKIP LOCKED"

NEXT_DUE = "SELECT min(turn_due_at) FROM clients WHERE turn_due_at IS NOT NULL"

# A failure that follows soon after the last one continues its story.
PUT_ASIDE = """
    WITH later AS (
        UPDATE clients SET turn_due_at = $2 WHERE id = $1 RETURNING id
    )
    INSERT INTO turns_aside (client_id, cause, since, until) SELECT id, $3, $4, $2 FROM later
    ON CONFLICT (client_id) DO UPDATE SET
        cause = EXCLUDED.cause,
        since = CASE WHEN turns_aside.until > $4 - interval '5 minutes' THEN turns_aside.since ELSE EXCLUDED.since END,
        attempts = turns_aside.attempts + 1,
        until = EXCLUDED.until
"""

# STOP takes back what was agreed to, of every purpose; START gives back the service, and nothing more.
OPT_OUT = """
    WITH stopped AS (
        INSERT INTO opt_outs (client_id, since, wording) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
        RETURNING client_id
    )
    INSERT INTO consents (client_id, purpose, given, wording, source, at)
    SELECT client_id, purpose, false, $3, 'chat', $2
    FROM stopped, unnest(ARRAY['service', 'marketing']) AS purpose
"""

OPT_IN = """
    WITH resumed AS (
        UPDATE opt_outs SET ended_at = $2 WHERE client_id = $1 AND ended_at IS NULL RETURNING client_id
    )
    INSERT INTO consents (client_id, purpose, given, wording, source, at)
    SELECT client_id, 'service', true, $3, 'chat', $2 FROM resumed
"""


LIFT_UNDER_AGE = """
    UPDATE clients SET under_age = NULL WHERE id = $1 AND under_age IS NOT NULL RETURNING id
"""


async def owners(db: Connection, handles: Iterable[Handle]) -> dict[Handle, Owner]:
    """Which client each handle belongs to today, a number however it is spelled. These clients are locked."""
    wanted = list(handles)
    rows = await db.fetch(OWNERS, *_columns(_spelled(wanted)))
    return _as_asked(wanted, {Handle(row["kind"], row["value"]): Owner(*row[2:]) for row in rows})


async def former_owners(db: Connection, handles: Iterable[Handle]) -> dict[Handle, tuple[int, datetime]]:
    """Whose handle each was last, and until when; a number however it was spelled."""
    wanted = list(handles)
    rows = await db.fetch(FORMER_OWNERS, *_columns(_spelled(wanted)))
    return _as_asked(
        wanted, {Handle(row["kind"], row["value"]): (row["client_id"], row["valid_to"]) for row in rows}
    )


async def create(db: Connection, count: int, now: datetime, *, they_wrote: bool = True) -> list[int]:
    return [row["id"] for row in await db.fetch(CREATE, count, now, they_wrote)]


async def add_handles(db: Connection, additions: Sequence[tuple[int, Handle]], now: datetime) -> None:
    ids = [client_id for client_id, _ in additions]
    await db.execute(ADD_HANDLES, ids, *_columns(h for _, h in additions), now)


async def close_other_handles(db: Connection, held: Sequence[tuple[int, Handle]], now: datetime) -> None:
    """Close a client's other handles of the kinds named here; what they went by before is history."""
    await db.execute(CLOSE_HANDLES, [client_id for client_id, _ in held], *_columns(h for _, h in held), now)


async def let_go_of_handles(db: Connection, handles: Iterable[Handle], now: datetime) -> None:
    """Nobody goes by these any more."""
    await db.execute(LET_GO_OF_HANDLES, *_columns(_spelled(handles)), now)


async def shown_as(db: Connection, client_id: int, *, phone: str | None, user_id: str | None) -> None:
    """Write to this client under these from now on, as far as they are known."""
    await db.execute(SHOWN_AS, client_id, phone, user_id)


async def lock(db: Connection, client_ids: Iterable[int]) -> None:
    """Take these clients for the rest of the transaction: whoever else wants them waits."""
    await db.execute(LOCK, sorted(set(client_ids)))


async def arrived(db: Connection, news: Sequence[Arrived], now: datetime, patience: object) -> set[int]:
    """Note who wrote, and when they are to be answered: a burst is waited for, `patience` at most.

    Returns those who have not opted out.
    """
    rows = await db.fetch(
        ARRIVED,
        [n.client_id for n in news],
        [n.name for n in news],
        [n.phone for n in news],
        [n.user_id for n in news],
        [n.last_message_at for n in news],
        [n.answer_at for n in news],
        now,
        patience,
    )
    return {row["id"] for row in rows if not row["opted_out"]}


async def due(db: Connection, now: datetime, limit: int) -> list[Client]:
    """Clients whose turn it is, locked; those that somebody else holds are left to them."""
    return [client_in(row) for row in await db.fetch(DUE, now, limit)]


async def due_ids(db: Connection, now: datetime, limit: int) -> list[int]:
    return [row["id"] for row in await db.fetch(DUE_IDS, now, limit)]


async def due_one(db: Connection, client_id: int, now: datetime) -> list[Client]:
    """This client, locked, if it is their turn and nobody else is taking it."""
    return [client_in(row) for row in await db.fetch(DUE_ONE, client_id, now)]


async def next_due(db: Connection) -> datetime | None:
    found: datetime | None = await db.fetchval(NEXT_DUE)
    return found


async def by_id(db: Connection, client_id: int) -> Client:
    row = await db.fetchrow(f"SELECT {COLUMNS} FROM clients WHERE id = $1", client_id)
    assert row is not None
    return client_in(row)


async def lift_under_age(db: Connection, client_id: int) -> bool:
    """Settle what a client said of their age. True where there was something to settle."""
    return await db.fetchval(LIFT_UNDER_AGE, client_id) is not None


async def put_aside(db: Connection, client_id: int, cause: str, now: datetime, until: datetime) -> None:
    """Their turn cannot be taken: not before `until`."""
    await db.execute(PUT_ASIDE, client_id, until, cause, now)


async def opt_out(db: Connection, client_id: int, now: datetime, wording: str) -> None:
    await db.execute(OPT_OUT, client_id, now, wording)


async def opt_in(db: Connection, client_id: int, now: datetime, wording: str = "") -> None:
    await db.execute(OPT_IN, client_id, now, wording)


def client_in(row: Any) -> Client:
    kept = dict(row)
    kept["pace"], kept["under_age"] = msgspec.convert(kept["pace"], Pace), _under_age(kept["under_age"])
    return Client(**kept)


def _under_age(kept: Any) -> UnderAge | None:
    return msgspec.convert(kept, UnderAge) if kept else None


def plain(handle: Handle) -> Handle:
    """Equal for all spellings of one number."""
    return Handle("phone", phone_numbers.plain(handle.value)) if handle.kind == "phone" else handle


def _spelled(handles: Iterable[Handle]) -> list[Handle]:
    return list(dict.fromkeys(spelled for handle in handles for spelled in _spellings(handle)))


def _spellings(handle: Handle) -> list[Handle]:
    """The handle itself first."""
    if handle.kind != "phone":
        return [handle]
    return [Handle("phone", spelled) for spelled in phone_numbers.spellings(handle.value)]


def _as_asked(wanted: Iterable[Handle], found: Mapping[Handle, Found]) -> dict[Handle, Found]:
    return {
        handle: found[spelled]
        for handle in wanted
        for spelled in reversed(_spellings(handle))
        if spelled in found
    }


def _columns(handles: Iterable[Handle]) -> tuple[Any, Any]:
    given = list(handles)
    return [h.kind for h in given], [h.value for h in given]
