"""Starts and stops a PostgreSQL of our own."""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlencode

from tattoobot.db.embedded import account, child, ownership, programs
from tattoobot.db.embedded.account import Account
from tattoobot.db.embedded.errors import DidNotStart, NotOurFolder
from tattoobot.db.embedded.folder import (
    STOP_POSTMASTER,
    Hold,
    Postmaster,
    clear_leftovers,
    remove_socket_folder,
    wait_until,
)
from tattoobot.db.embedded.programs import Programs

DATABASE = "tattoobot"
PORT = 5432
"""Only the last part of the socket's name: nothing listens on the network."""

START_SECONDS = 120
"""After a crash PostgreSQL first reads back what it had promised, which can take a while."""

SOCKET_PATH_LIMIT = 100
LOG_LIMIT = 5_000_000

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "cluster_name": "tattoobot",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "jit": "off",
    "max_logical_replication_workers": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "logging_collector": "off",
    "log_destination": "stderr",
}

SMALL = {
    "max_connections": "50",
    "shared_buffers": "16MB",
    "wal_buffers": "512kB",
    "autovacuum_max_workers": "1",
    "max_wal_senders": "0",
    "max_replication_slots": "0",
    "max_worker_processes": "0",
    "max_parallel_workers_per_gather": "0",
}
"""What a studio does needs no more than this, and where memory is scarce it is not to be had."""
SMALL_SINCE_18 = {"io_method": "sync", "autovacuum_worker_slots": "1"}
"""Without three processes that read ahead."""

FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""For data that is thrown away after a test run."""

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
"""Nothing of ours: a PGPORT or PGOPTIONS meant for a client would change the server."""


class EmbeddedPostgres:
    """A PostgreSQL with its data below `data_dir`. It stops when its owner ends, however that ends.

        with EmbeddedPostgres(Path("data")) as postgres:
            connection = await asyncpg.connect(postgres.url)

    `durable=False` is for tests: quicker, and a power cut may spoil the data. `small` is for where memory is scarce.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True, small: bool = False) -> None:
        self.data_dir = data_dir.resolve()
        self.cluster = self.data_dir / "postgres"
        self.log = self.data_dir / "postgres.log"
        self._durable = durable
        self._small = small
        self._hold = Hold(self.data_dir / "postgres.lock")
        self._server: subprocess.Popen[bytes] | None = None
        self._owner = threading.Thread()
        self._started_by = 0
        self._socket_folder = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return _url(self._socket_folder, DATABASE, ownership.OWNER)

    @property
    def superuser_url(self) -> str:
        """For what the product may not do: further databases, and rows put in behind its back."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        """The superuser's address of another database in the same server; it must be created first."""
        return _url(self._socket_folder, database, ownership.SUPERUSER)

    def start(self) -> str:
        """Start, making the data where there is none yet; the `DATABASE_URL` to use."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise NotOurFolder(
                f"DATA_DIR {self.data_dir} cannot be made: {error.strerror}. Choose another."
            ) from error
        self._hold.take()
        self._close_to_others()
        try:
            return self._start()
        except BaseException:
            self.stop()
            raise

    def _start(self) -> str:
        clear_leftovers(self.cluster)
        user = account.for_server(self.cluster)
        found = programs.find(self._made_by())
        if user:
            found = programs.open_to_others(found, self.data_dir)
        self._shorten_log()
        if not self.cluster.exists():
            self._initialise(found, user)
        elif user and self.cluster.stat().st_uid != user.uid:
            account.give(self.cluster, user)
        self._socket_folder = self._choose_socket_folder(user)
        self._launch(found, user)
        if not (self.cluster / ownership.MARK).exists():
            ownership.hand_over(self.superuser_url, DATABASE)
            (self.cluster / ownership.MARK).touch(mode=0o600)
        return self.url

    def stop(self) -> None:
        """Stop the server, finishing what it is writing. Harmless when it does not run."""
        # A fork of the owner runs its exit handlers too, and must not stop its parent's server.
        if self._server and self._started_by == os.getpid():
            atexit.unregister(self.stop)
            self._end(self._server)
        self._server = None
        remove_socket_folder(self._socket_folder)
        self._hold.release()

    def _end(self, server: subprocess.Popen[bytes]) -> None:
        for number, seconds in STOP_POSTMASTER:
            server.send_signal(number)
            self._owner.join(seconds)
            if not self._owner.is_alive():
                return

    def _made_by(self) -> int | None:
        """The major version that made the data; none where there is no data."""
        try:
            return int((self.cluster / "PG_VERSION").read_text().partition(".")[0])
        except FileNotFoundError:
            return None

    def _initialise(self, found: Programs, user: Account | None) -> None:
        """Make the data beside its place and move it there when whole: a start that is cut off leaves no half."""
        half_made = self.data_dir / "postgres.new"
        shutil.rmtree(half_made, ignore_errors=True)
        half_made.mkdir(mode=0o700)
        maker = account.for_initdb() if user else None
        if maker:
            account.give(half_made, maker)
        initdb = [str(found.initdb), "-D", _place(half_made, maker), *_initdb_options(found)]
        self._run(initdb if self._durable else [*initdb, "--no-sync"], half_made, maker)
        create = [str(found.postgres), "--single", "-D", _place(half_made, maker), "postgres"]
        self._run(create, half_made, maker, said=ownership.new_database(DATABASE))
        (half_made / ownership.MARK).touch(mode=0o600)
        if user:
            account.give(half_made, user)
        half_made.rename(self.cluster)

    def _run(self, command: list[str], folder: Path, user: Account | None, said: str = "") -> None:
        process = subprocess.run(  # noqa: S603
            _as_child(command, folder, user),
            input=said,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if process.returncode:
            raise DidNotStart(f"{Path(command[0]).name} failed:\n{_last_lines(process.stdout)}")

    def _choose_socket_folder(self, user: Account | None) -> str:
        """The data folder itself (nobody else may enter it), unless its path is too long or odd for a socket's."""
        socket = f"{self.cluster}/.s.PGSQL.{PORT}"
        if len(os.fsencode(socket)) <= SOCKET_PATH_LIMIT and re.fullmatch(r"[\w./+-]+", socket, re.ASCII):
            return str(self.cluster)
        folder = Path(tempfile.mkdtemp(prefix="tattoobot-", dir="/tmp"))
        if user:
            account.give(folder, user)
        return str(folder)

    def _launch(self, found: Programs, user: Account | None) -> None:
        # "." reaches the data folder even where the server's user may not enter the folders above it.
        own_folder = self._socket_folder == str(self.cluster)
        settings = {**SETTINGS, "unix_socket_directories": "." if own_folder else self._socket_folder}
        if self._small:
            settings |= SMALL | (SMALL_SINCE_18 if found.major >= 18 else {})
        if not self._durable:
            settings |= FORGETFUL
        command = [str(found.postgres), "-D", _place(self.cluster, user), *_as_options(settings)]
        log_before = self.log.stat().st_size if self.log.exists() else 0
        self._server = self._own(_as_child(command, self.cluster, user))
        server = self._server
        atexit.register(self.stop)
        wait_until(lambda: server.poll() is not None or _is_ready(self.cluster, server.pid), START_SECONDS)
        if not _is_ready(self.cluster, server.pid):
            raise DidNotStart(
                f"PostgreSQL did not start. Its log, {self.log}, ends:\n{self._log_since(log_before)}"
            )

    def _own(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start the server from a thread that lives as long as it does.

        Linux ends the server with the *thread* that started it, and `start` may be called from one that ends soon.
        """
        started: SimpleQueue[subprocess.Popen[bytes] | OSError] = SimpleQueue()

        def start_and_stay() -> None:
            try:
                with self.log.open("ab") as log:
                    server = subprocess.Popen(  # noqa: S603
                        command,
                        env=ENVIRONMENT,
                        stdin=subprocess.DEVNULL,
                        stdout=log,
                        stderr=log,
                        # Ctrl-C in the terminal is for us; the server stops after us.
                        start_new_session=True,
                    )
            except OSError as error:
                started.put(error)
                return
            started.put(server)
            server.wait()

        self._owner = threading.Thread(target=start_and_stay, name="embedded-postgres", daemon=True)
        self._owner.start()
        self._started_by = os.getpid()
        server = started.get()
        if isinstance(server, OSError):
            raise DidNotStart(f"PostgreSQL could not be run: {server}") from server
        return server

    def _log_since(self, position: int) -> str:
        with self.log.open("rb") as log:
            log.seek(position)
            return _last_lines(log.read().decode(errors="replace"))

    def _close_to_others(self) -> None:
        """An error in the log shows rows. What is made from here on is closed by the process's umask."""
        for path in (self.log, self.log.with_suffix(".log.old"), self.data_dir / "postgres.lock"):
            with suppress(OSError):
                path.chmod(0o600)

    def _shorten_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.old"))


def has_data(data_dir: Path) -> bool:
    """Whether a start would find what an earlier one has made."""
    return (data_dir / "postgres").exists()


def running_url(data_dir: Path) -> str | None:
    """The address of the server that another process of ours runs in `data_dir`; none when there is none."""
    cluster = data_dir.resolve() / "postgres"
    postmaster = Postmaster(cluster)
    folder = str(cluster) if postmaster.socket_folder == "." else postmaster.socket_folder
    return _url(folder, DATABASE, ownership.OWNER) if postmaster.ready and postmaster.is_alive() else None


def _url(socket_folder: str, database: str, user: str) -> str:
    # The port is said because asyncpg and libpq would otherwise take it from PGPORT.
    where = urlencode({"host": socket_folder, "port": PORT}, safe="/")
    return f"postgresql://{user}@/{quote(database, safe='')}?{where}"


def _as_child(command: list[str], folder: Path, user: Account | None) -> list[str]:
    uid, gid = (str(user.uid), str(user.gid)) if user else ("-", "-")
    return [sys.executable, "-I", "-S", child.__file__, str(os.getpid()), uid, gid, str(folder), *command]


def _place(cluster: Path, user: Account | None) -> str:
    """How the server names its data folder, in which it is started.

    Another user may be unable to search the folders above it (a clone below /root, say), but what it stands in is open.
    """
    return "/proc/self/cwd" if user else str(cluster)


def _initdb_options(found: Programs) -> list[str]:
    options = [f"--username={ownership.SUPERUSER}", "--auth=trust", "--encoding=UTF8"]
    if found.major >= 17:
        # Without ICU, which the wheel lacks; and the same order of text on every machine.
        return [*options, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return [*options, "--locale=C.UTF-8" if sys.platform.startswith("linux") else "--locale=C"]


def _as_options(settings: Mapping[str, str]) -> list[str]:
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _is_ready(cluster: Path, pid: int) -> bool:
    postmaster = Postmaster(cluster)
    return postmaster.pid == pid and postmaster.ready


def _last_lines(text: str, count: int = 12) -> str:
    return "\n".join(text.strip().splitlines()[-count:])
