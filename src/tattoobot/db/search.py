"""Finding enquiries: by the name or number of their client, by their own number, by the words of what is wanted."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tattoobot.db import overview
from tattoobot.db.engine import Connection
from tattoobot.db.overview import After, LeadOverview
from tattoobot.domain import phone
from tattoobot.domain.lead import Status

LONGEST_ID = 19
"""Digits of the first number that may be too large for an id."""

WORDS = 5
"""More words than anybody's name has do not narrow a search further."""

LAST_CHARACTER = "\U0010ffff"

NAMED, WANTING = 1, 2
"""Where a find stands: whose client is called so or has this number comes before what is only wanted so."""

_NUMBER_AS_TYPED = re.compile(r"\+?[0-9 ().\-/]*[0-9][0-9 ().\-/]*", re.ASCII)
_USER_ID = re.compile(r"[A-Za-z]{2}\.[A-Za-z0-9.]+", re.ASCII)
SHORTEST_PHONE_PART = 4

Beginnings = tuple[str, ...]
"""One word as it may begin; a telephone number has several spellings."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far each way goes: a rare word is looked up, a frequent one met on the way down from the newest."""

    few: int = 2_000
    """So many clients, each somewhere on the disk, are looked up and put in order then."""
    counted: int = 20_000
    """Words are counted up to here; that reads an index alone."""
    newest: int = 20_000
    """So many enquiries are gone through from the newest, before all that match are put in order after all."""
    newest_briefs: int = 5_000
    often: int = 25
    """Words that so many of the newest briefs hold together are met soon."""
    frequent: int = 5_000
    """Fewer enquiries are looked up by the words of their briefs."""


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leads to list."""

    statuses: Sequence[Status] = ()
    query: str = ""
    """`#12`: that lead. Digits: a lead's id or a phone number, from either end. Else beginnings of a name's words."""
    artists: Sequence[int] | None = None
    """Whose leads; None: everybody's."""
    after: After | None = None
    place: int = NAMED
    """Where the page before ended."""
    limit: int = 25


@dataclass(frozen=True, slots=True)
class Find:
    """`place`: how it was found."""

    place: int
    found: LeadOverview


@dataclass(frozen=True, slots=True)
class _Meant:
    """What was typed, as it may be looked for."""

    id: str = ""
    client: tuple[Beginnings, ...] = ()
    """The client has them all."""
    brief: tuple[str, ...] = ()
    user_id: str = ""


_Place = tuple[datetime, int]
"""Of a lead in the list: when it last changed, and its id."""


class _Parameters(list[Any]):
    """The values of a query that is put together; each gives the `$n` that stands for it."""

    def put(self, value: Any) -> str:
        self.append(value)
        return f"${len(self)}"


async def page(db: Connection, wanted: Wanted, bounds: Bounds = BOUNDS) -> list[LeadOverview]:
    """By name and number alone, newest activity first; up to one more than the limit, so that the end is known.

    `db` is in a transaction.
    """
    if not wanted.query.strip():
        return await _newest(db, wanted)
    meant = await _meant(db, wanted.query.strip())
    return await overview.by_ids(db, [lead for _, lead in await _named(db, wanted, meant, bounds)])


async def everywhere(db: Connection, wanted: Wanted, bounds: Bounds = BOUNDS) -> list[Find]:
    """By name and number first, then by what is wanted; each newest activity first, up to one more than the limit.

    `db` is in a transaction.
    """
    meant = await _meant(db, wanted.query.strip())
    named = await _named(db, wanted, meant, bounds) if wanted.place == NAMED else []
    ids = [lead for _, lead in named]
    wanting: list[int] = []
    if meant.brief and len(ids) <= wanted.limit:
        after = wanted.after if wanted.place == WANTING else None
        rest = replace(wanted, after=after, limit=wanted.limit - len(ids))
        nobody = not ids and wanted.place == NAMED and wanted.after is None
        found = await _wanting(db, rest, replace(meant, client=()) if nobody else meant, bounds)
        wanting = [lead for _, lead in found if lead not in ids]
    shown = {one.lead.id: one for one in await overview.by_ids(db, [*ids, *wanting])}
    places = [*((NAMED, lead) for lead in ids), *((WANTING, lead) for lead in wanting)]
    return [Find(place, shown[lead]) for place, lead in places if lead in shown]


async def _newest(db: Connection, wanted: Wanted) -> list[LeadOverview]:
    put = _Parameters()
    conditions = " AND ".join([*_conditions(put, wanted), "true"])
    # A number in the text, and no parameter: only then is a plan that is kept as good as one for this very page.
    found = f"SELECT * FROM leads l WHERE {conditions} {_in_order(wanted)}"
    return [
        overview.overview_in(row) for row in await db.fetch(f"WITH page AS ({found}) {overview.LEAD}", *put)
    ]


def _in_order(wanted: Wanted) -> str:
    return f"ORDER BY l.updated_at DESC, l.id DESC LIMIT {int(wanted.limit) + 1}"


def _conditions(put: _Parameters, wanted: Wanted) -> list[str]:
    return [*_which(put, wanted), *_from_there(put, wanted)]


def _which(put: _Parameters, wanted: Wanted) -> list[str]:
    conditions = []
    if len(wanted.statuses) == 1:
        # One status has an index that is in order already.
        conditions.append(f"l.status = {put.put(wanted.statuses[0])}")
    elif wanted.statuses:
        conditions.append(f"l.status = ANY({put.put(list(wanted.statuses))})")
    if wanted.artists is not None:
        conditions.append(f"l.artist_id = ANY({put.put(list(wanted.artists))})")
    return conditions


def _from_there(put: _Parameters, wanted: Wanted) -> list[str]:
    if not wanted.after:
        return []
    return [f"(l.updated_at, l.id) < ({put.put(wanted.after.updated_at)}, {put.put(wanted.after.id)})"]


async def _meant(db: Connection, query: str) -> _Meant:
    # What is rare is best looked up, what is frequent met on the way down: that depends on what was typed.
    await db.execute("SET LOCAL plan_cache_mode = force_custom_plan")
    if query.startswith("#"):
        return _Meant(id=query[1:].strip())
    if _NUMBER_AS_TYPED.fullmatch(query):
        digits = re.sub(r"[^0-9]", "", query)
        spelled = _number(digits)
        return _Meant(id=digits, client=(spelled,) if spelled else ())
    rows = await db.fetch("SELECT word FROM search_words($1) AS word", query)
    words = sorted((row["word"] for row in rows), key=len, reverse=True)[:WORDS]
    return _Meant(
        client=tuple((word,) for word in words),
        brief=tuple(words),
        user_id=query if _USER_ID.fullmatch(query) else "",
    )


def _number(digits: str) -> Beginnings:
    """A phone number as people give it: with or without its country code, the beginning or the end of it.

    Written in full it is found however WhatsApp spells it.
    """
    if len(digits) < SHORTEST_PHONE_PART:
        return ()
    # The last four may begin with a zero, as a number does that is dialled at home.
    national = digits.lstrip("0")
    spelled = phone.spellings(national) if len(national) >= SHORTEST_PHONE_PART else ()
    at_home = phone.spellings_at_home(national) if spelled else ()
    ends = dict.fromkeys((digits, *at_home))
    return (*dict.fromkeys((digits, *spelled)), *("<" + end[::-1] for end in ends))


async def _named(db: Connection, wanted: Wanted, meant: _Meant, bounds: Bounds) -> list[_Place]:
    """Each way is a search of its own, so that each can use its index."""
    found = set()
    if meant.id.isascii() and meant.id.isdigit() and len(meant.id) < LONGEST_ID:
        found.update(await _where(db, wanted, lambda put: f"l.id = {put.put(int(meant.id))}"))
    if meant.user_id:
        known = "SELECT client_id FROM handles WHERE kind = 'user_id' AND valid_to IS NULL AND value = {}"
        found.update(
            await _where(db, wanted, lambda put: f"l.client_id IN ({known.format(put.put(meant.user_id))})")
        )
    if meant.client:
        found.update(await _called(db, wanted, meant.client, bounds))
    return sorted(found, reverse=True)[: wanted.limit + 1]


async def _where(db: Connection, wanted: Wanted, condition: Callable[[_Parameters], str]) -> list[_Place]:
    put = _Parameters()
    conditions = " AND ".join([*_conditions(put, wanted), condition(put)])
    rows = await db.fetch(
        f"SELECT l.updated_at, l.id FROM leads l WHERE {conditions} {_in_order(wanted)}", *put
    )
    return _places(rows)


def _places(rows: Iterable[Any]) -> list[_Place]:
    return [(row["updated_at"], row["id"]) for row in rows]


async def _called(
    db: Connection, wanted: Wanted, words: Sequence[Beginnings], bounds: Bounds
) -> list[_Place]:
    """Whose client has all of these words."""
    counts = {word: await _count(db, word, bounds.counted) for word in words}
    rarest_first = sorted(counts, key=counts.__getitem__)
    rarest = counts[rarest_first[0]]
    if rarest < bounds.counted:
        clients = await _clients_with(db, rarest_first, bounds.few + 1) if rarest else []
        if len(clients) <= bounds.few:
            return await _looked_up(db, wanted, clients) if clients else []
    met = await _met_on_the_way_down(db, wanted, rarest_first, bounds.newest, hashed=rarest < bounds.counted)
    if len(met) > wanted.limit:
        return met

    # Frequent, and not among the newest.
    def has_all(put: _Parameters) -> str:
        return f"l.client_id IN ({' INTERSECT '.join(f'({_having(put, word)})' for word in rarest_first)})"

    return await _where(db, wanted, has_all)


async def _count(db: Connection, word: Beginnings, most: int) -> int:
    put = _Parameters()
    counted: int = await db.fetchval(
        f"SELECT count(*) FROM ({_having(put, word)} LIMIT {put.put(most)}) counted", *put
    )
    return counted


async def _clients_with(db: Connection, words: Sequence[Beginnings], most: int) -> list[int]:
    """Those with the first word are gone through, and asked for the others. A client may stand here twice."""
    put = _Parameters()
    others = [f"EXISTS ({_of_this_client(put, 'c.client_id', word)})" for word in words[1:]]
    rows = await db.fetch(
        f"SELECT client_id FROM ({_having(put, words[0])}) c"
        f" WHERE {' AND '.join([*others, 'true'])} LIMIT {put.put(most)}",
        *put,
    )
    return [row["client_id"] for row in rows]


async def _looked_up(db: Connection, wanted: Wanted, clients: Iterable[int]) -> list[_Place]:
    put = _Parameters()
    theirs = put.put(sorted(set(clients)))
    conditions = " AND ".join([*_conditions(put, wanted), "true"])
    # Materialized: whoever plans for the order alone walks down all enquiries in vain.
    rows = await db.fetch(
        f"WITH theirs AS MATERIALIZED (SELECT l.updated_at, l.id FROM unnest({theirs}::bigint[]) AS c (id)"
        f" JOIN leads l ON l.client_id = c.id WHERE {conditions}) SELECT * FROM theirs l {_in_order(wanted)}",
        *put,
    )
    return _places(rows)


async def _met_on_the_way_down(
    db: Connection, wanted: Wanted, rarest_first: Sequence[Beginnings], newest: int, *, hashed: bool
) -> list[_Place]:
    """`hashed`: so few have the first word that they are kept in memory meanwhile."""
    put = _Parameters()
    down = (
        "SELECT l.id, l.client_id, l.artist_id, l.status, l.updated_at FROM leads l"
        f" WHERE {' AND '.join([*_from_there(put, wanted), 'true'])}"
        f" ORDER BY l.updated_at DESC, l.id DESC LIMIT {put.put(newest)}"
    )
    if hashed:
        # Materialized: the others are only asked of those who have the first.
        has_first = f"l.client_id IN ({_having(put, rarest_first[0])})"
        met = f"SELECT * FROM ({down}) l WHERE {has_first}"
        down = f"WITH met AS MATERIALIZED ({met}) SELECT * FROM met"
    words = rarest_first[1:] if hashed else rarest_first
    having = (f"EXISTS ({_of_this_client(put, 'l.client_id', word)})" for word in words)
    conditions = " AND ".join([*_which(put, wanted), *having, "true"])
    rows = await db.fetch(
        f"SELECT l.updated_at, l.id FROM ({down}) l WHERE {conditions} {_in_order(wanted)}", *put
    )
    return _places(rows)


def _having(put: _Parameters, word: Beginnings) -> str:
    """Clients with a word that begins so. One range after the other: a count that is full stops there."""
    return " UNION ALL ".join(
        f"SELECT client_id FROM client_search WHERE {_begins(put, one)}" for one in word
    )


def _of_this_client(put: _Parameters, client: str, word: Beginnings) -> str:
    begins = " OR ".join(_begins(put, one) for one in word)
    # OFFSET: asked for each client that is met, and never worked out for all of them first.
    return f"SELECT FROM client_search s WHERE s.client_id = {client} AND ({begins}) OFFSET 0"


def _begins(put: _Parameters, beginning: str) -> str:
    return f"word >= {put.put(beginning)} AND word < {put.put(beginning + LAST_CHARACTER)}"


WITH_WORDS = "SELECT lead_id FROM lead_search WHERE words @@ $1::text::tsquery LIMIT $2"

NEWEST_WITH_WORDS = """
    SELECT count(*) FROM (
        SELECT FROM (SELECT id FROM leads ORDER BY updated_at DESC, id DESC LIMIT $3) l
        JOIN lead_search s ON s.lead_id = l.id
        WHERE s.words @@ $1::text::tsquery LIMIT $2
    ) found
"""


async def _wanting(db: Connection, wanted: Wanted, meant: _Meant, bounds: Bounds) -> list[_Place]:
    """Every word that was typed begins a word of the brief, and the client is not called so.

    None of the words holds a quote: those separate words.
    """
    every = " & ".join(f"'{word}':*" for word in meant.brief)
    rare = await _rare(db, every, bounds) if len(meant.brief) > 1 else None
    if rare == []:
        return []

    def holds(put: _Parameters) -> str:
        called = (f"EXISTS ({_of_this_client(put, 'l.client_id', word)})" for word in meant.client)
        which = (
            f"SELECT lead_id FROM lead_search WHERE words @@ {put.put(every)}::text::tsquery"
            if rare is None
            else f"SELECT unnest({put.put(rare)}::bigint[])"
        )
        return f"l.id IN ({which})" + (f" AND NOT ({' AND '.join(called)})" if meant.client else "")

    return await _where(db, wanted, holds)


async def _rare(db: Connection, every: str, bounds: Bounds) -> list[int] | None:
    """Whose briefs hold all of these words, where they are seldom together; None where they are not.

    How often one word stands in briefs PostgreSQL knows; of several it guesses, and two that are frequent may never
    stand together: it would walk down all enquiries in vain.
    """
    together: int = await db.fetchval(NEWEST_WITH_WORDS, every, bounds.often, bounds.newest_briefs)
    if together == bounds.often:
        return None
    await db.execute("SET LOCAL enable_seqscan = off")
    found = [row["lead_id"] for row in await db.fetch(WITH_WORDS, every, bounds.frequent)]
    await db.execute("SET LOCAL enable_seqscan = on")
    return found if len(found) < bounds.frequent else None
