"""Take everything out that belongs to a client, but for the bare record of their payments."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tattoobot.db import inbox
from tattoobot.db.engine import Connection
from tattoobot.db.references import MARK
from tattoobot.db.whole_client import ROOT
from tattoobot.domain import phone
from tattoobot.domain.effects import SendMessage
from tattoobot.errors import ClientNotFound

LOCK = f"{ROOT} FOR UPDATE"

LEADS = "SELECT id FROM leads WHERE client_id = $1 ORDER BY id"

WITH_MONEY = "SELECT DISTINCT lead_id FROM deposits WHERE lead_id = ANY($1::bigint[])"

FILES = """
    SELECT DISTINCT file FROM photos
    WHERE file IS NOT NULL AND (client_id = $1 OR lead_id = ANY($2::bigint[]))
"""

HANDLES = """
    SELECT value FROM handles WHERE client_id = $1
    UNION SELECT unnest(ARRAY[phone, user_id]) FROM clients WHERE id = $1
"""

STRIPE_IDS = """
    SELECT unnest(ARRAY[session_id, payment_intent]) FROM deposits WHERE lead_id = ANY($1::bigint[])
    UNION SELECT a.session_id FROM attempts a JOIN deposits d ON d.id = a.deposit_id
    WHERE d.lead_id = ANY($1::bigint[])
"""

# Notices to the artist name their lead; one that tells of several clients together names them all.
NOTICES = """
    SELECT id FROM messages
    WHERE client_id IS NULL AND (lead_id = ANY($1::bigint[]) OR body ~ $2)
    UNION ALL SELECT id FROM messages WHERE client_id = $3
    UNION ALL SELECT id FROM messages WHERE client_id <> $3 AND lead_id = ANY($1::bigint[])
"""

OUTBOX = f"""
    DELETE FROM outbox
    WHERE message_id = ANY($1::bigint[])
       OR kind = '{SendMessage.__name__}' AND (body ->> 'message_id')::bigint = ANY($1::bigint[])
       OR order_key IN ('client:' || $2::bigint, 'read:' || $2::bigint)
       OR (body ->> 'photo_id')::bigint IN (SELECT id FROM photos WHERE client_id = $2)
"""

ARRIVALS = """
    DELETE FROM inbox WHERE payload ~ $1 OR provider = 'whatsapp' AND external_id = ANY(
        SELECT provider_id FROM messages WHERE id = ANY($2::bigint[]) AND provider_id IS NOT NULL
    )
"""

LEAD_FILES = "SELECT DISTINCT file FROM photos WHERE file IS NOT NULL AND lead_id = ANY($1::bigint[])"

LEAD_NOTICES = """
    SELECT id FROM messages WHERE lead_id = ANY($1::bigint[])
    UNION SELECT id FROM messages WHERE client_id IS NULL AND body ~ $2
"""

LEAD_OUTBOX = f"""
    DELETE FROM outbox
    WHERE message_id = ANY($1::bigint[])
       OR kind = '{SendMessage.__name__}' AND (body ->> 'message_id')::bigint = ANY($1::bigint[])
       OR (body ->> 'photo_id')::bigint IN (SELECT id FROM photos WHERE lead_id = ANY($2::bigint[]))
"""

MESSAGES = "DELETE FROM messages WHERE id = ANY($1::bigint[])"

OF_CLIENT = (
    "photos",
    "handovers",
    "calls",
    "turns_aside",
    "handles",
    "opt_outs",
    "consents",
    "data_links",
    "client_search",
)

OF_LEAD_ALONE = ("photos", "handovers", "calls")

OF_LEAD = (
    "timeline",
    "dates",
    "flags",
    "action_tokens",
    "lead_checks",
    "reminders",
    "desk_acts",
    "desk_drafts",
)

# A trace shows what was in hand when something broke.
TRACES = "DELETE FROM pgqueuer_log WHERE traceback IS NOT NULL"

LEAVE_SHEET = "UPDATE sheet_rows SET lead_id = NULL WHERE lead_id = ANY($1::bigint[])"

EMPTY_LEADS = """
    UPDATE leads SET current_question = NULL, answers = '{}', asked = '{}', advert = NULL
    WHERE id = ANY($1::bigint[])
"""

BARE_DEPOSITS = "UPDATE deposits SET url = NULL, link_token = NULL WHERE lead_id = ANY($1::bigint[])"

BARE_ATTEMPTS = """
    UPDATE attempts a SET url = NULL FROM deposits d WHERE d.id = a.deposit_id AND d.lead_id = ANY($1::bigint[])
"""

EMPTY_CLIENTS = """
    UPDATE clients SET
        name = '', phone = NULL, user_id = NULL, language = NULL, under_age = NULL, pace = '{}', opted_out = true,
        last_message_at = NULL, burst_began_at = NULL, turn_due_at = NULL, erased_at = $2
    WHERE id = $1 OR merged_into = $1
"""

# Stripe repeats a payer's name and address in whatever it tells of a payment.
ARRIVAL_OF_ERASED = """
    DELETE FROM inbox i WHERE i.id = $1 AND EXISTS (
        SELECT FROM clients c JOIN leads l ON l.client_id = c.id JOIN deposits d ON d.lead_id = l.id
        WHERE c.erased_at IS NOT NULL
          AND (
              strpos(i.payload, d.session_id) > 0 OR strpos(i.payload, d.payment_intent) > 0
              OR EXISTS (SELECT FROM attempts a WHERE a.deposit_id = d.id AND strpos(i.payload, a.session_id) > 0)
          )
    )
"""

ERASED = "SELECT id, erased_at FROM clients WHERE erased_at IS NOT NULL ORDER BY id"

# A number that was given once more, after an older backup was read in, is somebody else's.
COME_BACK = """
    SELECT c.id FROM clients c JOIN unnest($1::bigint[], $2::timestamptz[]) AS e (id, at) USING (id)
    WHERE c.erased_at IS NULL AND c.created_at < e.at ORDER BY c.id
"""

OTHER_OWNER = "SELECT EXISTS (SELECT FROM photos WHERE file = $1)"


@dataclass(frozen=True, slots=True)
class Traces:
    """Where a client is to be found."""

    client_id: int
    leads: list[int]
    files: list[str]
    """Names of their pictures and recordings on the shelf."""


async def lock(db: Connection, client_id: int) -> int:
    """Take this client; nothing that they write is sorted meanwhile. Raises `ClientNotFound`, also of one erased."""
    await inbox.one_sorter(db, "whatsapp")
    found: int | None = await db.fetchval(LOCK, client_id)
    if found is None:
        raise ClientNotFound
    return found


async def traces(db: Connection, client_id: int) -> Traces:
    leads = [row["id"] for row in await db.fetch(LEADS, client_id)]
    files = [row["file"] for row in await db.fetch(FILES, client_id, leads)]
    return Traces(client_id, leads, files)


async def take_out(db: Connection, of: Traces, now: datetime) -> list[int]:
    """Delete their rows, in every table. Returns the leads that stay, empty, as something was to be paid for them."""
    keep = [row["lead_id"] for row in await db.fetch(WITH_MONEY, of.leads)]
    handles = [row[0] for row in await db.fetch(HANDLES, of.client_id) if row[0]]
    stripe = [row[0] for row in await db.fetch(STRIPE_IDS, of.leads) if row[0]]
    named = _pattern([*_spelled(handles), *(f"#{lead_id}" for lead_id in of.leads)])
    ids = [row["id"] for row in await db.fetch(NOTICES, of.leads, named, of.client_id)]
    await db.execute(OUTBOX, ids, of.client_id)
    await db.execute(ARRIVALS, _pattern([*_spelled(handles), *stripe]), ids)
    await db.execute(TRACES)
    for table in OF_CLIENT:
        await db.execute(f"DELETE FROM {table} WHERE client_id = $1", of.client_id)
    await db.execute("DELETE FROM photos WHERE lead_id = ANY($1::bigint[])", of.leads)
    await _empty_leads(db, of.leads, keep, ids)
    await db.execute(EMPTY_CLIENTS, of.client_id, now)
    return keep


async def take_out_leads(db: Connection, leads: Sequence[int]) -> tuple[list[int], list[str]]:
    """Delete these alone, with all that belongs to them; their clients stay.

    Returns those that stay, empty, as something was to be paid for them, and the files of all.
    """
    keep = [row["lead_id"] for row in await db.fetch(WITH_MONEY, leads)]
    files = [row["file"] for row in await db.fetch(LEAD_FILES, leads)]
    stripe = [row[0] for row in await db.fetch(STRIPE_IDS, leads) if row[0]]
    named = _pattern([f"#{lead_id}" for lead_id in leads])
    ids = [row["id"] for row in await db.fetch(LEAD_NOTICES, leads, named)]
    await db.execute(LEAD_OUTBOX, ids, leads)
    await db.execute(ARRIVALS, _pattern(stripe), ids)
    for table in OF_LEAD_ALONE:
        await db.execute(f"DELETE FROM {table} WHERE lead_id = ANY($1::bigint[])", leads)
    await _empty_leads(db, leads, keep, ids)
    return keep, files


async def _empty_leads(
    db: Connection, leads: Sequence[int], keep: Sequence[int], messages: Sequence[int]
) -> None:
    await db.execute(LEAVE_SHEET, leads)
    for table in OF_LEAD:
        await db.execute(f"DELETE FROM {table} WHERE lead_id = ANY($1::bigint[])", leads)
    await db.execute(MESSAGES, messages)
    gone = [lead_id for lead_id in leads if lead_id not in keep]
    await db.execute("DELETE FROM leads WHERE id = ANY($1::bigint[])", gone)
    await db.execute(EMPTY_LEADS, keep)
    await db.execute(BARE_DEPOSITS, keep)
    await db.execute(BARE_ATTEMPTS, keep)


async def forget_arrival(db: Connection, row_id: int) -> None:
    """Of one who is erased, what Stripe tells is heeded and not kept."""
    await db.execute(ARRIVAL_OF_ERASED, row_id)


async def erased(db: Connection) -> tuple[str, dict[int, datetime]]:
    """This installation's mark; and who is erased, since when."""
    mark: str = await db.fetchval(f"SELECT {MARK}")
    return mark, {row["id"]: row["erased_at"] for row in await db.fetch(ERASED)}


async def come_back(db: Connection, erased: Mapping[int, datetime]) -> list[int]:
    """Those of them who are here all the same."""
    return [row["id"] for row in await db.fetch(COME_BACK, list(erased), list(erased.values()))]


async def is_kept_for_others(db: Connection, file: str) -> bool:
    """The same picture, sent by two clients, is one file."""
    found: bool = await db.fetchval(OTHER_OWNER, file)
    return found


def _spelled(handles: Sequence[str]) -> list[str]:
    """A number however it was spelled."""
    return [
        spelled
        for handle in handles
        for spelled in (phone.spellings(handle) if handle.isdigit() else [handle])
    ]


def _pattern(values: Sequence[str]) -> str | None:
    """Any of these as a whole: a number is no part of a longer one. Where there are none: what matches nothing."""
    escaped = "|".join(re.escape(value) for value in sorted(set(values)))
    return f"(?<![[:alnum:]])(?:{escaped})(?![[:alnum:]])" if escaped else None
