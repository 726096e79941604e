"""Asks WhatsApp how fast the studio's number may send; it raises that by itself, and no studio would know."""

import structlog

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.whatsapp.client import WhatsApp
from tattoobot.db import number
from tattoobot.db.engine import Database
from tattoobot.domain.standing import a_second

log = structlog.get_logger(__name__)

DAILY = "41 4 * * *"


async def ask_pace(database: Database, whatsapp: WhatsApp) -> None:
    """Where WhatsApp cannot be asked, what it said last holds."""
    try:
        found = await whatsapp.number()
    except DeliveryFailed as refused:
        log.warning("number_not_read", cause=refused.failure.cause, code=refused.failure.code)
        return
    if found.level:
        async with database.transaction() as db:
            await number.keep_pace(db, found.level, a_second(found.level), found.messaging_limit)
