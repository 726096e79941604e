"""The sandbox as a visitor starts it: a process of its own, closed to others on the machine and to foreign pages."""

import contextlib
import re
import socket
import stat
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import asyncpg
import pytest

from tattoobot.bootstrap import studio_of
from tattoobot.commands.sandbox import free_port, settings_for, started, twins_for
from tattoobot.settings import WrongSettings
from tests.product.conftest import eventually

Running = tuple[str, str, Path]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("trial")
    with started(folder, STUDIO_FIEL="studio.toml") as (url, key):
        yield url, key, folder


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def test_nothing_below_data_dir_can_be_read_by_others(
    running: Running, http: aiohttp.ClientSession
) -> None:
    url, _, folder = running
    async with http.post(f"{url}/sandbox/api/chats/c1/messages", json={"photo": "drawn"}) as answer:
        assert answer.status == 200

    open_to_others = {
        str(path.relative_to(folder)): oct(path.lstat().st_mode)
        for path in folder.rglob("*")
        if path != folder / "log"
        and not path.is_symlink()
        and path.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        and not stat.S_ISSOCK(path.lstat().st_mode)
    }

    assert open_to_others == {}
    assert (folder / "sandbox").is_dir()


@pytest.mark.parametrize(
    "path", ["/sandbox", "/sandbox/api/state", "/sandbox/static/phone.js", "/sandbox/clock"]
)
async def test_it_answers_under_no_name_but_this_machines(
    running: Running, http: aiohttp.ClientSession, path: str
) -> None:
    url, _, _ = running
    async with http.get(url + path, headers={"Host": "evil.example.com"}) as answer:
        assert answer.status == 403
    async with http.get(url.replace("127.0.0.1", "localhost") + path) as answer:
        assert answer.status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example.com", "Content-Type": "application/json"},
        {"Origin": "null", "Content-Type": "application/json"},
        {"Sec-Fetch-Site": "cross-site", "Content-Type": "application/json"},
        {"Content-Type": "text/plain"},
    ],
)
async def test_a_foreign_page_writes_nothing(
    running: Running, http: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    url, _, _ = running
    async with http.post(
        f"{url}/sandbox/api/chats/c1/messages", data=b'{"text": "hi"}', headers=headers
    ) as answer:
        assert answer.status == 403


def test_every_trial_has_an_admin_key_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    keys = {settings_for().admin_api_key.get_secret_value() for _ in range(2)}

    assert len(keys) == 2
    assert all(len(key) >= 32 for key in keys)


def test_the_studios_database_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("DATABASE_URL=postgresql://studio@localhost/studio")
    assert settings_for().database_url is None

    monkeypatch.setenv("DATABASE_URL", "postgresql://studio@db.example.com/studio")
    with pytest.raises(WrongSettings, match=r"db\.example\.com"):
        settings_for()

    monkeypatch.setenv("DATABASE_URL", "postgresql://studio@localhost/trial")
    assert settings_for().database_url is not None


def test_the_demo_is_a_studio_with_prices_answers_and_an_artist(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = Path(__file__).parents[2]
    demo = re.search(r"tattoobot sandbox --studio (\S+)", (root / "Makefile").read_text())
    assert demo
    monkeypatch.chdir(tmp_path)

    settings = settings_for(studio=root / demo[1])
    twins, studio = twins_for(settings), studio_of(settings)

    assert (twins.artist_name, twins.first_client) == ("Robin", "Maya")
    assert studio.prices.minimum
    assert studio.wording["en"]["answer.price"]
    assert studio.artist.whatsapp_number == twins.artist_number


def on_a_port_that_is_taken(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A sandbox that gets as far as its port, and ends there."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        return subprocess.run(
            [sys.executable, "-m", "tattoobot", "sandbox", *arguments],
            env={"PATH": "/usr/bin:/bin", "PORT": str(taken.getsockname()[1]), "DATA_DIR": str(folder)},
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def test_the_sandbox_shows_the_studio_that_it_is_given(tmp_path: Path) -> None:
    done = on_a_port_that_is_taken(tmp_path, "--studio", "nowhere.toml")

    assert done.returncode == 2
    assert "nowhere.toml: No such file" in done.stderr


def test_a_studio_of_ones_own_comes_before_the_demos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.toml").write_text("name = 'My studio'")
    monkeypatch.setenv("STUDIO_FILE", "own.toml")

    assert twins_for(settings_for(studio=Path("demo.toml"))).studio_name == "My studio"


async def test_web_and_worker_of_a_trial_may_be_two_processes(
    database_url: str, tmp_path: Path, http: aiohttp.ClientSession
) -> None:
    url = f"http://127.0.0.1:{(port := free_port())}"
    environment = {
        "PATH": "/usr/bin:/bin",
        "DATABASE_URL": database_url,
        "DATA_DIR": str(tmp_path),
        "PORT": str(port),
        "REPLY_QUIET_SECONDS": "0",
    }

    async def heard() -> list[str]:
        with contextlib.suppress(aiohttp.ClientError):
            async with http.get(f"{url}/sandbox/api/chats/c1") as answer:
                messages = (await answer.json())["messages"]
                return [one["text"] for one in messages if one["from"] == "business"]
        return []

    async def said() -> bool:
        with contextlib.suppress(aiohttp.ClientError):
            async with http.post(f"{url}/sandbox/api/chats/c1/messages", json={"text": "hi"}) as answer:
                return answer.status == 200
        return False

    async def kept() -> bool:
        connection = await asyncpg.connect(database_url)
        count: int = await connection.fetchval("SELECT count(*) FROM inbox WHERE handled_at IS NULL")
        await connection.close()
        return count > 0

    with one_side(environment, "web"):
        await eventually(said, 30)
        await eventually(kept)
        assert await heard() == []
        with one_side(environment, "worker"):
            assert len(await eventually(heard, 30)) == 1


@contextlib.contextmanager
def one_side(environment: dict[str, str], side: str) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-m", "tattoobot", "sandbox", "--only", side],
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            yield
        finally:
            process.terminate()
    assert process.returncode == 0


async def test_below_the_addresses_the_terminal_says_only_what_matters(
    running: Running, http: aiohttp.ClientSession
) -> None:
    url, _, folder = running
    for path in ("/sandbox", "/sandbox/clock", "/sandbox/api/state", "/health", "/nowhere"):
        async with http.get(url + path) as answer:
            await answer.read()
    for _ in range(2):
        async with http.post(f"{url}/sandbox/api/chats/c1/messages", json={"text": "hi"}) as answer:
            assert answer.status == 200

    async def told() -> list[str]:
        said = (folder / "log").read_text().rstrip().splitlines()
        assert any("/sandbox" in line for line in said)
        return said[next(n for n, line in enumerate(said) if "Ctrl-C stops everything." in line) + 1 :]

    # A blank line, and one for the enquiry, however much was said in it.
    assert [line.strip() for line in await eventually(told, 20)] == ["", "#1 Maya has written"]


def test_a_misspelt_variable_is_named_above_the_addresses(running: Running) -> None:
    _, _, folder = running

    said = (folder / "log").read_text()

    assert "STUDIO_FIEL is read by nothing; is STUDIO_FILE meant?\n" in said.partition("The sandbox:")[0]


def test_a_port_that_is_taken_is_told_with_the_way_out(tmp_path: Path) -> None:
    done = on_a_port_that_is_taken(tmp_path)

    assert done.returncode == 2
    assert re.search(r"Choose another: PORT=\d+ make demo", done.stderr)
