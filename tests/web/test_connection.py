"""What one connection may take, over a real socket, without a proxy in front."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from tattoobot.web.connection import LimitedConnection


class Hasty(LimitedConnection):
    """The same with little time, so that the tests take little."""

    head_seconds = 0.4
    body_seconds = 0.8
    answer_seconds = 0.4


class Narrow(LimitedConnection):
    """The same with little room, and more time than these tests wait."""

    body_bytes = 300_000
    most_connections = 5


LARGE = 16 * 1024 * 1024


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] == "/large":
        await Response(b"x" * LARGE)(scope, receive, send)
        return
    try:
        body = await Request(scope, receive).body()
    except ClientDisconnect:
        return
    await PlainTextResponse(f"{len(body)} bytes")(scope, receive, send)


@asynccontextmanager
async def serving(http: type[LimitedConnection]) -> AsyncIterator[uvicorn.Server]:
    config = uvicorn.Config(echo, port=0, http=http, ws="none", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  uvicorn offers nothing to wait for
        await asyncio.sleep(0.01)
    yield server
    server.should_exit = True
    await running


def port_of(server: uvicorn.Server) -> int:
    number: int = server.servers[0].sockets[0].getsockname()[1]
    return number


@pytest.fixture
async def hasty() -> AsyncIterator[uvicorn.Server]:
    async with serving(Hasty) as server:
        yield server


@pytest.fixture
def port(hasty: uvicorn.Server) -> int:
    return port_of(hasty)


@pytest.fixture
async def narrow() -> AsyncIterator[int]:
    async with serving(Narrow) as server:
        yield port_of(server)


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
async def test_a_head_of_more_than_32_kb_is_refused_at_once(narrow: int, head: bytes) -> None:
    parts = [head[at : at + 4096] for at in range(0, len(head), 4096)]

    answer, _ = await sent(narrow, *parts, apart=0.001)

    assert b"200 OK" not in answer
    assert answer.startswith(b"HTTP/1.1 431 ") or not answer


@pytest.mark.parametrize("digits", [20, 5000])
async def test_a_length_beyond_all_numbers_is_refused_at_once(narrow: int, digits: int) -> None:
    answer, _ = await sent(narrow, START + b"Content-Length: " + b"9" * digits + b"\r\n\r\nhi")

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"\r\nx-content-type-options: nosniff\r\n" in answer


async def test_the_longest_silent_connection_makes_room_for_a_new_one(narrow: int) -> None:
    held = [await asyncio.open_connection("127.0.0.1", narrow) for _ in range(5)]
    held[0][1].write(START)
    await asyncio.sleep(0.05)

    answer, _ = await sent(narrow, START + b"Connection: close\r\nContent-Length: 2\r\n\r\nhi")

    assert answer.startswith(b"HTTP/1.1 200 ")
    assert not await ended(held[1][0])
    held[0][1].write(b"Connection: close\r\nContent-Length: 2\r\n\r\nhi")
    assert (await ended(held[0][0])).startswith(b"HTTP/1.1 200 ")
    for _, writer in held:
        writer.close()


async def ended(reader: asyncio.StreamReader) -> bytes:
    """All that came until the other side closed."""
    try:
        return await asyncio.wait_for(reader.read(), 8)
    except ConnectionError:
        return b""


async def test_bodies_that_take_too_much_together_are_refused_and_small_ones_are_not(narrow: int) -> None:
    slow = START + b"Content-Length: 200000\r\n\r\n"
    held = [await asyncio.open_connection("127.0.0.1", narrow) for _ in range(3)]
    for (_, writer), size in zip(held, (120_000, 110_000, 100_000), strict=True):
        writer.write(slow + b"x" * size)
        await writer.drain()

    refused = await ended(held[0][0])

    assert refused.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nretry-after: 5\r\n" in refused
    small = START + b"Content-Length: 2\r\n\r\nhi"
    answer, _ = await sent(narrow, small * 3, START + b"Connection: close\r\n\r\n")
    assert answer.count(b"200 OK") == 4
    for _, writer in held:
        writer.close()


async def test_what_is_answered_is_held_no_longer(narrow: int) -> None:
    for _ in range(4):
        whole = START + b"Connection: close\r\nContent-Length: 200000\r\n\r\n" + b"x" * 200_000
        answer, _ = await sent(narrow, whole)
        assert answer.endswith(b"200000 bytes")

    assert LimitedConnection.held_bytes == 0


async def asked_for_much(port: int, *headers: bytes) -> socket.socket:
    """A connection that has asked for a large answer, with little room for it on its own side."""
    peer = socket.socket()
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    peer.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(peer, ("127.0.0.1", port))
    lines = b"".join(header + b"\r\n" for header in headers)
    await loop.sock_sendall(peer, b"GET /large HTTP/1.1\r\nHost: desk.example.com\r\n" + lines + b"\r\n")
    return peer


@pytest.mark.parametrize("headers", [(), (b"Connection: close",)], ids=["kept", "to be closed"])
async def test_whoever_takes_nothing_of_its_answer_is_let_go(
    hasty: uvicorn.Server, headers: tuple[bytes, ...]
) -> None:
    peer = await asked_for_much(port_of(hasty), *headers)
    connections = hasty.server_state.connections

    try:
        async with asyncio.timeout(8):
            while not connections:  # noqa: ASYNC110  uvicorn offers nothing to wait for
                await asyncio.sleep(0.01)
            while connections:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    finally:
        peer.close()


async def test_whoever_takes_its_answer_slowly_gets_all_of_it(port: int) -> None:
    peer = await asked_for_much(port, b"Connection: close")
    got = 0

    with peer:
        while part := await asyncio.get_running_loop().sock_recv(peer, 1024 * 1024):
            got += len(part)
            await asyncio.sleep(0.002)

    assert got > LARGE
