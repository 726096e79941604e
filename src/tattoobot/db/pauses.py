"""When WhatsApp wants less from us, or nothing at all: kept here, so that every worker obeys."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from tattoobot.db.engine import Connection

Scope = Literal["everything", "templates"]

# The longer pause wins; its cause is shown since it first came up.
PAUSE = """
    INSERT INTO pauses (scope, until, cause) VALUES ($1, clock_timestamp() + $2::interval, $3)
    ON CONFLICT (scope) DO UPDATE SET
        until = greatest(pauses.until, EXCLUDED.until),
        cause = EXCLUDED.cause,
        since = CASE WHEN pauses.until > clock_timestamp() - interval '5 minutes' THEN pauses.since ELSE now() END
"""

IN_FORCE = "SELECT scope, until, since, cause FROM pauses WHERE until > clock_timestamp() ORDER BY scope"


@dataclass(frozen=True, slots=True)
class Pause:
    scope: str
    until: datetime
    since: datetime
    cause: str


async def pause(db: Connection, scope: Scope, duration: timedelta, cause: str) -> None:
    await db.execute(PAUSE, scope, duration, cause)


async def reason(db: Connection, scope: Scope) -> str | None:
    """Why nothing of this kind may go out now; None where it may."""
    return next((each.cause for each in await in_force(db) if each.scope == scope), None)


async def in_force(db: Connection) -> list[Pause]:
    return [Pause(*row) for row in await db.fetch(IN_FORCE)]
