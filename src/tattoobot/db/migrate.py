"""Brings a database's schema up to date, from the program or from the `alembic` command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from tattoobot.db.embedded import EmbeddedPostgres
from tattoobot.errors import BookingError

MIGRATIONS = Path(__file__).with_name("migrations")


class NotADatabase(BookingError):
    """DATABASE_URL is not the address of a PostgreSQL database."""


@contextmanager
def alembic_url() -> Iterator[str]:
    """Where the `alembic` command works: DATABASE_URL, else the embedded server below DATA_DIR."""
    url = os.environ.get("DATABASE_URL")
    if url:
        yield sqlalchemy_url(url)
        return
    with EmbeddedPostgres(Path(os.environ.get("DATA_DIR") or "data")) as postgres:
        yield sqlalchemy_url(postgres.url)


def sqlalchemy_url(url: str) -> str:
    """The same database as SQLAlchemy spells it; people write `postgres://` and `postgresql://`."""
    _, separator, rest = url.partition("://")
    if not separator:
        raise NotADatabase("DATABASE_URL is not a URL such as postgresql://user:password@host/name.")
    return f"postgresql+asyncpg://{rest}"


def newest_revision() -> str:
    """The revision that this program was written for."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


async def upgrade(url: str) -> None:
    """Run every migration that the database has not seen. Safe to run from two processes at once."""
    engine = create_async_engine(sqlalchemy_url(url), poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(_upgrade)
            await connection.commit()
    finally:
        await engine.dispose()


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
