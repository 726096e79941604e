"""What a provider sent, one by one, the oldest first."""

from collections.abc import Awaitable, Callable

from tattoobot.db import inbox
from tattoobot.db.engine import Connection, Database
from tattoobot.db.inbox import InboxRow
from tattoobot.db.presence import Presence
from tattoobot.jobs.together import Workload, cause_of


class Arrivals(Workload):
    def __init__(self, database: Database, presence: Presence, provider: str) -> None:
        super().__init__(database, presence, "arrival")
        self._provider = provider

    async def oldest(self, deal: Callable[[Connection, InboxRow], Awaitable[None]]) -> bool:
        """Deal with the oldest. False where there is none, or another worker has it in hand."""
        async with self._database.reading() as db:
            oldest = await inbox.waiting(db, self._provider, 1)
        if not oldest:
            return False
        [row] = oldest

        async def deal_if_still_new(db: Connection) -> None:
            if await inbox.new(db, self._provider, 1) == oldest:
                await deal(db, row)

        return await self.alone(
            row.id,
            deal_if_still_new,
            lambda db, error: inbox.fail(db, row.id, cause_of(error)),
            inbox_id=row.id,
        )
