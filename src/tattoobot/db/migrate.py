"""Brings a database's schema up to date, from the program or from the `alembic` command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

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


def revisions() -> frozenset[str]:
    """All that this program knows: migrations are numbered, one after the other."""
    return frozenset(file.name.split("_", 1)[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def newest_revision() -> str:
    """The revision that this program was written for."""
    return max(revisions())


async def upgrade(url: str) -> None:
    """Run every migration that the database has not seen. Safe to run from two processes at once."""
    if await _revision(url) == newest_revision():
        return
    from tattoobot.db import upgrading  # noqa: PLC0415  slow import, seldom needed

    await upgrading.run(sqlalchemy_url(url), MIGRATIONS)


async def _revision(url: str) -> str | None:
    connection = await asyncpg.connect(url)
    try:
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is None:
            return None
        found: str | None = await connection.fetchval("SELECT max(version_num) FROM alembic_version")
        return found
    finally:
        await connection.close()
