"""`python -m bench`: one run, one table."""

import argparse
import asyncio
import statistics
import tempfile
from pathlib import Path

import uvloop

from bench.load import Counts, World
from bench.product import Running, Usage, running
from tattoobot.db.embedded import EmbeddedPostgres
from tattoobot.sandbox_run import FAKE, free_port

LAYOUTS = {
    "one": ((),),
    "split": (("--only", "web"), ("--only", "worker")),
}


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench")
    options.add_argument("--rate", type=float, default=200)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--clients", type=int, default=3000)
    options.add_argument("--layout", choices=LAYOUTS, default="split")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="tattoobot-bench-") as name:
        folder = Path(name)
        with EmbeddedPostgres(folder / "database") as postgres:
            whatsapp_port, port = free_port(), free_port()
            with running(
                postgres.url, folder, port=port, whatsapp_port=whatsapp_port, layout=LAYOUTS[given.layout]
            ) as product:
                uvloop.run(_measure(product, port, whatsapp_port, given))


async def _measure(product: Running, port: int, whatsapp_port: int, given: argparse.Namespace) -> None:
    world = World(secret=FAKE["whatsapp_app_secret"], clients=given.clients)
    server = await world.listen(whatsapp_port)
    await world.connect(port, 32)
    # Connections open, statements are prepared, vocabularies load: not what is measured.
    await world.run(50, 2)
    world.counts = Counts()
    before = product.usage()
    began = asyncio.get_running_loop().time()
    await world.run(given.rate, given.seconds)
    took = asyncio.get_running_loop().time() - began
    after = product.usage()
    server.close()
    _print(world.counts, before, after, took, product)


def _print(counts: Counts, before: Usage, after: Usage, took: float, product: Running) -> None:
    messages = max(counts.replied, 1)
    ours, postgres = after.ours - before.ours, after.postgres - before.postgres
    print(
        f"sent {counts.sent}  acknowledged {counts.acknowledged}  refused {counts.refused}  replied {counts.replied}"
    )
    print(f"answered a second        {counts.replied / took:8.0f}")
    print(
        f"acknowledgement p50/p99  {_ms(counts.acknowledgement, 50):8.1f} {_ms(counts.acknowledgement, 99):8.1f} ms"
    )
    print(f"end to end p50/p99       {_ms(counts.end_to_end, 50):8.1f} {_ms(counts.end_to_end, 99):8.1f} ms")
    print(f"CPU a message            {1000 * (ours + postgres) / messages:8.2f} ms")
    print(f"  ours, PostgreSQL's     {1000 * ours / messages:8.2f} {1000 * postgres / messages:8.2f} ms")
    print(f"memory                   {after.memory / 1e6:8.0f} MB")
    print(f"start-up                 {product.started_in:8.1f} s")


def _ms(seconds: list[float], percent: int) -> float:
    if len(seconds) < 2:
        return float("nan")
    return 1000 * statistics.quantiles(seconds, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    main()
