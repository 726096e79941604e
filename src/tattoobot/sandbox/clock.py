"""The sandbox lives in the product's time, so that both agree on windows and expiries."""

import time
from datetime import UTC, datetime

import aiohttp

FRESH_FOR = 0.25
"""Seconds during which the last answer is believed. A message sent right after the clock moved must feel it."""


class Clock:
    """Real time plus the offset that the product reports."""

    def __init__(self, url: str | None) -> None:
        self._url = url
        self._asked_at = float("-inf")
        self.offset = 0.0

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.offset

    async def refresh(self, http: aiohttp.ClientSession) -> float:
        """Ask the product for its offset; answers by how much the clock moved.

        A product that is down keeps the offset it last had.
        """
        if self._url is None or time.monotonic() - self._asked_at < FRESH_FOR:
            return 0.0
        self._asked_at = time.monotonic()
        try:
            async with http.get(self._url, timeout=aiohttp.ClientTimeout(total=2)) as response:
                offset = float((await response.json())["offset_seconds"]) if response.ok else self.offset
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
            return 0.0
        moved = offset - self.offset
        self.offset = offset
        return moved


def rfc3339(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
