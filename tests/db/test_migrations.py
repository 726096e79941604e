"""The migrations make what tables.py describes, there and back."""

import asyncio
import shutil
import sys
from pathlib import Path

import asyncpg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from tattoobot.db import migrate
from tattoobot.db.tables import metadata

ROOT = Path(__file__).parent.parent.parent


def _differences(connection: Connection) -> list[object]:
    ours = {
        "include_object": lambda _, name, kind, *__: not (kind == "table" and name.startswith("pgqueuer"))
    }
    return list(compare_metadata(MigrationContext.configure(connection, opts=ours), metadata))


async def test_autogenerate_finds_no_difference(database_url: str) -> None:
    engine = create_async_engine(_sqlalchemys(database_url), poolclass=NullPool)
    async with engine.connect() as connection:
        differences = await connection.run_sync(_differences)
    await engine.dispose()

    assert differences == []


async def test_what_migrations_load_does_not_stay(postgres_url: str) -> None:
    server = await asyncpg.connect(postgres_url)
    await server.execute("CREATE DATABASE apart")
    url = make_url(_sqlalchemys(postgres_url)).set(database="apart", drivername="postgresql")
    upgraded = (
        "import asyncio, sys; from tattoobot.db import migrate;"
        "asyncio.run(migrate.upgrade(sys.argv[1], apart=True));"
        "print('sqlalchemy' in sys.modules, asyncio.run(migrate.look(sys.argv[1])).revision)"
    )

    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", upgraded, url.render_as_string(hide_password=False)),
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    await server.execute("DROP DATABASE apart")
    await server.close()

    assert said.decode().split() == ["False", migrate.newest_revision()]


async def test_the_way_back_and_there_again(postgres_url: str) -> None:
    server = await asyncpg.connect(postgres_url)
    await server.execute("CREATE DATABASE there_and_back")
    url = make_url(_sqlalchemys(postgres_url)).set(database="there_and_back")
    engine = create_async_engine(url, poolclass=NullPool)
    config = Config(ROOT / "alembic.ini")

    def there_and_back(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        command.downgrade(config, "base")
        command.upgrade(config, "head")

    async with engine.connect() as connection:
        await connection.run_sync(there_and_back)
        await connection.commit()
        left = await connection.run_sync(_differences)
    await engine.dispose()
    await server.execute("DROP DATABASE there_and_back")
    await server.close()

    assert left == []


def test_the_newest_revision_is_the_head() -> None:
    script = ScriptDirectory.from_config(Config(ROOT / "alembic.ini"))

    assert migrate.newest_revision() == script.get_current_head()


def test_alembic_finds_the_database_by_the_file_that_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "database_url").write_text("postgres://somebody@postgres/studio\n")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "database_url"))

    with migrate.alembic_url() as url:
        assert url == "postgresql://somebody@postgres/studio"


def test_alembic_reads_the_env_file_beside_it_as_every_command_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=postgresql://written@postgres/studio\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("DATABASE_URL_FILE", raising=False)

    with migrate.alembic_url() as url:
        assert url == "postgresql://written@postgres/studio"

    monkeypatch.setenv("DATABASE_URL", "postgresql://given@postgres/studio")
    with migrate.alembic_url() as url:
        assert url == "postgresql://given@postgres/studio"


async def test_a_new_migration_gets_the_next_number(database_url: str, tmp_path: Path) -> None:
    """In a copy of the migrations, by the command that writes them."""
    copy = tmp_path / "migrations"
    shutil.copytree(ROOT / "src/tattoobot/db/migrations", copy)
    config = (ROOT / "alembic.ini").read_text().replace("src/tattoobot/db/migrations", str(copy))
    (tmp_path / "alembic.ini").write_text(config)

    written = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "alembic", "revision", "--autogenerate", "-m", "something new"),
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "DATABASE_URL": database_url},
    )

    assert await written.wait() == 0
    new = {file.name for file in (copy / "versions").glob("*.py")} - {
        file.name for file in (ROOT / "src/tattoobot/db/migrations/versions").glob("*.py")
    }
    assert new == {f"{int(migrate.newest_revision()) + 1:04}_something_new.py"}


def _sqlalchemys(url: str) -> str:
    return url.replace("postgresql://", "postgresql+asyncpg://", 1)


async def test_an_address_may_say_how_to_ask_for_tls(postgres_url: str) -> None:
    server = await asyncpg.connect(postgres_url)
    await server.execute("CREATE DATABASE asks_for_tls")
    url = make_url(postgres_url).set(database="asks_for_tls").update_query_string("sslmode=disable")

    assert await migrate.upgrade(url.render_as_string(hide_password=False)) is None
    await server.execute("DROP DATABASE asks_for_tls WITH (FORCE)")
    await server.close()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("CREATE DATABASE cannot_be", "GRANT CREATE ON SCHEMA public"),
        ("CREATE DATABASE cannot_be ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0", "LATIN1.*UTF8"),
    ],
)
async def test_a_database_that_cannot_be_used_is_refused_with_the_cure(
    postgres_url: str, made: str, said: str
) -> None:
    server = await asyncpg.connect(postgres_url)
    await server.execute(made)
    await server.execute("DROP ROLE IF EXISTS newcomer")
    await server.execute(
        f"CREATE ROLE newcomer LOGIN PASSWORD 'fake' {'SUPERUSER' if 'LATIN1' in made else ''}"
    )
    url = make_url(postgres_url).set(database="cannot_be", username="newcomer", password="fake")

    with pytest.raises(migrate.CannotUpgrade, match=said):
        await migrate.upgrade(url.render_as_string(hide_password=False))

    await server.execute("DROP DATABASE cannot_be WITH (FORCE)")
    await server.execute("DROP ROLE newcomer")
    await server.close()


async def test_a_schema_of_a_newer_version_is_named(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    at = await connection.fetchval("SELECT version_num FROM alembic_version")
    await connection.execute("UPDATE alembic_version SET version_num = '9999'")
    try:
        with pytest.raises(migrate.CannotUpgrade, match=r"9999.*newer version"):
            await migrate.upgrade(database_url)
    finally:
        await connection.execute("UPDATE alembic_version SET version_num = $1", at)
        await connection.close()
