"""Meta approved a template, paused it, or put it into another category."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from tattoobot.db import templates
from tattoobot.db.engine import Connection
from tattoobot.domain.delivery import Failure
from tattoobot.domain.messages import Template
from tattoobot.domain.templates import AFTER_REFUSAL, MISSING, SENDABLE, TemplateNews
from tattoobot.wording.catalogue import CODES, Catalogue

log = structlog.get_logger(__name__)


async def record_template_news(db: Connection, news: TemplateNews) -> None:
    """Messages are not touched: each looks at where its template stands when it is sent."""
    about = {"template": news.name, "language": news.language, "reason": news.reason or None}
    if news.status and news.status not in SENDABLE:
        log.warning("template_not_sendable", status=news.status, **about)
    if news.category:
        log.warning("template_category_changed", category=news.category, **about)
    await templates.note(db, [news])


async def record_all_templates(
    db: Connection, ours: Catalogue, news: Sequence[TemplateNews], now: datetime
) -> None:
    """All that Meta has, as it stands now: what is ours and not among it is missing there."""
    there = {(one.name, one.language) for one in news}
    missing = [
        TemplateNews(name, CODES[language], now, status=MISSING)
        for name, draft in ours.drafts.items()
        for language in draft.bodies
        if language in CODES and (name, CODES[language]) not in there
    ]
    await templates.note(db, [*(one for one in news if one.name in ours.drafts), *missing])


async def learn_from_refusal(db: Connection, template: Template, failure: Failure, now: datetime) -> None:
    """Nobody told us that it may not be sent; its refusal does."""
    known = AFTER_REFUSAL.get(failure.code) if isinstance(failure.code, int) else None
    if known is not None:
        status, lasts = known
        news = TemplateNews(
            template.name, template.language, now, status=status, reason=failure.cause, until=now + lasts
        )
        await record_template_news(db, news)
