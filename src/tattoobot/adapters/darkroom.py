"""Strangers' pictures are decoded in a process of their own, with little memory and little time.

What a decoder does to it, the worker survives: a picture that fills the memory, that hangs, that breaks the decoder.
Linux holds to the limit of memory; macOS and Windows have only the number of pixels, and the deadline.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

from tattoobot.adapters.pictures import File, UnreadablePhoto, cleaned

MEMORY_LIMIT = 640 * 1024 * 1024
"""Of addresses, most of which are never used. The largest picture that may be read needs some 500 MB."""
SECONDS = 20.0
UNREADABLE = 3
"""The exit status for a file that is no picture."""

PASSED_DOWN = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""Of the environment, which holds the secrets, the child gets what Python needs."""

TOLD_TO_STOP = frozenset({-signal.SIGTERM, -signal.SIGINT})
"""The whole machine may be going down: no fault of the picture."""


def develop(content: bytes, *, memory: int = MEMORY_LIMIT, seconds: float = SECONDS) -> File:
    """Decode one picture in a child. Blocks. Raises `UnreadablePhoto`, `OSError` where there can be no child now."""
    try:
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", "tattoobot.adapters.darkroom", str(memory), str(seconds)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env=dict(_environment()),
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadablePhoto("The picture takes too long to read.") from error
    if done.returncode in TOLD_TO_STOP:
        raise InterruptedError("The process that reads pictures was told to stop.")
    if done.returncode == UNREADABLE:
        raise UnreadablePhoto(done.stdout.decode(errors="replace"))
    if done.returncode != 0:
        raise UnreadablePhoto("The picture is too much for what reads it.")
    return _unpacked(done.stdout)


def _environment() -> Iterator[tuple[str, str]]:
    return ((name, os.environ[name]) for name in PASSED_DOWN if name in os.environ)


def _packed(file: File) -> bytes:
    thumbnail = file.thumbnail or b""
    head = {"mime_type": file.mime_type, "suffix": file.suffix, "thumbnail": len(thumbnail)}
    return json.dumps(head).encode() + b"\n" + thumbnail + file.content


def _unpacked(packed: bytes) -> File:
    line, _, rest = packed.partition(b"\n")
    head = json.loads(line)
    small = head["thumbnail"]
    return File(rest[small:], head["mime_type"], head["suffix"], rest[:small] or None)


def _limit(memory: int, seconds: float) -> None:
    """What this process may use from now on; it ends by itself, should its parent have died."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  does not exist on Windows

    enough = int(seconds) + 1
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, enough),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            # macOS knows the limit of memory by name only.
            continue


def main(memory: str, seconds: str) -> int:
    """The child: one file in, one file out."""
    _limit(int(memory), float(seconds))
    try:
        out = _packed(cleaned(sys.stdin.buffer.read()))
        status = 0
    except UnreadablePhoto as error:
        out, status = str(error).encode(), UNREADABLE
    sys.stdout.buffer.write(out)
    sys.stdout.buffer.flush()
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
