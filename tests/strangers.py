"""Programs that nobody here wrote: they play the payer, or Stripe itself."""

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.adapters.servers import serving
from tests.sandbox.conftest import STRIPE_KEY
from tools.strangers import missing, program

NOWHERE = {
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "NO_PROXY": "127.0.0.1,localhost",
    "STRIPE_CLI_TELEMETRY_OPTOUT": "1",
    "DO_NOT_TRACK": "1",
}
"""Nothing but this machine can be reached with these."""


class Shell:
    """Stripe's command line, pointed at a twin of Stripe."""

    def __init__(self, program: Path, base_url: str, home: Path) -> None:
        self._program = program
        self._base_url = base_url
        self._environment = {**NOWHERE, "PATH": os.environ["PATH"], "HOME": str(home)}

    async def __call__(self, *words: str) -> str:
        """What it prints; fails where it fails."""
        asked = (*words, "--api-base", self._base_url, "--api-key", STRIPE_KEY, "--color", "off")
        running = await asyncio.create_subprocess_exec(
            self._program,
            *asked,
            env=self._environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        async with asyncio.timeout(60):
            printed = (await running.communicate())[0].decode()
        assert running.returncode == 0, printed
        return printed

    async def post(self, path: str, **asked: str) -> Any:
        data = [part for key, value in asked.items() for part in ("-d", f"{key}={value}")]
        return json.loads(await self("post", path, *data, "--confirm"))


def cli() -> Path:
    return _found("@stripe/cli-*/bin/stripe*", "Stripe's command line")


def emulator() -> tuple[Path, Path]:
    """The program, and the Node that runs it."""
    script = _found("emulate/dist/index.js", "The emulator of Stripe")
    return _found("node-*/bin/node", "Node for the emulator of Stripe"), script


def _found(pattern: str, name: str) -> Path:
    found = program(pattern)
    if found is None:
        pytest.skip(f"{name} is not here: {missing() or 'there is none for this machine'}")
    return found


@contextlib.asynccontextmanager
async def at_the_root(url: str) -> AsyncIterator[str]:
    """The same pages without the path before them: the command line keeps only the host of an address."""
    async with aiohttp.ClientSession() as http:

        async def forward(request: web.Request) -> web.Response:
            headers = {key: value for key, value in request.headers.items() if key.lower() != "host"}
            body = await request.read()
            there = f"{url}{request.rel_url}"
            async with http.request(request.method, there, headers=headers, data=body) as answer:
                kind = answer.content_type
                return web.Response(body=await answer.read(), status=answer.status, content_type=kind)

        async with serving(forward) as own:
            yield own
