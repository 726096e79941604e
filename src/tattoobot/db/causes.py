"""What an effect goes back to: its lead, and, where traces are written, the message of a client that led to it."""

from typing import Any

from tattoobot.db import deposits, photos
from tattoobot.db.engine import Connection

# A turn marks what it read and dates what it says with the same moment.
OF_MESSAGE = """
    SELECT heard.provider_id
    FROM messages said
    JOIN messages heard ON heard.lead_id = said.lead_id AND heard.taken_at = said.at AND heard.direction = 'in'
    WHERE said.id = $1
    ORDER BY heard.at DESC, heard.id DESC LIMIT 1
"""

OF_PHOTO = "SELECT m.provider_id FROM photos p JOIN messages m ON m.id = p.message_id WHERE p.id = $1"


async def of_message(db: Connection, message_id: int) -> str | None:
    found: str | None = await db.fetchval(OF_MESSAGE, message_id)
    return found


async def of_photo(db: Connection, photo_id: int) -> str | None:
    found: str | None = await db.fetchval(OF_PHOTO, photo_id)
    return found


async def lead_of(db: Connection, body: dict[str, Any]) -> int | None:
    """The lead that an effect which is no message is about."""
    if "deposit_id" in body:
        deposit = await deposits.by_id(db, body["deposit_id"])
        return deposit.lead_id if deposit else None
    if "photo_id" in body:
        photo = await photos.by_id(db, body["photo_id"])
        return photo.lead_id if photo else None
    return None
