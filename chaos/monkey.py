"""Breaks things at moments that a seed chooses: machines, database and disk on one side, providers on the other."""

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import asyncpg

from chaos.product import MACHINES, Product

Trouble = Callable[[], Awaitable[None]]

BETWEEN_MACHINES = (1.5, 5.0)
BETWEEN_PROVIDERS = (1.0, 4.0)
HELD_SECONDS = 2 * 3600
"""So far the clock moves on while webhooks are held back."""


class Monkey:
    def __init__(self, product: Product, http: aiohttp.ClientSession, seed: int) -> None:
        self._product = product
        self._http = http
        self._chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self._machines: dict[str, Trouble] = {
            "the web process is killed": self._kill_web,
            "a worker is killed": self._kill_worker,
            "machine one fails": lambda: self._kill(*MACHINES["machine one"]),
            "both machines fail": lambda: self._kill(*(n for m in MACHINES.values() for n in m)),
            "a worker hangs for a while": self._freeze,
            "PostgreSQL is killed": lambda: asyncio.to_thread(self._product.crash_postgres),
            "PostgreSQL restarts": lambda: asyncio.to_thread(self._product.restart_postgres),
            "every connection to PostgreSQL breaks": self._break_connections,
            "the disk with the photos is full": self._fill_disk,
        }
        self._providers: dict[str, Trouble] = {
            "WhatsApp answers 503": lambda: self._mood(5, whatsapp="down"),
            "WhatsApp answers 429": lambda: self._mood(3, whatsapp="rate_limited"),
            "WhatsApp says: too much to one contact": lambda: self._mood(2, whatsapp="pair_rate"),
            "WhatsApp is slow": lambda: self._mood(5, whatsapp="slow"),
            "WhatsApp answers too late": self._too_late,
            "WhatsApp hangs up after accepting": lambda: self._mood(4, whatsapp="drops_after_accepting"),
            "webhooks come twice": lambda: self._mood(6, duplicates=True),
            "webhooks overtake each other": lambda: self._mood(5, reorder=True),
            "webhooks are held back for hours, and come shuffled and twice": self._hold,
            "Stripe is down": lambda: self._mood(6, stripe="down"),
            "Stripe is slow": lambda: self._mood(6, stripe="slow"),
            "Stripe hangs up after accepting": lambda: self._mood(6, stripe="drops_after_accepting"),
            "Stripe's events come late": lambda: self._mood(6, stripe="late"),
        }

    async def rage(self, seconds: float) -> None:
        """Both sides at once, so that troubles meet."""
        deadline = asyncio.get_running_loop().time() + seconds
        await asyncio.gather(
            self._series(self._machines, BETWEEN_MACHINES, deadline),
            self._series(self._providers, BETWEEN_PROVIDERS, deadline),
        )

    async def _series(
        self, troubles: dict[str, Trouble], between: tuple[float, float], deadline: float
    ) -> None:
        """Each once in random order, then each again, until the time is over."""
        loop = asyncio.get_running_loop()
        while True:
            for name in self._chance.sample(list(troubles), len(troubles)):
                await asyncio.sleep(self._chance.uniform(*between))
                if loop.time() > deadline:
                    return
                self.done[name] += 1
                await troubles[name]()

    # ------------------------------------------------------------------ machines

    async def _kill_web(self) -> None:
        await self._kill("web")

    async def _kill_worker(self) -> None:
        await self._kill(self._chance.choice(["worker one", "worker two"]))

    async def _kill(self, *names: str) -> None:
        for name in names:
            self._product.kill(name)
        await asyncio.sleep(self._chance.uniform(0.2, 3))
        for name in names:
            self._product.start(name)

    async def _freeze(self) -> None:
        name = self._chance.choice(["worker one", "worker two"])
        self._product.freeze(name)
        await asyncio.sleep(self._chance.uniform(3, 8))
        self._product.thaw(name)

    async def _break_connections(self) -> None:
        with contextlib.suppress(OSError, asyncpg.PostgresError):
            connection = await asyncpg.connect(self._product.postgres.superuser_url)
            await connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
            await connection.close()

    async def _fill_disk(self) -> None:
        """What stands where the folder should be makes every write fail, as a full disk does, for root too."""
        folder = self._product.photos
        aside = folder.with_name("photos.aside")
        folder.mkdir(parents=True, exist_ok=True)
        folder.rename(aside)
        folder.write_text("full")
        await asyncio.sleep(self._chance.uniform(8, 12))
        folder.unlink()
        aside.rename(folder)

    # ------------------------------------------------------------------ providers

    async def _mood(self, seconds: float, **moods: Any) -> None:
        async with self._outside("/sandbox/api/moods", moods):
            await asyncio.sleep(seconds * self._chance.uniform(0.5, 1.5))

    async def _too_late(self) -> None:
        await self._post("/chaos/too-late?on=yes")
        await asyncio.sleep(self._chance.uniform(1, 3))
        await self._post("/chaos/too-late?on=no")

    async def _hold(self) -> None:
        await self._post("/sandbox/api/deliveries/hold", {"hold": True})
        await asyncio.sleep(self._chance.uniform(2, 6))
        await self._product.move_clock(self._http, HELD_SECONDS)
        await self._post("/sandbox/api/deliveries/release", {"order": "shuffle", "times": 2})

    @asynccontextmanager
    async def _outside(self, path: str, moods: dict[str, Any]) -> AsyncIterator[None]:
        calm = {name: False if value is True else "ok" for name, value in moods.items()}
        await self._post(path, moods)
        yield
        await self._post(path, calm)

    async def _post(self, path: str, body: Any = None) -> None:
        async with self._http.post(f"{self._product.outside_url}{path}", json=body) as answer:
            if answer.status >= 400:
                raise RuntimeError(f"{path} answered {answer.status}: {await answer.text()}")
