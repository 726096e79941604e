"""Sums of what all processes have counted (see meter.py)."""

import asyncio
import contextlib
from collections.abc import Mapping

import msgspec
import structlog

from tattoobot.db.engine import ANY_TROUBLE, Connection, Database
from tattoobot.telemetry import meter
from tattoobot.telemetry.meter import Count, Meter

log = structlog.get_logger(__name__)

EVERY_SECONDS = 5.0

# In one order everywhere: two processes that add at once would otherwise wait for each other.
ADD = """
    INSERT INTO counters (name, labels, le, value)
    SELECT name, labels, le, value
    FROM unnest($1::text[], $2::text[], $3::text[], $4::float8[]) AS c (name, labels, le, value)
    ORDER BY name, labels, le
    ON CONFLICT (name, labels, le) DO UPDATE SET value = counters.value + EXCLUDED.value
"""

ALL = "SELECT name, labels, le, value FROM counters ORDER BY name, labels, le"


async def add(db: Connection, counted: Mapping[Count, float]) -> None:
    await db.execute(
        ADD,
        [count.name for count in counted],
        [msgspec.json.encode(count.labels).decode() for count in counted],
        [count.le for count in counted],
        list(counted.values()),
    )


async def totals(db: Connection) -> dict[Count, float]:
    return {
        Count(row["name"], msgspec.json.decode(row["labels"], type=tuple[str, ...]), row["le"]): row["value"]
        for row in await db.fetch(ALL)
    }


class MeterReader:
    """Adds what this process has counted to the table, every few seconds and when it ends."""

    def __init__(self, database: Database, counted: Meter = meter.process) -> None:
        self._database = database
        self._meter = counted
        self._reading: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._reading = asyncio.create_task(self._keep_reading(), name="meter")

    async def stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading
        await self.read()

    async def read(self) -> None:
        """Keep the counts; those that cannot be kept now wait for the next time."""
        taken = self._meter.take()
        if not taken:
            return
        try:
            async with self._database.transaction() as db:
                await add(db, taken)
        except ANY_TROUBLE as error:
            self._meter.give_back(taken)
            log.info("counters_not_kept", error=type(error).__name__)
        except asyncio.CancelledError:
            self._meter.give_back(taken)
            raise

    async def _keep_reading(self) -> None:
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            await self.read()
