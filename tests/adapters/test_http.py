"""The session every adapter shares."""

import aiohttp
from aiohttp import web

from tattoobot.adapters.http import CONNECT_SECONDS, TOTAL_SECONDS, USER_AGENT, retry_after
from tests.adapters.servers import serving


async def test_who_we_are_and_how_long_we_wait(http: aiohttp.ClientSession) -> None:
    async def mirror(request: web.Request) -> web.Response:
        return web.json_response({"agent": request.headers["User-Agent"], "sent": await request.json()})

    async with serving(mirror) as url, http.post(url, json={"when": "ça"}) as response:
        assert await response.json() == {"agent": USER_AGENT, "sent": {"when": "ça"}}

    assert USER_AGENT.startswith("TattooBookingBot/")
    assert (http.timeout.total, http.timeout.connect) == (TOTAL_SECONDS, CONNECT_SECONDS)


async def test_no_cookie_is_kept(http: aiohttp.ClientSession) -> None:
    async def cookies(request: web.Request) -> web.Response:
        response = web.Response(text=request.headers.get("Cookie", ""))
        response.set_cookie("session", "1")
        return response

    async with serving(cookies) as url:
        for _ in range(2):
            async with http.get(url) as response:
                assert await response.text() == ""


def test_a_wait_is_read_in_seconds() -> None:
    assert retry_after({"Retry-After": "17"}) == 17
    for strange in ("", "soon", "-1", "1.5", "\N{SUPERSCRIPT TWO}", "Wed, 21 Oct 2026 07:28:00 GMT"):
        assert retry_after({"Retry-After": strange}) is None
    assert retry_after({}) is None
