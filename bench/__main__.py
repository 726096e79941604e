"""`python -m bench`: one run, one table. With `--large` the same again on a database that is full."""

import argparse
import asyncio
import contextlib
import tempfile
import time
from pathlib import Path
from typing import Any

import asyncpg
import uvloop

from bench import desk, fill, pages, pgbench
from bench.figures import Figures, show
from bench.half_a_core import half_a_core
from bench.load import Counts, World
from bench.product import Running, running, settings
from tattoobot import bootstrap
from tattoobot.commands.sandbox import FAKE, free_port
from tattoobot.db import migrate, number, reminders
from tattoobot.db.embedded import EmbeddedPostgres
from tattoobot.db.engine import Database

LAYOUTS = {"one": ((),), "split": (("--only", "web"), ("--only", "worker"))}
CONNECTIONS = 32
RESTS = 20
"""Seconds until all is loaded and nothing happens any more."""
BRIEFLY = 20
"""Seconds, flat out and for pgbench."""
FLAT_OUT = 1000.0
"""Messages a second that are tried to be sent; more than is answered: then clients wait for their answers."""
COMMITS = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench")
    options.add_argument("--rate", type=float, default=500, help="messages a second (500)")
    options.add_argument("--seconds", type=int, default=60, help="how long (60)")
    options.add_argument("--clients", type=int, default=3000, help="who write at a time (3000)")
    options.add_argument("--latency", type=float, default=0.0, help="WhatsApp's, in seconds (0)")
    options.add_argument("--layout", choices=LAYOUTS, default="split")
    options.add_argument("--large", action="store_true", help="then on a full database too")
    options.add_argument("--leads", type=int, default=1_000_000, help="in the full database")
    options.add_argument("--messages", type=int, default=10_000_000, help="in the full database")
    options.add_argument("--small", action="store_true", help="one process, little memory, half a core")
    given = options.parse_args()
    if given.small:
        given.layout = "one"
    measured = {"empty database": _one_size(given, leads=0)}
    if given.large:
        measured[f"{given.leads:,} leads"] = _one_size(given, leads=given.leads)
    show(measured)


def _one_size(given: argparse.Namespace, *, leads: int) -> Figures:
    with tempfile.TemporaryDirectory(prefix="tattoobot-bench-") as name:
        folder = Path(name)
        with EmbeddedPostgres(folder / "database", small=given.small) as postgres:
            asyncio.run(_unbounded(postgres.superuser_url))
            if leads:
                asyncio.run(_fill(postgres.superuser_url, folder, leads, given.messages))
            return _measure(postgres.superuser_url, folder, given)


async def _unbounded(url: str) -> None:
    """WhatsApp would stop at 1,000 a second, in and out together: what is measured is where we do."""
    await migrate.upgrade(url)
    database = await Database.connect(url, size=1)
    async with database.transaction() as db:
        await number.keep_pace(db, "HIGH", 10_000)
    await database.close()


async def _fill(url: str, folder: Path, leads: int, messages: int) -> None:
    # Else every lead would be looked at anew at the start, as after a change of the reminders' rules.
    async with (
        bootstrap.product(settings(url, folder), url, web=False, worker=False) as product,
        product.database.transaction() as db,
    ):
        await reminders.adopt(db, product.house.studio)
    await fill.fill(url, leads, messages)


def _measure(url: str, folder: Path, given: argparse.Namespace) -> Figures:
    port, whatsapp_port = free_port(), free_port()
    with running(
        url,
        folder,
        port=port,
        whatsapp_port=whatsapp_port,
        layout=LAYOUTS[given.layout],
        small=given.small,
    ) as product:
        time.sleep(RESTS)
        at_rest = product.at_rest()
        with half_a_core(product.everyone) if given.small else contextlib.nullcontext():
            loaded = uvloop.run(_load(product, url, port, whatsapp_port, given))
        first, status, search = (
            desk.leads(product.url, query) for query in ("", "status=pending_approval", "q=bench")
        )
        seen = pages.pages(product.url, asyncio.run(pages.an_enquiry(url)))
    swept = uvloop.run(desk.sweep(settings(url, folder), url))
    minimal = uvloop.run(_minimal(url, BRIEFLY))
    return Figures(
        **loaded,
        at_rest=at_rest,
        started_in=product.started_in,
        desk_first=first,
        desk_status=status,
        desk_search=search,
        pages=seen,
        sweep_idle=swept.idle,
        sweep_lead=swept.lead,
        pgbench=minimal,
    )


async def _load(
    product: Running, url: str, port: int, whatsapp_port: int, given: argparse.Namespace
) -> dict[str, Any]:
    world = World(secret=FAKE["whatsapp_app_secret"], clients=given.clients, latency=given.latency)
    server = await world.listen(whatsapp_port)
    await world.connect(port, CONNECTIONS)
    # Connections open, statements are prepared, vocabularies load: not what is measured.
    await world.run(given.rate / 2, 3)
    world.counts = Counts()
    before, commits = product.usage(), await _commits(url)
    await world.run(given.rate, given.seconds)
    after, commits = product.usage(), await _commits(url) - commits
    counts, world.counts = world.counts, Counts()
    if not given.small:
        await world.run(FLAT_OUT, BRIEFLY)
    server.close()
    messages = max(counts.replied, 1)
    used = [(end - start) / messages for start, end in zip(before.processes, after.processes, strict=True)]
    return {
        "counts": counts,
        "flat_out": (counts if given.small else world.counts).rate,
        "rate": given.rate,
        "cpu_web": used[0] if len(used) > 1 else 0.0,
        "cpu_worker": used[-1],
        "cpu_postgres": (after.postgres - before.postgres) / messages,
        "transactions": commits / messages,
        "memory": after.memory,
    }


async def _commits(url: str) -> int:
    # PostgreSQL's processes report what they have done about once a second.
    await asyncio.sleep(1.5)
    db = await asyncpg.connect(url)
    try:
        count: int = await db.fetchval(COMMITS)
        return count
    finally:
        await db.close()


async def _minimal(url: str, seconds: int) -> float:
    """Over the clients who wrote, so that it touches what the messages touched."""
    db = await asyncpg.connect(url)
    try:
        newest = await db.fetchval("SELECT max(id) FROM clients")
        oldest = await db.fetchval("SELECT min(client_id) FROM leads WHERE client_id > $1 - 3000", newest)
    finally:
        await db.close()
    return await asyncio.to_thread(pgbench.transactions_per_second, url, (oldest, newest), seconds)


if __name__ == "__main__":
    main()
