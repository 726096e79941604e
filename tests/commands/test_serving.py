"""Starting: what is waited for, and what is said when it does not come."""

import asyncio
import contextlib
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg
import pytest
import structlog
from typer.testing import CliRunner

from tattoobot.commands import cli
from tattoobot.commands import serve as serving
from tattoobot.commands.sandbox import free_port
from tattoobot.errors import BookingError
from tests.product.conftest import eventually


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def a_door_to(database_url: str, port: int) -> AsyncIterator[None]:
    """Lets through to the real server, on a port of its own."""
    address = urlsplit(database_url)
    [folder] = parse_qs(address.query).get("host", [""])

    async def let_in(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if folder:
            inner = await asyncio.open_unix_connection(f"{unquote(folder)}/.s.PGSQL.5432")
        else:
            inner = await asyncio.open_connection(address.hostname, address.port or 5432)
        await asyncio.gather(_pass_on(reader, inner[1]), _pass_on(inner[0], writer))

    server = await asyncio.start_server(let_in, "127.0.0.1", port)
    async with server:
        yield


def through(database_url: str, port: int) -> str:
    address = urlsplit(database_url)
    who = address.netloc.rpartition("@")[0] or parse_qs(address.query).get("user", ["tattoobot"])[0]
    return f"postgresql://{who}@127.0.0.1:{port}{address.path}?sslmode=disable"


async def test_start_waits_for_a_database_that_comes_up_later(database_url: str) -> None:
    port = free_port()
    started = asyncio.create_task(serving.prepare(through(database_url, port), patience=20))
    await asyncio.sleep(0.5)
    assert not started.done()

    async with a_door_to(database_url, port):
        await started


async def test_start_says_what_it_waited_for_without_the_password() -> None:
    with pytest.raises(serving.DatabaseAway) as caught:
        await serving.prepare(f"postgresql://me:pass-word@127.0.0.1:{free_port()}/x", patience=0.3)

    assert "PostgreSQL at 127.0.0.1:" in str(caught.value)
    assert "DATABASE_URL" in str(caught.value)
    assert "pass-word" not in str(caught.value)


@contextlib.asynccontextmanager
async def a_stranger(answer: bytes) -> AsyncIterator[int]:
    """Something that is no PostgreSQL, or one that offers no TLS: gives its port."""

    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            await reader.read(1024)
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(reply, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.mark.parametrize(
    ("answer", "query", "cure"),
    [
        (b"N", "?sslmode=require", "offers no TLS"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "", "is no PostgreSQL"),
    ],
)
async def test_what_waiting_cannot_mend_ends_the_start_at_once(answer: bytes, query: str, cure: str) -> None:
    async with a_stranger(answer) as port:
        url = f"postgresql://me:pass-word@127.0.0.1:{port}/x{query}"
        with pytest.raises(BookingError, match=cure) as caught:
            await asyncio.wait_for(serving.prepare(url, patience=60), 10)

    assert "pass-word" not in str(caught.value)


async def test_an_address_that_the_driver_cannot_read_is_a_sentence() -> None:
    with pytest.raises(BookingError, match="DATABASE_URL cannot be read") as caught:
        await serving.prepare("postgresql://me:pass-word@/x?host=127.0.0.1&port=abc", patience=60)

    assert "pass-word" not in str(caught.value)


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("127.0.0.1:{port}", "nothing listens there"),
        ("no.such.host.invalid:{port}", "no name that this machine knows"),
    ],
)
async def test_what_is_waited_for_is_said_in_words(host: str, said: str) -> None:
    place = host.format(port=free_port())

    async def told() -> bool:
        return bool(log)

    with structlog.testing.capture_logs() as log:
        waiting = asyncio.create_task(serving.prepare(f"postgresql://me:pass-word@{place}/x", patience=60))
        # Looking up a name takes as long as the machine's resolver likes.
        await eventually(told)
        waiting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await waiting

    [line] = log
    assert said in line["cause"]
    assert place in line["cause"]
    assert "pass-word" not in line["cause"]


async def test_a_database_that_does_not_exist_is_not_waited_for(database_url: str) -> None:
    port = free_port()
    url = through(database_url, port).replace(urlsplit(database_url).path, "/no_such_database")

    async with a_door_to(database_url, port):
        with pytest.raises(serving.DatabaseAway, match="no_such_database"):
            await asyncio.wait_for(serving.prepare(url, patience=30), 10)


def test_the_command_ends_with_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tattoobot", "migrate"]
    environment = {"DATABASE_URL": "no-url", "DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}

    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 2
    assert "That did not work." in done.stderr
    assert "Traceback" not in done.stderr


A_NUMBER = "+15551100999"
"""Outside the numbers for examples, and of an area that does not exist."""


def in_production(folder: Path, arguments: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": "/usr/bin:/bin",
        "APP_ENV": "production",
        "DATABASE_URL": f"postgresql://127.0.0.1:{free_port()}/none",
        "PUBLIC_BASE_URL": "https://book.studio.internal",
        "ADMIN_API_KEY": "a-fake-key-of-thirty-two-letters",
        "WHATSAPP_VERIFY_TOKEN": "word",
        "WHATSAPP_ACCESS_TOKEN": "token",
        "WHATSAPP_PHONE_NUMBER_ID": "1",
        "WHATSAPP_APP_SECRET": "fake-app-secret",
        "STRIPE_SECRET_KEY": "sk_live_fake",
        "STRIPE_WEBHOOK_SECRET": "whsec_fake",
        **more,
    }
    command = [sys.executable, "-m", "tattoobot", *arguments]
    return subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("file", [{"STUDIO_FILE": "studio.toml"}, {}])
def test_production_does_not_start_where_nobody_would_hear_of_an_enquiry(
    tmp_path: Path, file: dict[str, str]
) -> None:
    (tmp_path / "studio.toml").write_text("name = 'Some studio'")

    done = in_production(tmp_path, ["serve"], **file)

    assert done.returncode == 2
    assert "nobody would hear of an enquiry" in done.stderr
    assert "ARTIST_WHATSAPP_NUMBER" in done.stderr
    assert "None" not in done.stderr


def test_production_without_a_studio_file_says_which_name_clients_will_read(tmp_path: Path) -> None:
    with socket.socket() as taken:
        # It gets no further than this: what it says comes before it waits for anything.
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = in_production(tmp_path, ["serve", "--port", port], ARTIST_WHATSAPP_NUMBER=A_NUMBER)

    assert "Clients will read “Ink & Paper” as the studio's name: set STUDIO_FILE" in done.stderr
    assert f"PORT {port}" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (["understand"], "hello", "Line 1 is no JSON object"),
        (["understand"], "[]", "Line 1 is no JSON object"),
        (["migrate"], "", "DATA_DIR"),
    ],
)
def test_a_mistake_at_the_command_line_is_a_sentence(
    tmp_path: Path, arguments: list[str], given: str, said: str
) -> None:
    (tmp_path / "data").write_text("a file")
    done = subprocess.run(
        [sys.executable, "-m", "tattoobot", *arguments],
        input=given,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


async def test_the_doctor_changes_nothing(postgres_url: str, tmp_path: Path) -> None:
    server = await asyncpg.connect(postgres_url)
    await server.execute("CREATE DATABASE looked_at")
    address = urlsplit(postgres_url)
    url = address._replace(path="/looked_at").geturl()
    looked = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tattoobot",
        "doctor",
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "DATABASE_URL": url},
    )

    assert await looked.wait() == 2
    connection = await asyncpg.connect(url)
    assert await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
    await connection.close()
    await server.execute("DROP DATABASE looked_at WITH (FORCE)")
    await server.close()


@pytest.mark.parametrize(
    "command",
    [
        *([], ["serve"], ["sandbox"], ["migrate"], ["doctor"], ["understand"]),
        *(["templates", *more] for more in ([], ["lint"], ["submit"], ["sync"])),
    ],
)
def test_help_names_no_types_of_the_programming_language(command: list[str]) -> None:
    shown = CliRunner().invoke(cli.app, [*command, "--help"])

    assert shown.exit_code == 0
    assert re.findall(r"<(?!=)\w+|\b(?:INTEGER|FLOAT|TEXT|PATH|BOOLEAN|RANGE)\b", shown.output) == []


def test_a_misspelt_variable_is_named_at_the_start(tmp_path: Path) -> None:
    done = in_production(tmp_path, ["serve"], STUDIO_FIEL="studio.toml")

    assert "STUDIO_FIEL is read by nothing; is STUDIO_FILE meant?" in done.stderr
