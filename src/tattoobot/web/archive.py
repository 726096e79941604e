"""A client's archive as the answer to a request."""

import asyncio
from collections.abc import Mapping
from tempfile import SpooledTemporaryFile

from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from tattoobot.adapters import client_archive
from tattoobot.adapters.client_archive import Rows
from tattoobot.adapters.photos import PhotoStore
from tattoobot.web.photos import PhotosAway

IN_MEMORY, CHUNK = 8 * 1024 * 1024, 64 * 1024

Spool = SpooledTemporaryFile[bytes]


async def packed(parts: Mapping[str, Rows], photos: PhotoStore) -> Spool:
    """Raises `PhotosAway`."""
    spool = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed when it has been sent
    try:
        await asyncio.to_thread(client_archive.write, spool, parts, photos)
    except OSError as error:
        spool.close()
        raise PhotosAway from error
    spool.seek(0)
    return spool


def answer(spool: Spool, name: str, headers: Mapping[str, str] | None = None) -> Response:
    return StreamingResponse(
        iter(lambda: spool.read(CHUNK), b""),
        media_type="application/zip",
        headers={
            **(headers or {}),
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
        background=BackgroundTask(spool.close),
    )
