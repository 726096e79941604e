"""Each test starts with the database as the migrations leave it."""

import asyncpg
import pytest


@pytest.mark.parametrize("time", ["first", "second"])
async def test_what_a_test_wrote_is_gone_and_numbers_start_again(database_url: str, time: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        assert await connection.fetchval("SELECT count(*) FROM clock") == 1
        await connection.execute("DELETE FROM clock")
        client = await connection.fetchval("INSERT INTO clients (phone) VALUES ('15550100001') RETURNING id")
        assert client == 1, time
    finally:
        await connection.close()
