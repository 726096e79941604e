"""The reminder sweep: what is due is worked out and said, a few leads at a time. Every rule is in the domain."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from tattoobot.actions.house import House
from tattoobot.actions.send_reminders import send_reminders
from tattoobot.db import reminders
from tattoobot.db.engine import Connection, Database
from tattoobot.db.presence import Presence
from tattoobot.db.under_way import WorkersDied
from tattoobot.jobs.together import Workload

log = structlog.get_logger(__name__)

LEADS = 50
"""Looked at in one transaction, which keeps their clients waiting so long."""
ASIDE = timedelta(hours=1)
"""When a lead whose reminder cannot be put together is looked at again."""
UNTIL_MOVED = timedelta(days=30)
"""A lead that workers died of is not looked at before something happens with it, or so long."""


class Reminders:
    def __init__(
        self, database: Database, house: House, now: Callable[[], datetime], presence: Presence
    ) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._rules_adopted = False
        self._leads = Workload(database, presence, "reminder")

    async def sweep(self) -> bool:
        """One round. True while there may be more to do."""
        if not self._rules_adopted:
            await self._adopt_rules()
        async with self._database.transaction() as db:
            if withdrawn := await reminders.withdraw(db, self._now()):
                log.info("reminders_withdrawn", count=withdrawn)
            if await reminders.behind(db):
                return False
        return await self._leads.round(self._at_once, self._one_by_one)

    async def _adopt_rules(self) -> None:
        async with self._database.transaction() as db:
            if await reminders.adopt(db, self._house.studio):
                log.info("reminder_rules_changed")
        self._rules_adopted = True

    async def _at_once(self) -> bool:
        async with self._database.transaction() as db:
            return await send_reminders(db, self._house, self._now(), limit=LEADS) == LEADS

    async def _one_by_one(self) -> bool:
        async with self._database.reading() as db:
            due = await reminders.due_ids(db, self._now(), LEADS)
        for lead_id in due:
            await self._look_at(lead_id)
        return len(due) == LEADS

    async def _look_at(self, lead_id: int) -> None:
        async def send(db: Connection) -> None:
            await send_reminders(db, self._house, self._now(), only=lead_id)

        async def put_aside(db: Connection, error: Exception) -> None:
            wait = UNTIL_MOVED if isinstance(error, WorkersDied) else ASIDE
            await reminders.look_again(db, [(lead_id, self._now() + wait)])

        await self._leads.alone(lead_id, send, put_aside, lead_id=lead_id)
