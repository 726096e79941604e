"""How many messages a second WhatsApp allows the studio's number: asked for by one worker, obeyed by all."""

from tattoobot.db.engine import Connection

KEEP = """
    INSERT INTO number_pace (level, a_second) VALUES ($1, $2)
    ON CONFLICT (id) DO UPDATE SET level = EXCLUDED.level, a_second = EXCLUDED.a_second, seen_at = now()
"""


async def keep_pace(db: Connection, level: str, a_second: int) -> None:
    await db.execute(KEEP, level, a_second)


async def pace(db: Connection) -> int | None:
    """Messages a second, in and out together; None where WhatsApp has not been asked yet."""
    found: int | None = await db.fetchval("SELECT a_second FROM number_pace")
    return found
