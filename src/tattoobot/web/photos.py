"""Pictures and recordings that clients sent, given to whoever may see them."""

import asyncio
import re

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.adapters.photos import PhotoStore
from tattoobot.db.photos import Photo
from tattoobot.domain.pictures import THUMBNAIL_TYPE
from tattoobot.errors import BookingError

PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"})
AUDIO = frozenset({"audio/ogg", "audio/mpeg", "audio/aac", "audio/amr", "audio/mp4"})
VIDEO = frozenset({"video/mp4", "video/3gpp", "video/quicktime"})
SHOWN = PICTURES | AUDIO | VIDEO
"""What a browser shows and cannot run. Anything else is only handed over as a file."""

RANGE = re.compile(r"bytes=(\d{1,18})-(\d{0,18})", re.ASCII)


class PhotoNotFound(BookingError):
    """There is no such picture."""

    http_status = 404
    code = "photo_not_found"


class PhotosAway(BookingError):
    """The place where pictures are kept does not answer. Please try again in a moment."""

    http_status = 503
    code = "photos_away"


async def answer(
    request: Request, photo: Photo | None, store: PhotoStore, *, small: bool = False
) -> Response:
    """Raises `PhotoNotFound` for what was never kept, and for a file that is gone; `PhotosAway`."""
    if photo is None or photo.state != "kept" or photo.file is None:
        raise PhotoNotFound
    try:
        thumbnail = await asyncio.to_thread(store.thumbnail, photo.file) if small else None
        content = thumbnail or await asyncio.to_thread(store.read, photo.file)
    except OSError as error:
        raise PhotosAway from error
    if content is None:
        raise PhotoNotFound
    mime_type = THUMBNAIL_TYPE if thumbnail else photo.mime_type
    shown = mime_type in SHOWN
    headers = {
        "Content-Disposition": f'{"inline" if shown else "attachment"}; filename="{_name(photo)}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Accept-Ranges": "bytes",
    }
    media_type = mime_type if shown else "application/octet-stream"
    return _part(request.headers.get("range", ""), content, media_type, headers)


def _name(photo: Photo) -> str:
    suffix = (photo.file or "").rpartition(".")[2]
    return f"{photo.id}.{suffix}" if suffix.isascii() and suffix.isalnum() else str(photo.id)


def _part(wanted: str, content: bytes, media_type: str, headers: dict[str, str]) -> Response:
    """All of it, or the part that was asked for: Apple's browsers play a voice note in parts or not at all."""
    found = RANGE.fullmatch(wanted)
    if found is None:
        return Response(content, media_type=media_type, headers=headers)
    first = int(found[1])
    last = min(int(found[2] or len(content)), len(content) - 1)
    if first > last:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(content)}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return Response(content[first : last + 1], 206, media_type=media_type, headers=headers)
