"""The twins over real HTTP, with a receiver in the product's place that keeps what it is told."""

import asyncio
import contextlib
import dataclasses
import functools
import inspect
import json
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import uvicorn
from aiohttp import web
from playwright.async_api import Browser, Page, Route, expect
from starlette.types import ASGIApp

from tattoobot.sandbox.google import account
from tattoobot.sandbox.server import create_app
from tattoobot.sandbox.settings import SandboxSettings

Json = dict[str, Any]

TOKEN = "sandbox-token-not-a-secret"
STRIPE_KEY = "sk_test_sandbox_not_a_secret"
STRIPE_WEBHOOK_SECRET = "whsec_sandbox_not_a_secret"
APP_SECRET = "sandbox-app-secret"
PHONE_NUMBER_ID = "100000000000001"
ACCOUNT_ID = "200000000000002"
SPREADSHEET_ID = "sandbox-sheet"


@dataclasses.dataclass
class Posted:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Receiver:
    """Payable where the product would: keeps every webhook, and answers as it is told to."""

    def __init__(self) -> None:
        self.posted: list[Posted] = []
        self.answers: list[int] = []
        self.verify_token = "sandbox-verify-token"
        self.clock: Json = {"now": "", "offset_seconds": 0.0}
        self.url = ""

    async def webhook(self, request: web.Request) -> web.Response:
        if request.method == "GET":
            fits = request.query["hub.verify_token"] == self.verify_token
            return web.Response(text=request.query["hub.challenge"]) if fits else web.Response(status=403)
        status = self.answers.pop(0) if self.answers else 200
        self.posted.append(Posted(request.path, dict(request.headers), await request.read()))
        return web.Response(status=status)

    async def tell_time(self, _request: web.Request) -> web.Response:
        return web.json_response(self.clock)

    async def advance(self, seconds: float) -> None:
        """Move the product's clock; the sandbox believes its last look at it for a quarter of a second."""
        self.clock["offset_seconds"] += seconds
        await asyncio.sleep(0.3)

    def messages(self) -> list[Json]:
        """The messages in the order in which they came."""
        values = [change["value"] for one in self._meta() for e in one["entry"] for change in e["changes"]]
        return [message for value in values for message in value.get("messages", [])]

    def statuses(self) -> list[Json]:
        values = [change["value"] for one in self._meta() for e in one["entry"] for change in e["changes"]]
        return [status for value in values for status in value.get("statuses", [])]

    def stripe(self, kind: str | None = None) -> list[Json]:
        events = [one.json for one in self.posted if one.path.endswith("/stripe")]
        return [event for event in events if kind in {None, event["type"]}]

    def _meta(self) -> list[Json]:
        return [one.json for one in self.posted if one.path.endswith("/whatsapp")]


class Sandbox:
    """The sandbox's API in a few words."""

    def __init__(self, url: str, http: aiohttp.ClientSession, settings: SandboxSettings) -> None:
        self.url = url
        self.http = http
        self.settings = settings

    async def get(self, path: str) -> Any:
        async with self.http.get(f"{self.url}/sandbox/api{path}") as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, path: str, body: Json | None = None, status: int = 200) -> Any:
        async with self.http.post(f"{self.url}/sandbox/api{path}", json=body or {}) as response:
            assert response.status == status, await response.text()
            return await response.json()

    async def client(self, **about: Any) -> Json:
        client: Json = await self.post("/clients", about, status=201)
        return client

    async def whatsapp(self, path: str, body: Json | None = None, token: str = TOKEN) -> tuple[int, Json]:
        """Call the twin as the product would; GET without a body."""
        method = "GET" if body is None else "POST"
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{self.url}/sandbox/whatsapp/v26.0/{path}"
        async with self.http.request(method, url, json=body, headers=headers) as response:
            return response.status, await response.json()

    async def send(self, to: str, **content: Any) -> tuple[int, Json]:
        body = {"messaging_product": "whatsapp", "to": to, **content}
        return await self.whatsapp(f"{PHONE_NUMBER_ID}/messages", body)

    async def send_text(self, to: str, text: str = "Hello") -> tuple[int, Json]:
        return await self.send(to, type="text", text={"body": text})


async def eventually(look: Callable[[], Any], within: float = 5.0) -> Any:
    """Wait for something that follows by itself."""
    async with asyncio.timeout(within):
        while True:
            found = look()
            if inspect.isawaitable(found):
                found = await found
            if found:
                return found
            await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (uvicorn offers nothing to wait on)
        await asyncio.sleep(0.01)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        await serving


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_route("*", "/webhooks/{provider}", receiver.webhook)
    app.router.add_get("/sandbox/clock", receiver.tell_time)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield receiver
    await runner.cleanup()


@functools.cache
def google_private_key() -> str:
    """One for all tests: it takes a while to make."""
    return account.new_key()


@functools.cache
def google_public_key() -> str:
    return account.public_half(google_private_key())


def google_key(url: str) -> Json:
    """The key file as the product gets it: it names the address where tokens are."""
    key: Json = json.loads(account.key_file(google_private_key(), f"{url}/sandbox/google/token"))
    return key


@pytest.fixture
def settings(receiver: Receiver, tmp_path: Path) -> SandboxSettings:
    return SandboxSettings(
        product_url=receiver.url,
        whatsapp_app_secret=APP_SECRET,
        whatsapp_access_token=TOKEN,
        whatsapp_phone_number_id=PHONE_NUMBER_ID,
        whatsapp_business_account_id=ACCOUNT_ID,
        whatsapp_verify_token="sandbox-verify-token",
        stripe_secret_key=STRIPE_KEY,
        stripe_webhook_secret=STRIPE_WEBHOOK_SECRET,
        artist_number="+15550100099",
        google_public_key=google_public_key(),
        google_client_email=account.EMAIL,
        google_spreadsheet_id=SPREADSHEET_ID,
        google_calls_a_minute=600,
        business_number="+15550100000",
        public_url="http://localhost:8000",
        data_dir=tmp_path,
        clock_url=f"{receiver.url}/sandbox/clock",
        status_delays=(0.0, 0.01),
        slow_seconds=0.3,
        retry_delays=(0, 0.02, 0.05, 0.1),
    )


@pytest.fixture
async def sandbox(settings: SandboxSettings) -> AsyncIterator[Sandbox]:
    once = aiohttp.TCPConnector(force_close=True)
    async with served(create_app(settings)) as url, aiohttp.ClientSession(connector=once) as http:
        yield Sandbox(url, http, settings)


@pytest.fixture
async def advanced() -> list[float]:
    """By how many seconds the page asked the product's clock to move on."""
    return []


@pytest.fixture
async def page(chromium: Browser, sandbox: Sandbox, advanced: list[float]) -> AsyncIterator[Page]:
    """The page, with the product's clock beside it. Nothing may fail, break the policy or ask another host."""
    context = await chromium.new_context(reduced_motion="reduce")
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request", lambda asked: wrong.append(asked.url) if not _is_here(asked.url, sandbox.url) else None
    )

    async def clock(route: Route) -> None:
        advanced.extend(json.loads(route.request.post_data or '{"advance_seconds": 0}').values())
        told = {"now": "2026-03-10T10:04:00Z", "offset_seconds": 0}
        due = {"at": "2026-03-10T13:04:00Z", "what": "a reminder"}
        await route.fulfill(json={**told, "next_due": due})

    await page.route("**/sandbox/clock", clock)
    await page.goto(f"{sandbox.url}/sandbox")
    await expect(page.get_by_test_id("client-log")).to_contain_text("client’s phone")
    yield page
    await context.close()
    # The sandbox was not told the admin key here, and says so; a test may have taken the server away.
    assert [one for one in wrong if not re.search("404|503", one)] == []


def _is_here(address: str, url: str) -> bool:
    return address.startswith((url, "blob:", "data:", "about:"))


async def say(page: Page, text: str) -> None:
    await page.get_by_test_id("client-input").fill(text)
    await page.get_by_test_id("client-send").click()
    await expect(page.locator("[data-testid=bubble][data-from=client]").last).to_contain_text(text)
