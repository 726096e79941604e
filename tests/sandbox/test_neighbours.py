"""The sandbox is for one person: others who reach it, through a container's network say, are slowed."""

import httpx

from tattoobot.sandbox.neighbours import A_SECOND, AT_ONCE, MOST_VISITORS, Visitors
from tattoobot.sandbox.server import create_app
from tattoobot.sandbox.settings import SandboxSettings

STRANGER = "198.51.100.1"


async def test_a_flood_from_elsewhere_is_told_to_slow_down(settings: SandboxSettings) -> None:
    app = create_app(settings)

    async def ask(source: str) -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(source, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            return await http.get("/sandbox/static/phone.js")

    answers = [await ask(STRANGER) for _ in range(int(AT_ONCE) + 200)]
    refused = [one for one in answers if one.status_code == 429]

    assert {one.status_code for one in answers[: int(AT_ONCE)]} == {200}
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1
    assert refused[0].headers["content-type"] == "application/problem+json"
    assert refused[0].json()["code"] == "too_many_requests"
    assert (await ask("198.51.100.2")).status_code == 200
    assert {(await ask("127.0.0.1")).status_code for _ in range(int(AT_ONCE) + 50)} == {200}


def test_it_is_answered_again_as_fast_as_it_may_ask() -> None:
    visitors = Visitors()
    assert [visitors.wait(STRANGER, 0.0) for _ in range(int(AT_ONCE))] == [0.0] * int(AT_ONCE)

    assert visitors.wait(STRANGER, 0.0) == 1 / A_SECOND
    assert visitors.wait(STRANGER, 0.1) == 0.0


def test_visitors_that_are_remembered_have_an_end() -> None:
    visitors = Visitors()
    for number in range(MOST_VISITORS * 2):
        visitors.wait(f"visitor {number}", 0.0)

    assert len(visitors._left) == MOST_VISITORS
