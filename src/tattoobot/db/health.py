"""What the database has to show before this process may take traffic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tattoobot.db import alarms
from tattoobot.db.alarms import Alarm
from tattoobot.db.engine import Connection
from tattoobot.db.presence import workers_present

STATE = """
    SELECT
        to_regclass('alembic_version') IS NOT NULL AS migrated,
        to_regclass('pgqueuer') IS NOT NULL AND to_regclass('pgqueuer_schedules') IS NOT NULL AS engine,
        to_regclass('alarms') IS NOT NULL AS alarms
"""

REVISION = "SELECT version_num FROM alembic_version"

AGES = """
    SELECT
        (SELECT extract(epoch FROM clock_timestamp() - created_at)::float8
         FROM outbox WHERE state <> 'dead' ORDER BY id LIMIT 1) AS undelivered,
        (SELECT extract(epoch FROM clock_timestamp() - min(first.received_at))::float8
         FROM unnest(ARRAY['whatsapp', 'stripe']) AS wanted (provider), LATERAL (
             SELECT received_at FROM inbox
             WHERE provider = wanted.provider AND handled_at IS NULL AND failure IS NULL ORDER BY id LIMIT 1
         ) AS first) AS unread,
        (SELECT extract(epoch FROM $1 - min(turn_due_at))::float8 FROM clients WHERE turn_due_at <= $1) AS unanswered,
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
    oldest_unread_seconds: float | None = None
    """Of what the providers have told us and nobody has looked at."""
    oldest_unanswered_seconds: float | None = None
    """Since the turn of a client was due that nobody has taken."""
    alarms: Sequence[Alarm] = ()
    """What keeps the bot from being heard, as the last look of the watch has found."""
    workers: int = 0
    """How many live now, on whichever machine."""

    @property
    def oldest_seconds(self) -> float:
        """How long the message waits that waits longest, wherever on its way it is."""
        ages = (self.oldest_undelivered_seconds, self.oldest_unread_seconds, self.oldest_unanswered_seconds)
        return max((age for age in ages if age is not None), default=0.0)


async def health(db: Connection, now: datetime) -> Health:
    state = await db.fetchrow(STATE)
    assert state is not None
    revision = await db.fetchval(REVISION) if state["migrated"] else None
    if revision is None or not state["engine"]:
        return Health(revision, state["engine"])
    ages = await db.fetchrow(AGES, now)
    assert ages is not None
    return Health(
        revision,
        True,
        ages["undelivered"],
        ages["worker"],
        ages["unread"],
        ages["unanswered"],
        await alarms.raised(db) if state["alarms"] else (),
        await workers_present(db),
    )
