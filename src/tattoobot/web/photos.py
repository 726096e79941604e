"""Pictures that clients sent, given to whoever may see them."""

from pathlib import Path

from starlette.responses import FileResponse

from tattoobot.db.photos import Photo
from tattoobot.errors import BookingError

SHOWN = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/avif", "video/mp4"}
)
"""What a browser shows and cannot run. Anything else is only handed over as a file."""


class PhotoNotFound(BookingError):
    """There is no such picture."""

    http_status = 404
    code = "photo_not_found"


def answer(photo: Photo | None, folder: Path) -> FileResponse:
    """Raises `PhotoNotFound` for what was never kept, and for a file that is gone."""
    if photo is None or photo.state != "kept" or photo.file is None:
        raise PhotoNotFound
    file = folder / photo.file
    if not file.resolve().is_relative_to(folder.resolve()) or not file.is_file():
        raise PhotoNotFound
    shown = photo.mime_type in SHOWN
    return FileResponse(
        file,
        media_type=photo.mime_type if shown else "application/octet-stream",
        filename=f"{photo.id}{file.suffix}",
        content_disposition_type="inline" if shown else "attachment",
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=3600",
        },
    )
