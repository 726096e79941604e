"""What only this installation knows: random, made once, told to nobody. Keys of ours follow from it."""

import hashlib
import hmac

from tattoobot.db.engine import Connection

OURS = "SELECT secret FROM installation"


async def key_for(db: Connection, purpose: str) -> bytes:
    """32 bytes, the same in every process; those of one purpose tell nothing of another's."""
    secret: bytes = await db.fetchval(OURS)
    return hmac.digest(secret, purpose.encode(), hashlib.sha256)
