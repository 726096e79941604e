"""Words that are searched for find their enquiries without a walk through all of them."""

import json
from typing import Any

import asyncpg
import pytest

from tattoobot.db import overview
from tattoobot.db.engine import PLANNING, Database
from tattoobot.db.overview import Wanted

MANY = 20_000

FILL = f"""
    SET session_replication_role = replica;
    INSERT INTO clients (id, name, phone) OVERRIDING SYSTEM VALUE
    SELECT n, 'Somebody', (15550100000 + n)::text FROM generate_series(1, {MANY}) n;
    INSERT INTO leads (id, client_id, artist_id, status, status_since, updated_at) OVERRIDING SYSTEM VALUE
    SELECT n, n, 1, 'lapsed', now(), now() - n * interval '1 minute' FROM generate_series(1, {MANY}) n;
    INSERT INTO lead_search (lead_id, words)
    SELECT n, array_to_tsvector(ARRAY['small', 'with' || n % 200, CASE n % 2 WHEN 0 THEN 'robin' ELSE 'koi' END])
    FROM generate_series(1, {MANY}) n;
    UPDATE lead_search SET words = array_to_tsvector(ARRAY['koi', 'lighthouse', 'robin']) WHERE lead_id > {MANY} - 3;
    SET session_replication_role = origin;
    ANALYZE;
"""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("robin koi", [MANY - 2, MANY - 1, MANY]),
        ("small lighthouse", []),
    ],
)
async def test_words_are_found_without_a_walk_through_all_enquiries(
    database_url: str, typed: str, found: list[int]
) -> None:
    """Each of them stands in half of the briefs, but they seldom stand together."""
    connection = await asyncpg.connect(database_url, server_settings=PLANNING)
    await connection.execute(FILL)
    database = await Database.connect(database_url, size=1)
    asked: list[tuple[str, tuple[Any, ...]]] = []

    async with database.transaction() as db:
        with db.query_logger(lambda record: asked.append((record.query, record.args))):
            rows = await overview.page(db, Wanted(query=typed, in_briefs=True))
    # At this size a whole table is read as quickly as an index.
    await connection.execute("SET enable_seqscan = off")
    visited = [await briefs_read(connection, query, args) for query, args in asked if "lead_search" in query]
    await database.close()
    await connection.close()

    assert [row.lead.id for row in rows] == found
    assert sum(visited) < MANY / 2


async def briefs_read(connection: asyncpg.Connection, query: str, args: tuple[Any, ...]) -> int:
    told = json.loads(await connection.fetchval(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", *args))
    return sum(
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
        for node in nodes(told[0]["Plan"])
        if node.get("Relation Name") == "lead_search"
    )


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for part in plan.get("Plans", []) for node in nodes(part))]
