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
    INSERT INTO leads (id, client_id, artist_id, status, answers, created_at, updated_at, status_since)
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
               ),
               'style', jsonb_build_object(
                   'text', 'fine line', 'source', 'words',
                   'value', (ARRAY['fine_line', 'blackwork', 'japanese'])[id % 3 + 1]
               )
           ),
           created_at, created_at, created_at
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

# Who has come or will come has paid, whoever was told to is about to; what was done is taken off the price.
DEPOSITS = """
    INSERT INTO deposits
        (id, lead_id, status, amount, currency, idempotency_key, session_id, expires_at, created_at, paid_at)
    OVERRIDING SYSTEM VALUE
    SELECT id, id, CASE status WHEN 'awaiting_deposit' THEN 'open' ELSE 'paid' END, 60, 'GBP',
           'filled-' || id, 'cs_filled_' || id, created_at + interval '3 days', created_at + interval '1 day',
           CASE WHEN status <> 'awaiting_deposit' THEN created_at + interval '2 days' END
    FROM leads WHERE status IN ('awaiting_deposit', 'booking_pending', 'booked', 'completed')
"""

ATTEMPTS = """
    INSERT INTO attempts (id, deposit_id, amount, idempotency_key, session_id, state, created_at, expires_at)
    OVERRIDING SYSTEM VALUE
    SELECT id, id, amount, idempotency_key, session_id, CASE status WHEN 'open' THEN 'open' ELSE 'complete' END,
           created_at, expires_at
    FROM deposits
"""

LEDGER = """
    INSERT INTO ledger (deposit_id, kind, amount, reference, actor, at)
    SELECT id, 'paid', amount, 'pi_filled_' || id, 'stripe', paid_at FROM deposits WHERE status = 'paid'
    UNION ALL
    SELECT d.id, 'applied', d.amount, '', 'artist', d.paid_at + interval '28 days'
    FROM deposits d JOIN leads l ON l.id = d.lead_id WHERE l.status = 'completed'
"""

# As the trigger on the ledger would, for these two kinds of entries.
SUMS = """
    INSERT INTO money_sums (artist_id, currency, what, since, amount)
    SELECT l.artist_id, d.currency, w.what, s.since, sum(e.amount * w.sign)
    FROM ledger e JOIN deposits d ON d.id = e.deposit_id JOIN leads l ON l.id = d.lead_id
    JOIN (VALUES ('paid', 'paid', 1), ('paid', 'held', 1), ('applied', 'applied', 1), ('applied', 'held', -1))
        AS w (kind, what, sign) ON w.kind = e.kind,
    LATERAL (VALUES ('-infinity'::timestamptz), (date_bin('15 minutes', e.at, 'epoch'))) AS s (since)
    GROUP BY 1, 2, 3, 4
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
    UNION ALL
    SELECT d.lead_id, d.created_at, 'artist', 'approved', 'awaiting_deposit' FROM deposits d
    UNION ALL
    SELECT d.lead_id, d.paid_at, 'client', 'deposit_paid', 'deposit_paid' FROM deposits d WHERE status = 'paid'
    UNION ALL
    SELECT d.lead_id, d.created_at, 'artist', 'booked', 'booked' FROM dates JOIN deposits d USING (lead_id)
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
    "deposits",
    "attempts",
    "ledger",
    "money_sums",
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
        for statement in (DEPOSITS, ATTEMPTS, LEDGER, SUMS):
            await db.execute(statement)
        await db.execute(LOOKS)
        await db.execute(TIMELINE)
        await db.execute(MESSAGES, messages // leads)
        for index in indexes:
            await db.execute(index["indexdef"])
        for table in ("clients", "leads", "deposits", "attempts"):
            await db.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
        await db.execute("VACUUM (ANALYZE)")
        await db.execute("CHECKPOINT")
    finally:
        await db.close()
