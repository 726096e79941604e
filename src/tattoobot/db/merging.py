"""Make two clients one: everything that belongs to the newer moves to the older."""

from datetime import datetime

from tattoobot.db.engine import Connection

# The outbox before the messages, as everybody else who touches both.
LINE = """
    UPDATE outbox SET order_key = 'client:' || $1::bigint
    WHERE order_key = 'client:' || $2::bigint AND state <> 'dead'
"""

PHOTOS = """
    UPDATE photos p SET client_id = $1 FROM messages m WHERE m.client_id = $2 AND p.message_id = m.id
"""

END_SECOND_OPT_OUT = """
    UPDATE opt_outs SET ended_at = $3
    WHERE client_id = $2 AND ended_at IS NULL
      AND EXISTS (SELECT FROM opt_outs WHERE client_id = $1 AND ended_at IS NULL)
"""

END_SECOND_HANDOVER = """
    UPDATE handovers SET ended_at = $3, ended_by = 'merge'
    WHERE client_id = $2 AND ended_at IS NULL
      AND EXISTS (SELECT FROM handovers WHERE client_id = $1 AND ended_at IS NULL)
"""

OWNED = ("messages", "leads", "handles", "opt_outs", "consents", "handovers", "calls", "data_links")

# Whoever wrote last is called as they call themselves now.
JOIN = """
    UPDATE clients k SET
        name = CASE WHEN later.name <> '' THEN later.name ELSE coalesce(nullif(k.name, ''), g.name) END,
        language = coalesce(later.language, k.language, g.language),
        phone = coalesce(k.phone, g.phone),
        user_id = coalesce(k.user_id, g.user_id),
        opted_out = k.opted_out OR g.opted_out,
        under_age = coalesce(k.under_age, g.under_age),
        last_message_at = greatest(k.last_message_at, g.last_message_at),
        burst_began_at = least(k.burst_began_at, g.burst_began_at),
        turn_due_at = least(k.turn_due_at, g.turn_due_at),
        created_at = least(k.created_at, g.created_at)
    FROM clients g, (
        SELECT name, language FROM clients WHERE id IN ($1, $2) ORDER BY last_message_at DESC NULLS LAST LIMIT 1
    ) AS later
    WHERE k.id = $1 AND g.id = $2
    RETURNING k.opted_out
"""

LEAVE = """
    UPDATE clients SET
        name = '', phone = NULL, user_id = NULL, opted_out = false, under_age = NULL,
        turn_due_at = NULL, burst_began_at = NULL, merged_into = $1
    WHERE id = $2
"""

EARLIER_MERGES = "UPDATE clients SET merged_into = $1 WHERE merged_into = $2"

TALK = "UPDATE messages SET lead_id = $1 WHERE lead_id = $2"

PICTURES = "UPDATE photos SET lead_id = $1 WHERE lead_id = $2"

HANDOVER = "UPDATE handovers SET lead_id = $1 WHERE lead_id = $2 AND ended_at IS NULL"


async def move_everything(db: Connection, kept: int, gone: int, now: datetime) -> bool:
    """Both are locked. True where one of them had opted out: then both have.

    What is left of `gone` is an empty row that says where everything went: somebody may still hold its id.
    """
    await db.execute(LINE, kept, gone)
    await db.execute(PHOTOS, kept, gone)
    await db.execute(END_SECOND_OPT_OUT, kept, gone, now)
    await db.execute(END_SECOND_HANDOVER, kept, gone, now)
    for table in OWNED:
        await db.execute(f"UPDATE {table} SET client_id = $1 WHERE client_id = $2", kept, gone)
    await db.execute("DELETE FROM turns_aside WHERE client_id = $1", gone)
    opted_out: bool = await db.fetchval(JOIN, kept, gone)
    await db.execute(LEAVE, kept, gone)
    await db.execute(EARLIER_MERGES, kept, gone)
    return opted_out


async def move_talk(db: Connection, kept: int, gone: int) -> None:
    """Move messages and pictures from one lead to another."""
    await db.execute(TALK, kept, gone)
    await db.execute(PICTURES, kept, gone)
    await db.execute(HANDOVER, kept, gone)
