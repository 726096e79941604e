"""One connection as it comes off the network: what it may send and hold, and how long that may take.

A proxy in front does this too. Where there is none, one sender without a key must not hold memory, time or files.
"""

import asyncio
from collections.abc import Iterable
from typing import Any, ClassVar, Self, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 32 * 1024
HEAD_SECONDS = 10.0
BODY_SECONDS = 30.0
BODY_BYTES = 64 * 1024 * 1024
"""Of all bodies in one process that have come in and are not answered yet."""
ANSWER_SECONDS = 30.0
LEAST_TAKEN = 64 * 1024
"""What a peer takes of its answer in that time, or all that is left: a slow telephone does, nobody else need stay."""
MOST_CONNECTIONS = 800
"""In one process: below the 1,024 files that a process usually may open, with room for what else is open."""

CAREFUL = "x-content-type-options: nosniff\r\nx-frame-options: DENY\r\ncache-control: no-store\r\n"
"""Headers of an answer that is given before there is a request."""

HEAD, BODY, NOTHING = "head", "body", ""


class HeadTooLarge(Exception):
    """Stops the parser in the middle of a head that is too long."""


class LimitedConnection(HttpToolsProtocol):
    """A request that arrives whole, as nearly all do, starts no timer."""

    head_seconds = HEAD_SECONDS
    body_seconds = BODY_SECONDS
    body_bytes = BODY_BYTES
    answer_seconds = ANSWER_SECONDS
    most_connections = MOST_CONNECTIONS
    held_bytes: ClassVar = 0

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._receiving = HEAD
        self._requests = 0
        self._head_bytes = 0
        self._moved_on = False
        self._chunk_bytes = 0
        self._unread_bytes = 0
        self._timed = ("", -1)
        self._timer: asyncio.TimerHandle | None = None
        self._heard_at = 0.0
        self._body_bytes = 0
        self._left_bytes = 0
        self._watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._heard_at = self.loop.time()
        if len(self.connections) > self.most_connections:
            self._make_room()
        self._keep_time()

    def connection_lost(self, exc: Exception | None) -> None:
        self._let_go()
        self._stop_timer()
        self._stop_watch()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._moved_on = False
        self._chunk_bytes = len(data)
        self._heard_at = self.loop.time()
        super().data_received(data)
        # What has come of a head, a trailer or a chunk's extension that is not complete yet.
        self._unread_bytes = 0 if self._moved_on else self._unread_bytes + len(data)
        if self.transport.is_closing():
            self._stop_timer()
        elif self._unread_bytes > HEAD_BYTES:
            self._refuse(431, "Request Header Fields Too Large")
        elif self._receiving != NOTHING or not self._moved_on:
            self._keep_time()
        elif self._timer is not None:
            self._stop_timer()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._receiving = HEAD
        self._head_bytes = 0

    def on_headers_complete(self) -> None:
        # Measured only where it may be too long: counting each header would cost every request.
        if self._unread_bytes + self._chunk_bytes > HEAD_BYTES:
            self._head_bytes = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
            if self._head_bytes > HEAD_BYTES:
                raise HeadTooLarge
        self._moved_on = True
        self._receiving = BODY
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._moved_on = True
        super().on_body(body)
        if not self.cycle.response_complete:
            self._hold(len(body))

    def on_message_complete(self) -> None:
        self._moved_on = True
        self._receiving = NOTHING
        self._requests += 1
        super().on_message_complete()

    def on_response_complete(self) -> None:
        self._let_go()
        super().on_response_complete()
        if self.transport.is_closing():
            self._watch_reader()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._watch_reader()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch_reader()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_watch()
        if self.transport.is_closing():
            self._watch_reader()

    def send_400_response(self, msg: str) -> None:
        if self._head_bytes > HEAD_BYTES:
            self._refuse(431, "Request Header Fields Too Large")
        else:
            self._refuse(400, "Bad Request")

    def _open(self) -> Iterable[Self]:
        return (one for one in cast("set[Self]", self.connections) if not one.transport.is_closing())

    def _make_room(self) -> None:
        """Close whoever has been silent longest. Who waits for our answer is not silent: it is our turn."""
        silent = (one for one in self._open() if one._receiving != NOTHING or one.cycle.response_complete)
        min(silent, key=lambda one: one._heard_at, default=self).transport.abort()

    def _hold(self, size: int) -> None:
        """Where bodies take too much together, the largest of those that still arrive goes: webhooks are small."""
        if self.transport.is_closing():
            return
        self._body_bytes += size
        LimitedConnection.held_bytes += size
        if LimitedConnection.held_bytes > self.body_bytes:
            arriving = (one for one in self._open() if one._receiving == BODY)
            largest = max(arriving, key=lambda one: one._body_bytes)
            largest._refuse(503, "Service Unavailable", "retry-after: 5\r\n")

    def _let_go(self) -> None:
        LimitedConnection.held_bytes -= self._body_bytes
        self._body_bytes = 0

    def _watch_reader(self) -> None:
        if self._watch is None:
            self._left_bytes = self.transport.get_write_buffer_size()
            self._watch = self.loop.call_later(self.answer_seconds, self._look_at_reader)

    def _look_at_reader(self) -> None:
        self._watch = None
        left = self.transport.get_write_buffer_size()
        if left > max(self._left_bytes - LEAST_TAKEN, 0):
            self.transport.abort()
        elif left:
            self._watch_reader()

    def _stop_watch(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

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
        self._timed = ("", -1)

    def _too_slow(self) -> None:
        self._refuse(408, "Request Timeout")

    def _refuse(self, status: int, reason: str, headers: str = "") -> None:
        """Close, with an answer where none has begun."""
        if self.transport.is_closing():
            return
        self._let_go()
        answering = (
            self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        )
        if not answering:
            if self.cycle is not None:
                self.cycle.disconnected = True
                self.cycle.message_event.set()
            line = f"HTTP/1.1 {status} {reason}\r\n{headers}{CAREFUL}content-length: 0\r\nconnection: close\r\n\r\n"
            self.transport.write(line.encode())
        self.transport.close()
        self._watch_reader()
