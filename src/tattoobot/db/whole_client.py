"""All that is kept about one client, as it stands in the tables: for the client who wants to see it."""

from collections.abc import Mapping

from tattoobot.db.engine import Connection
from tattoobot.domain import phone
from tattoobot.errors import ClientNotFound

# The number of a client who was merged leads to the one they turned out to be.
ROOT = """
    SELECT id FROM clients
    WHERE id = (SELECT coalesce(merged_into, id) FROM clients WHERE id = $1) AND erased_at IS NULL
"""

BY_NUMBER = """
    SELECT client_id FROM handles WHERE value = ANY($1::text[]) AND valid_to IS NULL ORDER BY id DESC LIMIT 1
"""

THEIR_LEADS = "SELECT id FROM leads WHERE client_id = $1"
THEIR_DEPOSITS = f"SELECT id FROM deposits WHERE lead_id IN ({THEIR_LEADS})"

PARTS: Mapping[str, str] = {
    "client": "SELECT to_jsonb(t) FROM clients t WHERE id = $1",
    "handles": "SELECT to_jsonb(t) FROM handles t WHERE client_id = $1 ORDER BY id",
    "consents": "SELECT to_jsonb(t) FROM consents t WHERE client_id = $1 ORDER BY id",
    "opt_outs": "SELECT to_jsonb(t) FROM opt_outs t WHERE client_id = $1 ORDER BY id",
    "enquiries": "SELECT to_jsonb(t) FROM leads t WHERE client_id = $1 ORDER BY id",
    "messages": """
        SELECT jsonb_build_object(
            'id', id, 'lead_id', lead_id, 'at', at, 'direction', direction, 'kind', kind, 'text', text,
            'status', status, 'content', body
        ) FROM messages WHERE client_id = $1 ORDER BY at, id
    """,
    "photos": "SELECT to_jsonb(t) FROM photos t WHERE client_id = $1 ORDER BY id",
    "deposits": f"SELECT to_jsonb(t) FROM deposits t WHERE lead_id IN ({THEIR_LEADS}) ORDER BY id",
    "attempts": f"SELECT to_jsonb(t) FROM attempts t WHERE deposit_id IN ({THEIR_DEPOSITS}) ORDER BY id",
    "ledger": f"SELECT to_jsonb(t) FROM ledger t WHERE deposit_id IN ({THEIR_DEPOSITS}) ORDER BY id",
    "accepted_terms": f"SELECT to_jsonb(t) FROM accepted_terms t WHERE deposit_id IN ({THEIR_DEPOSITS}) ORDER BY id",
    "refunds": f"SELECT to_jsonb(t) FROM refunds t WHERE deposit_id IN ({THEIR_DEPOSITS}) ORDER BY id",
    "timeline": f"SELECT to_jsonb(t) FROM timeline t WHERE lead_id IN ({THEIR_LEADS}) ORDER BY id",
    "flags": f"SELECT to_jsonb(t) FROM flags t WHERE lead_id IN ({THEIR_LEADS}) ORDER BY id",
    "handovers": "SELECT to_jsonb(t) FROM handovers t WHERE client_id = $1 ORDER BY id",
    "calls": "SELECT to_jsonb(t) FROM calls t WHERE client_id = $1 ORDER BY id",
    "reminders": f"SELECT to_jsonb(t) FROM reminders t WHERE lead_id IN ({THEIR_LEADS}) ORDER BY id",
}


async def whole_client(db: Connection, client_id: int) -> dict[str, list[dict[str, object]]]:
    """By part, its rows. Raises `ClientNotFound`, also of one who is erased."""
    found: int | None = await db.fetchval(ROOT, client_id)
    if found is None:
        raise ClientNotFound
    return {part: [row[0] for row in await db.fetch(query, found)] for part, query in PARTS.items()}


async def by_number(db: Connection, number: str) -> int:
    """Raises `ClientNotFound`."""
    found: int | None = await db.fetchval(BY_NUMBER, list(phone.spellings(number)))
    if found is None:
        raise ClientNotFound
    return found
