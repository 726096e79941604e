"""The one HTTP session that every adapter shares, and what its errors mean for a caller."""

from collections.abc import Mapping
from importlib.metadata import version
from time import perf_counter
from typing import Any

import aiohttp
import msgspec
from yarl import URL

from tattoobot.adapters.failures import AnswerLost, DeliveryFailed
from tattoobot.adapters.line import Line, NotConnected
from tattoobot.domain.delivery import Failure, Reaction
from tattoobot.telemetry import meter

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 15.0
TIMEOUT = aiohttp.ClientTimeout(total=TOTAL_SECONDS, connect=CONNECT_SECONDS)
CONNECTIONS = 250

KEEP_ALIVE_SECONDS = 4.0
"""Shorter than servers wait (uvicorn 5 s): a connection the server is just closing would look like a lost answer."""

USER_AGENT = f"TattooBookingBot/{version('tattoobot')}"

NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, NotConnected)
"""Raised before a byte of the request left: no address, refused, bad certificate, no free connection in time."""


def open_session(providers: Mapping[str, str] | None = None) -> aiohttp.ClientSession:
    """Make the session; the caller closes it. Needs a running event loop.

    `providers` names them by the beginning of their addresses: how fast each answers is measured.
    """
    return aiohttp.ClientSession(
        middlewares=[_measured(providers)] if providers else (),
        connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE_SECONDS),
        timeout=TIMEOUT,
        headers={"User-Agent": USER_AGENT},
        json_serialize=_json_text,
        cookie_jar=aiohttp.DummyCookieJar(),
    )


def line_to(
    provider: str, url: URL, headers: Mapping[str, str], session: aiohttp.ClientSession
) -> Line | None:
    """What posts JSON to this address, as the session would; None where it is no address of a server."""
    if url.scheme not in {"http", "https"} or not url.host:
        return None
    said = {"User-Agent": USER_AGENT, "Content-Type": "application/json", **headers}
    return Line(provider, url, said, session.timeout, KEEP_ALIVE_SECONDS)


def _measured(providers: Mapping[str, str]) -> aiohttp.ClientMiddlewareType:
    """Times every call, from the wait for a connection to the first of the answer."""

    def note(url: str, began: float, answer: str) -> None:
        name = next((name for name, base in providers.items() if url.startswith(base)), "other")
        meter.time(meter.PROVIDER_SECONDS, perf_counter() - began, name, answer)

    # Not by aiohttp's tracing: what that does for each piece of each call takes a fifth of a call's time.
    async def measured(
        call: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        began = perf_counter()
        try:
            response = await send(call)
        except BaseException:
            note(str(call.url), began, "none")
            raise
        note(str(call.url), began, f"{response.status // 100}xx")
        return response

    return measured


def connection_failure(error: aiohttp.ClientError | TimeoutError, *, repeatable: bool) -> Exception:
    """The error to raise instead of aiohttp's.

    A call is `repeatable` when doing it twice is the same as doing it once; otherwise anything that goes wrong
    after the request may have left is an `AnswerLost`.
    """
    if isinstance(error, aiohttp.InvalidURL):
        return DeliveryFailed(
            Failure(Reaction.REFUSED, f"The address {error} is not a URL: check the settings.")
        )
    if repeatable or isinstance(error, NOT_SENT):
        reason = str(error) or type(error).__name__
        return DeliveryFailed(Failure(Reaction.RETRY, "The provider could not be reached.", details=reason))
    return AnswerLost(f"{type(error).__name__}: {error}".rstrip(": "))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds from a `Retry-After` header; its other form, a date, is not used by our providers."""
    value = headers.get("Retry-After", "")
    return float(value) if value.isascii() and value.isdigit() else None


def json_object(content: bytes) -> dict[str, Any] | None:
    """What a provider answered; None where that is no object in JSON."""
    try:
        answer = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _json_text(body: object) -> str:
    return msgspec.json.encode(body).decode()
