"""What was typed into a form of the front desk and is not done: kept for its device, which shows it again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db.engine import Connection

LIVES = timedelta(hours=1)

RUN_OUT = "DELETE FROM desk_drafts WHERE session_id = $1 AND at <= $2"

PUT = """
    INSERT INTO desk_drafts (session_id, lead_id, form, given, problem, at) VALUES ($1, $2, $3, $4::jsonb, $5, $6)
    ON CONFLICT (session_id, lead_id) DO UPDATE
    SET form = EXCLUDED.form, given = EXCLUDED.given, problem = EXCLUDED.problem, at = EXCLUDED.at
"""

FIND = """
    SELECT form, given, problem FROM desk_drafts
    WHERE session_id = $1 AND lead_id = $2 AND form = $3 AND at > $4
"""

DROP = "DELETE FROM desk_drafts WHERE session_id = $1 AND lead_id = $2"


# Whoever typed it, on whichever device.
DONE = "DELETE FROM desk_drafts WHERE lead_id = $1 AND form = $2"


@dataclass(frozen=True, slots=True)
class Draft:
    form: str
    given: dict[str, str]
    problem: str
    """Why it could not be done; empty where nothing was wrong."""


async def put(db: Connection, session_id: int, lead_id: int, draft: Draft, now: datetime) -> None:
    """In place of the one before."""
    await db.execute(RUN_OUT, session_id, now - LIVES)
    await db.execute(PUT, session_id, lead_id, draft.form, draft.given, draft.problem, now)


async def find(db: Connection, session_id: int, lead_id: int, form: str, now: datetime) -> Draft | None:
    row = await db.fetchrow(FIND, session_id, lead_id, form, now - LIVES)
    return Draft(**row) if row else None


async def drop(db: Connection, session_id: int, lead_id: int) -> None:
    """It is done."""
    await db.execute(DROP, session_id, lead_id)


async def done(db: Connection, lead_id: int, form: str) -> None:
    """It went through: nobody is shown it again."""
    await db.execute(DONE, lead_id, form)
