"""Runs Alembic. A module of its own: Alembic and SQLAlchemy load slowly, and a database is mostly up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


async def run(url: str, migrations: Path) -> None:
    """`url` is SQLAlchemy's. Safe to run from two processes at once."""
    config = Config()
    config.set_main_option("script_location", str(migrations))
    engine = create_async_engine(url, poolclass=NullPool)

    def upgrade(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    try:
        async with engine.connect() as connection:
            await connection.run_sync(upgrade)
            await connection.commit()
    finally:
        await engine.dispose()
