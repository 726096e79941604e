"""Deposits: asked for, opened, paid. At most one per lead can be paid; the database sees to that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from tattoobot.db.engine import Connection

LIVE = frozenset({"requested", "open", "processing"})


@dataclass(frozen=True, slots=True)
class Deposit:
    id: int
    lead_id: int
    status: str
    amount: Decimal
    currency: str
    idempotency_key: str
    session_id: str | None
    url: str | None
    payment_intent: str | None
    expires_at: datetime
    created_at: datetime
    paid_at: datetime | None


COLUMNS = (
    "id, lead_id, status, amount, currency, idempotency_key, session_id, url, payment_intent,"
    " expires_at, created_at, paid_at"
)

REQUEST = f"""
    INSERT INTO deposits (lead_id, status, amount, currency, idempotency_key, expires_at, created_at)
    VALUES ($1, 'requested', $2, $3, 'checkout:' || gen_random_uuid(), $4, $5)
    RETURNING {COLUMNS}
"""

UPDATE = f"""
    UPDATE deposits SET
        status = $2,
        session_id = coalesce($3, session_id),
        url = coalesce($4, url),
        payment_intent = coalesce($5, payment_intent),
        paid_at = coalesce($6, paid_at)
    WHERE id = $1
    RETURNING {COLUMNS}
"""


NEWEST_AMONG = f"""
    SELECT DISTINCT ON (lead_id) {COLUMNS} FROM deposits
    WHERE lead_id = ANY($1::bigint[])
    ORDER BY lead_id, id DESC
"""


async def request(
    db: Connection, lead_id: int, amount: Decimal, currency: str, expires_at: datetime, now: datetime
) -> Deposit:
    """Ask for money. The key and the expiry are kept with it: a repeated call to Stripe must be the same call."""
    return _deposit(await db.fetchrow(REQUEST, lead_id, amount, currency, expires_at, now))


async def update(
    db: Connection,
    deposit_id: int,
    status: str,
    *,
    session_id: str | None = None,
    url: str | None = None,
    payment_intent: str | None = None,
    paid_at: datetime | None = None,
) -> Deposit:
    return _deposit(await db.fetchrow(UPDATE, deposit_id, status, session_id, url, payment_intent, paid_at))


async def by_id(db: Connection, deposit_id: int) -> Deposit | None:
    return _maybe(await db.fetchrow(f"SELECT {COLUMNS} FROM deposits WHERE id = $1", deposit_id))


async def by_session(db: Connection, session_id: str) -> Deposit | None:
    return _maybe(await db.fetchrow(f"SELECT {COLUMNS} FROM deposits WHERE session_id = $1", session_id))


async def newest(db: Connection, lead_id: int) -> Deposit | None:
    return _maybe(
        await db.fetchrow(
            f"SELECT {COLUMNS} FROM deposits WHERE lead_id = $1 ORDER BY id DESC LIMIT 1", lead_id
        )
    )


async def newest_among(db: Connection, lead_ids: Sequence[int]) -> dict[int, Deposit]:
    """The newest deposit of each lead that has one."""
    rows = await db.fetch(NEWEST_AMONG, lead_ids)
    return {row["lead_id"]: _deposit(row) for row in rows}


async def of_lead(db: Connection, lead_id: int) -> list[Deposit]:
    rows = await db.fetch(f"SELECT {COLUMNS} FROM deposits WHERE lead_id = $1 ORDER BY id", lead_id)
    return [_deposit(row) for row in rows]


def _maybe(row: Any) -> Deposit | None:
    return None if row is None else _deposit(row)


def _deposit(row: Any) -> Deposit:
    return Deposit(**dict(row))
