"""`python -m bench.soak`: the same load for a long time; memory, connections and open files, a line a minute."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import uvloop

from bench.__main__ import CONNECTIONS, LAYOUTS
from bench.load import Counts, World
from bench.product import Running, running
from tattoobot.commands.sandbox import FAKE, free_port
from tattoobot.db.embedded import EmbeddedPostgres

CONNECTED = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
WAITING = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM inbox WHERE handled_at IS NULL)"


@dataclass(frozen=True, slots=True)
class Sample:
    memory: list[int]
    """Bytes, resident: the web process, the worker."""
    files: int
    connections: int
    waiting: int
    """Rows in the outbox and unread ones in the inbox."""


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.soak")
    options.add_argument("--minutes", type=int, default=30)
    options.add_argument("--rate", type=float, default=60, help="messages a second")
    options.add_argument("--clients", type=int, default=2000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="tattoobot-soak-") as name:
        folder = Path(name)
        with EmbeddedPostgres(folder / "database") as postgres:
            port, whatsapp_port = free_port(), free_port()
            with running(
                postgres.superuser_url,
                folder,
                port=port,
                whatsapp_port=whatsapp_port,
                layout=LAYOUTS["split"],
            ) as product:
                uvloop.run(_soak(product, postgres.superuser_url, port, whatsapp_port, given))


async def _soak(product: Running, url: str, port: int, whatsapp_port: int, given: argparse.Namespace) -> None:
    world = World(secret=FAKE["whatsapp_app_secret"], clients=given.clients)
    server = await world.listen(whatsapp_port)
    await world.connect(port, CONNECTIONS)
    samples = []
    sent = replied = 0
    print("minute    sent  replied   web MB  worker MB   files  connections  waiting", flush=True)
    for minute in range(1, given.minutes + 1):
        world.counts = Counts()
        began = time.monotonic()
        await world.run(given.rate, 58)
        sent, replied = sent + world.counts.sent, replied + world.counts.replied
        await asyncio.sleep(max(0.0, began + 60 - time.monotonic()))
        sample = await _sample(product, url)
        samples.append(sample)
        web, worker = (memory / 1e6 for memory in sample.memory)
        print(
            f"{minute:6} {sent:7} {replied:8} {web:8.1f} {worker:10.1f}"
            f" {sample.files:7} {sample.connections:12} {sample.waiting:8}",
            flush=True,
        )
    server.close()
    _compare(samples)


async def _sample(product: Running, url: str) -> Sample:
    db = await asyncpg.connect(url)
    try:
        connections, waiting = await db.fetchval(CONNECTED), await db.fetchval(WAITING)
    finally:
        await db.close()
    return Sample(product.memory(), product.files(), connections, waiting)


def _compare(samples: list[Sample]) -> None:
    """The last quarter beside the second: the first is warming up."""
    quarter = max(len(samples) // 4, 1)
    second, last = samples[quarter : 2 * quarter] or samples[:1], samples[-quarter:]
    figures: dict[str, Callable[[Sample], float]] = {
        "memory, MB": lambda sample: sum(sample.memory) / 1e6,
        "open files": lambda sample: sample.files,
        "connections": lambda sample: sample.connections,
    }
    for name, figure in figures.items():
        early, late = (sum(map(figure, part)) / len(part) for part in (second, last))
        print(
            f"{name:12} second quarter {early:8.1f}, last quarter {late:8.1f}: {100 * (late / early - 1):+.1f} %"
        )


if __name__ == "__main__":
    main()
