"""Leads as the desk looks at them: a page of them, found and sorted; one with everything about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg

from tattoobot.db.engine import Connection
from tattoobot.domain.lead import Status

Row = asyncpg.Record

LARGEST_ID = 2**63 - 1
MESSAGES = 500
"""Of a longer conversation the newest are shown."""

WORDS = 5
"""More words than anybody's name has do not narrow a search further."""

LAST_WORD_THERE_IS = "\U0010ffff"

_NUMBER_AS_TYPED = re.compile(r"\+?[0-9 ().\-/]*[0-9][0-9 ().\-/]*", re.ASCII)
_USER_ID = re.compile(r"[A-Za-z]{2}\.[A-Za-z0-9.]+", re.ASCII)
SHORTEST_PHONE_PART = 4

LEAD = """
    SELECT
        l.id, l.status, l.current_question, l.answers, l.created_at, l.updated_at,
        c.id AS client_id, c.name, c.phone, c.user_id, c.language, c.opted_out, c.last_message_at,
        f.reason AS needs_artist_reason, f.since AS needs_artist_since,
        d.id AS deposit_id, d.status AS deposit_status, d.amount, d.currency, d.url, d.expires_at, d.paid_at
    FROM page l
    JOIN clients c ON c.id = l.client_id
    LEFT JOIN LATERAL (
        SELECT reason, since FROM flags WHERE lead_id = l.id AND resolved_at IS NULL ORDER BY since, id LIMIT 1
    ) f ON true
    LEFT JOIN LATERAL (
        SELECT id, status, amount, currency, url, expires_at, paid_at
        FROM deposits WHERE lead_id = l.id ORDER BY id DESC LIMIT 1
    ) d ON true
    ORDER BY l.updated_at DESC, l.id DESC
"""

ONE = f"WITH page AS (SELECT * FROM leads WHERE id = $1) {LEAD}"

MESSAGES_OF = f"""
    SELECT * FROM (
        SELECT id, direction, kind, text, status, cause, at FROM messages
        WHERE lead_id = $1 AND artist_id IS NULL
        ORDER BY at DESC, id DESC LIMIT {MESSAGES}
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads to list."""

    statuses: Sequence[Status] = ()
    query: str = ""
    """`#12`: that lead. Digits: a lead's id or a phone number, from either end. Else beginnings of a name's words."""
    after: After | None = None
    limit: int = 25


class _Conditions:
    """The WHERE of one listing, and its parameters."""

    def __init__(self) -> None:
        self.parameters: list[Any] = []
        self._conditions: list[str] = ["true"]

    def value(self, parameter: Any) -> str:
        self.parameters.append(parameter)
        return f"${len(self.parameters)}"

    def add(self, condition: str) -> None:
        self._conditions.append(condition)

    def __str__(self) -> str:
        return " AND ".join(self._conditions)


async def page(db: Connection, wanted: Wanted) -> list[Row]:
    """One row per lead, newest activity first; up to one more than the limit, so that the end is known.

    `db` is in a transaction.
    """
    where = _Conditions()
    if wanted.statuses:
        where.add(_status(where, wanted.statuses))
    if query := wanted.query.strip():
        where.add(await _matches(db, where, query))
    if wanted.after:
        at, last = where.value(wanted.after.updated_at), where.value(wanted.after.id)
        where.add(f"(l.updated_at, l.id) < ({at}, {last})")
    limit = where.value(wanted.limit + 1)
    # A rare name is best looked up, a common one met on the way down: that depends on what was typed.
    await db.execute("SET LOCAL plan_cache_mode = force_custom_plan")
    return await db.fetch(
        f"""
        WITH page AS (
            SELECT l.* FROM leads l WHERE {where} ORDER BY l.updated_at DESC, l.id DESC LIMIT {limit}
        ) {LEAD}
        """,
        *where.parameters,
    )


async def one(db: Connection, lead_id: int) -> Row | None:
    return await db.fetchrow(ONE, lead_id)


async def messages_of(db: Connection, lead_id: int) -> list[Row]:
    """What was said between the client and us."""
    return await db.fetch(MESSAGES_OF, lead_id)


async def timeline_of(db: Connection, lead_id: int) -> list[Row]:
    return await db.fetch(TIMELINE_OF, lead_id)


def _status(where: _Conditions, statuses: Sequence[Status]) -> str:
    if len(statuses) == 1:
        # One status has an index that is in order already.
        return f"l.status = {where.value(statuses[0])}"
    return f"l.status = ANY({where.value(list(statuses))})"


async def _matches(db: Connection, where: _Conditions, query: str) -> str:
    if query.startswith("#"):
        return _id_is(where, query[1:].strip())
    if _USER_ID.fullmatch(query):
        known = "SELECT client_id FROM handles WHERE kind = 'user_id' AND value = {} AND valid_to IS NULL"
        named = await _named(db, where, query)
        return f"(l.client_id IN ({known.format(where.value(query))}) OR {named})"
    if _NUMBER_AS_TYPED.fullmatch(query):
        return _number(where, re.sub(r"[^0-9]", "", query))
    return await _named(db, where, query)


def _id_is(where: _Conditions, digits: str) -> str:
    if not (digits.isascii() and digits.isdigit()) or int(digits[:40]) > LARGEST_ID:
        return "false"
    return f"l.id = {where.value(int(digits))}"


def _number(where: _Conditions, digits: str) -> str:
    """A lead's id, or a phone number as people give it: with or without its country code."""
    ways = [_id_is(where, digits), _word(where, digits)]
    national = digits.lstrip("0")
    if len(national) >= SHORTEST_PHONE_PART:
        ways.append(_word(where, national))
        ways.append(_word(where, "<" + national[::-1]))
    return f"({' OR '.join(ways)})"


async def _named(db: Connection, where: _Conditions, query: str) -> str:
    """Every word that was typed begins a word of the name."""
    words = await db.fetch("SELECT word FROM search_words($1) AS word", query)
    longest = sorted((row["word"] for row in words), key=len, reverse=True)
    return "(" + (" AND ".join(_word(where, word) for word in longest[:WORDS]) or "false") + ")"


def _word(where: _Conditions, word: str) -> str:
    first, last = where.value(word), where.value(word + LAST_WORD_THERE_IS)
    return f"l.client_id IN (SELECT client_id FROM client_search WHERE word >= {first} AND word < {last})"
