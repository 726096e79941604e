"""Who waits is found by an index, however many enquiries there are beside."""

import json
from typing import Any

import asyncpg
import pytest

from tattoobot.db import desk_turn, waiting
from tattoobot.db.engine import PLANNING

FILL = """
    INSERT INTO artists (key, name) SELECT 'a' || n, 'A' FROM generate_series(1, 3) n;
    INSERT INTO clients (name, phone) SELECT 'Somebody', (15550100000 + n)::text FROM generate_series(1, 4000) n;
    INSERT INTO leads (client_id, artist_id, status, status_since)
    SELECT c.id, (SELECT min(id) FROM artists) + c.id % 3,
           CASE WHEN c.id % 4 = 0 THEN 'pending_approval' WHEN c.id % 4 = 1 THEN 'booked' ELSE 'lapsed' END,
           now() - c.id * interval '1 minute'
    FROM clients c;
    INSERT INTO handovers (client_id, lead_id, reason, asked_by, since, resumes_at, ended_at, ended_by)
    SELECT client_id, id, 'human_request', 'client', now(), now(),
           CASE WHEN id % 100 > 1 THEN now() END, CASE WHEN id % 100 > 1 THEN 'clock' END
    FROM leads;
    INSERT INTO flags (lead_id, reason, since, resolved_at)
    SELECT id, 'question', now() - id * interval '1 minute', CASE WHEN id % 100 > 1 THEN now() END FROM leads;
    INSERT INTO messages (client_id, lead_id, direction, kind, body, status)
    SELECT client_id, id, 'in', 'text', '{}', 'received' FROM leads;
    INSERT INTO timeline (lead_id, actor, happened) SELECT id, 'client', 'brief_completed' FROM leads;
    ANALYZE;
"""

QUESTIONS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "page": (desk_turn.PAGE, (None, desk_turn.LONG_AGO.updated_at, 0, 21, desk_turn.PAID)),
    "count": (desk_turn.COUNT, (None, desk_turn.LONG_AGO.updated_at, 0, 100, desk_turn.PAID)),
    "asked": (desk_turn.ASKED, ([1, 2, 3],)),
    "pictures": (desk_turn.PICTURES, ([1, 2, 3],)),
    "undecided": (waiting.UNDECIDED, (1, waiting.MOST)),
}


@pytest.mark.parametrize("question", QUESTIONS)
async def test_no_question_of_the_desk_reads_a_whole_table(database_url: str, question: str) -> None:
    query, values = QUESTIONS[question]
    connection = await asyncpg.connect(database_url, server_settings=PLANNING)
    try:
        await connection.execute(FILL)
        told = await connection.fetchval(f"EXPLAIN (FORMAT JSON) {query}", *values)
    finally:
        await connection.close()

    whole = [
        node["Relation Name"]
        for node in nodes(json.loads(told)[0]["Plan"])
        if node["Node Type"] == "Seq Scan"
    ]
    # There are a handful of artists; what has no rows is read whole.
    assert set(whole) <= {"artists", "photos", "calls"}


def nodes(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(node for part in plan.get("Plans", []) for node in nodes(part))]
