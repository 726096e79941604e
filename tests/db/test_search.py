"""Words that are searched for find their enquiries without a walk through all of them."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from tattoobot.db import search
from tattoobot.db.engine import PLANNING, Database
from tattoobot.db.overview import After
from tattoobot.db.search import Bounds, Wanted

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
            rows = await search.everywhere(db, Wanted(query=typed))
    # At this size a whole table is read as quickly as an index.
    await connection.execute("SET enable_seqscan = off")
    visited = [await briefs_read(connection, query, args) for query, args in asked if "lead_search" in query]
    await database.close()
    await connection.close()

    assert [one.found.lead.id for one in rows] == found
    assert sum(visited) < MANY / 2


PEOPLE = 120
"""Each is called by the tens and the ones of their number, and wants an animal; two wrote at each moment."""

FEW_PEOPLE = f"""
    SET session_replication_role = replica;
    INSERT INTO clients (id, name, phone) OVERRIDING SYSTEM VALUE
    SELECT n, '', (15550100000 + n)::text FROM generate_series(1, {PEOPLE}) n;
    INSERT INTO client_search (client_id, word)
    SELECT n, word FROM generate_series(1, {PEOPLE}) n,
        unnest(ARRAY['ten' || n / 10 % 10, 'one' || n % 10, 'robin' || n % 3, 'robins', (15550100000 + n)::text]) word;
    INSERT INTO leads (id, client_id, artist_id, status, status_since, updated_at) OVERRIDING SYSTEM VALUE
    SELECT n, n, 1 + n % 2, 'lapsed', now(), timestamptz '2026-03-01' - n / 2 * interval '1 minute'
    FROM generate_series(1, {PEOPLE}) n;
    INSERT INTO lead_search (lead_id, words)
    SELECT n, array_to_tsvector(ARRAY['one' || n % 7, 'koi']) FROM generate_series(1, {PEOPLE}) n;
    SET session_replication_role = origin;
    ANALYZE;
"""

EVERYTHING = Bounds()
ALL_LOOKED_UP = Bounds(few=1000, counted=1000)
ALL_MET_ON_THE_WAY = Bounds(few=0, counted=1, newest=1000)
MET_FROM_MEMORY = Bounds(few=0, counted=1000, newest=1000)
NONE_AMONG_THE_NEWEST = Bounds(few=0, counted=1, newest=2)


@pytest.mark.parametrize(
    "bounds", [EVERYTHING, ALL_LOOKED_UP, ALL_MET_ON_THE_WAY, MET_FROM_MEMORY, NONE_AMONG_THE_NEWEST]
)
async def test_however_it_is_looked_for_all_are_found_in_one_order_and_each_once(
    database_url: str, bounds: Bounds
) -> None:
    connection = await asyncpg.connect(database_url)
    await connection.execute(FEW_PEOPLE)
    database = await Database.connect(database_url, size=1)

    for typed, called, wanting in QUERIES:
        for artists in (None, (1,)):
            found = await all_pages(database, Wanted(query=typed, artists=artists, limit=7), bounds)

            expected = [*in_order(filter(called, EVERYBODY)), *in_order(filter(wanting, EVERYBODY))]
            assert found == [n for n in expected if artists is None or 1 + n % 2 in artists], typed
    await connection.close()
    await database.close()


EVERYBODY = range(1, PEOPLE + 1)

QUERIES: list[tuple[str, Callable[[int], bool], Callable[[int], bool]]] = [
    ("one3", lambda n: n % 10 == 3, lambda n: n % 7 == 3 and n % 10 != 3),
    ("robin", lambda n: True, lambda n: False),
    ("robin one", lambda n: True, lambda n: False),
    ("ten4 one2", lambda n: n == 42, lambda n: False),
    ("one3 koi", lambda n: False, lambda n: n % 7 == 3),
    ("one3 one4", lambda n: False, lambda n: False),
    ("1555", lambda n: True, lambda n: False),
    ("nobody", lambda n: False, lambda n: False),
]
"""What is typed, who is called so, who else wants so."""


def in_order(found: Iterable[int]) -> list[int]:
    return sorted(found, key=lambda n: (n // 2, -n))


async def all_pages(database: Database, wanted: Wanted, bounds: Bounds) -> list[int]:
    found: list[int] = []
    while True:
        async with database.transaction() as db:
            page = await search.everywhere(db, wanted, bounds)
        found += [one.found.lead.id for one in page[: wanted.limit]]
        if len(page) <= wanted.limit:
            return found
        last = page[wanted.limit - 1]
        after = After(last.found.updated_at, last.found.lead.id)
        wanted = replace(wanted, after=after, place=last.place)


async def briefs_read(connection: asyncpg.Connection, query: str, args: tuple[Any, ...]) -> int:
    told = json.loads(await connection.fetchval(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", *args))
    return sum(
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
        for node in nodes(told[0]["Plan"])
        if node.get("Relation Name") == "lead_search"
    )


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for part in plan.get("Plans", []) for node in nodes(part))]
