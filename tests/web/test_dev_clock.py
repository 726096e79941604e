"""The clock that the sandbox can move."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from tattoobot.clock import MovableClock
from tattoobot.db.engine import Database
from tattoobot.web import problems
from tattoobot.web.dev_clock import DevClock


@pytest.fixture
async def http(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.router.routes.extend(DevClock(MovableClock(database)).routes)
    problems.install(app)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://x.example.com"
    ) as opened:
        yield opened


async def test_it_moves_forward(http: httpx.AsyncClient) -> None:
    await http.post("/sandbox/clock", json={"advance_seconds": 3600})
    answer = await http.post("/sandbox/clock", json={"advance_seconds": 1800.5})

    assert answer.json()["offset_seconds"] == 5400.5
    assert (await http.get("/sandbox/clock")).json()["offset_seconds"] == 5400.5


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '{"advance_seconds": -1}', '{"advance_seconds": 1e12}', "{}"]
)
async def test_it_does_not_move_by_nonsense(http: httpx.AsyncClient, body: str) -> None:
    answer = await http.post("/sandbox/clock", content=body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_body")
    assert (await http.get("/sandbox/clock")).json()["offset_seconds"] == 0
