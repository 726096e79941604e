"""Alive, and ready."""

import time
from collections.abc import AsyncIterator
from dataclasses import replace

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from tattoobot.db.engine import Database
from tattoobot.db.migrate import newest_revision
from tattoobot.web.context import Web
from tests.web.conftest import Desk


async def ask(app: FastAPI, path: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x.example.com") as http:
        return await http.get(path)


@pytest.fixture
async def busy_database(database: Database, database_url: str) -> AsyncIterator[Database]:
    """One whose only connection is taken."""
    small = await Database.connect(database_url, size=1)
    async with small.reading():
        yield small
    await small.close()


async def test_alive_needs_no_database(app: FastAPI, web: Web) -> None:
    nowhere = await asyncpg.create_pool("postgresql://nobody@127.0.0.1:9/none", min_size=0)
    app.state.web = replace(web, database=Database(nowhere))

    answer = await ask(app, "/health")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    await nowhere.close()


async def test_ready(desk: Desk) -> None:
    answer = await desk.http.get("/ready")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["oldest_undelivered_seconds"] is None


async def test_ready_tells_how_long_the_oldest_effect_waits(desk: Desk) -> None:
    await desk.act(await desk.a_lead(), "approve")
    await desk.rows("UPDATE outbox SET created_at = now() - interval '90 seconds' RETURNING id")

    answer = await desk.http.get("/ready")

    assert 90 <= answer.json()["oldest_undelivered_seconds"] < 100


async def test_not_ready_without_a_database(app: FastAPI, web: Web) -> None:
    nowhere = await asyncpg.create_pool("postgresql://nobody@127.0.0.1:9/none", min_size=0)
    app.state.web = replace(web, database=Database(nowhere))

    answer = await ask(app, "/ready")

    assert answer.status_code == 503
    assert answer.json()["reasons"] == ["The database does not answer."]
    await nowhere.close()


async def test_not_ready_when_the_database_does_not_answer_in_time(
    app: FastAPI, web: Web, busy_database: Database
) -> None:
    app.state.web = replace(web, database=busy_database)

    began = time.monotonic()
    answer = await ask(app, "/ready")

    assert answer.status_code == 503
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("change", "undo", "status", "reason"),
    [
        (
            "UPDATE alembic_version SET version_num = '0001'",
            f"UPDATE alembic_version SET version_num = '{newest_revision()}'",
            503,
            "older than this program",
        ),
        (
            "UPDATE alembic_version SET version_num = '9999'",
            f"UPDATE alembic_version SET version_num = '{newest_revision()}'",
            200,
            "",
        ),
        (
            "ALTER TABLE alembic_version RENAME TO elsewhere",
            "ALTER TABLE elsewhere RENAME TO alembic_version",
            503,
            "no schema",
        ),
        (
            "ALTER TABLE pgqueuer RENAME TO elsewhere",
            "ALTER TABLE elsewhere RENAME TO pgqueuer",
            503,
            "job engine",
        ),
    ],
)
async def test_ready_looks_at_the_schema(
    desk: Desk, change: str, undo: str, status: int, reason: str
) -> None:
    await desk.database.pool.execute(change)
    try:
        answer = await desk.http.get("/ready")
    finally:
        await desk.database.pool.execute(undo)

    assert answer.status_code == status
    assert reason in " ".join(answer.json()["reasons"])
