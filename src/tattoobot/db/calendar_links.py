"""The link to a date's calendar file: it follows from this installation's secret, is kept nowhere, stays the same.

Those of dates that were made before the secret was there follow from the mark, which WhatsApp sees with every message:
they work until that date is past.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from tattoobot.db.engine import Connection
from tattoobot.db.own_secret import key_for
from tattoobot.db.references import MARK

OLD = f"SELECT left(encode(sha256(convert_to({MARK} || ':calendar:' || $1::bigint, 'UTF8')), 'hex'), 32)"

DATE = """
    SELECT l.artist_id, l.status, t.detail ->> 'starts_at' AS starts_at, t.detail ->> 'ends_at' AS ends_at, t.at,
        (SELECT min(at) FROM timeline m WHERE m.lead_id = l.id AND m.happened = 'booked')
            < (SELECT calendar_links_from FROM installation) AS is_old,
        (SELECT count(*) FROM timeline m WHERE m.lead_id = l.id AND m.happened IN ('moved', 'cancelled')) AS changes
    FROM leads l
    JOIN LATERAL (
        SELECT detail, at FROM timeline WHERE lead_id = l.id AND happened IN ('booked', 'moved')
        ORDER BY id DESC LIMIT 1
    ) t ON true
    WHERE l.id = $1
"""

LARGEST = 2**63 - 1
A_DAY = timedelta(days=1)
"""So long after its beginning a date is surely past."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date as it stands."""

    name: str
    """What calendars know it by, whichever link it came by."""
    artist_id: int
    called_off: bool
    starts_at: datetime
    ends_at: datetime | None
    written_at: datetime
    changes: int


async def token(db: Connection, lead_id: int) -> str:
    key = await key_for(db, "calendar links")
    return f"{lead_id}-{hmac.digest(key, str(lead_id).encode(), hashlib.sha256).hex()[:32]}"


async def date_of(db: Connection, text: str, now: datetime) -> Fixed | None:
    """The date behind this token; None where there is none."""
    number, _, _ = text.partition("-")
    if not number.isdigit() or int(number) > LARGEST:
        return None
    row = await db.fetchrow(DATE, int(number))
    if row is None or row["starts_at"] is None:
        return None
    ours, old = await token(db, int(number)), f"{number}-{await db.fetchval(OLD, int(number))}"
    starts_at = datetime.fromisoformat(row["starts_at"])
    still = row["is_old"] and now < starts_at + A_DAY
    if not hmac.compare_digest(ours, text) and not (still and hmac.compare_digest(old, text)):
        return None
    return Fixed(
        old if row["is_old"] else ours,
        row["artist_id"],
        row["status"] == "cancelled",
        starts_at,
        datetime.fromisoformat(row["ends_at"]) if row["ends_at"] else None,
        row["at"],
        row["changes"],
    )
