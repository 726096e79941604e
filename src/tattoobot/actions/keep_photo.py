"""A client's picture has been fetched, or is gone."""

from datetime import datetime, timedelta

from tattoobot.actions.house import House, to_client
from tattoobot.db import clients, handovers, leads, photos, transcript
from tattoobot.db.engine import Connection
from tattoobot.domain.client import window_is_closed
from tattoobot.domain.pictures import KeptPhoto
from tattoobot.domain.says import say

PICTURES = frozenset({"image/jpeg", "image/png"})
"""What WhatsApp sends pictures as. Its stickers are WebP."""

ASKED_ALREADY = timedelta(hours=1)
"""Pictures come together, and are lost together: they are asked for once."""


async def keep_photo(db: Connection, photo_id: int, kept: KeptPhoto) -> None:
    await photos.kept(db, photo_id, kept.file, kept.mime_type, kept.sha256, kept.size)


async def lose_photo(db: Connection, house: House, photo_id: int, now: datetime) -> None:
    """It could not be had: the artist sees that there was one, and the client is asked for it again."""
    lost = await photos.lost(db, photo_id)
    if lost is None or lost.lead_id is None or lost.mime_type not in PICTURES:
        # Nobody misses a sticker; of any other file they have heard already that only pictures and text can be read.
        return
    # Not locked: whoever settles deliveries may not wait for a client whose receipts wait for a delivery.
    lead = await leads.by_id(db, lost.lead_id)
    client = await clients.by_id(db, lead.client_id)
    if (
        client.opted_out
        or window_is_closed(client.last_message_at, now)
        or await handovers.open_among(db, [client.id])
        or await photos.lost_since(db, client.id, now - ASKED_ALREADY) > 1
    ):
        return
    await transcript.write(db, [to_client(house, client, lead, say("picture_again"))], now)
