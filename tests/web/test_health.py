"""Alive, and ready."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import asyncpg
import httpx
import pytest
import structlog
from fastapi import FastAPI

from tattoobot.db.engine import Database
from tattoobot.db.migrate import newest_revision
from tattoobot.db.presence import Presence
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


async def test_ready_answers_ok_when_nothing_waits(desk: Desk) -> None:
    answer = await desk.http.get("/ready")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["oldest_undelivered_seconds"] is None


async def test_ready_tells_how_long_the_oldest_effect_waits(desk: Desk) -> None:
    await desk.act(await desk.a_lead(), "approve")
    await desk.rows("UPDATE outbox SET created_at = now() - interval '90 seconds' RETURNING id")

    answer = await desk.http.get("/ready")

    assert 90 <= answer.json()["oldest_undelivered_seconds"] < 100


LATE = "now() - interval '16 minutes'"
LONG_WAITS = [
    f"INSERT INTO outbox (kind, order_key, body, created_at) VALUES ('x', 'x', '{{}}', {LATE})",
    f"INSERT INTO inbox (provider, external_id, kind, payload, received_at) VALUES ('stripe', 1, '', '{{}}', {LATE})",
    "INSERT INTO clients (turn_due_at) VALUES (timestamptz '2026-03-10 09:44Z')",
]


@pytest.mark.parametrize("waits", LONG_WAITS)
async def test_not_ready_when_a_message_waits_too_long_wherever_it_is(desk: Desk, waits: str) -> None:
    await desk.rows(f"{waits} RETURNING id")

    answer = await desk.http.get("/ready")

    assert answer.status_code == 503
    assert answer.json()["reasons"] == [
        "A message has waited for 16 minutes, and no worker is running: start `tattoobot serve --only worker`."
    ]


@pytest.mark.parametrize(
    "waits",
    [
        *(
            statement.replace("16 minutes", "14 minutes").replace("09:44", "09:46")
            for statement in LONG_WAITS
        ),
        LONG_WAITS[0].replace("body, ", "body, state, ").replace("'{}', ", "'{}', 'dead', "),
        LONG_WAITS[1].replace("kind, ", "failure, kind, ").replace("'', ", "'no', '', "),
    ],
)
async def test_what_has_not_waited_long_or_waits_for_a_person_is_no_reason(desk: Desk, waits: str) -> None:
    await desk.rows(f"{waits} RETURNING id")

    assert (await desk.http.get("/ready")).status_code == 200


async def test_a_worker_that_lives_is_seen(desk: Desk) -> None:
    worker = Presence(desk.database)
    await worker.start()

    answer = await desk.http.get("/ready")
    await worker.stop()

    assert answer.json()["workers"] == 1


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


FULL = """
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER no_room BEFORE INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION no_room()
"""


async def test_ready_says_that_webhooks_cannot_be_kept_until_they_can(desk: Desk) -> None:
    async def a_webhook(number: int) -> int:
        body = json.dumps({"id": f"evt_{number}", "object": "event", "type": "ping", "data": {"object": {}}})
        return (await desk.http.post("/webhooks/stripe", content=body, headers=signed(body))).status_code

    async with desk.web.database.transaction() as db:
        await db.execute(FULL)
    try:
        with structlog.testing.capture_logs() as log:
            assert await a_webhook(1) == 503
        answer = await desk.http.get("/ready")
    finally:
        async with desk.web.database.transaction() as db:
            await db.execute("DROP TRIGGER no_room ON inbox; DROP FUNCTION no_room()")

    assert answer.status_code == 503
    assert answer.json()["reasons"] == [
        "Webhooks could not be kept in the last minute: is the database's disk full?"
    ]
    [line] = [entry for entry in log if entry["event"] == "webhook_not_kept"]
    assert "exc_info" not in line
    assert line["error"] == "DiskFullError"

    assert await a_webhook(2) == 200
    assert (await desk.http.get("/ready")).status_code == 200


def signed(body: str) -> dict[str, str]:
    at = int(time.time())
    mark = hmac.new(b"whsec_a_secret", f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    return {"stripe-signature": f"t={at},v1={mark}"}


async def test_ready_names_the_alarms_and_stays_green_for_what_no_restart_mends(desk: Desk) -> None:
    await desk.rows("INSERT INTO alarms (cause) VALUES ('standby') RETURNING id")
    await desk.rows("INSERT INTO alarms (cause, over_at) VALUES ('sheet', now()) RETURNING id")

    answer = await desk.http.get("/ready")

    assert answer.status_code == 200
    assert [alarm["cause"] for alarm in answer.json()["alarms"]] == ["standby"]
