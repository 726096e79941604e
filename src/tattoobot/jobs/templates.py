"""Asks Meta where our templates stand. Webhooks tell it sooner; what they leave out is found here."""

from collections.abc import Callable
from datetime import datetime

import structlog

from tattoobot.actions.record_template_news import record_all_templates
from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.whatsapp.client import RegisteredTemplate, WhatsApp
from tattoobot.db.engine import Database
from tattoobot.domain.templates import PAUSE, TemplateNews
from tattoobot.wording import catalogue

log = structlog.get_logger(__name__)

HOURLY = "17 * * * *"


class Templates:
    def __init__(self, database: Database, now: Callable[[], datetime], whatsapp: WhatsApp) -> None:
        self._database = database
        self._now = now
        self._whatsapp = whatsapp

    async def sync(self) -> None:
        """Fetch how our templates stand. Where that fails, it is tried in an hour; until then the old state holds."""
        try:
            found = await self._whatsapp.templates()
        except DeliveryFailed as error:
            log.warning("templates_not_synced", cause=error.failure.cause, code=error.failure.code)
            return
        now = self._now()
        async with self._database.transaction() as db:
            await record_all_templates(db, catalogue.load(), [as_news(each, now) for each in found], now)


def as_news(found: RegisteredTemplate, now: datetime) -> TemplateNews:
    status = found.status.upper()
    return TemplateNews(
        found.name,
        found.language,
        now,
        status=status,
        category=found.category.upper(),
        quality=found.quality.upper(),
        reason="" if found.rejected_reason == "NONE" else found.rejected_reason,
        until=now + PAUSE if status == "PAUSED" else None,
    )
