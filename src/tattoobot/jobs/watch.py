"""Looks once an hour whether the bot is still heard, and still lets itself be heard."""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import structlog

from tattoobot.actions.house import House
from tattoobot.actions.raise_alarms import raise_alarms
from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.db import alarms
from tattoobot.db.engine import Database
from tattoobot.domain.alarms import Cause, Observed
from tattoobot.domain.delivery import Reaction
from tattoobot.domain.standing import is_cut_off

log = structlog.get_logger(__name__)

HOURLY = "7 * * * *"
TOKEN_CODES = (0, 102, 190)


@dataclass(frozen=True, slots=True)
class Watch:
    database: Database
    house: House
    now: Callable[[], datetime]
    whatsapp: WhatsApp | None
    """None where the studio has not set it up."""
    folder: Path
    """On the disk that fills."""
    has_address: bool = False

    async def look(self) -> None:
        token_refused, account_refused = await self._ask_meta()
        disk = await asyncio.to_thread(shutil.disk_usage, _nearest(self.folder))
        now = self.now()
        async with self.database.transaction() as db:
            if not await alarms.alone(db):
                return
            quiet = any(alarm.cause is Cause.SILENCE for alarm in await alarms.raised(db))
            seen: Observed = replace(
                await alarms.observed(db, now, silence_is_alarmed=quiet),
                token_refused=token_refused,
                account_refused=account_refused,
                disk_free=disk.free / disk.total,
                disk_free_bytes=disk.free,
            )
            outcome = await raise_alarms(db, self.house, seen, now, has_address=self.has_address)
        for cause in sorted(outcome.raised):
            log.error("alarm_raised", cause=cause)
        for cause in sorted(outcome.over):
            log.info("alarm_over", cause=cause)
        for cause in sorted(outcome.untold):
            log.error("owner_not_told", cause=cause)

    async def _ask_meta(self) -> tuple[bool | None, bool | None]:
        """Whether Meta refuses our token, and the account; None where it does not say."""
        if self.whatsapp is None:
            return None, None
        try:
            number = await self.whatsapp.number()
        except DeliveryFailed as refused:
            if refused.failure.code in TOKEN_CODES:
                return True, None
            if refused.kind is Reaction.STOP_ACCOUNT:
                return False, True
            return None, None
        return False, is_cut_off(number)


def _nearest(folder: Path) -> Path:
    wanted = folder.absolute()
    return next(one for one in (wanted, *wanted.parents) if one.exists())
