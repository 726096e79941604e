"""Take a file from the shelf that nobody has any more."""

import asyncio

from tattoobot.db import erasing
from tattoobot.db.outbox import Delivery
from tattoobot.domain.effects import DeletePhoto
from tattoobot.jobs.tools import Answer, Tools


async def delete_photo(tools: Tools, delivery: Delivery[DeletePhoto]) -> Answer:
    """Two clients may have sent the same picture: it stays until both are gone."""
    async with tools.database.reading() as db:
        if await erasing.is_kept_for_others(db, delivery.effect.file):
            return Answer()
    await asyncio.to_thread(tools.photos.delete, delivery.effect.file)
    return Answer()
