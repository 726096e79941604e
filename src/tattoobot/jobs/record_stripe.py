"""Records what Stripe tells, one event after the other: each may lock a lead. Every rule is in an action."""

from collections.abc import Callable
from datetime import datetime, timedelta

from tattoobot.actions.house import House
from tattoobot.actions.look_up_page import look_up_payment, look_up_session
from tattoobot.actions.record_payment import record_payment
from tattoobot.adapters.failures import BadPayload
from tattoobot.adapters.stripe import payloads as stripe
from tattoobot.adapters.stripe.reading import news_of
from tattoobot.db import erasing, inbox
from tattoobot.db.engine import Connection, Database
from tattoobot.db.inbox import InboxRow
from tattoobot.db.presence import Presence
from tattoobot.db.wake import INBOX, wake
from tattoobot.domain.payment import AskAboutPage, AskAboutPayment, News, NotYetKnown, Payment
from tattoobot.jobs.arrivals import Arrivals

AGAIN = timedelta(seconds=2)
PATIENCE = 60
"""How often an event about a page that is not recorded yet is looked at again, before a person has to."""


class StripeRecorder:
    def __init__(
        self,
        database: Database,
        house: House,
        now: Callable[[], datetime],
        presence: Presence,
        *,
        livemode: bool,
    ) -> None:
        self._house = house
        self._now = now
        self._livemode = livemode
        self._arrivals = Arrivals(database, presence, "stripe")

    async def step(self) -> bool:
        """One event. True while there may be more."""
        return await self._arrivals.oldest(self._record)

    async def _record(self, db: Connection, row: InboxRow) -> None:
        now = self._now()
        try:
            await self._heed(db, news_of(stripe.event(row.payload.encode())), now)
        except BadPayload as error:
            await inbox.fail(db, row.id, str(error))
        except NotYetKnown:
            if row.attempts >= PATIENCE:
                await inbox.fail(db, row.id, "The payment page that it is about was never recorded.")
            else:
                await inbox.later(db, row.id, AGAIN)
                await wake(db, INBOX, after=AGAIN)
        else:
            await inbox.settle(db, [row.id], now)
            await erasing.forget_arrival(db, row.id)

    async def _heed(self, db: Connection, news: News | None, now: datetime) -> None:
        match news:
            case Payment():
                await record_payment(db, self._house, news, now, livemode=self._livemode)
            case AskAboutPage():
                await look_up_session(db, news.session_id, now)
            case AskAboutPayment():
                await look_up_payment(db, news.payment_intent, now)
