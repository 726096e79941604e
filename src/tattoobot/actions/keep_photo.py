"""A client's picture has been fetched, cannot be shown, or is gone."""

from datetime import datetime, timedelta

from tattoobot.actions.house import House, to_client
from tattoobot.db import clients, handovers, leads, outbox, photos, transcript
from tattoobot.db.engine import Connection
from tattoobot.db.leads import Flag
from tattoobot.db.photos import Photo
from tattoobot.domain import service_window
from tattoobot.domain.effects import DeletePhoto
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.messages import Kind
from tattoobot.domain.pictures import KeptPhoto, has_room, is_picture
from tattoobot.domain.says import say

ASKED_ALREADY = timedelta(hours=1)
"""Pictures come together, and are lost together: they are asked for once."""

TOO_MANY = "The client has sent more files in a day than are kept."


async def keep_photo(db: Connection, photo_id: int, kept: KeptPhoto, now: datetime) -> None:
    """Where its client was erased while it was on its way, the file goes again."""
    if not await photos.kept(db, photo_id, kept):
        await outbox.put(db, [(DeletePhoto(kept.file), f"file:{kept.file}")], now)


async def keep_unread(db: Connection, house: House, photo_id: int, kept: KeptPhoto, now: datetime) -> None:
    """Keep an unreadable file as it came, for the artist to download, and ask the client for one that can be shown."""
    unread = await photos.by_id(db, photo_id)
    await keep_photo(db, photo_id, kept, now)
    if unread is not None and unread.state == "waiting":
        await _ask_again(db, house, unread, now)


async def lose_photo(db: Connection, house: House, photo_id: int, now: datetime) -> None:
    """Record that a picture could not be fetched: the artist sees that, and the client is asked for it again."""
    lost = await photos.lost(db, photo_id)
    if lost is not None:
        await _ask_again(db, house, lost, now)


async def room_for_photo(db: Connection, photo: Photo, now: datetime) -> bool:
    """Nobody fills the disk: of one client, so much is kept in a day."""
    return has_room(*await photos.kept_since(db, photo.client_id, now - timedelta(days=1)))


async def turn_photo_away(db: Connection, photo_id: int, now: datetime) -> None:
    """Leave a picture beyond the day's measure unfetched. The artist sees that, once."""
    away = await photos.lost(db, photo_id)
    if away is not None and away.lead_id is not None:
        await leads.raise_flags(db, [Flag(away.lead_id, FlagReason.TOO_MANY_FILES, {"cause": TOO_MANY})], now)


async def _ask_again(db: Connection, house: House, photo: Photo, now: datetime) -> None:
    if photo.lead_id is None or not is_picture(Kind(photo.kind), photo.mime_type):
        # Nobody misses a sticker; of any other file they have heard already what can be read.
        return
    # Not locked: whoever settles deliveries may not wait for a client whose receipts wait for a delivery.
    lead = await leads.by_id(db, photo.lead_id)
    client = await clients.by_id(db, lead.client_id)
    if (
        client.opted_out
        or service_window.is_closed(client.last_message_at, now)
        or await handovers.open_among(db, [client.id])
        or await photos.asked_again_since(db, client.id, now - ASKED_ALREADY)
    ):
        return
    await photos.asked_again(db, photo.id, now)
    await transcript.write(db, [to_client(house, client, lead, say("picture_again"))], now)
