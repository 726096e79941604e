"""Fills a database as years of a busy studio's work would have: leads that are over, a few that go on."""

import asyncpg

FINISHED = 0.95
"""Of the leads. The others are spread over the statuses that go on."""

CLIENTS = """
    INSERT INTO clients (id, name, phone, user_id, language, last_message_at, created_at)
    OVERRIDING SYSTEM VALUE
    SELECT n, 'Client Number' || n % 10000, '1666' || lpad(n::text, 7, '0'), 'GB.' || n, 'en', at, at
    FROM (SELECT n, now() - n * interval '60 seconds' AS at FROM generate_series(1, $1::bigint) n) c
"""

HANDLES = """
    INSERT INTO handles (client_id, kind, value, valid_from)
    SELECT id, 'phone', phone, created_at FROM clients
    UNION ALL
    SELECT id, 'user_id', user_id, created_at FROM clients
"""

# As the trigger on clients would: the words of the name, and the number from both its ends.
SEARCH = """
    INSERT INTO client_search (client_id, word)
    SELECT id, 'client' FROM clients
    UNION ALL SELECT id, lower(split_part(name, ' ', 2)) FROM clients
    UNION ALL SELECT id, phone FROM clients
    UNION ALL SELECT id, '<' || reverse(phone) FROM clients
"""

LEADS = """
    INSERT INTO leads (id, client_id, artist_id, status, answers, created_at, updated_at)
    OVERRIDING SYSTEM VALUE
    SELECT id, id, (SELECT min(id) FROM artists),
           CASE WHEN id % 1000 < $1::float8 * 1000 THEN (ARRAY['booked', 'rejected', 'lapsed', 'completed'])[id % 4 + 1]
                ELSE (ARRAY['qualifying', 'pending_approval', 'awaiting_deposit', 'booking_pending'])[id % 4 + 1] END,
           jsonb_build_object(
               'idea', jsonb_build_object(
                   'text',
                   'a ' || (ARRAY['fox', 'robin', 'koi', 'moth'])[id % 4 + 1] || ' with lantern number' || id % 1000,
                   'value', null, 'source', 'words'
               ),
               'placement', jsonb_build_object(
                   'text', 'my ' || (ARRAY['forearm', 'wrist', 'thigh'])[id % 3 + 1],
                   'value', jsonb_build_object('part', (ARRAY['forearm', 'wrist', 'thigh'])[id % 3 + 1]),
                   'source', 'words'
               )
           ),
           created_at, created_at
    FROM clients
"""

# As the triggers on leads and the timeline would.
BRIEFS = """
    INSERT INTO lead_search (lead_id, words)
    SELECT id, array_to_tsvector(said) FROM leads, lead_words(answers) AS said WHERE said <> '{}'
"""

DATES = """
    INSERT INTO dates (lead_id, starts_at) SELECT id, created_at + interval '30 days' FROM leads WHERE status = 'booked'
"""

LOOKS = """
    INSERT INTO lead_checks (lead_id, look_at)
    SELECT id, now() + id / 20 % 1000 * interval '1 hour' + interval '1 hour'
    FROM leads WHERE status IN ('qualifying', 'pending_approval', 'awaiting_deposit', 'booking_pending')
"""

TIMELINE = """
    INSERT INTO timeline (lead_id, at, actor, happened, to_status)
    SELECT l.id, l.created_at, 'client', 'enquired', 'qualifying' FROM leads l
    UNION ALL
    SELECT l.id, l.created_at, 'client', 'brief_completed', l.status FROM leads l
"""

MESSAGES = """
    INSERT INTO messages
        (client_id, lead_id, direction, kind, text, body, provider_id, status, progress, at, taken_at)
    SELECT l.client_id, l.id, CASE WHEN n % 2 = 0 THEN 'in' ELSE 'out' END,
           CASE WHEN n % 2 = 0 THEN 'text' ELSE 'Text' END, 'What was said, in about as many words as people use.',
           '{"body":"What was said, in about as many words as people use."}',
           'wamid.filled.' || l.id || '.' || n, CASE WHEN n % 2 = 0 THEN 'received' ELSE 'read' END,
           CASE WHEN n % 2 = 0 THEN 0 ELSE 4 END, l.created_at + n * interval '30 seconds',
           CASE WHEN n % 2 = 0 THEN l.created_at END
    FROM leads l, generate_series(0, $1::int - 1) n
"""

INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename = ANY($1::text[])
      AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conname IS NOT NULL)
"""

FILLED = [
    "clients",
    "handles",
    "client_search",
    "leads",
    "lead_search",
    "dates",
    "lead_checks",
    "timeline",
    "messages",
]


async def fill(url: str, leads: int, messages: int) -> None:
    """Fill an empty, migrated database. Takes minutes at a million leads."""
    db = await asyncpg.connect(url, timeout=30)
    try:
        # What the triggers and foreign keys would do row by row is done, and true, here.
        await db.execute("SET session_replication_role = replica; SET maintenance_work_mem = '1GB'")
        indexes = await db.fetch(INDEXES, FILLED)
        for index in indexes:
            await db.execute(f'DROP INDEX "{index["indexname"]}"')
        await db.execute(CLIENTS, leads)
        await db.execute(HANDLES)
        await db.execute(SEARCH)
        await db.execute(LEADS, FINISHED)
        await db.execute(BRIEFS)
        await db.execute(DATES)
        await db.execute(LOOKS)
        await db.execute(TIMELINE)
        await db.execute(MESSAGES, messages // leads)
        for index in indexes:
            await db.execute(index["indexdef"])
        for table in ("clients", "leads"):
            await db.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
        await db.execute("VACUUM (ANALYZE)")
        await db.execute("CHECKPOINT")
    finally:
        await db.close()
