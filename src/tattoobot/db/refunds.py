"""Refunds that were asked for. What has gone back stands in the ledger, and only there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tattoobot.db import deposits, ledger
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.domain.deposit import HELD
from tattoobot.domain.ledger import balance
from tattoobot.domain.money import Money


@dataclass(frozen=True, slots=True)
class Refund:
    id: int
    deposit_id: int
    amount: Decimal
    duplicate: bool
    """The client had paid twice."""
    state: str
    """`asked`, `made`, `refused`."""
    idempotency_key: str
    created_at: datetime


COLUMNS = "id, deposit_id, amount, duplicate, state, idempotency_key, created_at"

# The row's number alone would meet that of another installation on the same Stripe account.
ASK = f"""
    INSERT INTO refunds (deposit_id, amount, duplicate, idempotency_key, created_at)
    VALUES ($1, $2, $3, 'refund:' || currval(pg_get_serial_sequence('refunds', 'id')) || ':' || gen_random_uuid(), $4)
    RETURNING {COLUMNS}
"""

# Until the ledger says that it went back, or Stripe that it did not.
ON_THEIR_WAY = """
    SELECT coalesce(sum(amount), 0) FROM refunds r
    WHERE deposit_id = $1 AND state <> 'refused' AND NOT EXISTS (
        SELECT FROM ledger l WHERE l.deposit_id = r.deposit_id AND l.reference = r.stripe_id
    )
"""

MADE = "UPDATE refunds SET state = 'made', stripe_id = $2 WHERE id = $1 AND state = 'asked'"

REFUSED = "UPDATE refunds SET state = 'refused', cause = $2 WHERE id = $1 AND state = 'asked'"

FAILED = "UPDATE refunds SET state = 'refused' WHERE stripe_id = ANY($1::text[])"


async def ask(db: Connection, deposit: Deposit, amount: Decimal, now: datetime, *, duplicate: bool) -> Refund:
    row = await db.fetchrow(ASK, deposit.id, amount, duplicate, now)
    assert row is not None
    return Refund(**row)


async def by_id(db: Connection, refund_id: int) -> Refund | None:
    row = await db.fetchrow(f"SELECT {COLUMNS} FROM refunds WHERE id = $1", refund_id)
    return Refund(**row) if row else None


async def made(db: Connection, refund_id: int, stripe_id: str) -> None:
    await db.execute(MADE, refund_id, stripe_id)


async def refused(db: Connection, refund_id: int, cause: str) -> None:
    await db.execute(REFUSED, refund_id, cause)


async def failed(db: Connection, stripe_ids: Sequence[str]) -> None:
    """Stripe had taken them, and then they did not go through."""
    await db.execute(FAILED, stripe_ids)


async def left_of(db: Connection, deposit: Deposit) -> Decimal:
    """What of this deposit is held and not on its way back."""
    held = balance(await ledger.of_deposit(db, deposit.id)).held
    on_their_way: Decimal = await db.fetchval(ON_THEIR_WAY, deposit.id)
    return held - on_their_way


async def left_of_lead(db: Connection, lead_id: int) -> list[tuple[Deposit, Money]]:
    """The deposits of which something can be given back or kept, and how much; the newest first."""
    found = []
    for deposit in reversed(await deposits.of_lead(db, lead_id)):
        if deposit.status in HELD and (left := await left_of(db, deposit)) > 0:
            found.append((deposit, Money(left, deposit.currency)))
    return found
