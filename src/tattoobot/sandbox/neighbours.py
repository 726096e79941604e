"""Keeps the sandbox to this machine: it has no sign-in, and a browser carries foreign pages too."""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

READ = frozenset({"GET", "HEAD"})
BY_ANY_PAGE = "text/plain"
"""The kind of body that a foreign page may post without asking first, and that nobody here sends."""


class Neighbours:
    """Refuses requests under a name that is not loopback's, and what a page from elsewhere posts."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = _refused(scope["method"], Headers(scope=scope)) if scope["type"] == "http" else None
        if refused is None:
            await self._app(scope, receive, send)
        else:
            await JSONResponse({"error": refused}, 403)(scope, receive, send)


def _refused(method: str, headers: Headers) -> str | None:
    # A page that moves its own name to this machine ("rebinding") still sends that name.
    if not _is_loopback(urlsplit(f"//{headers.get('host', '')}").hostname or ""):
        return "The sandbox answers on this machine only: open it at http://localhost."
    if method in READ:
        return None
    if headers.get("content-type", "").lower().startswith(BY_ANY_PAGE):
        return "Send JSON or a form."
    if headers.get("sec-fetch-site") in {"cross-site", "same-site"} or _foreign(headers):
        return "A page from elsewhere may not write here."
    return None


def _foreign(headers: Headers) -> bool:
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
