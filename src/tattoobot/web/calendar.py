"""A client's date as a file for their calendar, behind a link that stays the same when the date is moved."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tattoobot.actions.confirm_date import ADDRESS
from tattoobot.db import calendar_links
from tattoobot.domain.calendar_file import calendar_file
from tattoobot.errors import BookingError
from tattoobot.web import rendering
from tattoobot.web.context import web
from tattoobot.web.patience import wrong_try

LONGEST = 60


class DateNotFound(BookingError):
    """There is no date behind this link."""

    http_status = 404
    code = "link_not_found"

    def __init__(self) -> None:
        super().__init__("The newest link is in your chat.")


async def show(request: Request) -> Response:
    shared, token = web(request), request.path_params["token"]
    async with shared.database.reading() as db:
        known = token.isascii() and len(token) <= LONGEST
        found = await calendar_links.date_of(db, token, shared.now()) if known else None
    if found is None:
        await wrong_try(request, "link")
        raise DateNotFound
    house = shared.house
    wording = house.wording(None, house.artists.get(found.artist_id, house.first_artist))
    file = calendar_file(
        f"{found.name}@{urlsplit(house.public_base_url).hostname or 'studio'}",
        wording.say("calendar.title"),
        found.starts_at,
        found.ends_at,
        where=wording.say(ADDRESS, missing=house.studio.map_url),
        written_at=found.written_at,
        changes=found.changes,
        called_off=found.called_off,
    )
    headers = {**rendering.HEADERS, "Content-Disposition": 'inline; filename="tattoo.ics"'}
    return Response(file, media_type="text/calendar; charset=utf-8", headers=headers)


routes = [Route("/cal/{token}", show, methods=["GET"])]
