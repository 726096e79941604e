"""The outbox is empty when its queries are planned, and full after WhatsApp was away."""

import json
from collections.abc import Iterator
from typing import Any

import asyncpg

from tattoobot.db import outbox
from tattoobot.db.engine import PLANNING

WAITING, AT_ONCE = 3000, 200
CLAIM = f"(now(), {AT_ONCE}, '45 seconds', 1, ARRAY['SendMessage'], 4, '4 minutes')"
FILL = f"""
    INSERT INTO outbox (kind, order_key, body, due_at)
    SELECT 'SendMessage', 'client:' || n, '{{}}', now() FROM generate_series(1, {WAITING}) AS n
"""


async def test_a_full_outbox_is_not_read_whole_for_each_row_that_is_claimed(database_url: str) -> None:
    connection = await asyncpg.connect(database_url, server_settings=PLANNING)
    try:
        await connection.execute(f"{FILL}; DELETE FROM outbox; ANALYZE outbox")
        await connection.execute("SET plan_cache_mode = force_generic_plan")
        await connection.execute(
            f"PREPARE claim (timestamptz, int, interval, bigint, text[], int, interval) AS {outbox.CLAIM}"
        )
        await connection.execute(f"EXECUTE claim {CLAIM}")
        await connection.execute(FILL)
        told = await connection.fetchval(f"EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE claim {CLAIM}")
    finally:
        await connection.close()

    plan = json.loads(told)[0]["Plan"]
    assert plan["Actual Rows"] == AT_ONCE
    assert max(rows_seen(plan)) <= WAITING


def rows_seen(part: dict[str, Any]) -> Iterator[float]:
    """By each part of the plan, with those that it left out again."""
    left_out = part.get("Rows Removed by Join Filter", 0) + part.get("Rows Removed by Filter", 0)
    yield (part["Actual Rows"] + left_out) * part["Actual Loops"]
    for each in part.get("Plans", []):
        yield from rows_seen(each)
