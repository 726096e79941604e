"""What the doctor says of the public address, with a proxy in front of it that lets some things through."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from tattoobot.adapters.whatsapp import payloads
from tattoobot.commands import doctor_address
from tattoobot.commands.sandbox import free_port
from tattoobot.settings import Settings, load
from tests.sandbox.conftest import APP_SECRET


class Proxy:
    """Answers as we do behind a proxy: with these limits of its own."""

    def __init__(self) -> None:
        self.body_limit = 4_000_000
        self.head_limit = 32_000
        self.leads_to_us = True
        self.secret = APP_SECRET
        self.ahead_seconds = 0.0
        self.url = ""

    async def health(self, _: web.Request) -> web.Response:
        return web.json_response({"status": "ok"}) if self.leads_to_us else web.Response(text="It works!")

    async def webhook(self, request: web.Request) -> web.Response:
        if sum(len(name) + len(value) for name, value in request.raw_headers) > self.head_limit:
            return web.Response(status=400)
        body = await request.read()
        if len(body) > self.body_limit:
            return web.Response(status=413)
        signed = payloads.verified(body, request.headers.get("X-Hub-Signature-256"), self.secret)
        return web.Response(status=200 if signed else 401)


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    proxy = Proxy()
    app = web.Application(client_max_size=8_000_000)
    app.router.add_get("/health", proxy.health)
    app.router.add_post("/webhooks/whatsapp", proxy.webhook)
    runner = web.AppRunner(app, max_field_size=64_000)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    proxy.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield proxy
    await runner.cleanup()


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


async def look(url: str | None, http: aiohttp.ClientSession, state: str) -> list[str]:
    given = load(public_base_url=url, whatsapp_app_secret=APP_SECRET)
    return [one.said for one in await doctor_address.look(given, http) if one.state == state]


async def test_an_address_that_leads_to_us_and_lets_webhooks_through_is_well(
    proxy: Proxy, http: aiohttp.ClientSession
) -> None:
    assert await look(proxy.url, http, "to do") == []
    assert await look(proxy.url, http, "ok") == [
        f"{proxy.url} leads to us, and a signed webhook is taken there."
    ]


async def test_a_proxy_that_refuses_large_bodies_is_found(proxy: Proxy, http: aiohttp.ClientSession) -> None:
    proxy.body_limit = 1_000_000

    (said,) = await look(proxy.url, http, "to do")

    assert "A body of 3 MB is answered 413" in said
    assert "client_max_body_size 4m" in said


async def test_a_proxy_that_refuses_long_heads_is_found(proxy: Proxy, http: aiohttp.ClientSession) -> None:
    proxy.head_limit = 8_000

    (said,) = await look(proxy.url, http, "to do")

    assert "12 kB of headers is answered 400" in said
    assert "max_header_size 32kb" in said


async def test_another_server_at_our_address_is_found(proxy: Proxy, http: aiohttp.ClientSession) -> None:
    proxy.leads_to_us = False

    (said,) = await look(proxy.url, http, "to do")

    assert "let the proxy pass every path on to us" in said


async def test_a_signature_that_is_not_taken_is_found(proxy: Proxy, http: aiohttp.ClientSession) -> None:
    proxy.secret = "the secret of another app"

    (said,) = await look(proxy.url, http, "to do")

    assert "signed with our own secret is answered 401" in said


async def test_what_is_not_started_yet_is_no_fault_on_this_machine(http: aiohttp.ClientSession) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"

    assert await look(nowhere, http, "to do") == []
    assert "start `tattoobot serve`" in (await look(nowhere, http, "note"))[0]
    assert "PUBLIC_BASE_URL is not set" in (await look(None, http, "note"))[0]


async def test_the_clock_is_held_against_a_providers(proxy: Proxy, http: aiohttp.ClientSession) -> None:
    (found,) = await doctor_address.clock(http, f"{proxy.url}/health")

    assert (found.check, found.state) == ("clock", "ok")


async def test_a_clock_that_is_off_is_found(http: aiohttp.ClientSession) -> None:
    async def long_ago(_: web.Request) -> web.Response:
        return web.Response(headers={"Date": "Sun, 01 Mar 2026 10:00:00 GMT"})

    app = web.Application()
    app.router.add_route("*", "/", long_ago)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        (found,) = await doctor_address.clock(http, f"http://127.0.0.1:{runner.addresses[0][1]}/")
    finally:
        await runner.cleanup()

    assert found.state == "to do"
    assert "switch on time synchronisation" in found.said
