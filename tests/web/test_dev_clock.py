"""The clock that the sandbox can move."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from tattoobot.db.clock import MovableClock
from tattoobot.domain.lead import Status
from tattoobot.web import problems
from tattoobot.web.context import Web
from tattoobot.web.dev_clock import DevClock
from tests.actions.conftest import Bench


@pytest.fixture
async def http(web: Web) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.state.web = web
    app.router.routes.extend(DevClock(MovableClock(web.database)).routes)
    problems.install(app)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://localhost:8000",
        headers={"Content-Type": "application/json"},
    ) as opened:
        yield opened


async def test_the_clock_moves_forward_by_what_is_asked(http: httpx.AsyncClient) -> None:
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


async def test_it_says_what_comes_next(http: httpx.AsyncClient, web: Web) -> None:
    lead = await Bench(web.database, web.house).a_lead(Status.BOOKED)
    before = (await http.get("/sandbox/clock")).json()

    async with web.database.transaction() as db:
        # No action leads from here to there: the same lead, without and with something due.
        await db.execute("UPDATE leads SET status = 'deposit_paid'")
    after = (await http.get("/sandbox/clock")).json()

    assert before["next_due"] is None
    assert after["next_due"]["what"] == f"the artist is reminded of Maya Example (#{lead})"
    assert after["next_due"]["at"] > after["now"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example.com"},
        {"Host": "127.0.0.1.example.com"},
        {"Content-Type": "text/plain"},
        {"X-Admin-API-Key": "wrong", "Host": "evil.example.com"},
    ],
)
async def test_a_foreign_page_cannot_move_it(http: httpx.AsyncClient, headers: dict[str, str]) -> None:
    answer = await http.post("/sandbox/clock", content='{"advance_seconds": 60}', headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "not_from_here")
    assert (await http.get("/sandbox/clock")).json()["offset_seconds"] == 0


async def test_who_is_coming_up_is_not_told_under_a_foreign_name(http: httpx.AsyncClient) -> None:
    answer = await http.get("/sandbox/clock", headers={"Host": "evil.example.com"})

    assert answer.status_code == 403


async def test_the_admin_key_moves_it_from_anywhere(http: httpx.AsyncClient, web: Web) -> None:
    headers = {"Host": "demo.example.com", "X-Admin-API-Key": web.admin_api_key}
    answer = await http.post("/sandbox/clock", json={"advance_seconds": 60}, headers=headers)

    assert answer.json()["offset_seconds"] == 60
