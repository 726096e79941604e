"""A client's pictures and recordings, for whoever may see the enquiry."""

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.db import leads, photos
from tattoobot.db.photos import Photo
from tattoobot.web import photos as pictures
from tattoobot.web.admin.ids import known_id
from tattoobot.web.context import web
from tattoobot.web.desk.visitor import Visitor, looking
from tattoobot.web.photos import PhotoNotFound


@looking
async def show(request: Request, visitor: Visitor) -> Response:
    return await pictures.answer(request, await _theirs(request, visitor), web(request).photos)


@looking
async def thumbnail(request: Request, visitor: Visitor) -> Response:
    return await pictures.answer(request, await _theirs(request, visitor), web(request).photos, small=True)


async def _theirs(request: Request, visitor: Visitor) -> Photo:
    photo_id = known_id(request.path_params["photo_id"], PhotoNotFound)
    async with web(request).database.reading() as db:
        photo = await photos.by_id(db, photo_id)
        lead = await leads.by_id(db, photo.lead_id) if photo is not None and photo.lead_id else None
    if photo is None or lead is None or not visitor.sees(lead):
        raise PhotoNotFound
    return photo
