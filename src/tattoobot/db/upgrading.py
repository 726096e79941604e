"""Runs Alembic. A module of its own: Alembic and SQLAlchemy load slowly, and a database is mostly up to date."""

import asyncio
import os
from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool


def engine_for(url: str) -> AsyncEngine:
    """The driver reads the address itself: SQLAlchemy would not know `sslmode` or a list of hosts in it."""
    return create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(url), poolclass=NullPool
    )


async def run(url: str, migrations: Path, to: str = "head") -> None:
    """Safe to run from two processes at once."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    engine = engine_for(url)

    def upgrade(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, to)

    try:
        async with engine.connect() as connection:
            await connection.run_sync(upgrade)
            await connection.commit()
    finally:
        await engine.dispose()


if __name__ == "__main__":
    asyncio.run(run(os.environ["DATABASE_URL"], Path(__file__).with_name("migrations")))
