"""What the artist's desk and the reminders cost, beside the messages."""

import time
import urllib.request
from dataclasses import dataclass
from datetime import timedelta

from bench.product import KEY
from tattoobot import bootstrap
from tattoobot.db.presence import Presence
from tattoobot.jobs.reminders import Reminders
from tattoobot.settings import Settings

ROUNDS = 100
AHEAD = timedelta(hours=24)
"""By then the clients of the load have gone quiet for long enough to be reminded."""
MOST_SWEEPS = 400

DUE = "SELECT count(*) FROM lead_checks WHERE look_at <= $1"


def leads(url: str, query: str) -> list[float]:
    """How long `GET /admin/leads` takes, again and again."""
    request = urllib.request.Request(f"{url}/admin/leads?{query}", headers={"X-Admin-API-Key": KEY})
    return [_timed(request) for _ in range(ROUNDS)]


def _timed(request: urllib.request.Request) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=30) as answer:
        answer.read()
    return time.perf_counter() - began


@dataclass(frozen=True, slots=True)
class Sweep:
    """Seconds: with nothing due, and for each lead that was."""

    idle: float
    lead: float


async def sweep(settings: Settings, database_url: str) -> Sweep:
    """Sweep a day later, until nothing is due. No worker runs meanwhile."""
    async with bootstrap.product(settings, database_url, web=False, worker=False) as product:
        at = product.clock.now() + AHEAD
        reminders = Reminders(product.database, product.house, lambda: at, Presence(product.database))
        async with product.database.reading() as db:
            due = await db.fetchval(DUE, at)
        began = time.perf_counter()
        for _ in range(MOST_SWEEPS):
            if not await reminders.sweep():
                break
        took = time.perf_counter() - began
        idle = [await _idle(reminders) for _ in range(20)]
    return Sweep(sorted(idle)[len(idle) // 2], took / max(due, 1))


async def _idle(reminders: Reminders) -> float:
    began = time.perf_counter()
    await reminders.sweep()
    return time.perf_counter() - began
