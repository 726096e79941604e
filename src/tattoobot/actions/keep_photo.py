"""A client's picture has been fetched, or is gone."""

from tattoobot.db import photos
from tattoobot.db.engine import Connection
from tattoobot.domain.pictures import KeptPhoto


async def keep_photo(db: Connection, photo_id: int, kept: KeptPhoto) -> None:
    await photos.kept(db, photo_id, kept.file, kept.mime_type, kept.sha256, kept.size)


async def lose_photo(db: Connection, photo_id: int) -> None:
    """It could not be had: the artist sees that there was one."""
    await photos.lost(db, photo_id)
