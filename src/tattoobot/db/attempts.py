"""Attempts to pay a deposit: every payment page (Checkout Session) that was ever asked for, and how it stands.

Its deposit names one of them: the newest, or the one that is being paid or was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tattoobot.db.engine import Connection


class State(StrEnum):
    ASKED = "asked"  # Stripe is being asked for it
    OPEN = "open"
    COMPLETE = "complete"  # paid, or its money is on its way
    EXPIRED = "expired"  # it ran out, was closed, or its money did not come
    REPLACED = "replaced"  # closed, as another took its place


@dataclass(frozen=True, slots=True)
class Attempt:
    id: int
    deposit_id: int
    amount: Decimal
    idempotency_key: str
    session_id: str | None
    state: State
    created_at: datetime
    expires_at: datetime


COLUMNS = "id, deposit_id, amount, idempotency_key, session_id, state, created_at, expires_at"

ASK = """
    INSERT INTO attempts (deposit_id, amount, idempotency_key, state, created_at, expires_at)
    SELECT id, amount, idempotency_key, 'asked', $2, expires_at FROM deposits WHERE id = $1
"""

# A page that a program of before has asked for is entered when it is heard of.
STANDS = """
    INSERT INTO attempts (deposit_id, amount, idempotency_key, session_id, url, state, created_at, expires_at)
    SELECT id, amount, idempotency_key, session_id, url, $2, created_at, expires_at FROM deposits WHERE id = $1
    ON CONFLICT (idempotency_key) DO UPDATE SET
        session_id = coalesce(attempts.session_id, EXCLUDED.session_id),
        url = coalesce(attempts.url, EXCLUDED.url),
        state = EXCLUDED.state
"""

SETTLE = "UPDATE attempts SET state = $2, session_id = coalesce(session_id, $3) WHERE id = $1"

GIVE_TO = "UPDATE attempts SET deposit_id = $2 WHERE id = $1"

OF_DEPOSITS = f"SELECT {COLUMNS} FROM attempts WHERE deposit_id = ANY($1) ORDER BY id"

NAMED = f"""
    SELECT {COLUMNS} FROM attempts
    WHERE idempotency_key = (SELECT idempotency_key FROM deposits WHERE id = $1)
"""


async def ask(db: Connection, deposit_id: int, now: datetime) -> None:
    """Another page of a deposit, which names its key and its end already."""
    await db.execute(ASK, deposit_id, now)


async def stands(db: Connection, deposit_id: int, state: State) -> None:
    """How the page stands that a deposit names."""
    await db.execute(STANDS, deposit_id, state)


async def settle(db: Connection, attempt_id: int, state: State, session_id: str | None = None) -> None:
    await db.execute(SETTLE, attempt_id, state, session_id)


async def give_to(db: Connection, attempt_id: int, deposit_id: int) -> None:
    await db.execute(GIVE_TO, attempt_id, deposit_id)


async def by_id(db: Connection, attempt_id: int) -> Attempt | None:
    return _maybe(await db.fetchrow(f"SELECT {COLUMNS} FROM attempts WHERE id = $1", attempt_id))


async def by_session(db: Connection, session_id: str) -> Attempt | None:
    return _maybe(await db.fetchrow(f"SELECT {COLUMNS} FROM attempts WHERE session_id = $1", session_id))


async def named(db: Connection, deposit_id: int) -> Attempt | None:
    """The one that its deposit names."""
    return _maybe(await db.fetchrow(NAMED, deposit_id))


async def of_deposit(db: Connection, deposit_id: int) -> list[Attempt]:
    return (await of_deposits(db, [deposit_id]))[deposit_id]


async def of_deposits(db: Connection, deposit_ids: Sequence[int]) -> dict[int, list[Attempt]]:
    found: dict[int, list[Attempt]] = {deposit_id: [] for deposit_id in deposit_ids}
    for row in await db.fetch(OF_DEPOSITS, list(deposit_ids)):
        found[row["deposit_id"]].append(_attempt_in(row))
    return found


def _maybe(row: Any) -> Attempt | None:
    return None if row is None else _attempt_in(row)


def _attempt_in(row: Any) -> Attempt:
    return Attempt(**{**row, "state": State(row["state"])})
