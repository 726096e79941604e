"""What docs/api.md shows is what happens: every command on it is carried out, and its answer compared."""

import asyncio
import json
import re
import shlex
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from tattoobot.domain.lead import Status
from tests.web.conftest import KEY, Desk
from tools.api_examples import EXAMPLES, Example
from tools.api_page import api_page, command, operations

BASE = "http://localhost:8000"
NAMED = {f"{method} {path}": (method, path) for method, path, _ in operations()}


def test_every_operation_has_an_example() -> None:
    assert sorted(NAMED.keys() - EXAMPLES.keys()) == [], "write one into tools/api_examples.py"
    assert sorted(EXAMPLES.keys() - NAMED.keys()) == []


def test_the_page_is_complete_and_can_be_read() -> None:
    page = api_page()

    assert [name for name in NAMED if f"## `{name}`" not in page] == []
    assert len(re.findall(r"^curl ", page, re.M)) == len(NAMED)
    assert "None" not in page


@pytest.fixture
async def served(app: FastAPI, desk: Desk) -> AsyncIterator[str]:
    """The address of the whole application, on a socket of its own."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  uvicorn offers nothing to wait for
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name in NAMED])
async def test_an_example_does_what_the_page_says(name: str, desk: Desk, served: str) -> None:
    example = EXAMPLES[name]
    assert await desk.a_lead(Status(example.status)) == 1
    if example.first:
        assert (await desk.act(1, example.first)).status_code == 200

    answer = await typed(command(*NAMED[name], example), served)

    assert answer.status_code == example.http_status, answer.text
    if example.answer is not None:
        assert differs(example.answer, answer.json()) == []


async def typed(line: str, served: str) -> httpx.Response:
    """What curl sends when this is typed into a shell."""
    words = iter(shlex.split(line.replace("\\\n", " ").replace("$ADMIN_API_KEY", KEY)))
    assert next(words) == "curl"
    method, url, headers, body = "GET", "", {}, None
    for word in words:
        if word == "-X":
            method = next(words)
        elif word == "-H":
            header, value = next(words).split(": ", 1)
            headers[header] = value
        elif word == "-d":
            body = next(words)
            json.loads(body)
        elif word != "-s":
            url = word.replace(BASE, served)
    async with httpx.AsyncClient() as http:
        return await http.request(method, url, headers=headers, content=body)


def differs(shown: Any, real: Any, place: str = "") -> list[str]:
    """Where the page says something else than the answer does; of an answer it may show a part."""
    if shown == "…":
        return []
    if isinstance(shown, dict) and isinstance(real, dict):
        return [
            found
            for key, value in shown.items()
            for found in (
                differs(value, real[key], f"{place}.{key}")
                if key in real
                else [f"{place}.{key} is not there"]
            )
        ]
    if isinstance(shown, list) and isinstance(real, list) and len(shown) == len(real):
        return [found for n, one in enumerate(shown) for found in differs(one, real[n], f"{place}.{n}")]
    return [] if shown == real else [f"{place}: {shown!r} is shown, {real!r} is answered"]


def test_a_page_that_is_wrong_would_be_found() -> None:
    assert differs({"a": [{"b": 1}], "c": "…"}, {"a": [{"b": 1, "d": 2}], "c": 3}) == []
    assert differs({"a": [{"b": 1}]}, {"a": [{"b": 2}]}) == [".a.0.b: 1 is shown, 2 is answered"]
    assert differs({"a": 1}, {}) == [".a is not there"]
    assert Example(None).http_status == 200
