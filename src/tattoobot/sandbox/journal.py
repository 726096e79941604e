"""What happened, line by line: read by the page, the player and the tests."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from tattoobot.sandbox.clock import rfc3339

Json = dict[str, Any]

EVENTS_KEPT = 2000
CALLS_KEPT = 500


def said_call(did: str, service: str, status: int, why: str = "") -> str:
    """A call in one line; one that went wrong says who refused it, and with what, or why where that is known."""
    if status >= 500:
        return f"{did}, and {service} was down ({status})"
    if status >= 400:
        return f"{did}, and {service} refused it" + (f": {why}" if why else f" ({status})")
    return f"{did} → {service}"


class Journal:
    """Numbered events that somebody may wait for, and the last API calls received."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._news = asyncio.Event()
        self.events: deque[Json] = deque(maxlen=EVENTS_KEPT)
        self.calls: deque[Json] = deque(maxlen=CALLS_KEPT)
        self.cursor = 0
        self.closed = False

    def tell(
        self, kind: str, line: str, payload: object = None, chat: str | None = None, **more: Any
    ) -> Json:
        self.cursor += 1
        event: Json = {"n": self.cursor, "kind": kind, "at": rfc3339(self._now()), "line": line}
        if chat is not None:
            event["chat"] = chat
        event |= {"payload": payload, **more}
        self.events.append(event)
        self._wake()
        return event

    def note_call(self, call: Json, line: str) -> None:
        """Keep an API call that the product made, with its answer."""
        self.calls.append({"at": rfc3339(self._now()), **call})
        self.tell("call", line, call)

    async def after(self, n: int, wait: float = 0) -> list[Json]:
        """Events numbered above n; waits up to so many seconds for the first."""
        if n > self.cursor:  # a number from before a restart that kept nothing
            n = 0
        deadline = asyncio.get_running_loop().time() + wait
        while self.cursor <= n and not self.closed:
            try:
                async with asyncio.timeout_at(deadline):
                    await self._news.wait()
            except TimeoutError:
                break
        return [event for event in self.events if event["n"] > n]

    def close(self) -> None:
        """Let everybody who waits go home."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
