"""Fixtures that every folder of tests may use."""

import gc
import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import asyncpg
import pytest
from hypothesis import settings
from playwright.async_api import Browser as Chromium
from playwright.async_api import async_playwright

from tattoobot.db.embedded import EmbeddedPostgres
from tattoobot.db.engine import Database
from tattoobot.db.migrate import upgrade
from tests.order import order

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
"""How long an example takes says how busy the machine is."""

gc.set_threshold(8_000)
"""As the product does (`commands/serve.py`). With Python's own 700 a ninth of the tests' time goes into collecting."""

CHROMIUM_PATH = Path(__file__).resolve().parent.parent / ".venv" / "chromium-path"
SWITCHED_OFF = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # Of several such lists Chromium heeds the last: what Playwright switches off is said again.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
"""Behind each window's address bar stand two pages of the browser's own; they take longer than most of our pages."""
CHROMIUM_OPTIONS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"),
    f"--disable-features={','.join(SWITCHED_OFF)}",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several work, the long ones begin."""
    if workers := int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0")):
        folders = [item.path.relative_to(Path(__file__).parent).parts[0] for item in items]
        items[:] = [items[place] for place in order(folders, workers)]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium that `make test` found or fetched (tools/browser.py)."""
    if not CHROMIUM_PATH.exists():
        pytest.fail("No browser yet. Run: .venv/bin/python tools/browser.py", pytrace=False)
    return CHROMIUM_PATH.read_text().strip()


@pytest.fixture(scope="session")
async def started_chromium(chromium_path: str) -> AsyncIterator[Chromium]:
    """One for all tests of this worker: it takes longer to start than most tests take."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=chromium_path, args=CHROMIUM_OPTIONS)
        yield opened
        await opened.close()


@pytest.fixture
async def chromium(started_chromium: Chromium) -> AsyncIterator[Chromium]:
    """A browser in which nothing is kept of another test: what was opened is closed with all that it stored."""
    yield started_chromium
    for context in started_chromium.contexts:
        await context.close()


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL for this worker: TEST_DATABASE_URL (a superuser's), else one that lives as long as the tests."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with EmbeddedPostgres(tmp_path_factory.mktemp("postgres"), durable=False) as postgres:
        yield postgres.superuser_url


@pytest.fixture(scope="session")
async def new_database(postgres_url: str) -> AsyncIterator[Callable[[], Awaitable[str]]]:
    """Makes databases with the newest schema: migrated once, then copied."""
    server = await asyncpg.connect(postgres_url)
    made: list[str] = []

    async def make(template: str = "template0") -> str:
        made.append(f"test_{uuid.uuid4().hex}")
        await server.execute(f"CREATE DATABASE {made[-1]} TEMPLATE {template}")
        return _in_other_database(postgres_url, made[-1])

    await upgrade(await make())
    yield partial(make, made[0])
    for name in made:
        await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await server.close()


@pytest.fixture(scope="session")
async def migrated_database(
    new_database: Callable[[], Awaitable[str]],
) -> AsyncIterator["MigratedDatabase"]:
    """One for all tests of this worker."""
    url = await new_database()
    connection = await asyncpg.connect(url)
    yield MigratedDatabase(url, connection, await _how_to_empty(connection))
    await connection.close()


@pytest.fixture
async def database_url(migrated_database: "MigratedDatabase") -> str:
    """The address of a database as the migrations leave it."""
    await migrated_database.empty()
    return migrated_database.url


@pytest.fixture(scope="session")
async def open_database(migrated_database: "MigratedDatabase") -> AsyncIterator[Database]:
    """Connected once for all tests of this worker: a new connection has all the tables to learn about."""
    opened = await Database.connect(migrated_database.url, size=30)
    yield opened
    await opened.close()


@pytest.fixture
def database(database_url: str, open_database: Database) -> Database:
    """A database as the migrations leave it, and connected."""
    return open_database


class MigratedDatabase:
    """A database that can be put back, quickly, to where the migrations left it."""

    def __init__(self, url: str, connection: asyncpg.Connection, how_to_empty: str) -> None:
        self.url = url
        self._connection = connection
        self._how_to_empty = how_to_empty

    async def empty(self) -> None:
        await self._connection.execute(self._how_to_empty)


async def _how_to_empty(connection: asyncpg.Connection) -> str:
    """Deleting beats TRUNCATE by far on tables with a handful of rows. Rows of the migrations are put back."""
    tables = await connection.fetch(
        "SELECT quote_ident(tablename) AS name FROM pg_tables"
        " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
    )
    statements = ["SET LOCAL session_replication_role = replica", "SET LOCAL lock_timeout = '5s'"]
    await connection.execute("CREATE SCHEMA as_migrated")
    for (table,) in tables:
        statements.append(f"DELETE FROM {table}")
        if await connection.fetchval(f"SELECT EXISTS (SELECT FROM {table})"):
            await connection.execute(f"CREATE TABLE as_migrated.{table} AS SELECT * FROM {table}")
            statements.append(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE TABLE as_migrated.{table}")
    for sequence, position, used in await _sequences(connection):
        statements.append(f"SELECT setval('{sequence}', {position}, {used})")
    return "; ".join(statements)


async def _sequences(connection: asyncpg.Connection) -> list[tuple[str, int, bool]]:
    return [
        (name, last or 1, last is not None)
        for name, last in await connection.fetch(
            "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'"
        )
    ]


def _in_other_database(url: str, name: str) -> str:
    address, question_mark, options = url.partition("?")
    return f"{address.rpartition('/')[0]}/{name}{question_mark}{options}"
