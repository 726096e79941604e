"""The link to a date's calendar file: it follows from this installation's mark, is kept nowhere, and stays the same."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from tattoobot.db.engine import Connection
from tattoobot.db.references import MARK

SECRET = f"SELECT left(encode(sha256(convert_to({MARK} || ':calendar:' || $1::bigint, 'UTF8')), 'hex'), 32)"

DATE = """
    SELECT l.artist_id, l.status, t.detail ->> 'starts_at' AS starts_at, t.detail ->> 'ends_at' AS ends_at, t.at,
        (SELECT count(*) FROM timeline m WHERE m.lead_id = l.id AND m.happened IN ('moved', 'cancelled')) AS changes
    FROM leads l
    JOIN LATERAL (
        SELECT detail, at FROM timeline WHERE lead_id = l.id AND happened IN ('booked', 'moved')
        ORDER BY id DESC LIMIT 1
    ) t ON true
    WHERE l.id = $1
"""

LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date as it stands."""

    artist_id: int
    called_off: bool
    starts_at: datetime
    ends_at: datetime | None
    written_at: datetime
    changes: int


async def token(db: Connection, lead_id: int) -> str:
    return f"{lead_id}-{await db.fetchval(SECRET, lead_id)}"


async def date_of(db: Connection, text: str) -> Fixed | None:
    """The date behind this token; None where there is none."""
    number, _, _ = text.partition("-")
    if not number.isdigit() or int(number) > LARGEST:
        return None
    if not hmac.compare_digest(await token(db, int(number)), text):
        return None
    row = await db.fetchrow(DATE, int(number))
    if row is None or row["starts_at"] is None:
        return None
    ends_at = datetime.fromisoformat(row["ends_at"]) if row["ends_at"] else None
    return Fixed(
        row["artist_id"],
        row["status"] == "cancelled",
        datetime.fromisoformat(row["starts_at"]),
        ends_at,
        row["at"],
        row["changes"],
    )
