"""Leads as the desk looks at them: those of a page; one with everything about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tattoobot.db import clients, deposits, leads
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.handovers import ARTIST_SAID_LAST
from tattoobot.domain.client import Client
from tattoobot.domain.deposit import HELD
from tattoobot.domain.handover import Reason
from tattoobot.domain.lead import Lead
from tattoobot.errors import LeadNotFound

MESSAGES = 500
"""Of a longer conversation the newest are shown."""


@dataclass(frozen=True, slots=True)
class NeedsArtist:
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class LeadOverview:
    """A lead, and what stands beside it wherever it is looked at."""

    lead: Lead
    client: Client
    needs_artist: NeedsArtist | None
    handed_over_since: datetime | None
    """Since when a person answers this client, instead of the bot."""
    answered: bool
    """That person has said the last word: it is the client's turn."""
    deposit: Deposit | None
    """The newest."""
    money_held: bool
    """Some of the client's money is here."""
    created_at: datetime
    updated_at: datetime

    @property
    def handed_over(self) -> bool:
        return self.handed_over_since is not None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation, as it is looked at."""

    id: int
    direction: str
    kind: str
    text: str
    status: str
    cause: str | None
    at: datetime
    said_by: str
    """`client`, `bot`, `artist`."""
    read_at: datetime | None = None
    """When the client saw it."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of the timeline."""

    id: int
    at: datetime
    actor: str
    happened: str
    from_status: str | None
    to_status: str | None
    detail: dict[str, Any]


def _aliases(columns: str, name: str) -> dict[str, str]:
    """What each column is called in a row that holds several tables'."""
    return {column: f"{name}_{column}" for column in columns.split(", ")}


OF_LEAD = _aliases(leads.COLUMNS, "lead")
OF_CLIENT = _aliases(clients.COLUMNS, "client")
OF_DEPOSIT = _aliases(deposits.COLUMNS, "deposit")


def columns(table: str, aliases: Mapping[str, str]) -> str:
    return ", ".join(f"{table}.{column} AS {alias}" for column, alias in aliases.items())


HELD_STATUSES = ", ".join(f"'{status}'" for status in sorted(HELD))

LEAD = f"""
    SELECT
        {columns("l", OF_LEAD)},
        {columns("c", OF_CLIENT)},
        {columns("d", OF_DEPOSIT)},
        coalesce(h.reason, f.reason) AS needs_artist, coalesce(h.since, f.since) AS needs_artist_since,
        o.since AS handed_over_since, {ARTIST_SAID_LAST} AS answered,
        EXISTS (
            SELECT FROM deposits h WHERE h.lead_id = l.id AND h.status IN ({HELD_STATUSES})
              AND h.amount - h.refunded > (
                  SELECT coalesce(sum(e.amount), 0) FROM ledger e
                  WHERE e.deposit_id = h.id AND e.kind IN ('applied', 'forfeited')
              )
        ) AS money_held
    FROM page l
    JOIN clients c ON c.id = l.client_id
    LEFT JOIN handovers o ON o.client_id = l.client_id AND o.lead_id = l.id AND o.ended_at IS NULL
    LEFT JOIN handovers h ON h.id = o.id AND (h.answered_at IS NULL OR h.answered_at < c.last_message_at)
    LEFT JOIN LATERAL (
        SELECT reason, since FROM flags WHERE lead_id = l.id AND resolved_at IS NULL
        ORDER BY reason <> '{Reason.MEDICAL}', since, id LIMIT 1  -- what is about health stands before all else
    ) f ON true
    LEFT JOIN LATERAL (
        SELECT {deposits.COLUMNS} FROM deposits WHERE lead_id = l.id ORDER BY id DESC LIMIT 1
    ) d ON true
    ORDER BY l.updated_at DESC, l.id DESC
"""

ONE = f"WITH page AS (SELECT * FROM leads WHERE id = $1) {LEAD}"

BY_IDS = f"WITH page AS (SELECT * FROM leads WHERE id = ANY($1)) {LEAD}"

MESSAGES_OF = """
    SELECT * FROM (
        SELECT id, direction, kind, text, status, cause, at, read_at,
               CASE WHEN direction = 'in' THEN 'client' WHEN artist_id IS NULL THEN 'bot' ELSE 'artist' END AS said_by
        FROM messages
        WHERE lead_id = $1 AND client_id IS NOT NULL
        ORDER BY at DESC, id DESC LIMIT $2
    ) newest ORDER BY at, id
"""

TIMELINE_OF = """
    SELECT id, at, actor, happened, from_status, to_status, detail FROM timeline WHERE lead_id = $1 ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class After:
    """The last lead of the page before."""

    updated_at: datetime
    id: int


async def by_ids(db: Connection, ids: Sequence[int]) -> list[LeadOverview]:
    """Newest activity first."""
    return [overview_in(row) for row in await db.fetch(BY_IDS, ids)] if ids else []


async def one(db: Connection, lead_id: int) -> LeadOverview:
    """Raises `LeadNotFound`."""
    row = await db.fetchrow(ONE, lead_id)
    if row is None:
        raise LeadNotFound
    return overview_in(row)


async def messages_of(db: Connection, lead_id: int, most: int = MESSAGES) -> list[Message]:
    """What was said between the client and us; of a longer conversation the newest."""
    return [Message(**row) for row in await db.fetch(MESSAGES_OF, lead_id, most)]


async def timeline_of(db: Connection, lead_id: int) -> list[TimelineEntry]:
    return [TimelineEntry(**row) for row in await db.fetch(TIMELINE_OF, lead_id)]


def overview_in(row: Any) -> LeadOverview:
    since = row["needs_artist_since"]
    return LeadOverview(
        lead=lead_in(row),
        client=client_in(row),
        needs_artist=NeedsArtist(row["needs_artist"], since) if since else None,
        handed_over_since=row["handed_over_since"],
        answered=row["answered"],
        deposit=deposits.deposit_in(_part(row, OF_DEPOSIT)) if row["deposit_id"] else None,
        money_held=row["money_held"],
        created_at=row["lead_created_at"],
        updated_at=row["lead_updated_at"],
    )


def lead_in(row: Any) -> Lead:
    """Of a row with `OF_LEAD` in it."""
    return leads.lead_in(_part(row, OF_LEAD))


def client_in(row: Any) -> Client:
    """Of a row with `OF_CLIENT` in it."""
    return clients.client_in(_part(row, OF_CLIENT))


def _part(row: Any, aliases: Mapping[str, str]) -> dict[str, Any]:
    return {column: row[alias] for column, alias in aliases.items()}
