"""What WhatsApp allows the studio's number: asked for by one worker, obeyed by all."""

from tattoobot.db.engine import Connection

KEEP = """
    INSERT INTO number_pace (level, a_second, messaging_limit) VALUES ($1, $2, $3)
    ON CONFLICT (id) DO UPDATE SET
        level = EXCLUDED.level, a_second = EXCLUDED.a_second, messaging_limit = EXCLUDED.messaging_limit,
        seen_at = now()
"""


async def keep_pace(db: Connection, level: str, a_second: int, messaging_limit: str = "") -> None:
    await db.execute(KEEP, level, a_second, messaging_limit)


async def messaging_limit(db: Connection) -> str:
    """To how many people a day the studio may write first, in Meta's word; empty where it has not said."""
    return await db.fetchval("SELECT messaging_limit FROM number_pace") or ""


async def pace(db: Connection) -> int | None:
    """Messages a second, in and out together; None where WhatsApp has not been asked yet."""
    found: int | None = await db.fetchval("SELECT a_second FROM number_pace")
    return found
