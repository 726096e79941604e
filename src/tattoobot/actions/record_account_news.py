"""Meta tells something about the studio's account: the log has it, and a restriction is obeyed before it is met."""

from datetime import datetime

import structlog

from tattoobot.actions.record_refusal import PAUSE_OF_TEMPLATES
from tattoobot.db import alarms, pauses
from tattoobot.db.engine import Connection
from tattoobot.db.pauses import Scope
from tattoobot.domain.alarms import LATELY
from tattoobot.domain.delivery import AccountNews, Reaction

log = structlog.get_logger(__name__)


async def record_account_news(db: Connection, news: AccountNews, now: datetime) -> None:
    """Pause for a day at most. No webhook says that a restriction was lifted early; the next send finds out."""
    log.error("whatsapp_account_news", field=news.field, says=news.says)
    if news.cut_off is not None:
        await alarms.note_account(db, _until(news, now) if news.cut_off else None)
    for failure, until in news.restrictions:
        lasts = min(until - now, PAUSE_OF_TEMPLATES) if until else PAUSE_OF_TEMPLATES
        if lasts.total_seconds() > 0:
            scope: Scope = "templates" if failure.reaction is Reaction.STOP_OUTREACH else "everything"
            await pauses.pause(db, scope, lasts, failure.cause)


def _until(news: AccountNews, now: datetime) -> datetime:
    """How long the watch takes Meta's word for it: as long as it says, else a day, then its number is asked alone."""
    ends = [until for _, until in news.restrictions]
    return max([until for until in ends if until] or [now + LATELY])
