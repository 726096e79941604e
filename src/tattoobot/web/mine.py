"""The client's link to all that is kept about them: the page gives nothing away, its button does, once."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tattoobot.db import clients, data_links, whole_client
from tattoobot.db.engine import Connection
from tattoobot.errors import ClientNotFound
from tattoobot.web import archive, rendering
from tattoobot.web.context import Web, web
from tattoobot.web.link_tokens import TOKEN
from tattoobot.web.patience import wrong_try

GONE = 410


async def show(request: Request) -> Response:
    """GET, HEAD, the preview that a chat makes of a link: none of them uses it up."""
    shared, token = web(request), request.path_params["token"]
    async with shared.database.reading() as db:
        client_id = await _client_of(db, token, shared)
        client = await clients.by_id(db, client_id) if client_id is not None else None
    if client is None:
        return await _over(request, shared)
    wording = shared.house.wording(client, shared.house.first_artist)
    return rendering.page(
        "mine.html",
        language=wording.language,
        studio=shared.house.studio.name,
        title=wording.say("mine.title"),
        text=wording.say("mine.text"),
        button=wording.say("mine.button"),
    )


async def fetch(request: Request) -> Response:
    """The archive, once: the link is used up when there is something to send, whoever else has it open."""
    shared, token = web(request), request.path_params["token"]
    async with shared.database.reading() as db:
        client_id = await _client_of(db, token, shared)
        if client_id is None:
            return await _over(request, shared)
        try:
            parts = await whole_client.whole_client(db, client_id)
        except ClientNotFound:
            return await _over(request, shared)
    packed = await archive.packed(parts, shared.photos)
    async with shared.database.transaction() as db:
        if not await data_links.use(db, token):
            packed.close()
            return await _over(request, shared)
    return archive.answer(packed, "my-data.zip", rendering.HEADERS)


async def _client_of(db: Connection, token: str, shared: Web) -> int | None:
    return await data_links.client_of(db, token, shared.now()) if TOKEN.fullmatch(token) else None


async def _over(request: Request, shared: Web) -> Response:
    """Used, run out, or never there: which of them is nobody's business."""
    await wrong_try(request, "link")
    wording = shared.house.wording(None, shared.house.first_artist)
    return rendering.page(
        "mine.html",
        GONE,
        language=wording.language,
        studio=shared.house.studio.name,
        title=wording.say("mine.title"),
        text=wording.say("mine.over"),
        button="",
    )


routes = [
    Route("/mine/{token}", show, methods=["GET"]),
    Route("/mine/{token}", fetch, methods=["POST"]),
]
