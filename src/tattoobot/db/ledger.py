"""The ledger of deposits. It only grows: the database lets nobody change or delete an entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tattoobot.db.engine import Connection
from tattoobot.domain.ledger import Entry, Kind

WRITE = """
    INSERT INTO ledger (deposit_id, kind, amount, reference, actor, at)
    SELECT $1, kind, amount, reference, $5, $6
    FROM unnest($2::text[], $3::numeric[], $4::text[]) AS e (kind, amount, reference)
"""

LINES_OF = "SELECT kind, amount, at FROM ledger WHERE deposit_id = $1 ORDER BY id"

OF_DEPOSIT = "SELECT kind, amount, reference FROM ledger WHERE deposit_id = $1 ORDER BY id"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with its time."""

    kind: Kind
    amount: Decimal
    at: datetime


async def write(
    db: Connection, deposit_id: int, entries: Sequence[Entry], actor: str, now: datetime
) -> list[Entry]:
    """Returns all entries of this deposit."""
    await db.execute(
        WRITE,
        deposit_id,
        [entry.kind for entry in entries],
        [entry.amount for entry in entries],
        [entry.reference for entry in entries],
        actor,
        now,
    )
    return await of_deposit(db, deposit_id)


async def of_deposit(db: Connection, deposit_id: int) -> list[Entry]:
    rows = await db.fetch(OF_DEPOSIT, deposit_id)
    return [Entry(Kind(row["kind"]), Decimal(row["amount"]), row["reference"]) for row in rows]


async def lines_of(db: Connection, deposit_id: int) -> list[Line]:
    rows = await db.fetch(LINES_OF, deposit_id)
    return [Line(Kind(row["kind"]), row["amount"], row["at"]) for row in rows]
