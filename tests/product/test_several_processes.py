"""Two web sides behind a proxy and two workers are one studio."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tattoobot.commands.sandbox import free_port
from tattoobot.sandbox.player.play import play
from tattoobot.web.patience import MOST
from tests.product.conftest import KEY, Whole, eventually, running
from tests.product.test_observed import figures_of

CONVERSATION = Path("tests/conversations/plain_booking.txt")
STRANGER = "203.0.113.7"


class Proxy:
    """Passes each request on to the next web side in turn; one that is gone is passed over."""

    def __init__(self, behind: list[str]) -> None:
        self._behind = behind
        self._turn = itertools.cycle(range(len(behind)))
        self._http = aiohttp.ClientSession(
            auto_decompress=False, connector=aiohttp.TCPConnector(force_close=True)
        )

    async def close(self) -> None:
        await self._http.close()

    async def pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = request.headers.copy()
        headers.setdefault("X-Forwarded-For", request.remote or "")
        first = next(self._turn)
        for side in self._behind[first:] + self._behind[:first]:
            try:
                async with self._http.request(
                    request.method, side + request.raw_path, data=body, headers=headers, allow_redirects=False
                ) as answer:
                    shown = {k: v for k, v in answer.headers.items() if k.lower() != "transfer-encoding"}
                    return web.Response(status=answer.status, body=await answer.read(), headers=shown)
            except aiohttp.ClientConnectionError:
                continue
        return web.Response(status=502)


@asynccontextmanager
async def proxied(port: int, behind: list[str]) -> AsyncIterator[None]:
    proxy = Proxy(behind)
    app = web.Application(client_max_size=8 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", proxy.pass_on)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()
        await proxy.close()


@pytest.fixture
async def sides() -> list[str]:
    """Where each web side is reached past the proxy."""
    return [f"http://127.0.0.1:{free_port()}" for _ in range(2)]


@pytest.fixture
async def whole(database_url: str, tmp_path: Path, sides: list[str]) -> AsyncIterator[Whole]:
    port = free_port()
    async with (
        proxied(port, sides),
        # Two pictures sent together are answered together.
        running(database_url, tmp_path, port, TRUSTED_PROXIES="127.0.0.1", REPLY_QUIET_SECONDS="1") as whole,
    ):
        for n, side in enumerate(sides, 1):
            whole.processes.start(f"web {n}", "--only", "web", "--port", side.rpartition(":")[2])
            whole.processes.start(f"worker {n}", "--only", "worker")
        for side in sides:
            await Whole(side, whole.sandbox, database_url, whole.processes, whole.http).ready()
        yield whole


async def test_a_tattoo_is_booked_though_one_process_of_each_kind_dies_meanwhile(
    whole: Whole, sides: list[str]
) -> None:
    async def everything_counted() -> bool:
        found = [await figures_of(whole.http, side) for side in sides]
        return all(one["workers"] == 2 and one.get("turns_total", 0) >= 1 for one in found)

    client = await whole.a_client()
    await whole.says(client, "hi")
    await eventually(lambda: whole.heard(client), within=60)
    await eventually(everything_counted, within=60)

    async def two_die() -> None:
        await asyncio.sleep(1)
        whole.processes.kill("web 1")
        whole.processes.kill("worker 2")

    dying = asyncio.create_task(two_die())
    booked = await play(CONVERSATION, whole.sandbox, whole.url, KEY, wait_seconds=40)
    await dying

    assert booked
    assert await whole.rows("SELECT 1 FROM leads WHERE status = 'booked'")
    assert len(await whole.heard(client)) == 1


async def test_they_agree_on_limits_clocks_and_figures(whole: Whole, sides: list[str]) -> None:
    stranger = {"X-Admin-API-Key": "a-guess", "X-Forwarded-For": STRANGER}

    async def guess(url: str) -> int:
        async with whole.http.get(f"{url}/admin/leads", headers=stranger) as answer:
            return answer.status

    async def clock(url: str) -> Any:
        async with whole.http.get(f"{url}/sandbox/clock", headers={"X-Admin-API-Key": KEY}) as answer:
            return (await answer.json())["offset_seconds"]

    async def agreed_clocks() -> bool:
        return [await clock(side) for side in sides] == [7200.0, 7200.0]

    async def agreed_figures() -> bool:
        """All but how long each side has run itself."""
        one, other = [await figures_of(whole.http, side) for side in sides]
        shared = ("messages_received_total", "turns_total", "deliveries_total", "leads", "workers")
        return one.get("turns_total", 0) >= 1 and all(one.get(name) == other.get(name) for name in shared)

    client = await whole.a_client()
    await whole.says(client, "hi")
    guesses = [await guess(whole.url) for _ in range(MOST + 4)]
    refused = [await guess(side) for side in sides]
    moved = {"advance_seconds": 7200}
    await whole.http.post(f"{whole.url}/sandbox/clock", json=moved, headers={"X-Admin-API-Key": KEY})

    assert (guesses.count(401), guesses.count(429)) == (MOST, 4)
    assert refused == [429, 429]
    assert (await whole.admin("/leads"))[0] == 200
    await eventually(agreed_clocks)
    await eventually(agreed_figures, within=60)

    # Either worker may take a client's turn: whichever it is goes by the clock that was moved.
    later = [await whole.a_client() for _ in range(6)]
    await asyncio.gather(*(whole.says(one, "hi") for one in later))
    for one in later:
        await eventually(partial(whole.heard, one), within=60)
    said = await whole.rows(
        "SELECT extract(epoch FROM at - now())::float AS ahead FROM messages"
        " WHERE direction = 'out' AND client_id IS NOT NULL ORDER BY id DESC LIMIT 6"
    )
    assert [row["ahead"] > 7000 for row in said] == [True] * 6
