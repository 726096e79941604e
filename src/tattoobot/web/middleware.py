"""Around every request: its id, one line in the log, headers for browsers, and an answer when something breaks."""

import re
import secrets
from time import perf_counter

import structlog
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tattoobot.web import problems
from tattoobot.web.context import Web

log = structlog.get_logger(__name__)

REQUEST_ID = "x-request-id"
AS_GIVEN = REQUEST_ID.encode()
GOOD_ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
REFUSED = frozenset({401, 403})
CLIENT_LEFT = 499
"""nginx's number for a request whose sender did not wait."""

FOR_BROWSERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    # Of what is no page: those have a policy of their own. The sandbox shows some inside its phones.
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
AS_SENT = [(name.encode(), value.encode()) for name, value in FOR_BROWSERS.items()]
NAMES = {name for name, _ in AS_SENT}
ALWAYS_HTTPS = "max-age=31536000"
PRIVATE = ("/admin", "/a/", "/desk", "/pay/", "/mine/", "/cal/")
"""What a client wrote and sent is below these: no browser and no proxy keeps it."""

STAND_INS = "/sandbox/"
"""The sandbox's page asks about the time and the news every second: no line for that."""
SERVERS_FAULT = 500


def install(app: FastAPI) -> None:
    app.add_middleware(Requests)


class Requests:
    """Plain ASGI, outermost: whatever happens inside has an id, a line in the log and an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = perf_counter()
        private = scope["path"].startswith(PRIVATE)
        sender = _Sender(send, _request_id(scope), https=_https(scope), private=private)
        # Every request has a task, and with it a context, of its own.
        structlog.contextvars.bind_contextvars(request_id=sender.request_id)
        try:
            if _one_host(scope):
                await self.app(scope, receive, sender)
            else:
                await problems.respond(Request(scope), problems.NO_HOST)(scope, receive, sender)
        except ClientDisconnect:
            sender.status = CLIENT_LEFT
        except Exception:
            log.exception("request_failed", method=scope["method"], route=_route(scope))
            if sender.status:
                raise
            answer = problems.respond(Request(scope), problems.UNEXPECTED)
            await answer(scope, receive, sender)
        finally:
            quiet = scope["path"].startswith(STAND_INS) and sender.status < SERVERS_FAULT
            (log.debug if quiet else log.info)(
                "request",
                method=scope["method"],
                route=_route(scope),
                status=sender.status or CLIENT_LEFT,
                ms=round((perf_counter() - started) * 1000, 1),
                **_who(scope, sender.status),
            )


class _Sender:
    """Passes an answer on, adding our headers."""

    def __init__(self, send: Send, request_id: str, *, https: bool, private: bool) -> None:
        self._send = send
        self._https = https
        self._private = private
        self.request_id = request_id
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers[REQUEST_ID] = self.request_id
            given = {name for name, _ in headers.raw}
            missing = [header for header in AS_SENT if header[0] not in given] if given & NAMES else AS_SENT
            headers.raw.extend(missing)
            if self._https:
                headers.setdefault("strict-transport-security", ALWAYS_HTTPS)
            if self._private:
                headers["cache-control"] = "no-store"
        await self._send(message)


def _request_id(scope: Scope) -> str:
    """The one that came with the request, where it is fit for a log; else a new one."""
    given = next((value for name, value in scope["headers"] if name == AS_GIVEN), b"").decode("latin-1")
    return given if GOOD_ID.fullmatch(given) else secrets.token_hex(8)


def _route(scope: Scope) -> str:
    """The path without its variable parts: one of them may be a token."""
    if "endpoint" not in scope:
        return "unknown"
    variable = scope.get("path_params")
    if not variable:
        return str(scope["path"])
    names = {str(value): f"{{{name}}}" for name, value in variable.items()}
    return "/".join(names.get(part, part) for part in scope["path"].split("/"))


def _one_host(scope: Scope) -> bool:
    """RFC 9112: a request without Host, or with two, is answered 400. HTTP/1.0 did not know it."""
    hosts = [name for name, _ in scope["headers"]].count(b"host")
    return hosts == 1 or (hosts == 0 and scope.get("http_version") == "1.0")


def _who(scope: Scope, status: int) -> dict[str, str]:
    """Where somebody came from who was refused; behind TRUSTED_PROXIES, as the proxy says."""
    peer = scope.get("client")
    return {"peer": peer[0]} if peer and status in REFUSED else {}


def _https(scope: Scope) -> bool:
    settings: Web | None = getattr(scope["app"].state, "web", None)
    return settings is not None and settings.secure
