"""The bell: rings when something has happened to any enquiry. One connection listens for the whole process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog

from tattoobot.db.engine import ANY_TROUBLE, Connection, Database

log = structlog.get_logger(__name__)

CHANNEL = "desk"
"""Triggers on the timeline and the transcript notify it."""
LOOK_EVERY = 5.0


class Bell:
    """Listens while somebody waits for it, and not otherwise."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._hearers: set[asyncio.Event] = set()
        self._listening: asyncio.Task[None] | None = None
        self.closed = False
        """The process ends: nobody is to wait any longer."""

    @asynccontextmanager
    async def heard(self) -> AsyncIterator[asyncio.Event]:
        """An event that is set whenever the bell rings; whoever has seen it clears it."""
        event = asyncio.Event()
        # Something may have happened since they looked last.
        event.set()
        self._hearers.add(event)
        if self._listening is None or self._listening.done():
            self._listening = asyncio.create_task(self._listen(), name="bell")
        try:
            yield event
        finally:
            self._hearers.discard(event)

    def close(self) -> None:
        self.closed = True
        self._ring()
        if self._listening is not None:
            self._listening.cancel()

    def _ring(self, *_: Any) -> None:
        for event in self._hearers:
            event.set()

    async def _listen(self) -> None:
        while self._hearers and not self.closed:
            try:
                async with self._database.reading() as db:
                    await self._listen_on(db)
            except ANY_TROUBLE as error:
                log.warning("bell_lost_database", error=type(error).__name__)
                await asyncio.sleep(0.5)

    async def _listen_on(self, db: Connection) -> None:
        lost = asyncio.Event()
        db.add_termination_listener(lambda _: lost.set())
        await db.add_listener(CHANNEL, self._ring)
        # What happened while nobody listened is not missed.
        self._ring()
        try:
            while self._hearers and not lost.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(lost.wait(), LOOK_EVERY)
                await db.execute("SELECT 1")
        finally:
            with contextlib.suppress(*ANY_TROUBLE):
                await db.remove_listener(CHANNEL, self._ring)
