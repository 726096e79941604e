"""Leads and their timeline. `save` is the one place that writes a status, always with what happened beside it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tattoobot.db.engine import Connection
from tattoobot.domain.advert import Advert
from tattoobot.domain.flags import Concern, FlagReason, concern
from tattoobot.domain.lead import OPEN, Actor, Answer, Lead, Source, Status
from tattoobot.errors import LeadNotFound


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: who did what, and where it moved the lead, if anywhere."""

    lead_id: int
    actor: Actor
    happened: str
    from_status: Status | None = None
    to_status: Status | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a person has to look at. The same reason is raised once until it is resolved."""

    lead_id: int
    reason: Concern
    detail: dict[str, Any] = field(default_factory=dict)


COLUMNS = """
    id, client_id, artist_id, status, current_question, answers, asked, advert, created_at, updated_at, status_since
""".strip()

SOURCES = {source.value: source for source in Source}

OPEN_STATUSES = ", ".join(f"'{status}'" for status in sorted(OPEN))

# After two clients became one, the open lead is not always the newest.
LATEST = f"""
    SELECT DISTINCT ON (client_id) {COLUMNS} FROM leads
    WHERE client_id = ANY($1::bigint[])
    ORDER BY client_id, status IN ({OPEN_STATUSES}) DESC, id DESC
"""

OF_MESSAGES = f"""
    SELECT m.provider_id, {", ".join(f"l.{column}" for column in COLUMNS.split(", "))}
    FROM messages m JOIN leads l ON l.id = m.lead_id AND l.client_id = m.client_id
    WHERE m.provider_id = ANY($1::text[]) AND m.client_id = ANY($2::bigint[]) AND m.direction = 'out'
"""

BOOKED_FOR = """
    SELECT detail ->> 'starts_at' FROM timeline WHERE lead_id = $1 AND happened IN ('booked', 'moved')
    ORDER BY id DESC LIMIT 1
"""

OPEN_NEW = """
    INSERT INTO leads (client_id, artist_id, status, created_at, updated_at, status_since)
    SELECT client_id, artist_id, 'qualifying', $3, $3, $3
    FROM unnest($1::bigint[], $2::bigint[]) AS n (client_id, artist_id)
    RETURNING id, client_id
"""

CLIENT_OF = "SELECT client_id FROM leads WHERE id = $1"

LOCK_CLIENT = "SELECT id FROM clients WHERE id = $1 FOR UPDATE"

LANGUAGE_OF = "SELECT c.language FROM leads l JOIN clients c ON c.id = l.client_id WHERE l.id = $1"

BY_ID = f"SELECT {COLUMNS} FROM leads WHERE id = $1"

ENTER = """
    INSERT INTO timeline (lead_id, at, actor, happened, from_status, to_status, detail)
    SELECT lead_id, $1, actor, happened, from_status, to_status, detail
    FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[])
        AS e (lead_id, actor, happened, from_status, to_status, detail)
"""

SAVE = f"""
    WITH saved AS (
        UPDATE leads l SET
            status = s.status, current_question = s.current_question,
            answers = s.answers, asked = s.asked, advert = s.advert, updated_at = $1,
            status_since = CASE WHEN l.status = s.status THEN l.status_since ELSE $1 END
        FROM unnest($8::bigint[], $9::text[], $10::text[], $11::jsonb[], $12::jsonb[], $13::jsonb[])
            AS s (id, status, current_question, answers, asked, advert)
        WHERE l.id = s.id
    )
    {ENTER}
"""

RAISE = """
    INSERT INTO flags (lead_id, reason, detail, since)
    SELECT lead_id, reason, detail, $4
    FROM unnest($1::bigint[], $2::text[], $3::jsonb[]) AS f (lead_id, reason, detail)
    ON CONFLICT (lead_id, reason) WHERE resolved_at IS NULL DO NOTHING
    RETURNING lead_id
"""

# What comes anew while it stands changes what it says, and is news.
RAISE_ANEW = """
    INSERT INTO flags (lead_id, reason, detail, since) VALUES ($1, $2, $3, $4)
    ON CONFLICT (lead_id, reason) WHERE resolved_at IS NULL
    DO UPDATE SET detail = EXCLUDED.detail WHERE flags.detail <> EXCLUDED.detail
    RETURNING lead_id
"""

OPEN_FLAGS = (
    "SELECT lead_id, reason, detail FROM flags WHERE lead_id = $1 AND resolved_at IS NULL ORDER BY id"
)

FLAGGED = (
    "SELECT lead_id FROM flags WHERE lead_id = ANY($1::bigint[]) AND reason = $2 AND resolved_at IS NULL"
)

RESOLVE_ONE = """
    UPDATE flags SET resolved_at = $3 WHERE lead_id = $1 AND reason = $2 AND resolved_at IS NULL
"""

RESOLVE = """
    UPDATE flags SET resolved_at = $2
    WHERE lead_id = $1 AND resolved_at IS NULL AND ($3::text[] IS NULL OR reason = ANY($3))
"""


def answers_of(stored: Mapping[str, Mapping[str, Any]]) -> dict[str, Answer]:
    return {
        key: Answer(one["text"], one["value"], SOURCES[one["source"]], one.get("said", ""))
        for key, one in stored.items()
    }


def _stored(answer: Answer) -> dict[str, Any]:
    stored = {"text": answer.text, "value": answer.value, "source": answer.source}
    return {**stored, "said": answer.said} if answer.said else stored


async def latest(db: Connection, client_ids: Sequence[int]) -> dict[int, Lead]:
    """Each client's open lead, else their newest. Their clients are locked already: that keeps leads still too."""
    rows = await db.fetch(LATEST, client_ids)
    return {row["client_id"]: lead_in(row) for row in rows}


async def of_messages(
    db: Connection, provider_ids: Sequence[str], client_ids: Sequence[int]
) -> dict[str, Lead]:
    """The leads that our messages to these clients were about, by WhatsApp's id of the message."""
    if not provider_ids:
        return {}
    rows = await db.fetch(OF_MESSAGES, provider_ids, client_ids)
    return {row["provider_id"]: lead_in(row) for row in rows}


async def ever(db: Connection, happened: str) -> bool:
    """Whether this has happened to any lead."""
    found: bool = await db.fetchval("SELECT EXISTS (SELECT FROM timeline WHERE happened = $1)", happened)
    return found


async def booked_for(db: Connection, lead_id: int) -> datetime | None:
    """When the date is that was fixed last; None where there is none, or only a day in the chat."""
    said: str | None = await db.fetchval(BOOKED_FOR, lead_id)
    return datetime.fromisoformat(said) if said else None


async def open_new(db: Connection, openings: Sequence[tuple[int, int]], now: datetime) -> dict[int, int]:
    """New leads for (client, artist) pairs: client id → lead id."""
    rows = await db.fetch(OPEN_NEW, [c for c, _ in openings], [a for _, a in openings], now)
    return {row["client_id"]: row["id"] for row in rows}


async def locked(db: Connection, lead_id: int) -> Lead:
    """This lead, and its client, taken until the transaction ends. Raises `LeadNotFound`."""
    client_id = await db.fetchval(CLIENT_OF, lead_id)
    while client_id is not None:
        await db.execute(LOCK_CLIENT, client_id)
        lead = await by_id(db, lead_id)
        if lead.client_id == client_id:
            return lead
        # While we waited, the client turned out to be another one.
        client_id = lead.client_id
    raise LeadNotFound


async def by_id(db: Connection, lead_id: int) -> Lead:
    row = await db.fetchrow(BY_ID, lead_id)
    if row is None:
        raise LeadNotFound
    return lead_in(row)


async def language_of(db: Connection, lead_id: int) -> str | None:
    """In which the client of this lead is spoken to, as far as it is known."""
    found: str | None = await db.fetchval(LANGUAGE_OF, lead_id)
    return found


async def save(db: Connection, leads: Sequence[Lead], entries: Sequence[Entry], now: datetime) -> None:
    """Write leads as they are now, and what happened to them: all by one statement."""
    if not leads:
        await enter(db, entries, now)
        return
    await db.execute(
        SAVE,
        now,
        *_columns(entries),
        [lead.id for lead in leads],
        [lead.status for lead in leads],
        [lead.current_question for lead in leads],
        [{key: _stored(answer) for key, answer in lead.answers.items()} for lead in leads],
        [lead.asked for lead in leads],
        [lead.advert for lead in leads],
    )


async def enter(db: Connection, entries: Sequence[Entry], now: datetime) -> None:
    """Add lines to the timeline."""
    if entries:
        await db.execute(ENTER, now, *_columns(entries))


def _columns(entries: Sequence[Entry]) -> tuple[Sequence[Any], ...]:
    return (
        [entry.lead_id for entry in entries],
        [entry.actor for entry in entries],
        [entry.happened for entry in entries],
        [entry.from_status for entry in entries],
        [entry.to_status for entry in entries],
        [entry.detail for entry in entries],
    )


async def raise_flags(db: Connection, flags: Sequence[Flag], now: datetime) -> int:
    """Returns how many were not raised already."""
    if not flags:
        return 0
    raised = await db.fetch(
        RAISE,
        [flag.lead_id for flag in flags],
        [flag.reason for flag in flags],
        [flag.detail for flag in flags],
        now,
    )
    return len(raised)


async def raise_anew(db: Connection, flag: Flag, now: datetime) -> bool:
    """Whether it says something that it did not say before."""
    return await db.fetchval(RAISE_ANEW, flag.lead_id, flag.reason, flag.detail, now) is not None


async def open_flags(db: Connection, lead_id: int) -> list[Flag]:
    return [
        Flag(row["lead_id"], concern(row["reason"]), row["detail"])
        for row in await db.fetch(OPEN_FLAGS, lead_id)
    ]


async def flagged(db: Connection, lead_ids: Sequence[int], reason: FlagReason) -> set[int]:
    """Of these leads, the ones that have this flag."""
    rows = await db.fetch(FLAGGED, lead_ids, reason)
    return {row["lead_id"] for row in rows}


async def resolve_flag(db: Connection, lead_id: int, reason: Concern, now: datetime) -> None:
    await db.execute(RESOLVE_ONE, lead_id, reason, now)


async def resolve_flags(
    db: Connection, lead_id: int, now: datetime, *, among: Collection[Concern] | None = None
) -> None:
    """Whatever needed the artist has been seen to, or what of it is `among` these."""
    await db.execute(RESOLVE, lead_id, now, list(among) if among is not None else None)


def lead_in(row: Any) -> Lead:
    return Lead(
        id=row["id"],
        client_id=row["client_id"],
        artist_id=row["artist_id"],
        status=Status(row["status"]),
        current_question=row["current_question"],
        answers=answers_of(row["answers"]),
        asked=row["asked"],
        advert=Advert(**row["advert"]) if row["advert"] else None,
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        status_since=row["status_since"],
    )
