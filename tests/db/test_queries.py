"""Every query is prepared against the migrated schema: a typo in SQL fails here, not in a studio."""

import importlib
import pkgutil
import re

import asyncpg
import pytest

import tattoobot.db

SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s", re.IGNORECASE)
FRAGMENTS = {"overview.LEAD"}
"""Parts of queries, which stand in whole ones."""
MODULES = [name for _, name, package in pkgutil.iter_modules(tattoobot.db.__path__) if not package]


def queries() -> list[tuple[str, str]]:
    """All constants that hold SQL, by their name."""
    found = []
    for module in MODULES:
        for name, value in vars(importlib.import_module(f"tattoobot.db.{module}")).items():
            if (
                name.isupper()
                and isinstance(value, str)
                and SQL.match(value)
                and f"{module}.{name}" not in FRAGMENTS
            ):
                found.append((f"{module}.{name}", value))
    return found


@pytest.fixture
async def connection(database_url: str) -> asyncpg.Connection:
    return await asyncpg.connect(database_url)


async def test_every_query_fits_the_schema(connection: asyncpg.Connection) -> None:
    wrong = {}
    for name, query in queries():
        try:
            await connection.prepare(query)
        except asyncpg.PostgresError as error:
            wrong[name] = str(error)
    await connection.close()

    assert wrong == {}


def test_the_queries_that_are_looked_at_are_many() -> None:
    assert len(queries()) > 40
