"""Terms of a deposit that a client saw, and then went on to pay."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from tattoobot.db.engine import Connection

ACCEPT = """
    INSERT INTO accepted_terms (deposit_id, wording, version, message_id, at)
    VALUES ($1, $2, $3, (
        SELECT max(id) FROM messages
        WHERE lead_id = $5 AND direction = 'out' AND artist_id IS NULL AND strpos(body, $6) > 0
    ), $4)
    ON CONFLICT (deposit_id, version) DO NOTHING
"""

OF_DEPOSIT = """
    SELECT a.wording, a.version, a.at, a.message_id, m.provider_id
    FROM accepted_terms a LEFT JOIN messages m ON m.id = a.message_id
    WHERE a.deposit_id = $1 ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Accepted:
    wording: str
    version: str
    at: datetime
    message_id: int | None
    """The newest message that brought the link."""
    provider_id: str | None
    """What WhatsApp calls it."""


def version_of(wording: str) -> str:
    """The same words are the same version, wherever and whenever they are shown."""
    return hashlib.sha256(wording.encode()).hexdigest()[:12]


async def accept(
    db: Connection, deposit_id: int, lead_id: int, token: str, wording: str, now: datetime
) -> None:
    await db.execute(ACCEPT, deposit_id, wording, version_of(wording), now, lead_id, token)


async def accepted(db: Connection, deposit_id: int) -> list[Accepted]:
    return [Accepted(**row) for row in await db.fetch(OF_DEPOSIT, deposit_id)]
