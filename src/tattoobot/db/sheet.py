"""What the studio's sheet shows already, what has changed since, and how the writing goes."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db import leads
from tattoobot.db.engine import ANY_TROUBLE, Connection, Database
from tattoobot.db.handovers import ARTIST_SAID_LAST
from tattoobot.domain.lead import Status
from tattoobot.domain.sheet import SheetEvent, SheetLead

ONE_WRITER = 7262036
"""The lock of whoever writes. PostgreSQL lets go of it the moment their process dies."""

LATE = timedelta(minutes=10)
"""So much later than it is dated a change may be committed, clocks of several machines included."""
REMEMBERED = 1000
"""Lines of the timeline are numbered when they are written, and seen when they are committed: this far out of order."""

STATE = """
    SELECT spreadsheet_id, columns, seen_until, unsure, log_unsure, failures, retry_at > clock_timestamp() AS waits,
           cause, since, written_at
    FROM sheet
"""

BEGIN = """
    UPDATE sheet SET spreadsheet_id = $1, columns = $2, seen_until = NULL, logged = '{}', unsure = false,
        log_unsure = true, failures = 0, retry_at = NULL, cause = NULL, since = NULL
"""

FORGET_ROWS = "DELETE FROM sheet_rows"

NEW_COLUMNS = "UPDATE sheet SET columns = $1, unsure = true"

LOOK_AGAIN = "UPDATE sheet SET retry_at = NULL"

# Every way of finding leads has an index of its own. One that is shown as it is now is not found again.
CHANGED = f"""
    WITH known AS (
        SELECT CASE WHEN seen_until IS NULL THEN '-infinity' ELSE least(seen_until, $1::timestamptz) - $2::interval END
            AS since
        FROM sheet
    ),
    found AS (
        (SELECT l.id FROM leads l JOIN known ON l.updated_at >= known.since
         LEFT JOIN sheet_rows r ON r.number = l.id
         WHERE r.shown IS DISTINCT FROM l.updated_at ORDER BY l.updated_at, l.id LIMIT $3)
        UNION (SELECT number FROM sheet_rows WHERE rewrite ORDER BY number LIMIT $3)
    )
    SELECT l.id, l.status, l.answers, l.created_at, l.updated_at, l.artist_id, c.name, c.phone,
        EXISTS (SELECT FROM flags f WHERE f.lead_id = l.id AND f.resolved_at IS NULL)
            OR EXISTS (SELECT FROM handovers h WHERE h.client_id = l.client_id AND h.ended_at IS NULL)
                AND NOT {ARTIST_SAID_LAST} AS needs_artist,
        d.status AS deposit_status, d.amount AS deposit_amount, d.currency AS deposit_currency,
        r.shown IS DISTINCT FROM l.updated_at AS changed
    FROM found JOIN leads l USING (id) JOIN clients c ON c.id = l.client_id AND c.erased_at IS NULL
    LEFT JOIN sheet_rows r ON r.number = l.id
    LEFT JOIN LATERAL (
        SELECT status, amount, currency FROM deposits WHERE lead_id = l.id ORDER BY id DESC LIMIT 1
    ) d ON true
    ORDER BY l.updated_at, l.id LIMIT $3
"""

GONE = "SELECT number FROM sheet_rows WHERE lead_id IS NULL ORDER BY number LIMIT $1"

SHOWN = """
    INSERT INTO sheet_rows (number, lead_id, shown)
    SELECT number, l.id, shown FROM unnest($1::bigint[], $2::timestamptz[]) AS s (number, shown)
    LEFT JOIN leads l ON l.id = number
    ON CONFLICT (number) DO UPDATE SET shown = EXCLUDED.shown, rewrite = false
"""

WIPED = "DELETE FROM sheet_rows WHERE number = ANY($1::bigint[])"

SEEN = """
    UPDATE sheet SET seen_until = greatest(seen_until, $1), unsure = false, written_at = clock_timestamp()
"""

WELL = "UPDATE sheet SET failures = 0, retry_at = NULL, cause = NULL, since = NULL"

REWRITE = "UPDATE sheet_rows SET rewrite = true WHERE number = ANY($1::bigint[])"
REWRITE_ALL = "UPDATE sheet_rows SET rewrite = true"
SURE = "UPDATE sheet SET unsure = false"
UNSURE = "UPDATE sheet SET unsure = true"
LOG_UNSURE = "UPDATE sheet SET log_unsure = $1"
LOG_ANEW = "UPDATE sheet SET logged = '{}', log_unsure = true"

# A change of a deposit or a flag does not always touch its lead, and always leaves a line in the timeline.
NEWS = f"""
    WITH known AS (
        SELECT logged, CASE WHEN cardinality(logged) < {REMEMBERED} THEN 0 ELSE logged[1] END AS after FROM sheet
    )
    SELECT t.id, t.at, t.lead_id, t.actor, t.happened, t.to_status FROM timeline t, known
    WHERE t.id > known.after AND t.id <> ALL (known.logged)
    ORDER BY t.id LIMIT $1
"""

LOGGED = f"""
    UPDATE sheet SET written_at = clock_timestamp(), logged = ARRAY(
        SELECT id FROM (
            SELECT id FROM unnest(logged || $1::bigint[]) AS id ORDER BY id DESC LIMIT {REMEMBERED}
        ) newest ORDER BY id
    )
"""

TOUCHED = "UPDATE sheet_rows SET rewrite = true WHERE number = ANY($1::bigint[])"

FAILED = """
    UPDATE sheet SET failures = failures + 1, retry_at = clock_timestamp() + $1::interval, cause = $2,
        since = coalesce(since, clock_timestamp())
"""

STANDING = """
    SELECT cause, since, written_at, (SELECT count(*) FROM sheet_rows) AS rows FROM sheet WHERE spreadsheet_id <> ''
"""


@dataclass(frozen=True, slots=True)
class State:
    spreadsheet_id: str
    columns: str
    seen_until: datetime | None
    unsure: bool
    """A write may have happened or not: what stands in our rows has to be written again."""
    log_unsure: bool
    failures: int
    waits: bool | None
    cause: str | None
    since: datetime | None
    written_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the sheet is doing, for whoever looks after the product."""

    rows: int
    written_at: datetime | None
    cause: str | None
    """Why nothing can be written, in words."""
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Changed:
    lead: SheetLead
    changed: bool
    """Not: its row is written again as it was, where it still is."""


@asynccontextmanager
async def the_writer(database: Database) -> AsyncIterator[Connection | None]:
    """A connection that holds the lock, so that nothing of ours is written when it is lost; None: another writes."""
    async with database.reading() as db:
        if not await db.fetchval("SELECT pg_try_advisory_lock($1)", ONE_WRITER):
            yield None
            return
        try:
            yield db
        finally:
            # On a connection that broke this raises, and the lock is gone anyway.
            with suppress(*ANY_TROUBLE):
                await db.execute("SELECT pg_advisory_unlock($1)", ONE_WRITER)


async def state(db: Connection) -> State:
    row = await db.fetchrow(STATE)
    assert row is not None
    return State(*row)


async def begin(db: Connection, spreadsheet_id: str, columns: str) -> None:
    """Everything is to be written: nothing is known of what the sheet holds."""
    async with db.transaction():
        await db.execute(BEGIN, spreadsheet_id, columns)
        await db.execute(FORGET_ROWS)


async def new_columns(db: Connection, columns: str) -> None:
    await db.execute(NEW_COLUMNS, columns)


async def look_again(db: Connection) -> None:
    """Try at once, however long was to be waited."""
    await db.execute(LOOK_AGAIN)


async def changed(db: Connection, now: datetime, limit: int) -> list[Changed]:
    return [
        Changed(
            SheetLead(
                **{
                    **{name: row[name] for name in row.keys() if name != "changed"},  # noqa: SIM118  a record
                    "status": Status(row["status"]),
                    "answers": leads.answers_of(row["answers"]),
                }
            ),
            row["changed"],
        )
        for row in await db.fetch(CHANGED, now, LATE, limit)
    ]


async def gone(db: Connection, limit: int) -> list[int]:
    """Rows whose leads were erased."""
    return [row["number"] for row in await db.fetch(GONE, limit)]


async def shown(db: Connection, written: Sequence[SheetLead], wiped: Sequence[int]) -> None:
    """The sheet shows these now, for certain."""
    async with db.transaction():
        await db.execute(SHOWN, [one.id for one in written], [one.updated_at for one in written])
        await db.execute(WIPED, wiped)
        await db.execute(SEEN, max((one.updated_at for one in written), default=None))


async def rewrite(db: Connection, numbers: Sequence[int] | None = None) -> None:
    """What stands in these rows, or in all, is not what it should be."""
    if numbers is not None:
        await db.execute(REWRITE, numbers)
        return
    async with db.transaction():
        await db.execute(REWRITE_ALL)
        await db.execute(SURE)


async def about_to_write(db: Connection) -> None:
    await db.execute(UNSURE)


async def nothing_was_written(db: Connection) -> None:
    await db.execute(SURE)


async def news(db: Connection, limit: int) -> list[SheetEvent]:
    return [SheetEvent(*row) for row in await db.fetch(NEWS, limit)]


async def touched(db: Connection, events: Sequence[SheetEvent]) -> None:
    """Leads of which something is told are looked at, whether they say that they changed or not."""
    await db.execute(TOUCHED, [event.lead_id for event in events])


async def log_is_unsure(db: Connection, unsure: bool) -> None:
    await db.execute(LOG_UNSURE, unsure)


async def log_anew(db: Connection) -> None:
    await db.execute(LOG_ANEW)


async def logged(db: Connection, events: Sequence[SheetEvent]) -> None:
    await db.execute(LOGGED, [event.id for event in events])


async def failed(db: Connection, wait: timedelta, cause: str) -> None:
    await db.execute(FAILED, wait, cause)


async def well(db: Connection) -> None:
    await db.execute(WELL)


async def standing(db: Connection) -> Standing | None:
    """None where no sheet is kept."""
    row = await db.fetchrow(STANDING)
    return Standing(row["rows"], row["written_at"], row["cause"], row["since"]) if row else None
