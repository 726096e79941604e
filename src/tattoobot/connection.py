"""One connection as it comes off the network: how large its head may be, and how long it may take.

A proxy in front does this too. Where there is none, one sender without a key must not hold memory, time or files.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 32 * 1024
HEAD_SECONDS = 10.0
BODY_SECONDS = 30.0
MOST_CONNECTIONS = 800
"""In one process: below the 1,024 files that a process usually may open, with room for what else is open."""

HEAD, BODY, NOTHING = "head", "body", ""


class HeadTooLarge(Exception):
    """Stops the parser in the middle of a head that is too long."""


class LimitedConnection(HttpToolsProtocol):
    """A request that arrives whole, as nearly all do, starts no timer."""

    head_seconds = HEAD_SECONDS
    body_seconds = BODY_SECONDS
    most_connections = MOST_CONNECTIONS

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._receiving = HEAD
        self._requests = 0
        self._head_bytes = 0
        self._moved_on = False
        self._unread_bytes = 0
        self._timed = ("", -1)
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.most_connections:
            transport.abort()
            return
        self._keep_time()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._moved_on = False
        super().data_received(data)
        # The parser holds back a header, a trailer or a chunk's extension until it is complete.
        self._unread_bytes = 0 if self._moved_on else self._unread_bytes + len(data)
        if self.transport.is_closing():
            self._stop_timer()
        elif self._unread_bytes > HEAD_BYTES:
            self._refuse(431, "Request Header Fields Too Large")
        else:
            self._keep_time()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._receiving = HEAD
        self._head_bytes = 0

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value) + 4)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._moved_on = True
        self._receiving = BODY
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._moved_on = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._moved_on = True
        self._receiving = NOTHING
        self._requests += 1
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        if self._head_bytes > HEAD_BYTES:
            self._refuse(431, "Request Header Fields Too Large")
        else:
            super().send_400_response(msg)

    def _count(self, size: int) -> None:
        self._moved_on = True
        self._head_bytes += size
        if self._head_bytes > HEAD_BYTES:
            raise HeadTooLarge

    def _keep_time(self) -> None:
        """Each head and each body has its own time, however little of it arrives at once."""
        part = self._receiving
        if part == NOTHING and self._idle():
            # Stray line ends begin no request, yet end uvicorn's own patience with a connection that is kept.
            part = HEAD
        now_timed = (part, self._requests)
        if now_timed == self._timed:
            return
        self._stop_timer()
        self._timed = now_timed
        if part != NOTHING:
            seconds = self.head_seconds if part == HEAD else self.body_seconds
            self._timer = self.loop.call_later(seconds, self._too_slow)

    def _idle(self) -> bool:
        return self.timeout_keep_alive_task is None and (self.cycle is None or self.cycle.response_complete)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        self._refuse(408, "Request Timeout")

    def _refuse(self, status: int, reason: str) -> None:
        """Close, with an answer where none has begun. Whoever sends too much may not listen: nothing is waited for."""
        if self.transport.is_closing():
            return
        answering = (
            self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        )
        if not answering:
            line = f"HTTP/1.1 {status} {reason}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            self.transport.write(line.encode())
        self.transport.close()
