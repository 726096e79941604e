"""Posts to one address, over connections that stay open: what is sent to clients, one call for every message.

aiohttp's session can do much that such a call never needs, and takes three times as long for it. Its timeouts hold here
too, and so does what may be concluded from an error (`connection_failure`).
"""

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Mapping
from time import perf_counter
from typing import NamedTuple, cast

import aiohappyeyeballs
import aiohttp
import httptools
from multidict import CIMultiDict
from yarl import URL

from tattoobot.telemetry import meter

MOST_BYTES = 1_000_000
"""No answer to what we post is as long."""
NEXT_ADDRESS_AFTER = 0.25
"""Seconds until another address of the server is tried beside the first."""


class NotConnected(aiohttp.ClientConnectionError):
    """Nothing has been sent."""


class Posted(NamedTuple):
    """What the server answered."""

    status: int
    headers: CIMultiDict[str]
    content: bytes


class Line:
    """As many connections as calls are under way; each is kept for a while, for the next call."""

    def __init__(
        self,
        provider: str,
        url: URL,
        headers: Mapping[str, str],
        timeout: aiohttp.ClientTimeout,
        keep_seconds: float,
    ) -> None:
        """`provider` is its name where it is measured how fast it answers."""
        if any(ord(letter) < ord(" ") for text in headers.values() for letter in text):
            raise ValueError("A header holds what would end it.")
        self._provider, self._url = provider, url
        self._timeout, self._keep_seconds = timeout, keep_seconds
        said = "".join(
            f"{name}: {value}\r\n" for name, value in {"Host": url.host_port_subcomponent, **headers}.items()
        )
        self._head = f"POST {url.raw_path_qs} HTTP/1.1\r\n{said}Content-Length: ".encode()
        self._idle: deque[tuple[float, _Connection]] = deque()
        self._ssl: ssl.SSLContext | None = None

    async def post(self, body: bytes) -> Posted:
        """Raises `NotConnected`, or another error of aiohttp's or TimeoutError once something may have been sent."""
        began, how = perf_counter(), "none"
        try:
            connection = self._kept() or await self._connected()
            request = b"%b%d\r\n\r\n%b" % (self._head, len(body), body)
            answer = await connection.post(request, self._timeout.total)
            how = f"{answer.status // 100}xx"
        finally:
            meter.time(meter.PROVIDER_SECONDS, perf_counter() - began, self._provider, how)
        if connection.is_open:
            self._idle.append((asyncio.get_running_loop().time() + self._keep_seconds, connection))
        return answer

    def close(self) -> None:
        while self._idle:
            self._idle.pop()[1].end()

    def _kept(self) -> "_Connection | None":
        """The one that was used last. Those that have waited too long are closed: the server is about to."""
        now = asyncio.get_running_loop().time()
        while self._idle and self._idle[0][0] < now:
            self._idle.popleft()[1].end()
        while self._idle:
            connection = self._idle.pop()[1]
            if connection.is_open:
                return connection
        return None

    async def _connected(self) -> "_Connection":
        loop = asyncio.get_running_loop()
        secure = self._url.scheme == "https"
        if secure and self._ssl is None:
            self._ssl = await asyncio.to_thread(ssl.create_default_context)
        try:
            async with asyncio.timeout(self._timeout.connect):
                found = await loop.getaddrinfo(self._url.host, self._url.port, type=socket.SOCK_STREAM)
                plug = await aiohappyeyeballs.start_connection(
                    found, happy_eyeballs_delay=NEXT_ADDRESS_AFTER, loop=loop
                )
                _, connection = await loop.create_connection(
                    _Connection,
                    sock=plug,
                    ssl=self._ssl if secure else None,
                    server_hostname=self._url.host if secure else None,
                )
        except (OSError, TimeoutError) as error:
            raise NotConnected(str(error) or type(error).__name__) from error
        return connection


class _Connection(asyncio.Protocol):
    """Carries one call after the other."""

    def __init__(self) -> None:
        self.is_open = False
        self._answered: asyncio.Future[Posted] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._headers = CIMultiDict[str]()
        self._content = b""
        self._ends_with_connection = False

    async def post(self, request: bytes, seconds: float | None) -> Posted:
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Posted] = loop.create_future()
        self._answered = answered
        self._headers, self._content, self._ends_with_connection = CIMultiDict(), b"", False
        self._transport.write(request)
        late = loop.call_later(seconds, self._fail, TimeoutError()) if seconds else None
        try:
            return await answered
        finally:
            self._answered = None
            if late is not None:
                late.cancel()
            if answered.cancelled():
                self.end()

    def end(self) -> None:
        self.is_open = False
        self._transport.abort()

    # ---------------------------------------------------------------- what the transport tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self.is_open = True

    def data_received(self, data: bytes) -> None:
        if self._answered is None:
            self.end()  # Nobody asked.
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fail(aiohttp.ClientPayloadError(str(error)))

    def eof_received(self) -> None:
        if self._ends_with_connection:
            self._is_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_open = False
        self._fail(aiohttp.ServerDisconnectedError(str(exc) if exc else None))

    # ---------------------------------------------------------------- what the parser tells

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode("latin-1")] = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        self._content += body
        if len(self._content) > MOST_BYTES:
            self._fail(aiohttp.ClientPayloadError("The answer does not end."))

    def on_headers_complete(self) -> None:
        if self._parser.get_status_code() < 200:
            self._headers = CIMultiDict()  # Another answer follows.
        else:
            told = self._headers
            self._ends_with_connection = "Content-Length" not in told and "Transfer-Encoding" not in told

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() >= 200:
            if not self._parser.should_keep_alive():
                self.end()
            self._is_complete()

    def _is_complete(self) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(Posted(self._parser.get_status_code(), self._headers, self._content))

    def _fail(self, error: Exception) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(error)
        if self.is_open:
            self.end()
