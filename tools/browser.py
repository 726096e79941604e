"""Finds Chromium for the browser tests, or fetches it, and leaves its path in .venv/chromium-path.

In this order: CHROMIUM_PATH, the one it found before, one on the machine, Playwright's own download, Debian's package.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

REMEMBERED = Path(__file__).resolve().parent.parent / ".venv" / "chromium-path"

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

DOWNLOAD_SECONDS = 300
PACKAGES_SECONDS = 900

NOTHING_FOUND = """\
The browser tests need Chromium, and it could be neither found nor fetched. Do one of these, then run this again:
  install Chromium or Chrome with the system's package manager (Debian: sudo apt-get install chromium)
  set CHROMIUM_PATH to the program
  run the other tests alone: .venv/bin/pytest --ignore=tests/browser"""


def find() -> tuple[str, Path] | None:
    """What was found and where; none when there is no browser to be had."""
    for what, look in _places():
        for path in look():
            if _runs(path):
                return what, path
    return None


def _places() -> Iterator[tuple[str, Callable[[], Iterator[Path]]]]:
    yield "CHROMIUM_PATH", _named
    yield "found before", _remembered
    yield "on this machine", _on_the_machine
    yield "Playwright's", _playwrights
    yield "Playwright's, downloaded now", _downloaded
    yield "Debian's package, installed now", _debians


def _named() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM_PATH"):
        yield Path(named)


def _remembered() -> Iterator[Path]:
    if REMEMBERED.exists():
        yield Path(REMEMBERED.read_text().strip())


def _on_the_machine() -> Iterator[Path]:
    for command in COMMANDS:
        if found := shutil.which(command):
            yield Path(found)
    yield from map(Path, APPLICATIONS)


def _playwrights() -> Iterator[Path]:
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _downloaded() -> Iterator[Path]:
    # Playwright tries three mirrors five times each: where none can be reached, each attempt must be short.
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "5000"}
    playwright = [sys.executable, "-m", "playwright"]
    if _succeeds([*playwright, "install", "chromium"], DOWNLOAD_SECONDS, patience):
        yield from _playwrights()
        # Downloaded, but it does not run: it lacks the system's libraries.
        if _may_install() and _succeeds(
            [*_as_root(), *playwright, "install-deps", "chromium"], PACKAGES_SECONDS
        ):
            yield from _playwrights()


def _debians() -> Iterator[Path]:
    if not _may_install():
        return
    apt = [*_as_root(), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    _succeeds([*apt, "update", "-q"], PACKAGES_SECONDS)
    install = [*apt, "install", "-qy", "--no-install-recommends", "chromium", "fonts-liberation"]
    if _succeeds(install, PACKAGES_SECONDS):
        yield from _on_the_machine()


def _may_install() -> bool:
    return bool(shutil.which("apt-get")) and (
        os.geteuid() == 0 or (bool(shutil.which("sudo")) and _succeeds(["sudo", "-n", "true"], 10))
    )


def _as_root() -> list[str]:
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def _runs(path: Path) -> bool:
    """A browser that lacks a library, or a stub that only points to a shop, does not say its version."""
    try:
        said = subprocess.run(  # noqa: S603
            [path, "--version"], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return any(name in said.stdout for name in ("Chrom", "Edge"))


def _succeeds(command: list[str], seconds: int, environment: dict[str, str] | None = None) -> bool:
    """Run it, with its last words shown only where it fails: what it tries on the way is long."""
    print(f"  {' '.join(command)}", file=sys.stderr, flush=True)
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        try:
            failed = process.wait(seconds) != 0
        except subprocess.TimeoutExpired:
            # With everything it started: a downloader left behind would go on downloading.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            print(f"  gave up after {seconds} s", file=sys.stderr)
            return False
        if failed:
            output.seek(0)
            print("".join(f"    {line}" for line in output.readlines()[-6:]), file=sys.stderr)
    return not failed


def main() -> None:
    found = find()
    if found is None:
        sys.exit(NOTHING_FOUND)
    what, path = found
    REMEMBERED.write_text(f"{path}\n")
    print(f"Browser ({what}): {path}", file=sys.stderr)
    print(path)


if __name__ == "__main__":
    main()
