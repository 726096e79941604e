"""The end of a turn."""

from collections.abc import Sequence
from datetime import datetime

from tattoobot.db.engine import Connection
from tattoobot.domain.client import Client

OVER = """
    WITH dealt_with AS (
        UPDATE messages m SET taken_at = $1, lead_id = t.lead_id
        FROM unnest($2::bigint[], $3::bigint[]) AS t (id, lead_id)
        WHERE m.id = t.id
    )
    UPDATE clients c SET
        turn_due_at = t.next_at, burst_began_at = NULL, language = t.language, opted_out = t.opted_out,
        pace = t.pace, under_age = t.under_age
    FROM unnest($4::bigint[], $5::text[], $6::boolean[], $7::jsonb[], $8::timestamptz[], $9::jsonb[])
        AS t (id, language, opted_out, pace, next_at, under_age)
    WHERE c.id = t.id
"""


async def over(
    db: Connection,
    clients: Sequence[tuple[Client, datetime | None]],
    messages: Sequence[tuple[int, int | None]],
    now: datetime,
) -> None:
    """The turn of these clients is over, and their next one is due at the time beside them, where there is more.

    These messages (id, lead) have been dealt with.
    """
    await db.execute(
        OVER,
        now,
        [message_id for message_id, _ in messages],
        [lead_id for _, lead_id in messages],
        [client.id for client, _ in clients],
        [client.language for client, _ in clients],
        [client.opted_out for client, _ in clients],
        [client.pace for client, _ in clients],
        [next_at for _, next_at in clients],
        [client.under_age for client, _ in clients],
    )
