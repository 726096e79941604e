"""Once a day: what nobody needs any more is deleted."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from tattoobot.actions.let_go import let_client_go, let_leads_go, let_pictures_go
from tattoobot.db import retention
from tattoobot.db.engine import Connection, Database
from tattoobot.db.retention import Walked
from tattoobot.domain.keep_rules import USUAL_KEEPING, KeepRules

log = structlog.get_logger(__name__)

BATCH = 1000
LEFTOVERS = timedelta(days=1)

DAILY = "17 3 * * *"
"""When it runs, by the engine's clock (UTC)."""


@dataclass(frozen=True, slots=True)
class Keep:
    """For how long things are kept after they are done with."""

    webhooks: timedelta = timedelta(days=30)
    job_log: timedelta = timedelta(days=7)
    action_links: timedelta = timedelta(days=30)


class Retention:
    def __init__(
        self, database: Database, now: Callable[[], datetime], keep: Keep, rules: KeepRules = USUAL_KEEPING
    ) -> None:
        self._database = database
        self._now = now
        self._keep = keep
        self._rules = rules

    async def clean(self) -> None:
        now, keep, rules = self._now(), self._keep, self._rules
        deleted = {
            "webhooks": await self._walk(lambda db, at: retention.arrivals(db, at, keep.webhooks, BATCH)),
            "job_log": await self._walk(lambda db, at: retention.job_log(db, at, keep.job_log, BATCH)),
            "action_links": await self._walk(
                lambda db, at: retention.action_links(db, at, now - keep.action_links, BATCH)
            ),
            "pictures": await self._walk(lambda db, at: let_pictures_go(db, rules, at, now)),
            "leads": await self._walk(lambda db, at: let_leads_go(db, rules, at, now)),
            "clients": await self._walk(lambda db, at: let_client_go(db, rules, at, now)),
        }
        async with self._database.transaction() as db:
            await retention.leftovers(db, now - LEFTOVERS)
        log.info("cleaned", **deleted)

    async def _walk(self, step: Callable[[Connection, int], Awaitable[Walked]]) -> int:
        """A transaction a batch: a worker that stops here has lost nothing but time."""
        at = deleted = 0
        more = True
        while more:
            async with self._database.transaction() as db:
                walked = await step(db, at)
            at, more = walked.last, walked.more
            deleted += walked.gone
        return deleted
