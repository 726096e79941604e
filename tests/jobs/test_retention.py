"""Old rows go, young ones and unfinished ones stay."""

import asyncio
from datetime import timedelta

from tattoobot.jobs.retention import BATCH, Keep, Retention
from tests.actions.conftest import Bench
from tests.builders import NOW

ARRIVALS = """
    INSERT INTO inbox (provider, external_id, kind, payload, received_at, handled_at, failure)
    SELECT 'whatsapp', $1 || n, 'message', '{}', now() - $2::interval, CASE WHEN $3 THEN now() END, $4
    FROM generate_series(1, $5::int) AS n
    RETURNING id
"""
LINK = """
    INSERT INTO action_tokens (lead_id, digest, action, lead_status, created_at, expires_at, used_at)
    VALUES ($1, $2, 'approve', 'pending_approval', $3, $4, $5) RETURNING id
"""


async def clean(bench: Bench) -> None:
    await Retention(bench.database, lambda: NOW, Keep()).clean()


async def test_webhooks_go_a_month_after_they_came_when_they_are_dealt_with(bench: Bench) -> None:
    old, young = timedelta(days=31), timedelta(days=29)
    await bench.rows(ARRIVALS, "waits", old, False, None, 1)
    await bench.rows(ARRIVALS, "done", old, True, None, 1)
    await bench.rows(ARRIVALS, "failed", old, False, "It is not JSON.", 1)
    await bench.rows(ARRIVALS, "young", young, True, None, 1)

    await clean(bench)

    rows = await bench.rows("SELECT external_id FROM inbox ORDER BY id")
    assert [row["external_id"] for row in rows] == ["waits1", "young1"]


async def test_many_go_in_batches_and_what_waits_does_not_stop_the_walk(bench: Bench) -> None:
    await bench.rows(ARRIVALS, "waits", timedelta(days=40), False, None, BATCH + 5)
    await bench.rows(ARRIVALS, "done", timedelta(days=31), True, None, 2 * BATCH + 1)
    await bench.rows(ARRIVALS, "young", timedelta(days=1), True, None, 3)

    await clean(bench)

    assert await bench.value("SELECT count(*) FROM inbox WHERE handled_at IS NOT NULL") == 3
    assert await bench.value("SELECT count(*) FROM inbox") == BATCH + 8


async def test_cleaning_waits_for_nobody_and_nobody_for_it(bench: Bench) -> None:
    await bench.rows(ARRIVALS, "done", timedelta(days=31), True, None, 10)

    async with bench.database.transaction() as db:
        await db.execute("SELECT * FROM inbox WHERE handled_at IS NULL FOR UPDATE")
        await asyncio.wait_for(clean(bench), 5)

    assert await bench.value("SELECT count(*) FROM inbox") == 0


async def test_the_engines_log_is_kept_for_a_week(bench: Bench) -> None:
    for days in (8, 6):
        await bench.rows(
            "INSERT INTO pgqueuer_log (created, job_id, status, priority, entrypoint)"
            " VALUES (now() - $1::interval, 1, 'successful', 0, 'inbox') RETURNING id",
            timedelta(days=days),
        )

    await clean(bench)

    assert await bench.value("SELECT count(*) FROM pgqueuer_log") == 1


async def test_links_go_a_month_after_their_use_or_end(bench: Bench) -> None:
    lead = await bench.a_lead()
    long_ago, lately, ahead = NOW - timedelta(days=60), NOW - timedelta(days=20), NOW + timedelta(days=1)
    for number, (expires_at, used_at) in enumerate(
        [(long_ago, None), (ahead, long_ago), (lately, None), (ahead, None), (ahead, lately)]
    ):
        await bench.rows(LINK, lead, bytes([number]), NOW - timedelta(days=70), expires_at, used_at)

    await clean(bench)

    rows = await bench.rows("SELECT digest FROM action_tokens ORDER BY id")
    assert [row["digest"] for row in rows] == [b"\x02", b"\x03", b"\x04"]


async def test_blue_ticks_that_never_went_out_are_forgotten(bench: Bench) -> None:
    for kind, age in (("MarkRead", 2), ("MarkRead", 0), ("FetchPhoto", 2)):
        await bench.rows(
            "INSERT INTO outbox (kind, order_key, body, created_at) VALUES ($1, 'read:1', '{}', $2) RETURNING id",
            kind,
            NOW - timedelta(days=age),
        )

    await clean(bench)

    assert await bench.waiting("MarkRead") == 1
    assert await bench.waiting("FetchPhoto") == 1
