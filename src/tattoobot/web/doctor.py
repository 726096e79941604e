"""Asks the doctor for whoever asks us, and not oftener than does any good."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

FRESH = timedelta(minutes=5)
"""For so long the same findings are shown: asking us often must not be asking Meta often."""


class Found(Protocol):
    @property
    def check(self) -> str: ...
    @property
    def state(self) -> Literal["ok", "note", "to do"]: ...
    @property
    def said(self) -> str: ...


class Doctor:
    """Looks at most every five minutes, and once for all who ask meanwhile."""

    def __init__(self, look: Callable[[], Sequence[Found]] = tuple) -> None:
        self._look = look
        self._lock = asyncio.Lock()
        self._found: Sequence[Found] = ()
        self._at: datetime | None = None

    async def findings(self) -> tuple[Sequence[Found], datetime]:
        async with self._lock:
            if self._at is None or datetime.now(UTC) - self._at > FRESH:
                self._found = await asyncio.to_thread(self._look)
                self._at = datetime.now(UTC)
            return self._found, self._at
