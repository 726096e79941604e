"""Leads as the desk looks at them: a page of them, found and sorted; one with everything about it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tattoobot.db import clients, deposits, leads
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.handovers import ARTIST_SAID_LAST
from tattoobot.domain import phone
from tattoobot.domain.client import Client
from tattoobot.domain.deposit import HELD
from tattoobot.domain.lead import Lead, Status
from tattoobot.errors import LeadNotFound

LONGEST_ID = 19
"""Digits of the first number that may be too large for an id."""
MESSAGES = 500
"""Of a longer conversation the newest are shown."""

WORDS = 5
"""More words than anybody's name has do not narrow a search further."""

LAST_CHARACTER = "\U0010ffff"

NEWEST = 5000
OFTEN = 25
"""Words that so many of the newest briefs hold together are met soon on the way down from the newest."""
FREQUENT = 5000
"""Fewer enquiries are looked up by their words, and put in order then."""

_NUMBER_AS_TYPED = re.compile(r"\+?[0-9 ().\-/]*[0-9][0-9 ().\-/]*", re.ASCII)
_USER_ID = re.compile(r"[A-Za-z]{2}\.[A-Za-z0-9.]+", re.ASCII)
SHORTEST_PHONE_PART = 4


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
        SELECT reason, since FROM flags WHERE lead_id = l.id AND resolved_at IS NULL ORDER BY since, id LIMIT 1
    ) f ON true
    LEFT JOIN LATERAL (
        SELECT {deposits.COLUMNS} FROM deposits WHERE lead_id = l.id ORDER BY id DESC LIMIT 1
    ) d ON true
    ORDER BY l.updated_at DESC, l.id DESC
"""

ONE = f"WITH page AS (SELECT * FROM leads WHERE id = $1) {LEAD}"

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


WITH_WORDS = "SELECT lead_id FROM lead_search WHERE words @@ $1::text::tsquery LIMIT $2"

NEWEST_WITH_WORDS = """
    SELECT count(*) FROM (
        SELECT FROM (SELECT id FROM leads ORDER BY updated_at DESC, id DESC LIMIT $3) l
        JOIN lead_search s ON s.lead_id = l.id
        WHERE s.words @@ $1::text::tsquery LIMIT $2
    ) found
"""


@dataclass(frozen=True, slots=True)
class After:
    """The last lead of the page before."""

    updated_at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads to list."""

    statuses: Sequence[Status] = ()
    query: str = ""
    """`#12`: that lead. Digits: a lead's id or a phone number, from either end. Else beginnings of a name's words."""
    in_briefs: bool = False
    """The words may also stand in what the client wants."""
    artists: Sequence[int] | None = None
    """Whose leads; None: everybody's."""
    after: After | None = None
    limit: int = 25


class _Parameters(list[Any]):
    """The values of a query that is put together; each gives the `$n` that stands for it."""

    def put(self, value: Any) -> str:
        self.append(value)
        return f"${len(self)}"


async def page(db: Connection, wanted: Wanted) -> list[LeadOverview]:
    """Newest activity first; up to one more than the limit, so that the end is known.

    `db` is in a transaction.
    """
    put = _Parameters()
    conditions = _conditions(put, wanted)
    query = wanted.query.strip()
    ways = await _ways_to_match(db, put, query, in_briefs=wanted.in_briefs) if query else ["true"]
    if not ways:
        return []
    # A number in the text, and no parameter: only then is a plan that is kept as good as one for this very page.
    in_order = f"ORDER BY l.updated_at DESC, l.id DESC LIMIT {int(wanted.limit) + 1}"
    # Each way is a search of its own, so that each can use its index.
    found = " UNION ".join(
        f"(SELECT l.id FROM leads l WHERE {' AND '.join([*conditions, way])} {in_order})" for way in ways
    )
    if query:
        # A rare name is best looked up, a common one met on the way down: that depends on what was typed.
        await db.execute("SET LOCAL plan_cache_mode = force_custom_plan")
    rows = await db.fetch(
        f"WITH page AS (SELECT l.* FROM leads l JOIN ({found}) found USING (id) {in_order}) {LEAD}", *put
    )
    return [_overview(row) for row in rows]


async def one(db: Connection, lead_id: int) -> LeadOverview:
    """Raises `LeadNotFound`."""
    row = await db.fetchrow(ONE, lead_id)
    if row is None:
        raise LeadNotFound
    return _overview(row)


async def messages_of(db: Connection, lead_id: int, most: int = MESSAGES) -> list[Message]:
    """What was said between the client and us; of a longer conversation the newest."""
    return [Message(**row) for row in await db.fetch(MESSAGES_OF, lead_id, most)]


async def timeline_of(db: Connection, lead_id: int) -> list[TimelineEntry]:
    return [TimelineEntry(**row) for row in await db.fetch(TIMELINE_OF, lead_id)]


def _overview(row: Any) -> LeadOverview:
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


def _conditions(put: _Parameters, wanted: Wanted) -> list[str]:
    conditions = []
    if len(wanted.statuses) == 1:
        # One status has an index that is in order already.
        conditions.append(f"l.status = {put.put(wanted.statuses[0])}")
    elif wanted.statuses:
        conditions.append(f"l.status = ANY({put.put(list(wanted.statuses))})")
    if wanted.artists is not None:
        conditions.append(f"l.artist_id = ANY({put.put(list(wanted.artists))})")
    if wanted.after:
        at, last = put.put(wanted.after.updated_at), put.put(wanted.after.id)
        conditions.append(f"(l.updated_at, l.id) < ({at}, {last})")
    return conditions


async def _ways_to_match(db: Connection, put: _Parameters, query: str, *, in_briefs: bool) -> list[str]:
    if query.startswith("#"):
        return _id_is(put, query[1:].strip())
    if _NUMBER_AS_TYPED.fullmatch(query):
        digits = re.sub(r"[^0-9]", "", query)
        return [*_id_is(put, digits), *_number_is(put, digits)]
    words = await _words(db, query)
    ways = [" AND ".join(_has_word(put, word) for word in words)] if words else []
    if words and in_briefs:
        ways += await _wants(db, put, words)
    if _USER_ID.fullmatch(query):
        known = f"SELECT client_id FROM handles WHERE kind = 'user_id' AND value = {put.put(query)}"
        ways.append(f"l.client_id IN ({known} AND valid_to IS NULL)")
    return ways


def _id_is(put: _Parameters, digits: str) -> list[str]:
    known = digits.isascii() and digits.isdigit() and len(digits) < LONGEST_ID
    return [f"l.id = {put.put(int(digits))}"] if known else []


def _number_is(put: _Parameters, digits: str) -> list[str]:
    """A phone number as people give it: with or without its country code, the beginning or the end of it.

    Written in full it is found however WhatsApp spells it.
    """
    national = digits.lstrip("0")
    if len(national) < SHORTEST_PHONE_PART:
        return []
    beginnings = dict.fromkeys((digits, *phone.spellings(national)))
    return [_has_word(put, *beginnings, *("<" + end[::-1] for end in phone.spellings_at_home(national)))]


async def _words(db: Connection, query: str) -> list[str]:
    """What was typed, as names and briefs are read to be found; the longest first."""
    rows = await db.fetch("SELECT word FROM search_words($1) AS word", query)
    return sorted((row["word"] for row in rows), key=len, reverse=True)[:WORDS]


async def _wants(db: Connection, put: _Parameters, words: Sequence[str]) -> list[str]:
    """Every word that was typed begins a word of the brief. None of them holds a quote: those separate words."""
    every = " & ".join(f"'{word}':*" for word in words)
    # How often one word stands in briefs PostgreSQL knows; of several it guesses, and two that are frequent may never
    # stand together: it would walk down all enquiries in vain.
    if len(words) > 1 and not await _stand_together(db, every):
        await db.execute("SET LOCAL enable_seqscan = off")
        found = [row["lead_id"] for row in await db.fetch(WITH_WORDS, every, FREQUENT)]
        await db.execute("SET LOCAL enable_seqscan = on")
        if len(found) < FREQUENT:
            return [f"l.id IN (SELECT unnest({put.put(found)}::bigint[]))"] if found else []
    return [f"l.id IN (SELECT lead_id FROM lead_search WHERE words @@ {put.put(every)}::text::tsquery)"]


async def _stand_together(db: Connection, every: str) -> bool:
    count: int = await db.fetchval(NEWEST_WITH_WORDS, every, OFTEN, NEWEST)
    return count == OFTEN


def _has_word(put: _Parameters, *beginnings: str) -> str:
    """The client has a word with one of these beginnings."""
    ranges = " OR ".join(
        f"(word >= {put.put(word)} AND word < {put.put(word + LAST_CHARACTER)})" for word in beginnings
    )
    return f"l.client_id IN (SELECT client_id FROM client_search WHERE {ranges})"
