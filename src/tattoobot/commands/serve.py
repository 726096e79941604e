"""Runs the product in processes: one that does everything, or several that share a socket and a database."""

import asyncio
import contextlib
import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Literal, Self

import structlog
import uvicorn
from fastapi import FastAPI
from starlette.routing import BaseRoute

from tattoobot.bootstrap import product
from tattoobot.commands.checks import family_of, is_about_the_host, not_ours
from tattoobot.db import migrate
from tattoobot.db.connecting import in_words, will_stay
from tattoobot.db.embedded import EmbeddedPostgres, running_url
from tattoobot.db.engine import ANY_TROUBLE, will_pass
from tattoobot.errors import BookingError
from tattoobot.settings import Settings, WrongSettings
from tattoobot.web.connection import LimitedConnection
from tattoobot.web.doctor import Doctor, Found

log = structlog.get_logger(__name__)

Only = Literal["web", "worker"] | None
SHUTDOWN_SECONDS = 25
COLLECT_EVERY = 8_000
"""New objects between two runs of the garbage collector. A round over dozens of messages makes thousands that go by
themselves; Python's own 700 would look through them again and again. Many more have left the processor's caches by the
time they are looked at, which then takes several times as long for each.
"""
SOCKET_VARIABLE = "TATTOOBOT_SOCKET"
"""Tells a child process the number of the listening socket that it inherits."""
CHILD_VARIABLE = "TATTOOBOT_CHILD"
"""Tells a process that its parent has prepared the database."""


DATABASE_SECONDS = 60.0
"""How long a start waits for PostgreSQL."""


class DatabaseAway(BookingError):
    """PostgreSQL does not answer."""

    http_status = 503
    code = "database_away"


class _Server(uvicorn.Server):
    """Leaves the signals to us: the web must end before the worker, and the worker before the database."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The database's URL; where none is set, that of the embedded server, which runs as long as the block."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    with EmbeddedPostgres(settings.data_dir, small=settings.small) as postgres:
        yield postgres.url


@contextmanager
def database_beside(settings: Settings) -> Iterator[str]:
    """The same for a command: the embedded server of a bot that runs is used beside it, else the schema is prepared."""
    if settings.database_url is None and (running := running_url(settings.data_dir)) is not None:
        yield running
        return
    with database(settings) as url:
        asyncio.run(prepare(url))
        yield url


def opened(settings: Settings, how: str = "tattoobot serve --port {}") -> socket.socket:
    """Open the listening socket. Raises `WrongSettings` where that is not possible, with `how` to choose another."""
    listening = socket.socket(family_of(settings.host), socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        if is_about_the_host(error):
            raise not_ours(settings.host, error) from error
        reason = error.strerror or "it cannot be used"
        raise WrongSettings(
            f"PORT {settings.port} on {settings.host}: {reason}. Choose another: {how.format(_another(settings.port))}"
        ) from error
    listening.listen(2048)
    listening.set_inheritable(True)
    return listening


def _another(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8001


async def run(
    settings: Settings,
    database_url: str,
    *,
    only: Only,
    listening: socket.socket | None,
    more: Sequence[BaseRoute] = (),
    beside: Callable[[], contextlib.AbstractAsyncContextManager[None]] | None = None,
    ready: Callable[[], None] | None = None,
) -> None:
    """One process: serve and work until SIGTERM or SIGINT, then finish what it holds.

    `beside` runs along (the sandbox's world); `ready` is called once requests are answered.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers in its loops
            loop.add_signal_handler(number, stop.set)
    doctor = Doctor(lambda: _examine(settings))
    async with (
        product(
            settings, database_url, web=only != "worker", worker=only != "web", more=more, doctor=doctor
        ) as built,
        contextlib.AsyncExitStack() as stack,
    ):
        if built.web is not None and listening is not None:
            await stack.enter_async_context(_serving(settings, built.web, listening))
        if beside is not None:
            await stack.enter_async_context(beside())
        log.info("started", only=only or "web and worker")
        if ready is not None:
            ready()
        await stop.wait()
        log.info("stopping")


def _examine(settings: Settings) -> Sequence[Found]:
    from tattoobot.commands import examining  # noqa: PLC0415  only a server that is asked needs all of it

    return examining.look(settings)


@asynccontextmanager
async def _serving(settings: Settings, app: FastAPI, listening: socket.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(
        app,
        loop="none",
        http=LimitedConnection,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_graceful_shutdown=10,
        backlog=2048,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]), name="web")
    while not server.started and not serving.done():  # noqa: ASYNC110  uvicorn offers nothing to wait for
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        # Windows of the desk stay open for as long as they are let.
        app.state.bell.close()
        server.should_exit = True
        await serving


def run_forever(work: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine on the fastest loop there is here."""
    gc.set_threshold(COLLECT_EVERY)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(work)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415  does not exist on Windows

    return uvloop.new_event_loop


def inherited_socket() -> socket.socket | None:
    number = os.environ.get(SOCKET_VARIABLE)
    return socket.socket(fileno=int(number)) if number else None


class Children:
    """Child processes of this program; one that dies is started again."""

    def __init__(
        self,
        arguments: Sequence[str],
        count: int,
        environment: Mapping[str, str],
        listening: socket.socket | None = None,
    ) -> None:
        self._command = [sys.executable, "-m", "tattoobot", *arguments]
        self._environment = {**os.environ, **environment, CHILD_VARIABLE: "1"}
        self._passed: tuple[int, ...] = ()
        if listening is not None:
            self._environment[SOCKET_VARIABLE] = str(listening.fileno())
            self._passed = (listening.fileno(),)
        self._count = count
        self._running: list[subprocess.Popen[bytes]] = []
        self._stopping = threading.Event()
        self._watch = threading.Thread(target=self._keep_alive, name="children", daemon=True)

    def __enter__(self) -> Self:
        self._running = [self._start() for _ in range(self._count)]
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._watch.join()
        for child in self._running:
            child.terminate()
        for child in self._running:
            try:
                child.wait(SHUTDOWN_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C reaches the parent alone, which ends its children in order.
        return subprocess.Popen(  # noqa: S603  our own program
            self._command, env=self._environment, pass_fds=self._passed, start_new_session=True
        )

    def _keep_alive(self) -> None:
        while not self._stopping.wait(0.5):
            for index, child in enumerate(self._running):
                if child.poll() is not None:
                    log.warning("process_died", code=child.returncode)
                    self._running[index] = self._start()


def wait_for_signal() -> None:
    """Return when somebody wants us to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.wait(1):
        pass


async def prepare(
    database_url: str, *, patience: float = DATABASE_SECONDS, apart: bool = False
) -> str | None:
    """Bring the schema up to date before anything starts, and give the revision it had. Raises `DatabaseAway`.

    Machines and containers that start together come up in any order: PostgreSQL is waited for.
    """
    deadline = time.monotonic() + patience
    pause = 0.1
    said = ""
    while True:
        try:
            return await migrate.upgrade(database_url, apart=apart)
        except ANY_TROUBLE as error:
            words = in_words(error, database_url)
            if will_stay(error) or not will_pass(error):
                raise DatabaseAway(words) from error
            if time.monotonic() + pause > deadline:
                raise DatabaseAway(f"{words} We have waited for {patience:.0f} seconds.") from error
            if words != said:
                log.warning("waiting_for_database", seconds=patience, cause=words)
                said = words
        await asyncio.sleep(pause)
        pause = min(pause * 2, 3.0)


async def seen(database_url: str) -> migrate.Found:
    """See what is in the database, changing nothing. Raises `DatabaseAway`."""
    try:
        return await migrate.look(database_url)
    except ANY_TROUBLE as error:
        raise DatabaseAway(in_words(error, database_url)) from error
