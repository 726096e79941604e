"""Show the client the blue ticks, and that an answer is being typed."""

import structlog

from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.db.outbox import Delivery
from tattoobot.domain.effects import MarkRead
from tattoobot.jobs.tools import Answer, Tools

log = structlog.get_logger(__name__)


async def mark_read(tools: Tools, delivery: Delivery[MarkRead]) -> Answer:
    """A courtesy: one that fails is let go."""
    try:
        await tools.whatsapp.mark_read(delivery.effect.provider_id, typing=True)
    except DeliveryFailed as error:
        log.info("mark_read_failed", code=error.failure.code)
    return Answer()
