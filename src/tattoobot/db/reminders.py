"""Which leads to look at and what is known about them; which reminders have been dealt with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from tattoobot.db.engine import Connection
from tattoobot.db.handovers import ARTIST_SAID_LAST
from tattoobot.domain.effects import SendMessage
from tattoobot.domain.flags import concern
from tattoobot.domain.lead import Status
from tattoobot.domain.reminder_rules import CONFIRM, NOT_BY_WRITING, WATCHED
from tattoobot.domain.reminders import Facts, Obstacle, Outlook, Page, Planned
from tattoobot.domain.studio import Studio
from tattoobot.domain.zones import zone_of

WEEK = timedelta(days=7)

PRIORITY = -1
"""In the outbox reminders wait behind everything that somebody waits for."""

STALE_AFTER = timedelta(hours=1)
"""A reminder that could not be delivered for so long is not sent any more: it may be night, or settled, by now."""

MOST_WITHDRAWN = 500
LOOKED_AT_TOGETHER = 50
MOST_LOOKED_AT = 4000
"""So many leads are looked at for the sake of the schedule, at most."""
GLANCE = 50
"""And so many to say what comes next."""

TALKS_MINUTES = 5
"""A lead that has only changed is looked at once its client has been quiet for so long: nothing is due of it before."""

# Two statements at once get different leads; a client in the middle of a turn, or with one to come, is left alone. Who
# goes on talking is looked at every so many minutes all the same.
CLAIM = f"""
    SELECT k.lead_id
    FROM lead_checks k
    JOIN leads l ON l.id = k.lead_id
    JOIN clients c ON c.id = l.client_id
    WHERE k.look_at <= $1 AND c.turn_due_at IS NULL AND (k.look_at > '-infinity' OR c.last_message_at IS NULL
        OR c.last_message_at <= $1 - interval '{TALKS_MINUTES} minutes'
        OR (k.lead_id + extract(epoch FROM $1)::bigint / 60) % {TALKS_MINUTES} = 0)
    ORDER BY k.look_at, k.lead_id LIMIT $2
    FOR UPDATE OF k, c SKIP LOCKED
"""

CLAIM_ONE = """
    SELECT k.lead_id
    FROM lead_checks k
    JOIN leads l ON l.id = k.lead_id
    JOIN clients c ON c.id = l.client_id
    WHERE k.lead_id = $1 AND k.look_at <= $2 AND c.turn_due_at IS NULL
    FOR UPDATE OF k, c SKIP LOCKED
"""

DUE_IDS = "SELECT lead_id FROM lead_checks WHERE look_at <= $1 ORDER BY look_at, lead_id LIMIT $2"

FACTS = f"""
    SELECT
        l.id AS lead_id, l.client_id, l.artist_id, l.status, coalesce(moved.at, l.created_at) AS status_since,
        l.answers #>> '{{location,value,country}}' AS country,
        c.name, c.phone, c.opted_out, c.last_message_at,
        d.id AS deposit_id, d.status AS deposit_status, d.expires_at, d.session_id, d.checked_at,
        page.id AS page_id, coalesce(page.created_at, d.created_at) AS asked_at,
        ARRAY(SELECT reason FROM flags WHERE lead_id = l.id AND resolved_at IS NULL) AS flags,
        EXISTS (SELECT FROM handovers WHERE client_id = l.client_id AND ended_at IS NULL) AS handed_over,
        {ARTIST_SAID_LAST} AS answered,
        ARRAY(SELECT kind FROM reminders WHERE lead_id = l.id ORDER BY id) AS kinds,
        ARRAY(SELECT occurrence FROM reminders WHERE lead_id = l.id ORDER BY id) AS occurrences,
        past.reminded_at, past.this_week, fixed.starts_at, fixed.confirmed
    FROM leads l
    JOIN clients c ON c.id = l.client_id
    LEFT JOIN LATERAL (
        SELECT at FROM timeline WHERE lead_id = l.id AND to_status = l.status ORDER BY id DESC LIMIT 1
    ) moved ON true
    LEFT JOIN LATERAL (
        SELECT id, status, created_at, expires_at, session_id, checked_at, idempotency_key FROM deposits
        WHERE lead_id = l.id ORDER BY id DESC LIMIT 1
    ) d ON true
    LEFT JOIN attempts page ON page.idempotency_key = d.idempotency_key
    LEFT JOIN LATERAL (
        SELECT detail ->> 'starts_at' AS starts_at, EXISTS (
            SELECT FROM timeline said
            WHERE said.lead_id = l.id AND said.happened = 'date_confirmed' AND said.id > t.id
              AND said.detail ->> 'of'
                  IN ('', extract(epoch FROM (t.detail ->> 'starts_at')::timestamptz)::bigint::text)
        ) AS confirmed
        FROM timeline t WHERE lead_id = l.id AND happened IN ('booked', 'moved') ORDER BY id DESC LIMIT 1
    ) fixed ON l.status IN ('booked', 'completed')
    CROSS JOIN LATERAL (
        SELECT max(r.at) AS reminded_at, count(*) FILTER (WHERE r.at > $2) AS this_week
        FROM leads theirs
        JOIN reminders r ON r.lead_id = theirs.id
        WHERE theirs.client_id = l.client_id AND r.recipient = 'client' AND r.outcome = 'sent'
    ) past
    WHERE l.id = ANY($1::bigint[])
"""

RECORD = """
    INSERT INTO reminders (lead_id, kind, occurrence, recipient, lead_status, outcome, reason, at)
    SELECT lead_id, kind, occurrence, recipient, lead_status, outcome, reason, $8
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
        AS r (lead_id, kind, occurrence, recipient, lead_status, outcome, reason)
    ON CONFLICT (lead_id, kind, occurrence) DO NOTHING
    RETURNING lead_id, kind, occurrence
"""

LOOK_AGAIN = """
    UPDATE lead_checks k SET look_at = n.look_at
    FROM unnest($1::bigint[], $2::timestamptz[]) AS n (lead_id, look_at)
    WHERE k.lead_id = n.lead_id AND k.look_at <> n.look_at
"""

NO_MORE = "DELETE FROM lead_checks WHERE lead_id = ANY($1::bigint[])"

# Whatever made a reminder pointless while it waited to be delivered. One that may have gone out is left alone.
WITHDRAW = f"""
    WITH waiting AS MATERIALIZED (
        SELECT id, message_id FROM outbox
        WHERE state = 'waiting' AND priority = $2 AND kind = '{SendMessage.__name__}'
        ORDER BY priority DESC, due_at, id LIMIT $4
        FOR UPDATE SKIP LOCKED
    ), stale AS (
        SELECT o.id, o.message_id, r.id AS reminder_id
        FROM waiting o
        JOIN messages m ON m.id = o.message_id
        JOIN leads l ON l.id = m.lead_id
        JOIN reminders r ON r.lead_id = m.lead_id AND r.at = m.at AND r.outcome = 'sent'
            AND (r.recipient = 'artist') = (m.artist_id IS NOT NULL)
        LEFT JOIN clients c ON c.id = m.client_id
        WHERE m.at < $1::timestamptz - $3::interval
           OR l.status <> r.lead_status OR c.opted_out OR c.last_message_at > m.at
           OR EXISTS (SELECT FROM handovers WHERE client_id = m.client_id AND ended_at IS NULL)
           OR EXISTS (
               SELECT FROM deposits WHERE lead_id = l.id AND status = 'processing' AND m.artist_id IS NULL
           )
    ), gone AS (
        DELETE FROM outbox o USING stale WHERE o.id = stale.id
    ), withdrawn AS (
        UPDATE reminders r SET outcome = 'withdrawn' FROM stale WHERE r.id = stale.reminder_id
    ), held AS (
        UPDATE messages m SET status = 'held_back' FROM stale WHERE m.id = stale.message_id RETURNING 1
    )
    SELECT count(*) FROM held
"""

# Of who has just written. What they can settle by writing is settled; of the rest they are reminded later.
TAKE_BACK = f"""
    WITH waiting AS MATERIALIZED (
        SELECT id, message_id FROM outbox
        WHERE order_key = ANY($1::text[]) AND state = 'waiting' AND priority = $2 AND kind = '{SendMessage.__name__}'
        FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM outbox o USING waiting WHERE o.id = waiting.id
    ), held AS (
        UPDATE messages m SET status = 'held_back' FROM waiting WHERE m.id = waiting.message_id
        RETURNING m.lead_id, m.at
    ), settled AS (
        UPDATE reminders r SET outcome = 'withdrawn' FROM held
        WHERE r.lead_id = held.lead_id AND r.at = held.at AND r.recipient = 'client'
          AND r.lead_status <> ALL($3::text[])
    ), later AS (
        DELETE FROM reminders r USING held
        WHERE r.lead_id = held.lead_id AND r.at = held.at AND r.recipient = 'client'
          AND r.lead_status = ANY($3::text[])
        RETURNING r.lead_id
    )
    INSERT INTO lead_checks (lead_id, look_at) SELECT DISTINCT lead_id, '-infinity'::timestamptz FROM later
    ON CONFLICT (lead_id) DO UPDATE SET look_at = EXCLUDED.look_at
"""

# What was received some seconds ago and has not been read yet may be a STOP, an answer, a payment.
BEHIND = """
    SELECT EXISTS (
        SELECT FROM inbox
        WHERE handled_at IS NULL AND failure IS NULL AND attempts = 0
          AND received_at < clock_timestamp() - interval '5 seconds'
    )
"""

ADOPT = """
    INSERT INTO reminder_rules (fingerprint) VALUES ($1)
    ON CONFLICT (id) DO UPDATE SET fingerprint = EXCLUDED.fingerprint
    WHERE reminder_rules.fingerprint <> EXCLUDED.fingerprint
    RETURNING true
"""

LOOK_AT_ALL = """
    INSERT INTO lead_checks (lead_id, look_at)
    SELECT id, '-infinity' FROM leads WHERE status = ANY($1::text[])
    ON CONFLICT (lead_id) DO UPDATE SET look_at = EXCLUDED.look_at
"""

BOOKING_LINK = """
    SELECT detail ->> 'url' FROM timeline WHERE lead_id = $1 AND happened = 'booking_link_sent' ORDER BY id DESC LIMIT 1
"""

ASKED_TO_COME = """
    SELECT r.lead_id FROM reminders r
    WHERE r.lead_id = ANY($1::bigint[]) AND r.kind = $2 AND r.outcome = 'sent' AND NOT EXISTS (
        SELECT FROM timeline t
        WHERE t.lead_id = r.lead_id AND t.happened IN ('date_confirmed', 'moved') AND t.at >= r.at
    )
"""

NEXT_LOOKS = """
    SELECT lead_id, look_at FROM lead_checks
    WHERE (look_at, lead_id) > ($1, $2) ORDER BY look_at, lead_id LIMIT $3
"""

AT_ONCE = datetime.min  # noqa: DTZ901  this is how the driver writes -infinity, which has no zone


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder whose time has come."""

    facts: Facts
    item: Planned


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Something that will happen to a lead by itself."""

    at: datetime
    facts: Facts
    reminder: Planned | None
    """None: the lead lapses."""


async def claim(db: Connection, now: datetime, limit: int) -> list[int]:
    """Leads to look at, locked with their clients; those that somebody else holds are left to them."""
    return [row["lead_id"] for row in await db.fetch(CLAIM, now, limit)]


async def claim_one(db: Connection, lead_id: int, now: datetime) -> list[int]:
    return [row["lead_id"] for row in await db.fetch(CLAIM_ONE, lead_id, now)]


async def due_ids(db: Connection, now: datetime, limit: int) -> list[int]:
    return [row["lead_id"] for row in await db.fetch(DUE_IDS, now, limit)]


async def facts(db: Connection, lead_ids: Sequence[int], studio: Studio, now: datetime) -> list[Facts]:
    return [_facts(row, studio, now) for row in await db.fetch(FACTS, lead_ids, now - WEEK)]


async def record(db: Connection, due: Sequence[Due], now: datetime) -> list[Due]:
    """Note that reminders have been dealt with. Returns those that had not been before: only they may be sent."""
    if not due:
        return []
    rows = await db.fetch(
        RECORD,
        [one.facts.lead_id for one in due],
        [one.item.rule.kind for one in due],
        [one.item.occurrence for one in due],
        [one.item.rule.to for one in due],
        [one.facts.status for one in due],
        ["not_sent" if one.item.obstacle else "sent" for one in due],
        [one.item.obstacle for one in due],
        now,
    )
    new = {tuple(row) for row in rows}
    return [one for one in due if (one.facts.lead_id, one.item.rule.kind, one.item.occurrence) in new]


async def booking_link(db: Connection, lead_id: int) -> str | None:
    """Where the client was asked to choose a date; None when that was asked in the chat."""
    found: str | None = await db.fetchval(BOOKING_LINK, lead_id)
    return found


async def asked_to_come(db: Connection, lead_ids: Sequence[int]) -> frozenset[int]:
    """Those of them whose client was asked whether they come, and has not said yet."""
    return frozenset(row["lead_id"] for row in await db.fetch(ASKED_TO_COME, lead_ids, CONFIRM))


async def look_again(db: Connection, looks: Sequence[tuple[int, datetime | None]]) -> None:
    """When to look at these leads next; None: not before something happens to them."""
    later = [(lead_id, at) for lead_id, at in looks if at is not None]
    if later:
        await db.execute(LOOK_AGAIN, [lead_id for lead_id, _ in later], [at for _, at in later])
    if len(later) < len(looks):
        await db.execute(NO_MORE, [lead_id for lead_id, at in looks if at is None])


async def withdraw(db: Connection, now: datetime) -> int:
    """Take back reminders that wait to be delivered and have become pointless. Returns how many."""
    count: int = await db.fetchval(WITHDRAW, now, PRIORITY, STALE_AFTER, MOST_WITHDRAWN)
    return count


async def take_back(db: Connection, client_ids: Collection[int]) -> None:
    """These clients have just written: what still waits to remind them does not go out after that."""
    lines = [f"client:{client_id}" for client_id in sorted(client_ids)]
    await db.execute(TAKE_BACK, lines, PRIORITY, sorted(NOT_BY_WRITING))


async def behind(db: Connection) -> bool:
    """Is there something unread that might make a reminder wrong?"""
    found: bool = await db.fetchval(BEHIND)
    return found


async def adopt(db: Connection, studio: Studio) -> bool:
    """Look at every lead again when the studio's rules are not those of before. True when they are not."""
    rules = repr((studio.reminders, studio.zone.key, studio.country))
    changed = await db.fetchval(ADOPT, sha256(rules.encode()).hexdigest())
    if changed:
        await db.execute(LOOK_AT_ALL, sorted(WATCHED))
    return bool(changed)


async def upcoming(
    db: Connection,
    studio: Studio,
    now: datetime,
    limit: int,
    *,
    most: int = MOST_LOOKED_AT,
    templates: frozenset[str] = frozenset(),
) -> list[Upcoming]:
    """The next things that will happen by themselves, in order, and what will be left undone because of the window."""
    found: list[Upcoming] = []
    last = (AT_ONCE, 0)
    for _ in range(0, most, LOOKED_AT_TOGETHER):
        rows = await db.fetch(NEXT_LOOKS, *last, LOOKED_AT_TOGETHER)
        for known in await facts(db, [row["lead_id"] for row in rows], studio, now):
            found += _ahead(Outlook(known, now, studio.reminders, templates))
        found = sorted(found, key=lambda item: (item.at, item.facts.lead_id))[:limit]
        if len(rows) < LOOKED_AT_TOGETHER:
            break
        last = (rows[-1]["look_at"], rows[-1]["lead_id"])
        # Nothing happens to a lead before it is looked at: later ones cannot come first.
        if len(found) == limit and last[0] != AT_ONCE and found[-1].at <= last[0]:
            break
    return found


async def next_due(
    db: Connection, studio: Studio, now: datetime, templates: frozenset[str] = frozenset()
) -> Upcoming | None:
    """The next thing that will happen by itself; cheap enough to be asked all the time."""
    ahead = await upcoming(db, studio, now, GLANCE, most=GLANCE, templates=templates)
    return next((item for item in ahead if not (item.reminder and item.reminder.obstacle)), None)


def _ahead(outlook: Outlook) -> list[Upcoming]:
    lapse = outlook.lapses_at()
    sent = [item for item in outlook.planned() if item.obstacle in {None, Obstacle.WINDOW_CLOSED}]
    ahead = [Upcoming(item.at, outlook.facts, item) for item in sent]
    return [*ahead, Upcoming(lapse, outlook.facts, None)] if lapse else ahead


def _facts(row: Any, studio: Studio, now: datetime) -> Facts:
    page = (
        Page(
            row["deposit_id"],
            row["deposit_status"],
            row["asked_at"],
            row["expires_at"],
            row["session_id"],
            row["checked_at"],
            row["page_id"],
        )
        if row["deposit_id"] is not None
        else None
    )
    return Facts(
        lead_id=row["lead_id"],
        client_id=row["client_id"],
        client_name=row["name"],
        artist_id=row["artist_id"],
        status=Status(row["status"]),
        status_since=row["status_since"],
        studio_zone=studio.zone,
        client_zone=zone_of(
            country=row["country"],
            phone=row["phone"],
            now=now,
            home=studio.zone,
            home_country=studio.country,
        ),
        last_message_at=row["last_message_at"],
        opted_out=row["opted_out"],
        flags=frozenset(map(concern, row["flags"])),
        handed_over=row["handed_over"],
        answered=row["answered"],
        page=page,
        done=frozenset(zip(row["kinds"], row["occurrences"], strict=True)),
        reminded_at=row["reminded_at"],
        this_week=row["this_week"],
        starts_at=datetime.fromisoformat(row["starts_at"]) if row["starts_at"] else None,
        confirmed=bool(row["confirmed"]),
    )
