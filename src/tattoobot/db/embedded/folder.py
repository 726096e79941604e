"""The data folder: held by one process at a time, and freed of a server whose owner was killed."""

import fcntl
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO

import psutil  # type: ignore[import-untyped]

from tattoobot.db.embedded.errors import DidNotStart, InUse, NotOurFolder

Steps = tuple[tuple[int, float], ...]
"""Signals to send, each with the seconds it is given to work."""

STOP_POSTMASTER: Steps = ((signal.SIGINT, 60), (signal.SIGQUIT, 5), (signal.SIGKILL, 5))
"""Fast, immediate, by force. None of them loses what was committed."""

STOP_ORPHANS: Steps = ((0, 5), (signal.SIGQUIT, 5), (signal.SIGKILL, 5))
"""Server processes without a postmaster end by themselves. Never SIGINT: a lone checkpointer takes it for a tidy
shutdown and marks the data as complete while others still write."""


LOCK_SECONDS = 1


class Hold:
    """An operating-system lock on the data: it ends with the process, however that ends."""

    def __init__(self, lock_file: Path) -> None:
        self._lock_file = lock_file
        self._open: IO[str] | None = None

    def take(self) -> None:
        try:
            file = self._lock_file.open("a+")
        except PermissionError:
            raise NotOurFolder(
                f"{self._lock_file} belongs to another user, perhaps because it was made by root. "
                "Start this as that user, or choose another DATA_DIR."
            ) from None
        # Not at once: a holder that was just killed may need a moment to end.
        if not wait_until(partial(_locked, file), LOCK_SECONDS):
            file.seek(0)
            holder = file.read().strip() or "another process"
            file.close()
            raise InUse(
                f"{self._lock_file.parent} is in use by {holder}. Stop it first, or choose another DATA_DIR."
            )
        file.truncate(0)
        file.write(f"{_what_we_are()}\n")
        file.flush()
        self._open = file

    def release(self) -> None:
        if self._open:
            self._open.close()
            self._open = None


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _what_we_are() -> str:
    command = " ".join([Path(sys.argv[0] or "python").name, *sys.argv[1:]])
    return f"process {os.getpid()} ({command}), since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"


class Postmaster:
    """What a running server says about itself in `postmaster.pid`. It may be out of date, its number another's."""

    def __init__(self, cluster: Path) -> None:
        self.file = cluster / "postmaster.pid"
        self._lines = self._read()

    def _read(self) -> list[str]:
        try:
            return [line.strip() for line in self.file.read_text().splitlines()]
        except FileNotFoundError:
            return []

    def _line(self, number: int) -> str:
        return self._lines[number - 1] if len(self._lines) >= number else ""

    @property
    def pid(self) -> int | None:
        return int(self._line(1)) if self._line(1).isdigit() else None

    @property
    def socket_folder(self) -> str:
        return self._line(5)

    @property
    def ready(self) -> bool:
        return self._line(8) == "ready"

    def is_alive(self) -> bool:
        """Whether the process of that number really is the server of this folder."""
        try:
            return self.pid is not None and _serves(psutil.Process(self.pid), self.file.parent)
        except psutil.NoSuchProcess:
            return False


def clear_leftovers(cluster: Path) -> None:
    """Stop what an owner that was killed has left running in the folder, and take away its marks."""
    postmaster = Postmaster(cluster)
    if not postmaster.file.exists():
        return
    servers = running_in(cluster)
    _stop(cluster, [server for server in servers if server.pid == postmaster.pid], STOP_POSTMASTER)
    _stop(cluster, servers, STOP_ORPHANS)
    if remaining := running_in(cluster):
        raise DidNotStart(
            f"A PostgreSQL is still running in {cluster} (process {remaining[0].pid}) and does not stop."
        )
    # PostgreSQL would refuse to start where the number in a stale mark belongs, by chance, to another process.
    for mark in (postmaster.file, *cluster.glob(".s.PGSQL.*")):
        mark.unlink(missing_ok=True)
    remove_socket_folder(postmaster.socket_folder)


def running_in(cluster: Path) -> list[psutil.Process]:
    """The processes that serve this folder: the system is asked, since a number in a file proves nothing."""
    return [process for process in psutil.process_iter() if _serves(process, cluster)]


def _serves(process: psutil.Process, cluster: Path) -> bool:
    try:
        # A server works inside its data folder.
        return process.name().startswith("postgres") and Path(process.cwd()) == cluster
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False


def _stop(cluster: Path, servers: list[psutil.Process], steps: Steps) -> None:
    for number, seconds in steps:
        servers = [server for server in servers if _serves(server, cluster)]
        for server in servers:
            with suppress(psutil.NoSuchProcess):
                server.send_signal(number)
        if wait_until(partial(_none_serves, servers, cluster), seconds):
            return


def _none_serves(servers: list[psutil.Process], cluster: Path) -> bool:
    return not any(_serves(server, cluster) for server in servers)


def remove_socket_folder(name: str) -> None:
    """Remove a short socket folder of ours (see `server.py`); "." is the data folder itself."""
    if Path(name).name.startswith("tattoobot-"):
        shutil.rmtree(name, ignore_errors=True)


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True
