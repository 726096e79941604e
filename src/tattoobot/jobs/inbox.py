"""One round after another over the inbox: what arrived is sorted and recorded, the turns that are due are taken."""

from collections.abc import Callable
from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.db.engine import Database
from tattoobot.db.presence import Presence
from tattoobot.jobs.record_stripe import StripeRecorder
from tattoobot.jobs.sort_whatsapp import WhatsAppSorter
from tattoobot.jobs.turns import Turns


class Inbox:
    def __init__(
        self,
        database: Database,
        house: House,
        now: Callable[[], datetime],
        *,
        livemode: bool,
        presence: Presence,
    ) -> None:
        self._presence = presence
        self._steps = (
            WhatsAppSorter(database, house, now, presence).step,
            StripeRecorder(database, house, now, presence, livemode=livemode).step,
            Turns(database, house, now, presence).step,
        )

    async def step(self) -> bool:
        """One round. True while there may be more to do."""
        if self._presence.leaving:
            return False
        return any([await step() for step in self._steps])
