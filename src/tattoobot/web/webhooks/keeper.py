"""Commits the arrivals of concurrent webhooks together: one INSERT and one commit for all that wait."""

import asyncio
from collections.abc import Sequence
from time import monotonic

from tattoobot.db import inbox
from tattoobot.db.engine import Database
from tattoobot.db.inbox import Arrival

AT_ONCE = 2000
"""Arrivals in one statement; one webhook of WhatsApp carries a thousand at most."""

LATELY_SECONDS = 60.0

APART_SECONDS = 0.05
"""Commits begin this far apart at least: under load more webhooks share one, and a lone one does not wait."""


class Keeper:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Sequence[Arrival], asyncio.Future[None]]] = []
        self._committer: asyncio.Task[None] | None = None
        self._next_at = 0.0
        self._failed_at: float | None = None

    def in_trouble(self) -> bool:
        """Whether something could not be kept lately, and nothing since. Not for long: nobody may be sent here then."""
        return self._failed_at is not None and monotonic() - self._failed_at < LATELY_SECONDS

    async def keep(self, arrivals: Sequence[Arrival]) -> None:
        """Return once the arrivals are committed. Raises what the database raises: then nothing was kept."""
        if not arrivals:
            return
        committed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrivals, committed))
        if self._committer is None or self._committer.done():
            self._committer = asyncio.create_task(self._commit_all())
        await committed

    async def _commit_all(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            await asyncio.sleep(max(self._next_at - loop.time(), 0))
            self._next_at = loop.time() + APART_SECONDS
            group = self._take_group()
            try:
                await self._commit([arrival for arrivals, _ in group for arrival in arrivals])
            except Exception as error:  # noqa: BLE001  every caller of the group is told
                self._failed_at = monotonic()
                for _, committed in group:
                    if not committed.done():
                        committed.set_exception(error)
            else:
                self._failed_at = None
                for _, committed in group:
                    if not committed.done():
                        committed.set_result(None)

    def _take_group(self) -> list[tuple[Sequence[Arrival], asyncio.Future[None]]]:
        size = taken = 0
        for arrivals, _ in self._waiting:
            if taken and size + len(arrivals) > AT_ONCE:
                break
            size += len(arrivals)
            taken += 1
        group, self._waiting = self._waiting[:taken], self._waiting[taken:]
        return group

    async def _commit(self, arrivals: Sequence[Arrival]) -> None:
        # A statement may not name the same update twice; the first one stays.
        once: dict[tuple[str, str], Arrival] = {}
        for arrival in arrivals:
            once.setdefault((arrival.provider, arrival.external_id), arrival)
        async with self._database.reading() as db:
            await inbox.record(db, list(once.values()))
