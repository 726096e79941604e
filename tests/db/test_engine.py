"""The pool of connections, as everything that needs the database uses it."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from tattoobot.db.clock import MovableClock
from tattoobot.db.engine import Database, will_pass
from tattoobot.db.presence import Presence

GIVEN_UP = asyncpg.InternalClientError("cannot switch to state 15; another operation (2) is in progress")


async def _break(database: Database) -> None:
    async with database.transaction():
        raise GIVEN_UP


async def _server_process(database: Database) -> int:
    async with database.transaction() as db:
        found: int = await db.fetchval("SELECT pg_backend_pid()")
        return found


async def test_a_connection_that_the_driver_has_given_up_is_not_used_again(database_url: str) -> None:
    database = await Database.connect(database_url, size=1)
    before = await _server_process(database)

    with pytest.raises(asyncpg.InterfaceError) as raised:
        await _break(database)

    assert will_pass(raised.value)
    assert await _server_process(database) != before
    await database.close()


async def test_a_socket_that_is_gone_means_that_the_database_is_away(tmp_path: Path) -> None:
    url = f"postgresql://nobody@/none?host={tmp_path}&port=5432"
    database = Database(await asyncpg.create_pool(url, min_size=0))

    with pytest.raises(asyncpg.PostgresConnectionError):
        await _server_process(database)

    await database.close()


@pytest.mark.parametrize("kept_open", [MovableClock, Presence])
async def test_what_holds_a_connection_stops_though_it_has_broken(
    database_url: str, kept_open: type[MovableClock] | type[Presence]
) -> None:
    database = await Database.connect(database_url)
    holder = kept_open(database)
    await holder.start()
    async with database.reading() as db:
        await asyncio.sleep(0.2)
        await db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'tattoobot' AND datname = current_database() AND pid <> pg_backend_pid()"
        )
        await asyncio.sleep(0.2)

    await asyncio.wait_for(holder.stop(), 5)

    await database.close()
