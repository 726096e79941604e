"""Keeps the sandbox to this machine: it has no sign-in, and a browser carries foreign pages too."""

import ipaddress
import math
import time
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

READ = frozenset({"GET", "HEAD"})
BY_ANY_PAGE = "text/plain"
"""The kind of body that a foreign page may post without asking first, and that nobody here sends."""


A_SECOND = 20.0
AT_ONCE = 200.0
"""Requests of one address; a page asks twice a second, and for all its files at first."""
MOST_VISITORS = 1000


class Visitors:
    """How much each address may still ask for. This machine asks as it likes: the product itself is on it."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, address: str, now: float) -> float:
        """Seconds until this request would be answered; 0: now, and it counts."""
        if _is_loopback(address):
            return 0.0
        left, last = self._left.pop(address, (AT_ONCE, now))
        left = min(left + (now - last) * A_SECOND, AT_ONCE)
        while len(self._left) >= MOST_VISITORS:
            del self._left[next(iter(self._left))]
        self._left[address] = (left - 1 if left >= 1 else left, now)
        return 0.0 if left >= 1 else (1 - left) / A_SECOND


class Neighbours:
    """Refuses requests under a name that is not loopback's, what a page from elsewhere posts, and a flood."""

    def __init__(self, app: ASGIApp, visitors: Visitors) -> None:
        self._app = app
        self._visitors = visitors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif (refused := _refused(scope["method"], Headers(scope=scope))) is not None:
            await JSONResponse({"error": refused}, 403)(scope, receive, send)
        elif wait := self._visitors.wait((scope.get("client") or ("",))[0], time.monotonic()):
            await _later(wait)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _later(seconds: float) -> JSONResponse:
    problem = {
        "type": "urn:tattoobot:problem:too_many_requests",
        "title": "Too many requests.",
        "status": 429,
        "detail": "Slow down: this is a sandbox for one person.",
        "code": "too_many_requests",
    }
    return JSONResponse(
        problem, 429, {"Retry-After": str(math.ceil(seconds))}, media_type="application/problem+json"
    )


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
