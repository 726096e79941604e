"""The reminder sweep: what is due is worked out and said, a few leads at a time. Every rule is in the domain."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from tattoobot.actions.house import House
from tattoobot.actions.send_reminders import send_reminders
from tattoobot.db import reminders
from tattoobot.db.engine import Database
from tattoobot.db.presence import Presence
from tattoobot.db.under_way import MOST_DEATHS, UnderWay

log = structlog.get_logger(__name__)

LEADS = 50
"""Looked at in one transaction, which keeps their clients waiting so long."""
ASIDE = timedelta(hours=1)
"""When a lead whose reminder cannot be put together is looked at again."""
UNTIL_MOVED = timedelta(days=30)
"""A lead that workers died of is not looked at before something happens with it, or so long."""


class Reminders:
    """A worker that starts may follow one that died: it looks at the first leads one by one, noting each."""

    def __init__(
        self, database: Database, house: House, now: Callable[[], datetime], presence: Presence
    ) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._rules_adopted = False
        self._under_way = UnderWay(database, presence, "reminder")
        self._first = True

    async def sweep(self) -> bool:
        """One round. True while there may be more to do."""
        if not self._rules_adopted:
            await self._adopt_rules()
        async with self._database.transaction() as db:
            if withdrawn := await reminders.withdraw(db, self._now()):
                log.info("reminders_withdrawn", count=withdrawn)
            if await reminders.behind(db):
                return False
        return await self._look()

    async def _adopt_rules(self) -> None:
        async with self._database.transaction() as db:
            if await reminders.adopt(db, self._house.studio):
                log.info("reminder_rules_changed")
        self._rules_adopted = True

    async def _look(self) -> bool:
        if self._first:
            more = await self._look_one_by_one()
            self._first = False
            return more
        try:
            async with self._database.transaction() as db:
                return await send_reminders(db, self._house, self._now(), limit=LEADS) == LEADS
        except Exception:
            log.exception("reminders_failed_together")
            return await self._look_one_by_one()

    async def _look_one_by_one(self) -> bool:
        """One lead that cannot be dealt with keeps nobody else waiting."""
        async with self._database.reading() as db:
            due = await reminders.due_ids(db, self._now(), LEADS)
        for lead_id in due:
            await self._look_at(lead_id)
        return len(due) == LEADS

    async def _look_at(self, lead_id: int) -> None:
        deaths = await self._under_way.begin(lead_id)
        if deaths is None:
            return
        try:
            async with self._database.transaction() as db:
                if deaths >= MOST_DEATHS:
                    log.error("reminder_abandoned", lead_id=lead_id)
                    await reminders.look_again(db, [(lead_id, self._now() + UNTIL_MOVED)])
                else:
                    await send_reminders(db, self._house, self._now(), only=lead_id)
                await self._under_way.end(db, lead_id)
        except Exception:
            log.exception("reminder_failed", lead_id=lead_id)
            async with self._database.transaction() as db:
                await reminders.look_again(db, [(lead_id, self._now() + ASIDE)])
                await self._under_way.end(db, lead_id)
