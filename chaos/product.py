"""The product's processes on two machines, the outside world's, and PostgreSQL: started, killed, started again."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tattoobot.commands.sandbox import ARTIST_NUMBER, FAKE
from tattoobot.db.embedded import EmbeddedPostgres

ADMIN_KEY = "chaos-admin-key"
UNSURE_SECONDS = 15

MACHINES = {
    "machine one": {"web": "web", "worker one": "worker"},
    "machine two": {"worker two": "worker"},
}
"""Each process has a group of its own; a machine that fails takes all of its processes with it."""


@dataclass
class Product:
    """Plays the init system as well: what dies is started again, unless it is meant to be down."""

    folder: Path
    postgres: EmbeddedPostgres
    port: int
    outside_port: int
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    kills: int = 0
    clock_moved: list[float] = field(default_factory=list)
    """When, in real seconds: whatever waited for a time has it then, before the world outside knows of it."""
    ended_by_themselves: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def outside_url(self) -> str:
        return f"http://127.0.0.1:{self.outside_port}"

    @property
    def photos(self) -> Path:
        return self.folder / "data" / "photos"

    def start(self, name: str) -> None:
        only = next(processes[name] for processes in MACHINES.values() if name in processes)
        self.running[name] = self._run(name, "tattoobot", "serve", "--only", only)
        self.down.discard(name)

    def start_outside(self, clients: int, seed: int) -> None:
        given = {"port": self.outside_port, "product": self.url, "clients": clients, "seed": seed}
        options = [part for name, value in given.items() for part in (f"--{name}", str(value))]
        self.running["outside"] = self._run("outside", "chaos.outside", *options)

    def _run(self, name: str, *module: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *module],
                env=self._environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _environment(self) -> dict[str, str]:
        passed = {"PATH", "HOME", "LANG", "PYTHONPATH"}
        return {
            **{name: value for name, value in os.environ.items() if name in passed},
            **{name.upper(): value for name, value in FAKE.items()},
            "DATABASE_URL": self.postgres.url,
            "DATA_DIR": str(self.folder / "data"),
            "PORT": str(self.port),
            "ADMIN_API_KEY": ADMIN_KEY,
            "WHATSAPP_API_BASE_URL": f"{self.outside_url}/sandbox/whatsapp",
            "STRIPE_API_BASE_URL": f"{self.outside_url}/sandbox/stripe",
            "ARTIST_WHATSAPP_NUMBER": ARTIST_NUMBER,
            "REPLY_QUIET_SECONDS": "0",
            "UNSURE_SECONDS": str(UNSURE_SECONDS),
            "LOG_FORMAT": "json",
        }

    def kill(self, name: str) -> None:
        """kill -9: nothing is finished, nothing is said."""
        self.down.add(name)
        self.kills += 1
        process = self.running[name]
        process.send_signal(signal.SIGKILL)
        process.wait()

    def freeze(self, name: str) -> None:
        self.running[name].send_signal(signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        self.running[name].send_signal(signal.SIGCONT)

    async def keep_alive(self) -> None:
        while True:
            await asyncio.sleep(0.5)
            for name, process in list(self.running.items()):
                if name not in self.down and process.poll() is not None:
                    self.ended_by_themselves.append(f"{name} (exit code {process.returncode})")
                    if name == "outside":
                        raise RuntimeError(f"The outside world ended; see {self.folder}/outside.log")
                    self.start(name)

    async def ready(self, url: str, seconds: float = 60) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=2)) as http:
            for _ in range(int(seconds / 0.2)):
                with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                    async with http.get(url) as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.2)
        raise RuntimeError(f"{url} is not ready after {seconds} s; the logs are in {self.folder}")

    async def move_clock(self, http: aiohttp.ClientSession, seconds: float) -> None:
        """For all processes and the world outside. Tries for a minute while the web process is down."""
        for _ in range(300):
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                async with http.post(
                    f"{self.url}/sandbox/clock", json={"advance_seconds": seconds}
                ) as answer:
                    if answer.status == 200:
                        self.clock_moved.append(time.time())
                        return
            await asyncio.sleep(0.2)
        raise RuntimeError("The clock could not be moved.")

    def crash_postgres(self) -> None:
        """kill -9 the postmaster, and start it again on what it had promised. Blocks while it recovers."""
        pid = int((self.postgres.cluster / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        self.restart_postgres()

    def restart_postgres(self) -> None:
        before = self.postgres.url
        self.postgres.stop()
        if self.postgres.start() != before:
            raise RuntimeError("PostgreSQL came back at another address; choose a shorter --folder.")

    def end(self) -> None:
        """The product first, then the world that it talks to."""
        for name in [*(name for name in self.running if name != "outside"), "outside"]:
            process = self.running.get(name)
            if process is None or process.poll() is not None:
                continue
            process.send_signal(signal.SIGCONT)
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
