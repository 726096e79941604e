"""Every open window hears that something has happened, in whichever process it happened; and nothing but that."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from tattoobot.db.engine import Database
from tattoobot.web.app import create_app
from tattoobot.web.webhooks.keeper import Keeper
from tattoobot.web.webhooks.stripe import StripeWebhook
from tattoobot.web.webhooks.whatsapp import WhatsAppWebhook
from tests.builders import a_message
from tests.web.conftest import KEY, Desk

SOON = 5.0


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """A web process of its own, over HTTP."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  uvicorn offers nothing to wait for
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        app.state.bell.close()
        server.should_exit = True
        await asyncio.wait_for(serving, SOON)


@asynccontextmanager
async def window(url: str) -> AsyncIterator[AsyncIterator[str]]:
    """What an open page is told, line by line."""
    async with httpx.AsyncClient(base_url=url, timeout=SOON) as http:
        await http.post("/desk/sign-in/key", data={"key": KEY}, headers={"Origin": url})
        async with http.stream("GET", "/desk/events") as events:
            assert events.headers["content-type"].startswith("text/event-stream")
            yield events.aiter_lines()


async def look(lines: AsyncIterator[str]) -> None:
    async with asyncio.timeout(SOON):
        async for line in lines:
            if line == "event: look":
                return
    pytest.fail("the window was closed")


def another_process(desk: Desk) -> FastAPI:
    keeper = Keeper(desk.database)
    whatsapp = WhatsAppWebhook(keeper, verify_token="a-word", app_secret="a-secret")
    return create_app(replace(desk.web), whatsapp, StripeWebhook(keeper, secrets=["whsec_a_secret"]))


async def test_windows_of_two_processes_hear_of_a_message(desk: Desk, app: FastAPI) -> None:
    async with (
        served(app) as one,
        served(another_process(desk)) as other,
        window(one) as first,
        window(one) as second,
        window(other) as third,
    ):
        windows = (first, second, third)
        # Once at the beginning: something may have happened since the page was loaded.
        await asyncio.gather(*map(look, windows))

        await desk.receive(a_message("hi! a small rose"))

        await asyncio.gather(*map(look, windows))


async def test_one_connection_listens_for_a_process_and_none_when_nobody_watches(
    desk: Desk, app: FastAPI
) -> None:
    listening = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"
    )
    async with served(app) as url, window(url) as first, window(url) as second:
        await asyncio.gather(look(first), look(second))
        assert await desk.value(listening) == 1


async def test_a_window_that_is_signed_out_hears_nothing_more(desk: Desk, app: FastAPI) -> None:
    async with served(app) as url, window(url) as lines:
        await look(lines)
        await desk.value("DELETE FROM desk_sessions RETURNING 1")

        await desk.receive(a_message("hi! a small rose"))

        async with asyncio.timeout(SOON):
            rest = [line async for line in lines]
        assert "event: look" not in rest


async def test_nobody_listens_without_signing_in(desk: Desk) -> None:
    assert (await desk.http.get("/desk/events")).status_code == 303


async def test_a_bell_goes_on_when_the_database_was_away(
    desk: Desk, app: FastAPI, database: Database
) -> None:
    async with served(app) as url, window(url) as lines:
        await look(lines)
        await desk.value(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()"
        )

        await look(lines)
