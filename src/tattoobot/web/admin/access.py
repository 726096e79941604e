"""Who may use the admin API: whoever sends its key."""

import asyncio
import hmac
import time
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader

from tattoobot.errors import BookingError
from tattoobot.web.context import web

HEADER = "X-Admin-API-Key"
FREE_TRIES = 10
STEP_SECONDS = 0.5
LONGEST_SECONDS = 5.0
FORGET_SECONDS = 300.0
MOST_SOURCES = 1000


class Unauthorized(BookingError):
    """The admin key is missing or wrong."""

    http_status = 401
    code = "unauthorized"

    def __init__(self) -> None:
        super().__init__(f"Send the admin key in the header {HEADER}.")


class WrongKeys:
    """Who has sent wrong keys lately, in this process: each further one is answered later.

    The right key is never kept waiting: behind a proxy that is not trusted everybody is one source.
    """

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, float]] = {}

    def pause(self, source: str, now: float) -> float:
        """Seconds until this wrong key is answered."""
        times, last = self._seen.pop(source, (0, now))
        times = 1 if now - last > FORGET_SECONDS else times + 1
        while len(self._seen) >= MOST_SOURCES:
            del self._seen[next(iter(self._seen))]
        self._seen[source] = (times, now)
        return min(max(times - FREE_TRIES, 0) * STEP_SECONDS, LONGEST_SECONDS)


described = APIKeyHeader(name=HEADER, auto_error=False, description="The value of ADMIN_API_KEY.")


async def require_key(request: Request, sent: Annotated[str | None, Depends(described)]) -> None:
    """Raises `Unauthorized`."""
    if is_key(request, sent):
        return
    if sent:
        peer = request.client.host if request.client else ""
        await asyncio.sleep(request.app.state.wrong_keys.pause(peer, time.monotonic()))
    raise Unauthorized


def is_key(request: Request, sent: str | None) -> bool:
    # Headers arrive as bytes and are read as Latin-1; this gives the bytes back.
    given = (sent or "").encode("latin-1", "replace")
    # Two while one is replaced by another. An empty key would be known to everybody.
    keys = [key.strip().encode() for key in web(request).admin_api_key.split(",")]
    return any(hmac.compare_digest(given, key) for key in keys if key)
