"""Starts a product for the benchmark, and looks at what its processes and PostgreSQL's use."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from tattoobot.commands.sandbox import FAKE
from tattoobot.settings import Settings, load

KEY = "bench-admin-key"


@dataclass(frozen=True, slots=True)
class Usage:
    """CPU seconds and memory, of each of our processes and of PostgreSQL."""

    processes: list[float]
    postgres: float
    memory: int
    """Bytes, resident, of our processes."""


class Running:
    def __init__(self, processes: list[subprocess.Popen[bytes]], url: str, started_in: float) -> None:
        self.processes = processes
        self.url = url
        self.started_in = started_in
        self._owners = [psutil.Process(process.pid) for process in processes]

    def memory(self) -> list[int]:
        """Bytes, resident, of each of our processes."""
        return [owner.memory_info().rss for owner in self._owners]

    def at_rest(self) -> int:
        """Bytes, of everything with PostgreSQL: what processes share is counted once, in shares (PSS, Linux only)."""
        return sum(getattr(process.memory_full_info(), "pss", 0) for process in self.everyone())

    def everyone(self) -> list[psutil.Process]:
        return [*self._owners, *_postgres()]

    def files(self) -> int:
        """Open files and sockets, of all our processes."""
        return sum(owner.num_fds() for owner in self._owners)

    def usage(self) -> Usage:
        return Usage(
            processes=[_cpu(process) for process in self._owners],
            postgres=sum(_cpu(process) for process in _postgres()),
            memory=sum(self.memory()),
        )


def _cpu(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)


def _postgres() -> list[psutil.Process]:
    """The embedded server that this benchmark started, and its children. Ended backends are counted by their parent."""
    me = psutil.Process()
    return [child for child in me.children(recursive=True) if child.name().startswith("postgres")]


def settings(database_url: str, folder: Path) -> Settings:
    """Those of the product that runs here, for a part of it that is run in this process."""
    return load(app_env="dev", database_url=database_url, data_dir=folder, **FAKE)


@contextmanager
def running(
    database_url: str,
    folder: Path,
    *,
    port: int,
    whatsapp_port: int,
    layout: tuple[tuple[str, ...], ...],
    small: bool = False,
) -> Iterator[Running]:
    """One process per entry of `layout` (arguments of `serve`); `small` as where memory is scarce."""
    environment = {
        **{
            name: value
            for name, value in os.environ.items()
            if name in {"PATH", "HOME", "LANG", "PYTHONPATH"}
        },
        **{name.upper(): value for name, value in FAKE.items()},
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "ADMIN_API_KEY": KEY,
        "WHATSAPP_API_BASE_URL": f"http://127.0.0.1:{whatsapp_port}",
        "REPLY_QUIET_SECONDS": "0",
        "LOG_FORMAT": "json",
        "SMALL_MACHINE": str(small),
    }
    began = time.perf_counter()
    processes = []
    for number, arguments in enumerate(layout):
        log = (folder / f"process{number}.log").open("wb")
        command = [sys.executable, "-m", "tattoobot", "serve", *arguments]
        processes.append(
            subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        )
        log.close()
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, folder)
        yield Running(processes, url, time.perf_counter() - began)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(url: str, folder: Path) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{url}/ready", timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    said = "\n".join(log.read_text() for log in folder.glob("process*.log"))
    raise RuntimeError(f"The product did not become ready within 30 seconds.\n{said}")
