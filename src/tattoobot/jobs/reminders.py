"""The reminder sweep: what is due is worked out and said, a few leads at a time. Every rule is in the domain."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from tattoobot.actions.house import House
from tattoobot.actions.send_reminders import send_reminders
from tattoobot.db import reminders
from tattoobot.db.engine import Database

log = structlog.get_logger(__name__)

LEADS = 50
"""Looked at in one transaction, which keeps their clients waiting so long."""
ASIDE = timedelta(hours=1)
"""When a lead whose reminder cannot be put together is looked at again."""


class Reminders:
    def __init__(self, database: Database, house: House, now: Callable[[], datetime]) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._rules_adopted = False

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
            try:
                async with self._database.transaction() as db:
                    await send_reminders(db, self._house, self._now(), only=lead_id)
            except Exception:
                log.exception("reminder_failed", lead_id=lead_id)
                async with self._database.transaction() as db:
                    await reminders.look_again(db, [(lead_id, self._now() + ASIDE)])
        return len(due) == LEADS
