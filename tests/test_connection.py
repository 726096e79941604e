"""What one connection may take, over a real socket, without a proxy in front."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import uvicorn
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tattoobot.connection import LimitedConnection


class Hasty(LimitedConnection):
    """The same with little time, so that the tests take little."""

    head_seconds = 0.4
    body_seconds = 0.8
    most_connections = 5


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        body = await Request(scope, receive).body()
    except ClientDisconnect:
        return
    await PlainTextResponse(f"{len(body)} bytes")(scope, receive, send)


@pytest.fixture
async def port() -> AsyncIterator[int]:
    config = uvicorn.Config(echo, port=0, http=Hasty, ws="none", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  uvicorn offers nothing to wait for
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await serving


async def sent(port: int, *parts: bytes, apart: float = 0.0) -> tuple[bytes, float]:
    """What came back until the other side closed, and after how many seconds."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = time.monotonic()
    answer = asyncio.create_task(reader.read())
    try:
        for part in parts:
            if answer.done():
                break
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(apart)
        return await asyncio.wait_for(answer, 8), time.monotonic() - began
    except ConnectionError:
        return b"", time.monotonic() - began
    finally:
        answer.cancel()
        writer.close()


START = b"POST / HTTP/1.1\r\nHost: desk.example.com\r\n"


async def test_a_request_is_answered_and_the_connection_is_kept(port: int) -> None:
    whole = START + b"Content-Length: 2\r\n\r\nhi"

    answer, _ = await sent(port, whole, START + b"Connection: close\r\nContent-Length: 3\r\n\r\nyou")

    assert answer.count(b"200 OK") == 2


async def test_a_connection_that_says_nothing_is_closed(port: int) -> None:
    _, seconds = await sent(port)

    assert 0.3 < seconds < 2


async def test_stray_line_ends_do_not_keep_it_open(port: int) -> None:
    first = START + b"Content-Length: 0\r\n\r\n"

    _, seconds = await sent(port, first, *[b"\r\n"] * 200, apart=0.05)

    assert seconds < 3


async def test_a_head_that_trickles_is_closed_in_time(port: int) -> None:
    answer, seconds = await sent(port, START, *[b"X-A: b\r\n"] * 200, apart=0.05)

    assert answer.startswith(b"HTTP/1.1 408 ") or not answer
    assert 0.3 < seconds < 2


async def test_a_body_that_trickles_is_closed_in_time(port: int) -> None:
    head = START + b"Content-Length: 1000\r\n\r\n"

    answer, seconds = await sent(port, head, *[b"x"] * 200, apart=0.05)

    assert answer.startswith(b"HTTP/1.1 408 ") or not answer
    assert 0.6 < seconds < 2.5


@pytest.mark.parametrize(
    "head",
    [
        START + b"X-Long: " + b"x" * 100_000,
        START + b"".join(b"X-%d: y\r\n" % n for n in range(10_000)),
        b"GET /" + b"x" * 100_000,
        START + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nX-Trailer: " + b"x" * 100_000,
    ],
    ids=["one header", "many headers", "the path", "a trailer"],
)
async def test_a_head_of_more_than_32_kb_is_refused_at_once(port: int, head: bytes) -> None:
    parts = [head[at : at + 4096] for at in range(0, len(head), 4096)]

    answer, seconds = await sent(port, *parts, apart=0.001)

    assert b"200 OK" not in answer
    assert answer.startswith(b"HTTP/1.1 431 ") or not answer
    assert seconds < 0.39


async def test_no_more_connections_than_fit_are_held(port: int) -> None:
    held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(5)]

    _, seconds = await sent(port)

    assert seconds < 0.3
    for _, writer in held:
        writer.close()
