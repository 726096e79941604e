"""What became of messages to a client: those that did not go out as they were written, and the last that was seen."""

from dataclasses import dataclass
from datetime import datetime

from tattoobot.db.engine import Connection

MOST = 20

OF_LEAD = """
    (
        SELECT status AS what, text, cause, at FROM messages
        WHERE lead_id = $1 AND direction = 'out' AND client_id IS NOT NULL
          AND status IN ('failed', 'held_back', 'waiting', 'replaced')
        ORDER BY at DESC, id DESC LIMIT $2
    ) UNION ALL (
        SELECT 'seen', text, NULL, read_at FROM messages
        WHERE lead_id = $1 AND direction = 'out' AND client_id IS NOT NULL AND read_at IS NOT NULL
        ORDER BY at DESC, id DESC LIMIT 1
    )
"""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one message."""

    what: str
    text: str
    cause: str | None
    at: datetime


async def of_lead(db: Connection, lead_id: int) -> list[Fate]:
    return [Fate(**row) for row in await db.fetch(OF_LEAD, lead_id, MOST)]
