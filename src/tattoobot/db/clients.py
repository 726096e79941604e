"""Clients and the handles by which WhatsApp shows them to us."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tattoobot.db.engine import Connection
from tattoobot.domain.client import Client


@dataclass(frozen=True, slots=True)
class Handle:
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a batch of messages changes about one client."""

    client_id: int
    name: str
    phone: str | None
    user_id: str | None
    last_message_at: datetime
    answer_at: datetime


COLUMNS = "id, name, phone, user_id, language, opted_out, last_message_at"

OWNERS = """
    SELECT h.kind, h.value, h.client_id
    FROM handles h
    JOIN unnest($1::text[], $2::text[]) AS wanted (kind, value) USING (kind, value)
    WHERE h.valid_to IS NULL
"""

CREATE = "INSERT INTO clients (created_at) SELECT $2 FROM generate_series(1, $1::int) RETURNING id"

ADD_HANDLES = """
    INSERT INTO handles (client_id, kind, value, valid_from)
    SELECT client_id, kind, value, $4 FROM unnest($1::bigint[], $2::text[], $3::text[]) AS t (client_id, kind, value)
    ON CONFLICT DO NOTHING
"""

# Clients that another transaction holds are written too, later: rows are locked in id order everywhere.
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

TAKEN = """
    UPDATE clients c SET turn_due_at = NULL, burst_began_at = NULL, language = t.language, opted_out = t.opted_out
    FROM unnest($1::bigint[], $2::text[], $3::boolean[]) AS t (id, language, opted_out)
    WHERE c.id = t.id
"""

OPT_OUT = """
    INSERT INTO opt_outs (client_id, since, wording) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
"""

OPT_IN = "UPDATE opt_outs SET ended_at = $2 WHERE client_id = $1 AND ended_at IS NULL"


async def owners(db: Connection, handles: Iterable[Handle]) -> dict[Handle, int]:
    """Which client each handle belongs to today."""
    wanted = list(handles)
    rows = await db.fetch(OWNERS, [h.kind for h in wanted], [h.value for h in wanted])
    return {Handle(row["kind"], row["value"]): row["client_id"] for row in rows}


async def create(db: Connection, count: int, now: datetime) -> list[int]:
    return [row["id"] for row in await db.fetch(CREATE, count, now)]


async def add_handles(db: Connection, additions: Sequence[tuple[int, Handle]], now: datetime) -> None:
    ids = [client_id for client_id, _ in additions]
    await db.execute(ADD_HANDLES, ids, [h.kind for _, h in additions], [h.value for _, h in additions], now)


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
    return [Client(*row) for row in await db.fetch(DUE, now, limit)]


async def due_ids(db: Connection, now: datetime, limit: int) -> list[int]:
    return [row["id"] for row in await db.fetch(DUE_IDS, now, limit)]


async def due_one(db: Connection, client_id: int, now: datetime) -> list[Client]:
    """This client, locked, if it is their turn and nobody else is taking it."""
    return [Client(*row) for row in await db.fetch(DUE_ONE, client_id, now)]


async def next_due(db: Connection) -> datetime | None:
    found: datetime | None = await db.fetchval(NEXT_DUE)
    return found


async def by_id(db: Connection, client_id: int) -> Client:
    row = await db.fetchrow(f"SELECT {COLUMNS} FROM clients WHERE id = $1", client_id)
    assert row is not None
    return Client(*row)


async def taken(db: Connection, clients: Sequence[Client]) -> None:
    """The turn of these clients is over."""
    await db.execute(
        TAKEN, [c.id for c in clients], [c.language for c in clients], [c.opted_out for c in clients]
    )


async def put_aside(db: Connection, client_id: int, until: datetime) -> None:
    """Their turn cannot be taken: not before `until`."""
    await db.execute("UPDATE clients SET turn_due_at = $2 WHERE id = $1", client_id, until)


async def opt_out(db: Connection, client_id: int, now: datetime, wording: str) -> None:
    await db.execute(OPT_OUT, client_id, now, wording)


async def opt_in(db: Connection, client_id: int, now: datetime) -> None:
    await db.execute(OPT_IN, client_id, now)
