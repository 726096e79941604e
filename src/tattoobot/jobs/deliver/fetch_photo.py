"""Fetch a client's picture from WhatsApp and put it on the shelf."""

import asyncio

import structlog

from tattoobot.actions.keep_photo import keep_photo, keep_unread, room_for_photo, turn_photo_away
from tattoobot.adapters.pictures import UnreadablePhoto
from tattoobot.db import photos
from tattoobot.db.outbox import Delivery
from tattoobot.domain.effects import FetchPhoto
from tattoobot.jobs.tools import Answer, Tools

log = structlog.get_logger(__name__)

PICTURE_SECONDS = 180.0
"""A picture that is not on its shelf by then is tried again."""


async def fetch_photo(tools: Tools, delivery: Delivery[FetchPhoto]) -> Answer:
    photo_id = delivery.effect.photo_id
    async with tools.database.reading() as db:
        photo = await photos.by_id(db, photo_id)
        room = photo is not None and await room_for_photo(db, photo, tools.now())
    if photo is None or photo.state != "waiting":
        return Answer()
    if not room:
        return Answer(act=lambda db: turn_photo_away(db, photo_id, tools.now()))
    async with asyncio.timeout(PICTURE_SECONDS):
        found = await tools.whatsapp.media(photo.media_id)
        content = await tools.whatsapp.download(found.url, tools.photos.limit)
        try:
            kept = await asyncio.to_thread(tools.photos.keep, content)
        except UnreadablePhoto as error:
            log.info("picture_unreadable", photo_id=photo_id, cause=str(error))
            unread = await asyncio.to_thread(tools.photos.keep_unread, content)
            return Answer(act=lambda db: keep_unread(db, tools.house, photo_id, unread, tools.now()))
    return Answer(act=lambda db: keep_photo(db, photo_id, kept, tools.now()))
