"""What the commands about one client do, beside a bot or without one."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.actions.conftest import Bench, bench, house
from tests.builders import a_message

__all__ = ["bench", "house"]

PHONE = "15550100001"


class Command:
    def __init__(self, database_url: str, folder: Path) -> None:
        self._environment = {"DATABASE_URL": database_url, "DATA_DIR": str(folder), "PATH": "/usr/bin:/bin"}
        self.folder = folder

    def __call__(self, *arguments: str, types: str = "") -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "tattoobot", "client", *arguments],
            env=self._environment,
            cwd=self.folder,
            input=types,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def command(database_url: str, tmp_path: Path) -> Command:
    return Command(database_url, tmp_path)


async def test_export_writes_one_archive_and_never_over_another(bench: Bench, command: Command) -> None:
    await bench.receive(a_message("a fox on my wrist", phone=PHONE))

    code, said = command("export", f"+{PHONE}")
    assert (code, "client-0001.zip" in said) == (0, True), said
    archive = zipfile.ZipFile(command.folder / "client-0001.zip")
    data = json.loads(archive.read("data.json"))
    assert "a fox on my wrist" in [message["text"] for message in data["messages"]]
    code, said = command("export", f"+{PHONE}")
    assert (code, "is there already" in said) == (2, True), said


async def test_erase_asks_first_and_then_nothing_of_them_is_there(bench: Bench, command: Command) -> None:
    await bench.receive(a_message("a fox on my wrist", phone=PHONE))

    assert command("erase", f"+{PHONE}", types="n\n")[0] == 1
    assert await bench.value("SELECT count(*) FROM messages") > 0
    code, said = command("erase", f"+{PHONE}", types="y\n")
    assert (code, "Erased: 1 enquiries" in said) == (0, True), said
    assert await bench.value("SELECT count(*) FROM messages") == 0

    for words in (("erase", f"+{PHONE}", "--yes"), ("export", f"+{PHONE}"), ("export", "no number")):
        code, said = command(*words)
        assert code != 0
        assert "Traceback" not in said
