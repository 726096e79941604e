"""Everything is lost, and comes back from a backup."""

import shutil
import subprocess
import sys
import uuid
from pathlib import Path

import asyncpg

from tests.product.conftest import KEY, Whole, eventually
from tests.product.test_crashes import heard_something, nothing_waits

PASSPHRASE = "a passphrase that is only for tests"


def run(whole: Whole, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tattoobot", *arguments],
        env=whole.processes.environment,
        capture_output=True,
        timeout=90,
        check=False,
    )


async def _lose_everything(whole: Whole, data: Path) -> None:
    """No process, no picture, and another database, which is empty."""
    for name in list(whole.processes.running):
        whole.processes.kill(name)
    name = f"new_{uuid.uuid4().hex}"
    connection = await asyncpg.connect(whole.database_url)
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    address, mark, options = whole.database_url.partition("?")
    whole.database_url = f"{address.rpartition('/')[0]}/{name}{mark}{options}"
    whole.processes.environment["DATABASE_URL"] = whole.database_url
    shutil.rmtree(data / "photos")


async def test_after_losing_everything_the_talk_goes_on_and_nothing_is_said_twice(
    whole: Whole, tmp_path: Path
) -> None:
    client = await whole.a_client()
    await whole.says(client, "hi")
    await heard_something(whole, client)
    await whole.says(client, "a fox on my left wrist")
    await heard_something(whole, client, 2)
    await whole.api(f"/chats/{client}/messages", {"photo": True, "text": "like this"})
    await heard_something(whole, client, 3)
    await eventually(lambda: whole.rows("SELECT 1 FROM photos WHERE state = 'kept'"))
    await eventually(lambda: nothing_waits(whole), 40)
    before = await whole.rows("SELECT id, answers, updated_at FROM leads")
    lying = {file.name: file.read_bytes() for file in (tmp_path / "photos").iterdir()}
    (tmp_path / "phrase").write_text(PASSPHRASE + "\n")
    (tmp_path / "wrong").write_text("another one\n")
    file = str(tmp_path / "studio.backup")

    made = run(whole, "backup", file, "--passphrase-file", str(tmp_path / "phrase"))
    assert made.returncode == 0, made.stderr
    again = run(whole, "restore", file, "--passphrase-file", str(tmp_path / "phrase"))
    assert (again.returncode, b"not empty" in again.stderr) == (2, True)
    await _lose_everything(whole, tmp_path)
    refused = run(whole, "restore", file, "--passphrase-file", str(tmp_path / "wrong"))
    assert (refused.returncode, b"passphrase is not the one" in refused.stderr) == (2, True)
    restored = run(whole, "restore", file, "--passphrase-file", str(tmp_path / "phrase"))
    assert restored.returncode == 0, restored.stderr

    assert await whole.rows("SELECT id, answers, updated_at FROM leads") == before
    assert {file.name: file.read_bytes() for file in (tmp_path / "photos").iterdir()} == lying
    whole.processes.start("web", "--only", "web")
    whole.processes.start("worker", "--only", "worker")
    await whole.ready()
    await whole.says(client, "10 cm")
    heard = await heard_something(whole, client, 4)
    await eventually(lambda: nothing_waits(whole), 40)
    assert len(await whole.heard(client)) == len(set(heard)) == 4
    (messages,) = await whole.rows("SELECT count(*) AS n FROM messages WHERE direction = 'in'")
    assert messages["n"] == 4


async def test_older_backup_brings_no_erased_client_back(whole: Whole, tmp_path: Path) -> None:
    gone, stays = await whole.a_client(), await whole.a_client()
    for client in (gone, stays):
        await whole.says(client, "hi, a fox on my left wrist")
        await heard_something(whole, client)
    await eventually(lambda: nothing_waits(whole), 40)
    file = str(tmp_path / "older.backup")
    assert run(whole, "backup", file).returncode == 0
    erased = await whole.http.delete(f"{whole.url}/admin/clients/1", headers={"X-Admin-API-Key": KEY})
    assert erased.status == 200
    await eventually(lambda: nothing_waits(whole), 40)
    listed = (tmp_path / "photos" / "erased.json").read_bytes()

    await _lose_everything(whole, tmp_path)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "erased.json").write_bytes(listed)
    assert run(whole, "restore", file).returncode == 0
    assert len(await whole.rows("SELECT 1 FROM messages WHERE client_id = 1")) > 0
    whole.processes.start("worker", "--only", "worker")

    await eventually(lambda: whole.rows("SELECT 1 FROM clients WHERE id = 1 AND erased_at IS NOT NULL"), 30)
    assert await whole.rows("SELECT 1 FROM messages WHERE client_id = 1") == []
    assert len(await whole.rows("SELECT 1 FROM leads WHERE client_id = 2")) == 1


async def test_backup_that_was_cut_off_or_changed_brings_nothing_back(whole: Whole, tmp_path: Path) -> None:
    await whole.says(await whole.a_client(), "hi")
    await eventually(lambda: whole.rows("SELECT 1 FROM messages WHERE direction = 'out'"))
    (tmp_path / "phrase").write_text(PASSPHRASE)
    (tmp_path / "photos").mkdir(exist_ok=True)
    plain, sealed = tmp_path / "plain.backup", tmp_path / "sealed.backup"
    assert run(whole, "backup", str(plain)).returncode == 0
    assert run(whole, "backup", str(sealed), "--passphrase-file", str(tmp_path / "phrase")).returncode == 0
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    nowhere = run(whole, "backup", str(tmp_path / "nowhere" / "studio.backup"))
    no_words = run(whole, "backup", str(sealed), "--passphrase-file", str(tmp_path / "bytes"))
    assert (nowhere.returncode, b"Traceback" in nowhere.stderr) == (2, False), nowhere.stderr
    assert (no_words.returncode, b"is no text" in no_words.stderr) == (2, True), no_words.stderr
    await _lose_everything(whole, tmp_path)

    for file in (plain, sealed):
        file.write_bytes(file.read_bytes()[:-40])
        done = run(whole, "restore", str(file), "--passphrase-file", str(tmp_path / "phrase"))
        assert (done.returncode, b"end is missing" in done.stderr) == (2, True), done.stderr
        assert await whole.rows("SELECT count(*) AS n FROM clients") == [{"n": 0}]
