"""A real server that speaks S3 (rclone's), on a folder of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tattoobot.commands.sandbox import free_port

RCLONE = Path(sys.executable).with_name("rclone")
START_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class S3:
    url: str
    folder: Path
    access_key_id: str = "studio-key"
    secret_access_key: str = "studio-secret"


@contextmanager
def s3_server(folder: Path) -> Iterator[S3]:
    """Signatures are checked, as Amazon does; a bucket is a folder below `folder`."""
    port = free_port()
    server = S3(f"http://127.0.0.1:{port}", folder)
    keys = f"{server.access_key_id},{server.secret_access_key}"
    process = subprocess.Popen(
        [
            RCLONE,
            "serve",
            "s3",
            folder,
            "--addr",
            f"127.0.0.1:{port}",
            "--auth-key",
            keys,
            "--log-level",
            "ERROR",
        ],
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / ".config")},
    )
    try:
        _wait_for(port)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError("The server did not start.")
