"""The migrations make what tables.py describes, there and back."""

from pathlib import Path

import asyncpg
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from tattoobot.db import migrate
from tattoobot.db.migrate import sqlalchemy_url
from tattoobot.db.tables import metadata

ROOT = Path(__file__).parent.parent.parent


def _differences(connection: Connection) -> list[object]:
    ours = {
        "include_object": lambda _, name, kind, *__: not (kind == "table" and name.startswith("pgqueuer"))
    }
    return list(compare_metadata(MigrationContext.configure(connection, opts=ours), metadata))


async def test_autogenerate_finds_no_difference(database_url: str) -> None:
    engine = create_async_engine(sqlalchemy_url(database_url), poolclass=NullPool)
    async with engine.connect() as connection:
        differences = await connection.run_sync(_differences)
    await engine.dispose()

    assert differences == []


async def test_the_way_back_and_there_again(postgres_url: str) -> None:
    server = await asyncpg.connect(postgres_url)
    await server.execute("CREATE DATABASE there_and_back")
    url = make_url(sqlalchemy_url(postgres_url)).set(database="there_and_back")
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
