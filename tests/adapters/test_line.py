"""What is sent to clients, over connections that stay open: against servers that behave as they like."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from yarl import URL

from tattoobot.adapters.line import MOST_BYTES, Line, NotConnected

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
LOST = (aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError, TimeoutError)


@dataclass
class Server:
    """Gives one answer after the other, in the pieces in which it is told to; b"" hangs up."""

    answers: list[tuple[bytes, ...]]
    heard: list[bytes] = field(default_factory=list)
    connections: int = 0
    url: URL = field(default_factory=URL)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
                self.heard.append(head + await reader.readexactly(length))
                for piece in self.answers.pop(0):
                    if not piece:
                        return
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0.005)
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


@asynccontextmanager
async def serving(*answers: tuple[bytes, ...]) -> AsyncIterator[Server]:
    server = Server([*answers])
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.url = URL(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1/1/messages")
    try:
        yield server
    finally:
        listening.close()


@asynccontextmanager
async def line_to(
    url: URL, *, total: float = 5, connect: float = 5, keep: float = 5, **headers: str
) -> AsyncIterator[Line]:
    line = Line("whatsapp", url, headers, aiohttp.ClientTimeout(total=total, connect=connect), keep)
    yield line
    line.close()
    await asyncio.sleep(0)


async def test_request_is_as_long_as_it_says_and_bears_its_headers() -> None:
    async with serving((GOOD,)) as server, line_to(server.url, Authorization="Bearer t") as line:
        posted = await line.post('{"text":"ça"}'.encode())

    head, _, body = server.heard[0].partition(b"\r\n\r\n")
    assert head.split(b"\r\n") == [
        b"POST /v1/1/messages HTTP/1.1",
        f"Host: 127.0.0.1:{server.url.port}".encode(),
        b"Authorization: Bearer t",
        b"Content-Length: 14",
    ]
    assert body.decode() == '{"text":"ça"}'
    assert (posted.status, posted.content) == (200, b"{}")


@pytest.mark.parametrize(
    "pieces",
    [
        tuple(GOOD[at : at + 1] for at in range(len(GOOD))),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", b"1\r\n}\r\n0\r\n\r\n"),
        (b"HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n", GOOD),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + GOOD,),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{", b"}", b""),
    ],
    ids=["letter by letter", "in chunks", "after a 100", "after a 103", "to the end of the connection"],
)
async def test_answer_is_read_however_it_comes(pieces: tuple[bytes, ...]) -> None:
    async with serving(pieces) as server, line_to(server.url) as line:
        posted = await line.post(b"{}")

    assert (posted.status, posted.content) == (200, b"{}")
    assert "X-Early" not in posted.headers


async def test_headers_are_found_in_any_case() -> None:
    answer = b"HTTP/1.1 429 Slow\r\nretry-AFTER: 17\r\nContent-Length: 0\r\n\r\n"
    async with serving((answer,)) as server, line_to(server.url) as line:
        assert (await line.post(b"{}")).headers.get("Retry-After") == "17"


async def test_one_connection_serves_one_call_after_the_other_and_as_many_as_there_are_at_once() -> None:
    async with serving(*[(GOOD,)] * 12) as server, line_to(server.url) as line:
        for _ in range(6):
            await line.post(b"{}")
        one_by_one = server.connections
        await asyncio.gather(*(line.post(b"{}") for _ in range(3)))
        at_once = server.connections
        await asyncio.gather(*(line.post(b"{}") for _ in range(3)))

    assert (one_by_one, at_once, server.connections) == (1, 3, 3)


@pytest.mark.parametrize(
    ("first", "keep", "wait"),
    [
        ((GOOD.replace(b"OK", b"OK\r\nConnection: close"),), 5.0, 0.0),
        ((GOOD, b""), 5.0, 0.05),
        ((GOOD, b"HTTP/1.1 408 Too late\r\nContent-Length: 0\r\n\r\n"), 5.0, 0.05),
        ((GOOD,), 0.01, 0.05),
    ],
    ids=[
        "the server says so",
        "the server has hung up",
        "the server says what nobody asked",
        "it waited too long",
    ],
)
async def test_connection_that_may_be_over_is_not_used_again(
    first: tuple[bytes, ...], keep: float, wait: float
) -> None:
    async with serving(first, (GOOD,)) as server, line_to(server.url, keep=keep) as line:
        await line.post(b"{}")
        await asyncio.sleep(wait)
        posted = await line.post(b"{}")

    assert (posted.content, server.connections) == (b"{}", 2)


@pytest.mark.parametrize(
    "pieces",
    [
        (b"",),
        (GOOD[:30], b""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", b""),
        (b"SSH-2.0-OpenSSH\r\n\r\n",),
        (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n", b"x" * (MOST_BYTES + 1)),
        (b"HTTP/1.1 200 OK\r\n",),
    ],
    ids=["none", "half a head", "half a body", "no HTTP", "another protocol", "without end", "never a body"],
)
async def test_answer_that_cannot_be_used_is_lost_and_the_next_call_has_a_connection_of_its_own(
    pieces: tuple[bytes, ...],
) -> None:
    async with serving(pieces, (GOOD,)) as server, line_to(server.url, total=0.3) as line:
        with pytest.raises(LOST):
            await line.post(b"{}")
        posted = await line.post(b"{}")

    assert (posted.content, server.connections) == (b"{}", 2)


async def test_call_that_is_given_up_leaves_no_connection_for_another() -> None:
    async with serving((GOOD[:20],), (GOOD,)) as server, line_to(server.url) as line:
        given_up = asyncio.create_task(line.post(b"{}"))
        await asyncio.sleep(0.05)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        posted = await line.post(b"{}")

    assert (posted.content, server.connections) == (b"{}", 2)


async def _nobody(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(1)
    writer.close()


@pytest.mark.parametrize(
    "address",
    [
        lambda port: f"http://127.0.0.1:{9 + 0 * port}/",
        lambda _: "http://nowhere.invalid/",
        lambda port: f"https://127.0.0.1:{port}/",
    ],
    ids=["nobody listens", "no such name", "no certificate in time"],
)
async def test_what_has_no_connection_was_certainly_not_sent(address: Callable[[int], str]) -> None:
    listening = await asyncio.start_server(_nobody, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    async with line_to(URL(address(port)), connect=0.3) as line:
        with pytest.raises(NotConnected):
            await line.post(b"{}")
    listening.close()


def test_no_header_ends_itself() -> None:
    with pytest.raises(ValueError, match="header"):
        Line("whatsapp", URL("http://a.example"), {"Authorization": "a\r\nb: c"}, aiohttp.ClientTimeout(), 4)
