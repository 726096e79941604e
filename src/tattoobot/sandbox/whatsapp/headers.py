"""The picture above an interactive message: fetched from its address by WhatsApp, which then shows its own copy."""

from typing import Any

import aiohttp

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.whatsapp.rules import Refused
from tattoobot.sandbox.world import World

TYPES = frozenset({"image/jpeg", "image/png"})
MOST_BYTES = 5 * 1024 * 1024
WITHIN = aiohttp.ClientTimeout(total=10)


async def fetch(world: World, body: Json) -> str | Refused | None:
    """Where the phone finds it; why it cannot be had, which fails the message after it was accepted; None without one.

    Who handed in the file before named its id.
    """
    picture = _picture(body)
    if picture is None:
        return None
    if "id" in picture:
        known = picture["id"] in world.uploads
        return _shown(picture["id"]) if known else _refused(f"{picture['id']} was not uploaded here")
    assert world.postman.http is not None
    try:
        async with world.postman.http.get(picture["link"], timeout=WITHIN, allow_redirects=False) as answer:
            if answer.status != 200:
                return _refused(f"Downloading media from weblink failed with http code {answer.status}")
            size = answer.content_length
            if answer.content_type not in TYPES or size is None or size > MOST_BYTES:
                return _refused(f"{size} bytes of {answer.content_type} are not a picture for a header")
            return _shown(world.media.keep(await answer.read(), answer.content_type).id)
    except (aiohttp.ClientError, TimeoutError, ValueError) as failure:
        return _refused(f"Downloading media from weblink failed: {type(failure).__name__}")


def _picture(body: Json) -> Any:
    header = body["interactive"].get("header") if body.get("type") == "interactive" else None
    return header["image"] if header and header["type"] == "image" else None


def _refused(details: str) -> Refused:
    return Refused(131053, details)


def _shown(media_id: str) -> str:
    return f"/sandbox/api/media/{media_id}"
