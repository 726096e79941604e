"""Takes the turns that are due, and measures how long they take. Every rule is in an action."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from tattoobot.actions.house import House
from tattoobot.actions.put_turn_aside import ASIDE, UNTIL_ASKED, put_turn_aside
from tattoobot.actions.take_turns import take_turns
from tattoobot.db import clients
from tattoobot.db.engine import Connection, Database
from tattoobot.db.presence import Presence
from tattoobot.db.under_way import WorkersDied
from tattoobot.jobs.together import Workload, cause_of
from tattoobot.telemetry import meter, tracing

AT_ONCE = 100


class Turns:
    def __init__(
        self, database: Database, house: House, now: Callable[[], datetime], presence: Presence
    ) -> None:
        self._database = database
        self._house = house
        self._now = now
        self._turns = Workload(database, presence, "turn")

    async def step(self) -> bool:
        """One round. True while there may be more to do."""
        return await self._turns.round(self._at_once, self._one_by_one)

    async def _at_once(self) -> bool:
        began = time.perf_counter()
        async with self._database.transaction() as db:
            taken = await take_turns(db, self._house, self._now(), limit=AT_ONCE)
        _measure(taken, began)
        return bool(taken)

    async def _one_by_one(self) -> bool:
        async with self._database.reading() as db:
            due = await clients.due_ids(db, self._now(), AT_ONCE)
        for client_id in due:
            await self._take(client_id)
        return bool(due)

    async def _take(self, client_id: int) -> None:
        """Take one client's turn. A turn that cannot be taken is put aside, and shown with its cause."""
        began = time.perf_counter()

        async def take(db: Connection) -> None:
            _measure(await take_turns(db, self._house, self._now(), only=client_id), began)

        async def put_aside(db: Connection, error: Exception) -> None:
            wait = UNTIL_ASKED if isinstance(error, WorkersDied) else ASIDE
            await put_turn_aside(db, client_id, cause_of(error), self._now(), wait)

        await self._turns.alone(client_id, take, put_aside, client_id=client_id)


def _measure(taken: Sequence[Sequence[str]], began: float) -> None:
    if not taken:
        return
    seconds = time.perf_counter() - began
    meter.count(meter.TURNS, len(taken))
    meter.time(meter.TURN_SECONDS, seconds, times=len(taken))
    if trace := tracing.current():
        trace.turns(taken, time.time_ns() - int(seconds * 1e9))
