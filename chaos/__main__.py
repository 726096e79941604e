"""`python -m chaos`: hundreds of conversations, everything breaks, and at the end the counts. 1 if one is not right."""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import aiohttp

from chaos.counting import Books, Line, count
from chaos.monkey import Monkey
from chaos.product import MACHINES, UNSURE_SECONDS, Product
from tattoobot.commands.sandbox import free_port
from tattoobot.db.embedded import EmbeddedPostgres

CALM_SECONDS = 400
"""How long the product has to catch up once nothing breaks any more."""
FURTHER_SECONDS = 600
"""How far the clock is moved at the end: after many failures the next try is minutes away."""


def main() -> None:
    given = _options()
    folder = Path(given.folder or tempfile.mkdtemp(prefix="tattoobot-chaos-"))
    print(
        f"seed {given.seed}, {given.clients} clients, {given.minutes:g} minutes, logs in {folder}", flush=True
    )
    lines = asyncio.run(_run(given, folder))
    for line in lines:
        mark = "✗" if line.wrong else " "
        print(f"{mark} {line.name:<58} {line.value:>7}  {line.detail}")
    wrong = sum(line.wrong for line in lines)
    print("\n✓ all zeros where zeros belong" if not wrong else f"\n✗ {wrong} figures are not as they must be")
    if not wrong and not given.keep:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if wrong else 0)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m chaos")
    options.add_argument("--minutes", type=float, default=3, help="how long things break")
    options.add_argument("--clients", type=int, default=300)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    options.add_argument("--folder", help="where the database and the logs go; kept")
    options.add_argument("--keep", action="store_true", help="keep them even if all is well")
    return options.parse_args()


async def _run(given: argparse.Namespace, folder: Path) -> list[Line]:
    postgres = EmbeddedPostgres(folder / "database")
    await asyncio.to_thread(postgres.start)
    product = Product(folder, postgres, free_port(), free_port())
    timeout = aiohttp.ClientTimeout(total=120)
    try:
        # An idle connection may be closed in the moment in which it is used again.
        once = aiohttp.TCPConnector(force_close=True)
        async with (
            aiohttp.ClientSession(timeout=timeout, connector=once) as http,
            asyncio.TaskGroup() as watching,
        ):
            await _start(product, given)
            watch = watching.create_task(product.keep_alive())
            async with http.post(
                f"{product.outside_url}/chaos/begin", params={"over": f"{given.minutes * 60 * 0.7:g}"}
            ):
                pass
            monkey = Monkey(product, http, given.seed)
            await monkey.rage(given.minutes * 60)
            print("calm; waiting for the last answers", flush=True)
            took = await _calm(product, http)
            tally = await _tally(product, http)
            lines = await count(Books(postgres.url), tally, product.clock_moved)
            watch.cancel()
        return [*_troubles(monkey, product, took), *lines]
    finally:
        await asyncio.to_thread(product.end)
        await asyncio.to_thread(postgres.stop)


async def _start(product: Product, given: argparse.Namespace) -> None:
    product.start_outside(given.clients, given.seed)
    await product.ready(f"{product.outside_url}/sandbox/api/state")
    product.start("web")
    await product.ready(f"{product.url}/health")
    for processes in MACHINES.values():
        for name in processes:
            if name != "web":
                product.start(name)
    await product.ready(f"{product.url}/ready")


async def _calm(product: Product, http: aiohttp.ClientSession) -> float:
    """Wait until every conversation has ended and nothing waits. Seconds it took."""
    began = time.monotonic()
    books = Books(product.postgres.url)
    quiet, moved = 0, False
    while time.monotonic() < began + CALM_SECONDS and quiet < 3:
        await asyncio.sleep(1)
        tally = await _tally(product, http)
        talking = sum(not client["finished"] for client in tally["clients"])
        undone = talking + tally["webhooks_undelivered"] + await books.waiting()
        quiet = 0 if undone else quiet + 1
        if not moved and time.monotonic() > began + 2 * UNSURE_SECONDS:
            moved = True
            await product.move_clock(http, FURTHER_SECONDS)
    # The last statuses are on their way.
    await asyncio.sleep(2)
    return time.monotonic() - began


async def _tally(product: Product, http: aiohttp.ClientSession) -> dict[str, Any]:
    async with http.get(f"{product.outside_url}/chaos/tally") as answer:
        found: dict[str, Any] = await answer.json()
        return found


def _troubles(monkey: Monkey, product: Product, took: float) -> list[Line]:
    said = ", ".join(f"{count}× {name}" for name, count in sorted(monkey.done.items()))
    return [
        Line("troubles", sum(monkey.done.values()), detail=said),
        Line("processes killed", product.kills),
        Line(
            "processes that ended by themselves",
            len(product.ended_by_themselves),
            detail=", ".join(product.ended_by_themselves[:4]),
        ),
        Line("seconds until all was quiet again", round(took)),
    ]


if __name__ == "__main__":
    main()
