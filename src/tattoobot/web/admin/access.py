"""Who may use the admin API: whoever sends its key."""

import hmac
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader

from tattoobot.errors import BookingError
from tattoobot.web.context import web
from tattoobot.web.patience import wrong_try

HEADER = "X-Admin-API-Key"


class Unauthorized(BookingError):
    """The admin key is missing or wrong."""

    http_status = 401
    code = "unauthorized"

    def __init__(self) -> None:
        super().__init__(f"Send the admin key in the header {HEADER}.")


described = APIKeyHeader(name=HEADER, auto_error=False, description="The value of ADMIN_API_KEY.")


async def require_key(request: Request, sent: Annotated[str | None, Depends(described)]) -> None:
    """Raises `Unauthorized`; for one wrong key after the other `TooManyTries`."""
    if is_key(request, sent):
        return
    if sent:
        await wrong_try(request, "key")
    raise Unauthorized


def is_key(request: Request, sent: str | None) -> bool:
    # Headers arrive as bytes and are read as Latin-1; this gives the bytes back.
    given = (sent or "").encode("latin-1", "replace")
    # Two while one is replaced by another. An empty key would be known to everybody.
    keys = [key.strip().encode() for key in web(request).admin_api_key.split(",")]
    return any(hmac.compare_digest(given, key) for key in keys if key)
