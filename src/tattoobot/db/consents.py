"""What clients agreed to, and what they took back: kept as a history, the newest line of a purpose counts."""

from datetime import datetime
from typing import Literal

from tattoobot.db.engine import Connection

Purpose = Literal["service", "marketing"]

NOTE = """
    INSERT INTO consents (client_id, purpose, given, wording, source, at)
    SELECT coalesce(merged_into, id), $2, $3, $4, $5, $6 FROM clients WHERE id = $1
"""

NEWEST = """
    SELECT given FROM consents WHERE client_id = $1 AND purpose = $2 ORDER BY at DESC, id DESC LIMIT 1
"""


async def note(
    db: Connection, client_id: int, purpose: Purpose, at: datetime, *, given: bool, wording: str, source: str
) -> None:
    await db.execute(NOTE, client_id, purpose, given, wording, source, at)


async def given(db: Connection, client_id: int, purpose: Purpose) -> bool | None:
    """Whether this client agrees to messages of this purpose. None, where they never said, is no agreement."""
    found: bool | None = await db.fetchval(NEWEST, client_id, purpose)
    return found
