"""What the database has to show before this process may take traffic."""

from dataclasses import dataclass

from tattoobot.db.engine import Connection

STATE = """
    SELECT
        to_regclass('alembic_version') IS NOT NULL AS migrated,
        to_regclass('pgqueuer') IS NOT NULL AND to_regclass('pgqueuer_schedules') IS NOT NULL AS engine
"""

REVISION = "SELECT version_num FROM alembic_version"

AGES = """
    SELECT
        (SELECT extract(epoch FROM clock_timestamp() - created_at)::float8
         FROM outbox WHERE state <> 'dead' ORDER BY id LIMIT 1) AS undelivered,
        (SELECT extract(epoch FROM clock_timestamp() - max(heartbeat))::float8 FROM pgqueuer_schedules) AS worker
"""


@dataclass(frozen=True, slots=True)
class Health:
    revision: str | None
    """Of the schema; None where there is none."""
    engine: bool
    """The tables of the job engine are there."""
    oldest_undelivered_seconds: float | None = None
    worker_seen_seconds: float | None = None
    """Since a worker, in any process, was last at work; None when none ever was."""


async def health(db: Connection) -> Health:
    state = await db.fetchrow(STATE)
    assert state is not None
    revision = await db.fetchval(REVISION) if state["migrated"] else None
    if revision is None or not state["engine"]:
        return Health(revision, state["engine"])
    ages = await db.fetchrow(AGES)
    assert ages is not None
    return Health(revision, True, ages["undelivered"], ages["worker"])
