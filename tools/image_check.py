"""Builds the container image from the Dockerfile, starts it with a read-only root, and books a tattoo in it.

With a Docker engine by means of it. Where none is at hand, on Debian and Ubuntu as root: buildah builds the same
Dockerfile on a small Debian that debootstrap makes here, and what it built runs in a root of its own.
"""

import asyncio
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import tomllib
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import aiohttp

from tattoobot.commands.sandbox import free_port
from tattoobot.db.embedded import EmbeddedPostgres
from tattoobot.sandbox.player.play import play

ROOT = Path(__file__).resolve().parent.parent
CONVERSATION = ROOT / "tests/conversations/plain_booking.txt"
TAG = "tattoobot:check"
BASE = "localhost/tattoobot-base:trixie"
"""What `buildah` builds on: the Debian and the Python of the Dockerfile's own base."""
NOTHING_TO_BUILD_WITH = (
    "Install Docker, or on Debian and Ubuntu, as root: apt-get install buildah debootstrap"
)
START_SECONDS = 120

Environment = dict[str, str]


class Image(ABC):
    """The image once it is built, with a folder for /data that all its containers share."""

    @abstractmethod
    def size(self) -> int:
        """Bytes that it adds to its base."""

    @abstractmethod
    def command(self, environment: Environment, *arguments: str) -> list[str]:
        """How to run something in it, read-only, as its own user, with this machine's network."""

    @abstractmethod
    def health_command(self) -> list[str]: ...


class Docker(Image):
    def __init__(self) -> None:
        _run("docker", "build", "--tag", TAG, str(ROOT))

    def size(self) -> int:
        history = _said("docker", "history", "--human=false", "--format", "{{.Size}}\t{{.CreatedBy}}", TAG)
        # The newest first, down to the first line of our last stage.
        ours, _, _ = history.partition("ARG APP_UID")
        return sum(int(line.split("\t")[0]) for line in ours.splitlines() if "\t" in line)

    def command(self, environment: Environment, *arguments: str) -> list[str]:
        given = [option for name, value in environment.items() for option in ("--env", f"{name}={value}")]
        closed = [
            "--read-only",
            "--tmpfs",
            "/tmp",  # noqa: S108  the container's own
            "--cap-drop",
            "ALL",
            "--security-opt",
            "no-new-privileges",
        ]
        shared = ["--network", "host", "--volume", "tattoobot-check:/data"]
        return ["docker", "run", "--rm", "--init", *closed, *shared, *given, TAG, *arguments]

    def health_command(self) -> list[str]:
        return _health(
            _said("docker", "image", "inspect", "--format", "{{json .Config.Healthcheck.Test}}", TAG)
        )


class Buildah(Image):
    """Without a container engine: a mount namespace of its own for each command, and `chroot`."""

    ENTER = """
        mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && mount -t tmpfs tmpfs "$1/tmp" &&
        mount --bind "$2" "$1/data" && mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" &&
        cd "$1" && shift 2 && exec chroot --userspec="$UIDS" . /usr/bin/env -i -C /app "$@"
    """

    def __init__(self, data: Path, held: ExitStack) -> None:
        if not _said("buildah", "images", "--quiet", "--filter", f"reference={BASE}"):
            _make_base()
        options = ["--isolation", "chroot", "--format", "docker", "--layers"]
        _run("buildah", "bud", *options, "--build-arg", f"PYTHON_IMAGE={BASE}", "--tag", TAG, str(ROOT))
        container = _said("buildah", "from", "--pull-never", TAG)
        held.callback(_run, "buildah", "rm", container)
        self._root = _said("buildah", "mount", container)
        self._config = json.loads(_said("buildah", "inspect", "--type", "image", TAG))["Docker"]["config"]
        self._data = data
        os.chown(data, int(self._config["User"]), int(self._config["User"]))

    def size(self) -> int:
        sizes = (file.lstat().st_size for file in Path(self._root, "app").rglob("*") if not file.is_symlink())
        return sum(sizes)

    def command(self, environment: Environment, *arguments: str) -> list[str]:
        user = self._config["User"]
        given = [*self._config["Env"], *(f"{name}={value}" for name, value in environment.items())]
        enter = ["sh", "-euc", self.ENTER, "sh", self._root, str(self._data), *given, *arguments]
        return ["env", f"UIDS={user}:{user}", "unshare", "--mount", *enter]

    def health_command(self) -> list[str]:
        return _health(json.dumps(self._config["Healthcheck"]["Test"]))


def _make_base() -> None:
    packages = "python3,python3-venv,python-is-python3,ca-certificates"
    with tempfile.TemporaryDirectory(prefix="tattoobot-base-") as folder:
        _run("debootstrap", "--variant=minbase", f"--include={packages}", "trixie", folder)
        # Whom this machine trusts on the way to its package index.
        trusted = Path("etc/ssl/certs/ca-certificates.crt")
        if (Path("/") / trusted).exists():
            shutil.copyfile(Path("/") / trusted, Path(folder) / trusted)
        container = _said("buildah", "from", "scratch")
        _run("buildah", "add", "--quiet", container, folder, "/")
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        _run("buildah", "config", "--env", f"PATH={path}", container)
        _run("buildah", "commit", "--quiet", "--rm", container, BASE)


def _health(test: str) -> list[str]:
    kind, *command = json.loads(test)
    assert kind == "CMD", "the health check must not need a shell"
    return list(command)


@contextmanager
def built() -> Iterator[Image]:
    with ExitStack() as held:
        if shutil.which("docker") and _succeeds("docker", "info"):
            held.callback(_succeeds, "docker", "volume", "rm", "tattoobot-check")
            yield Docker()
            return
        if not (shutil.which("buildah") and shutil.which("debootstrap") and os.geteuid() == 0):
            sys.exit(NOTHING_TO_BUILD_WITH)
        data = held.enter_context(tempfile.TemporaryDirectory(prefix="tattoobot-data-"))
        yield Buildah(Path(data), held)


async def check(image: Image, database_url: str) -> None:
    """Raises `AssertionError` where the image is not as it should be."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert version in await _ends_well(image, {}, "tattoobot", "--version")
    tools = "command -v cc gcc make /app/venv/bin/pip || touch /app/written 2>/dev/null || exit 0; exit 1"
    await _ends_well(image, {}, "sh", "-c", tools)
    ended, said = await _ended(image, {}, "tattoobot", "serve")
    assert (ended, "ADMIN_API_KEY is not set" in said) == (2, True), said
    _says("It has nothing to build with, cannot write to itself, and does not start half set up")

    at = {"APP_ENV": "dev", "DATABASE_URL": database_url}
    await _ends_well(image, at, "alembic", "upgrade", "head")
    assert "No new upgrade operations" in await _ends_well(image, at, "alembic", "check")
    _says("alembic works in it")

    port, key = free_port(), secrets.token_urlsafe(32)
    at |= {"HOST": "127.0.0.1", "PORT": str(port), "ADMIN_API_KEY": key, "REPLY_QUIET_SECONDS": "0.2"}
    url = f"http://127.0.0.1:{port}"
    async with _running(image, at, "web"), _running(image, at, "worker"):
        await _ready(url)
        await _ends_well(image, at, *image.health_command())
        # No --studio: the conversation is that of a studio without a file.
        booked = await play(
            CONVERSATION, sandbox_url=url, product_url=url, admin_key=key, wait_seconds=START_SECONDS
        )
        assert booked, "it was not booked"
    _says("A tattoo was booked in it, and both sides stopped when they were told to")


@asynccontextmanager
async def _running(image: Image, environment: Environment, side: str) -> AsyncIterator[None]:
    command = image.command(environment, "tattoobot", "sandbox", "--only", side)
    process = await asyncio.create_subprocess_exec(*command)
    try:
        yield
        assert process.returncode is None, f"the {side} ended by itself"
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        ended = await process.wait()
    assert ended == 0, f"the {side} ended with {ended}"


async def _ready(url: str) -> None:
    async with aiohttp.ClientSession() as http:
        for _ in range(START_SECONDS * 4):
            with suppress(aiohttp.ClientError):
                async with http.get(f"{url}/ready") as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.25)
    raise AssertionError(f"not ready after {START_SECONDS} seconds")


async def _ends_well(image: Image, environment: Environment, *arguments: str) -> str:
    ended, said = await _ended(image, environment, *arguments)
    assert ended == 0, f"{' '.join(arguments)} ended with {ended}: {said}"
    return said


async def _ended(image: Image, environment: Environment, *arguments: str) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        *image.command(environment, *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode(errors="replace")


@asynccontextmanager
async def _reachable(socket_url: str) -> AsyncIterator[str]:
    """The embedded PostgreSQL listens on a socket of its own user's; a door on loopback leads there."""
    address = urlsplit(socket_url)
    given = parse_qs(address.query)

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while chunk := await reader.read(65536):
                writer.write(chunk)
                await writer.drain()
        writer.close()

    async def let_in(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner = await asyncio.open_unix_connection(f"{unquote(given['host'][0])}/.s.PGSQL.5432")
        await asyncio.gather(pass_on(reader, inner[1]), pass_on(inner[0], writer))

    async with await asyncio.start_server(let_in, "127.0.0.1", 0) as door:
        port = door.sockets[0].getsockname()[1]
        user = address.username or given["user"][0]
        yield f"postgresql://{user}@127.0.0.1:{port}{address.path}?sslmode=disable"


def _says(sentence: str) -> None:
    print(f"  {sentence}.", flush=True)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def _succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603


async def main() -> Any:
    with built() as image, tempfile.TemporaryDirectory(prefix="tattoobot-") as folder:
        _says(f"It adds {image.size() / 1e6:.0f} MB to its base")
        with EmbeddedPostgres(Path(folder), durable=False) as postgres:
            async with _reachable(postgres.url) as database_url:
                await check(image, database_url)


if __name__ == "__main__":
    asyncio.run(main())
