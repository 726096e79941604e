"""The whole database out, as it was at one moment, and in again."""

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

import asyncpg

from tattoobot.db.engine import Connection
from tattoobot.domain.effects import MarkRead, SendMessage

LEFT_OUT = ("alembic_version", "pgqueuer", "pgqueuer_log", "pgqueuer_schedules", "pgqueuer_statistics")
"""The migrations write the first; the others are the job engine's, and what is to be done stands in our tables."""

TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname <> ALL($1::text[])
"""

COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
"""

NEEDS = """
    SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND conrelid <> confrelid
"""

SEQUENCES = """
    SELECT sequencename, last_value FROM pg_sequences
    WHERE schemaname = current_schema() AND last_value IS NOT NULL AND sequencename NOT LIKE 'pgqueuer%'
"""

EMPTY = """
    SELECT NOT EXISTS (SELECT FROM clients) AND NOT EXISTS (SELECT FROM inbox) AND NOT EXISTS (SELECT FROM messages)
"""

# Whoever held them is no more.
NOBODY_HOLDS = (
    "DELETE FROM under_way",
    f"DELETE FROM outbox WHERE kind = '{MarkRead.__name__}'",
    "UPDATE outbox SET state = 'waiting', worker = NULL, lease_until = NULL WHERE state IN ('sending', 'unsure')",
)

HOLD = f"UPDATE outbox SET state = 'dead', failure = $1 WHERE kind = '{SendMessage.__name__}' AND state <> 'dead'"
MAY_HAVE_GONE_OUT = "It waited when the backup was made. Retry it unless it has gone out since; then drop it."

Take = Callable[[bytes], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: list[str]
    rows: int


@asynccontextmanager
async def snapshot(url: str) -> AsyncIterator[Connection]:
    """A connection that sees one moment, however long it reads; it hinders nobody who writes."""
    connection = await asyncpg.connect(url, command_timeout=None)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            yield connection
    finally:
        await connection.close()


async def revision(db: Connection) -> str:
    found: str = await db.fetchval("SELECT version_num FROM alembic_version")
    return found


async def tables(db: Connection) -> list[Table]:
    """All that is ours; what others refer to comes before them."""
    names = {row[0] for row in await db.fetch(TABLES, LEFT_OUT)}
    order: TopologicalSorter[str] = TopologicalSorter({name: set() for name in sorted(names)})
    for of, needed in await db.fetch(NEEDS):
        if {of, needed} <= names:
            order.add(of, needed)
    return [
        Table(
            name,
            [row[0] for row in await db.fetch(COLUMNS, name)],
            await db.fetchval(f'SELECT count(*) FROM "{name}"'),
        )
        for name in order.static_order()
    ]


async def sequences(db: Connection) -> dict[str, int]:
    return {row[0]: row[1] for row in await db.fetch(SEQUENCES)}


async def files(db: Connection) -> list[str]:
    """What lies on the shelf, by the names of the pictures."""
    rows = await db.fetch("SELECT DISTINCT file FROM photos WHERE file IS NOT NULL ORDER BY file")
    return [row[0] for row in rows]


async def copy_out(db: Connection, table: Table, take: Take) -> None:
    await db.copy_from_table(table.name, columns=table.columns, output=take)


async def is_empty(db: Connection) -> bool:
    """Whether nobody has been served from it yet."""
    found: bool = await db.fetchval(EMPTY)
    return found


async def make_room(db: Connection, names: Sequence[str]) -> None:
    """Rows that the migrations or a first start have written go; no trigger acts on what comes in."""
    quoted = [f'"{name}"' for name in names]
    await db.execute(f"TRUNCATE {', '.join(quoted)}")
    for name in quoted:
        await db.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")


async def copy_in(db: Connection, table: Table, content: AsyncIterator[bytes]) -> int:
    """Returns how many rows came in."""
    done = await db.copy_to_table(table.name, columns=table.columns, source=content)
    return int(done.rsplit(" ", 1)[1])


async def go_on(db: Connection, names: Sequence[str], last: dict[str, int], *, moved: bool) -> None:
    """Ids go on where they were. What waited to be sent waits for a person, unless nothing was done since (`moved`)."""
    for name in names:
        await db.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')
    for sequence, value in last.items():
        await db.execute("SELECT setval($1::text::regclass, $2)", f'"{sequence}"', value)
    for statement in NOBODY_HOLDS:
        await db.execute(statement)
    if not moved:
        await db.execute(HOLD, MAY_HAVE_GONE_OUT)
