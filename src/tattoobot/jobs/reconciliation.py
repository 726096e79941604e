"""Asks Stripe what we were not told: pages of which nothing is heard, events that never reached us."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from tattoobot.actions.look_up_page import look_up_unchecked_pages
from tattoobot.adapters.failures import DeliveryFailed
from tattoobot.adapters.stripe.client import Stripe
from tattoobot.adapters.stripe.reading import EVENTS
from tattoobot.db import inbox
from tattoobot.db.engine import Database
from tattoobot.db.inbox import Arrival

log = structlog.get_logger(__name__)

OFTEN = "*/5 * * * *"
DAILY = "41 4 * * *"
AT_ONCE = 50
LOOKING_BACK = timedelta(days=7)


class Reconciliation:
    def __init__(self, database: Database, now: Callable[[], datetime], stripe: Stripe) -> None:
        self._database = database
        self._now = now
        self._stripe = stripe

    async def look_up_pages(self) -> bool:
        """One round. True while there may be more to do."""
        async with self._database.transaction() as db:
            return await look_up_unchecked_pages(db, self._now(), limit=AT_ONCE) == AT_ONCE

    async def fetch_events(self) -> None:
        """Fetch events that no endpoint took. They go the way of every event; what came after all is known."""
        try:
            missed = await self._stripe.undelivered(EVENTS, self._now() - LOOKING_BACK)
        except DeliveryFailed as error:
            log.warning("events_not_fetched", cause=error.failure.cause, code=error.failure.code)
            return
        arrivals = [Arrival("stripe", one.id, one.type, one.raw.decode()) for one in missed]
        async with self._database.reading() as db:
            if new := await inbox.record(db, arrivals):
                log.warning("missed_events_fetched", count=new)
