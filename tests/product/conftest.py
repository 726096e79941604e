"""The whole product: its own processes, the twins in this one, real HTTP between them."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg
import pytest
import uvicorn

from tattoobot.commands.sandbox import ARTIST_NUMBER, BUSINESS_NUMBER, FAKE, free_port
from tattoobot.sandbox.google import account as google
from tattoobot.sandbox.server import create_app
from tattoobot.sandbox.settings import SandboxSettings

KEY = "test-admin-key"
SPREADSHEET_ID = "a-sheet-that-is-only-for-tests"


class Processes:
    """The product's processes, to be started, killed and started again."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = environment
        self._folder = folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *arguments: str) -> None:
        log = (self._folder / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            [sys.executable, "-m", "tattoobot", "serve", *arguments],
            env=self.environment,
            stderr=log,
            stdout=log,
            start_new_session=True,
        )
        log.close()

    def kill(self, name: str) -> None:
        """kill -9: nothing is finished, nothing is said."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Whole:
    """The product and its world, as the tests use them."""

    def __init__(self, url: str, sandbox: str, database_url: str, processes: Processes, http: Any) -> None:
        self.url = url
        self.sandbox = sandbox
        self.database_url = database_url
        self.processes = processes
        self.http: aiohttp.ClientSession = http

    async def api(self, path: str, body: Any = None) -> Any:
        """The sandbox's own API; GET without a body."""
        async with self.http.request(
            "GET" if body is None else "POST", f"{self.sandbox}/sandbox/api{path}", json=body
        ) as response:
            assert response.status < 300, await response.text()
            return await response.json()

    async def admin(self, path: str, body: Any = None, *, post: bool = False) -> tuple[int, Any]:
        method = "POST" if post or body is not None else "GET"
        headers = {"X-Admin-API-Key": KEY}
        async with self.http.request(
            method, f"{self.url}/admin{path}", json=body, headers=headers
        ) as response:
            return response.status, await response.json()

    async def a_client(self) -> str:
        client: str = (await self.api("/clients", {}))["id"]
        return client

    async def says(self, client: str, text: str) -> None:
        await self.api(f"/chats/{client}/messages", {"text": text})

    async def heard(self, client: str) -> list[str]:
        """What the business has said to this phone, in order."""
        chat = await self.api(f"/chats/{client}")
        return [message["text"] for message in chat["messages"] if message["from"] == "business"]

    async def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        connection = await asyncpg.connect(self.database_url)
        try:
            return [dict(row) for row in await connection.fetch(query, *values)]
        finally:
            await connection.close()

    async def ready(self) -> None:
        await eventually(self._is_ready, 30)

    async def _is_ready(self) -> bool:
        with contextlib.suppress(aiohttp.ClientError):
            async with self.http.get(f"{self.url}/ready") as response:
                return response.status == 200
        return False


async def eventually(look: Callable[[], Any], within: float = 40) -> Any:
    """Wait for something that follows by itself."""
    deadline = time.monotonic() + within
    while True:
        found = await look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"It did not happen within {within} s; seen last: {found!r}")
        await asyncio.sleep(0.05)


@pytest.fixture
async def whole(database_url: str, tmp_path: Path) -> AsyncIterator[Whole]:
    """Web and worker as processes of their own, the twins here; nothing is patched."""
    async with running(database_url, tmp_path, free_port()) as whole:
        whole.processes.start("web", "--only", "web")
        whole.processes.start("worker", "--only", "worker")
        await whole.ready()
        yield whole


@contextlib.asynccontextmanager
async def running(
    database_url: str, folder: Path, port: int, *, with_sheet: bool = False, **more: str
) -> AsyncIterator[Whole]:
    """The twins, and what the product is to be started with; it is reached on this port."""
    twins = free_port()
    sandbox, url = f"http://127.0.0.1:{twins}", f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}},
        **{name.upper(): value for name, value in FAKE.items()},
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "ADMIN_API_KEY": KEY,
        "WHATSAPP_API_BASE_URL": f"{sandbox}/sandbox/whatsapp",
        "STRIPE_API_BASE_URL": f"{sandbox}/sandbox/stripe",
        "ARTIST_WHATSAPP_NUMBER": ARTIST_NUMBER,
        "REPLY_QUIET_SECONDS": "0",
        "UNSURE_SECONDS": "3",
        **more,
    }
    key = google.new_key() if with_sheet else ""
    if with_sheet:
        environment |= _google(folder, sandbox, key)
    app = create_app(
        SandboxSettings(
            product_url=url,
            whatsapp_app_secret=FAKE["whatsapp_app_secret"],
            whatsapp_access_token=FAKE["whatsapp_access_token"],
            whatsapp_phone_number_id=FAKE["whatsapp_phone_number_id"],
            whatsapp_business_account_id=FAKE["whatsapp_business_account_id"],
            stripe_secret_key=FAKE["stripe_secret_key"],
            stripe_webhook_secret=FAKE["stripe_webhook_secret"],
            artist_number=ARTIST_NUMBER,
            business_number=BUSINESS_NUMBER,
            public_url=sandbox,
            google_public_key=google.public_half(key) if key else "",
            google_client_email=google.EMAIL,
            google_spreadsheet_id=SPREADSHEET_ID,
            google_calls_a_minute=600,
            status_delays=(0.0, 0.05),
            slow_seconds=3,
            retry_delays=(0, 0.2, 0.5, 1, 1, 1, 2, 2, 2, 4, 4),
        )
    )
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=twins, log_level="error", ws="none"))
    serving = asyncio.create_task(server.serve())
    processes = Processes(environment, folder)
    # A kept connection may be closed by the other side at the moment it is used again.
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as http:
        try:
            yield Whole(url, sandbox, database_url, processes, http)
        finally:
            processes.end()
            server.should_exit = True
            await serving


def _google(folder: Path, sandbox: str, key: str) -> dict[str, str]:
    """What leads the product to a spreadsheet of its own."""
    file = folder / "google-key.json"
    file.write_text(google.key_file(key, f"{sandbox}/sandbox/google/token"))
    return {
        "GOOGLE_SERVICE_ACCOUNT_FILE": str(file),
        "GOOGLE_SHEETS_SPREADSHEET_ID": SPREADSHEET_ID,
        "GOOGLE_SHEETS_API_BASE_URL": f"{sandbox}/sandbox/google",
    }
