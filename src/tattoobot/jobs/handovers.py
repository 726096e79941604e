"""The sweep that lets the bot go on where nobody has handed back, and reminds the artist of whom nobody has answered.

Every rule is in an action.
"""

from collections.abc import Callable
from datetime import datetime

from tattoobot.actions.call_artist import tell_waiting
from tattoobot.actions.hand_back import resume_overdue
from tattoobot.actions.hand_over import remind_unanswered
from tattoobot.actions.house import House
from tattoobot.db.engine import Database

AT_ONCE = 50


class Handovers:
    def __init__(self, database: Database, house: House, now: Callable[[], datetime]) -> None:
        self._database = database
        self._house = house
        self._now = now

    async def sweep(self) -> bool:
        """One round. True while there may be more to do."""
        async with self._database.transaction() as db:
            await tell_waiting(db, self._house, self._now())
            resumed = await resume_overdue(db, self._house, self._now(), limit=AT_ONCE)
            # Afterwards: a link that hands back must not lead to one that has just ended.
            reminded = await remind_unanswered(db, self._house, self._now(), limit=AT_ONCE)
            return AT_ONCE in {resumed, reminded}
