"""What has been said before: looked up in the transcript for the sake of what comes in now."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from tattoobot.db.engine import Connection
from tattoobot.db.wake import OUTBOX, wake
from tattoobot.domain.messages import Original

# Their own menu or buttons offer it: the newest of a lead is the one on the screen.
OFFERS = """
    SELECT DISTINCT ON (lead_id) lead_id, provider_id FROM messages
    WHERE lead_id = ANY($1::bigint[]) AND direction = 'out' AND position($2 IN body) > 0
    ORDER BY lead_id, id DESC
"""

DELETED = "Deleted by the client."

FORGET = """
    WITH gone AS (
        UPDATE messages m SET
            text = $3, body = (m.body::jsonb || '{"text": "", "media": null, "place": null, "form": {}}')::text
        FROM unnest($1::bigint[], $2::text[]) AS d (client_id, provider_id)
        WHERE m.client_id = d.client_id AND m.direction = 'in'
          AND (m.provider_id = d.provider_id OR m.kind = 'edit' AND m.body::jsonb ->> 'reply_to' = d.provider_id)
        RETURNING m.id
    )
    UPDATE photos p SET state = 'lost', lead_id = NULL, caption = '' FROM gone WHERE p.message_id = gone.id
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
    ), o.text) AS text, coalesce((
        SELECT string_agg(b.text, E'\n') FROM messages b
        WHERE b.lead_id = o.lead_id AND b.client_id = o.client_id AND b.direction = 'in' AND b.id <> o.id
          AND b.provider_id <> ALL($3::text[])
          AND NOT (b.kind = 'edit' AND b.body::jsonb ->> 'reply_to' = o.provider_id)
    ), '') AS beside,
    EXISTS (SELECT FROM photos p WHERE p.message_id = o.id) AND NOT EXISTS (
        SELECT FROM photos p JOIN messages pm ON pm.id = p.message_id
        WHERE p.lead_id = o.lead_id AND pm.id <> o.id AND pm.provider_id <> ALL($3::text[])
          AND pm.kind IN ('image', 'document') AND p.mime_type LIKE 'image/%'
    ) AS last_picture
    FROM messages o
    WHERE o.provider_id = ANY($1::text[]) AND o.client_id = ANY($2::bigint[]) AND o.direction = 'in'
      AND o.taken_at IS NOT NULL
"""


# The newest of what was kept from them since they said STOP tells how things stand; no reminder does.
AFTER_ALL = """
    WITH news AS (
        SELECT m.id FROM messages m JOIN opt_outs o ON o.client_id = m.client_id AND o.ended_at = $3
        WHERE m.client_id = $1 AND m.lead_id = $2 AND m.direction = 'out' AND m.status = 'held_back' AND m.at >= o.since
          AND NOT EXISTS (
              SELECT FROM reminders r WHERE r.lead_id = m.lead_id AND r.at = m.at AND r.recipient = 'client'
          )
        ORDER BY m.id DESC LIMIT 1
    ), said AS (
        UPDATE messages m SET status = 'queued' FROM news WHERE m.id = news.id RETURNING m.id, m.client_id
    )
    INSERT INTO outbox (kind, order_key, body, message_id, due_at, created_at)
    SELECT 'SendMessage', 'client:' || client_id, jsonb_build_object('message_id', id), id, $3, $3 FROM said
"""


async def originals(
    db: Connection, changed: Sequence[str], deleted: Sequence[str], client_ids: Sequence[int]
) -> dict[str, Original]:
    """Of these messages, the ones that have been dealt with, by WhatsApp's id."""
    if not changed and not deleted:
        return {}
    rows = await db.fetch(ORIGINALS, [*changed, *deleted], client_ids, deleted)
    return {row["provider_id"]: Original(*list(row.values())[1:]) for row in rows}


async def forget(db: Connection, deleted: Sequence[tuple[int, str]]) -> None:
    """These messages (client, WhatsApp's id) are shown to nobody any more, nor are the pictures that they brought."""
    if deleted:
        await db.execute(FORGET, [client for client, _ in deleted], [by for _, by in deleted], DELETED)


async def newest_with(db: Connection, lead_ids: Sequence[int], choice: str) -> dict[int, str]:
    """The newest message about each of these leads that offers the choice, by WhatsApp's id, where it was sent."""
    rows = await db.fetch(OFFERS, lead_ids, msgspec.json.encode(choice).decode()) if lead_ids else []
    return {row["lead_id"]: row["provider_id"] for row in rows if row["provider_id"]}


async def said_to_others(db: Connection, client_id: int, text: str) -> bool:
    """Whether one of the other clients of late has got these words from an artist, letter by letter."""
    found: bool = await db.fetchval(SAID_TO_OTHERS, client_id, text)
    return found


async def after_all(db: Connection, client_id: int, lead_id: int, now: datetime) -> None:
    """They have said START: the last news of this lead that was kept from them goes out."""
    done = await db.execute(AFTER_ALL, client_id, lead_id, now)
    if not done.endswith(" 0"):
        await wake(db, OUTBOX)
