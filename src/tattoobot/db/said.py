"""What has been said before: looked up in the transcript for the sake of what comes in now."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from tattoobot.db.engine import Connection

# Their own menu or buttons offer it: the newest of a lead is the one on the screen.
OFFERS = """
    SELECT DISTINCT ON (lead_id) lead_id, provider_id FROM messages
    WHERE lead_id = ANY($1::bigint[]) AND direction = 'out' AND position($2 IN body) > 0
    ORDER BY lead_id, id DESC
"""

SAID_TO_OTHERS = """
    SELECT EXISTS (
        SELECT FROM messages
        WHERE client_id IN (SELECT client_id FROM leads ORDER BY updated_at DESC, id DESC LIMIT 100)
          AND client_id <> $1 AND direction = 'out' AND artist_id IS NOT NULL AND text = $2
    )
"""

# A message that was changed before says what the change made of it.
ORIGINALS = """
    SELECT o.provider_id, o.client_id, o.lead_id, coalesce((
        SELECT e.text FROM messages e
        WHERE e.client_id = o.client_id AND e.direction = 'in' AND e.kind = 'edit' AND e.taken_at IS NOT NULL
          AND e.body::jsonb ->> 'reply_to' = o.provider_id
        ORDER BY e.at DESC, e.id DESC LIMIT 1
    ), o.text) AS text
    FROM messages o
    WHERE o.provider_id = ANY($1::text[]) AND o.client_id = ANY($2::bigint[]) AND o.direction = 'in'
      AND o.taken_at IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Original:
    """A client's message that they have changed, as it read until now."""

    client_id: int
    lead_id: int | None
    text: str


async def originals(
    db: Connection, provider_ids: Sequence[str], client_ids: Sequence[int]
) -> dict[str, Original]:
    """Those of these messages that have been dealt with, by WhatsApp's id."""
    rows = await db.fetch(ORIGINALS, provider_ids, client_ids) if provider_ids else []
    return {row["provider_id"]: Original(row["client_id"], row["lead_id"], row["text"]) for row in rows}


async def newest_with(db: Connection, lead_ids: Sequence[int], choice: str) -> dict[int, str]:
    """The newest message about each of these leads that offers the choice, by WhatsApp's id, where it was sent."""
    rows = await db.fetch(OFFERS, lead_ids, msgspec.json.encode(choice).decode()) if lead_ids else []
    return {row["lead_id"]: row["provider_id"] for row in rows if row["provider_id"]}


async def said_to_others(db: Connection, client_id: int, text: str) -> bool:
    """Whether one of the other clients of late has got these words from an artist, letter by letter."""
    found: bool = await db.fetchval(SAID_TO_OTHERS, client_id, text)
    return found
