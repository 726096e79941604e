"""Who may use the admin API: whoever sends its key."""

import hmac
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import APIKeyHeader

from tattoobot.errors import BookingError
from tattoobot.web.context import web

HEADER = "X-Admin-API-Key"


class Unauthorized(BookingError):
    """The admin key is missing or wrong."""

    http_status = 401
    code = "unauthorized"

    def __init__(self) -> None:
        super().__init__(f"Send the admin key in the header {HEADER}.")


described = APIKeyHeader(name=HEADER, auto_error=False, description="The value of ADMIN_API_KEY.")


def require_key(request: Request, sent: Annotated[str | None, Depends(described)]) -> None:
    """Raises `Unauthorized`."""
    if not is_key(request, sent):
        raise Unauthorized


def is_key(request: Request, sent: str | None) -> bool:
    expected = web(request).admin_api_key.encode()
    # Headers arrive as bytes and are read as Latin-1; this gives the bytes back.
    given = (sent or "").encode("latin-1", "replace")
    # An empty key would be known to everybody.
    return bool(expected) and hmac.compare_digest(given, expected)
