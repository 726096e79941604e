"""Deposits: asked for, opened, paid. At most one per lead can be paid; the database sees to that."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tattoobot.db import attempts, ledger
from tattoobot.db.attempts import State
from tattoobot.db.engine import Connection
from tattoobot.domain.deposit import CAME_FROM, HELD, DepositStatus
from tattoobot.domain.effects import LookUpCheckout
from tattoobot.domain.lead import Actor
from tattoobot.domain.ledger import Entry, Kind, balance
from tattoobot.domain.ledger import status as called
from tattoobot.domain.money import Money
from tattoobot.errors import NotPossible


@dataclass(frozen=True, slots=True)
class Deposit:
    id: int
    lead_id: int
    status: DepositStatus
    amount: Decimal
    currency: str
    idempotency_key: str
    session_id: str | None
    url: str | None
    payment_intent: str | None
    expires_at: datetime
    created_at: datetime
    paid_at: datetime | None
    checked_at: datetime | None
    """When Stripe last answered how its page stands."""
    refunded: Decimal
    """How much of it has gone back."""
    link_token: str | None
    """Ends our own link to it; None where it was made before there were such links."""
    rule: str | None
    """What made the amount: `amount` or `by_length.…` of the studio's file, or `artist`."""
    terms_version: str | None
    """Of the terms in force when it was asked for; what the client accepted is in `accepted_terms`."""

    @property
    def asked(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def left(self) -> Money:
        """What of it has not gone back."""
        return Money(self.amount - self.refunded, self.currency)


COLUMNS = (
    "id, lead_id, status, amount, currency, idempotency_key, session_id, url, payment_intent,"
    " expires_at, created_at, paid_at, checked_at, refunded, link_token, rule,"
    " terms_version"
)

REQUEST = f"""
    INSERT INTO deposits
        (lead_id, status, amount, currency, idempotency_key, expires_at, created_at, link_token, rule, terms_version)
    VALUES ($1, 'requested', $2, $3, 'checkout:' || gen_random_uuid(), $4, $5, $6, $7, $8)
    RETURNING {COLUMNS}
"""

# Another page of the same deposit: the link to it stays.
REOPEN = f"""
    UPDATE deposits SET
        status = 'requested', idempotency_key = 'checkout:' || gen_random_uuid(), expires_at = $2,
        session_id = NULL, url = NULL, checked_at = NULL
    WHERE id = $1 AND status = 'expired'
    RETURNING {COLUMNS}
"""

NAME = f"""
    UPDATE deposits d SET
        idempotency_key = a.idempotency_key, session_id = a.session_id, url = a.url, expires_at = a.expires_at
    FROM attempts a WHERE d.id = $1 AND a.id = $2
    RETURNING {", ".join(f"d.{column}" for column in COLUMNS.split(", "))}
"""

# What was paid a second time through another page of the same deposit is one by itself: it goes back as a whole.
SPLIT = f"""
    INSERT INTO deposits
        (lead_id, status, amount, currency, idempotency_key, session_id, url, expires_at, created_at, link_token, rule,
         terms_version)
    SELECT d.lead_id, 'expired', d.amount, d.currency, a.idempotency_key, a.session_id, a.url, a.expires_at,
           $2, $3, d.rule, d.terms_version
    FROM attempts a JOIN deposits d ON d.id = a.deposit_id WHERE a.id = $1
    RETURNING {COLUMNS}
"""

UPDATE = f"""
    UPDATE deposits SET
        status = $2,
        session_id = coalesce($3, session_id),
        url = coalesce($4, url),
        payment_intent = coalesce($5, payment_intent),
        paid_at = coalesce($6, paid_at),
        refunded = coalesce($7, refunded)
    WHERE id = $1 AND status = ANY($8::text[])
    RETURNING {COLUMNS}
"""

KEEP_SESSION = "UPDATE deposits SET session_id = $2 WHERE id = $1 AND session_id IS NULL"

CHECKED = "UPDATE deposits SET checked_at = $2 WHERE id = $1"

# Nobody has told us anything about these for an hour, or since they ran out.
UNCHECKED = f"""
    SELECT d.id, d.lead_id FROM deposits d
    WHERE d.status IN ('open', 'processing') AND d.session_id IS NOT NULL
      AND (
          coalesce(d.checked_at, d.created_at) < $1::timestamptz - $2::interval
          OR d.expires_at < $1 AND coalesce(d.checked_at, d.created_at) < d.expires_at
      )
      AND NOT EXISTS (
          SELECT FROM outbox o
          WHERE o.order_key = 'deposit:' || d.lead_id AND o.kind = '{LookUpCheckout.__name__}' AND o.state <> 'dead'
      )
    ORDER BY d.id LIMIT $3
"""

# Where none is asked for, money that is here matters more than a page that was closed after it.
THAT_MATTERS_AMONG = f"""
    SELECT DISTINCT ON (lead_id) {COLUMNS} FROM deposits
    WHERE lead_id = ANY($1::bigint[])
    ORDER BY lead_id, lead_id = ANY($2::bigint[]) AND status = ANY($3::text[]) DESC, id DESC
"""

BY_SESSION = f"""
    SELECT {COLUMNS} FROM deposits WHERE id = coalesce(
        (SELECT deposit_id FROM attempts WHERE session_id = $1), (SELECT id FROM deposits WHERE session_id = $1)
    )
"""

LINK_SENT_SINCE = """
    SELECT EXISTS (
        SELECT FROM timeline WHERE lead_id = $1 AND happened = 'deposit_link_sent' AND at > $2
        AND (detail ->> 'deposit_id')::bigint = $3
    )
"""

LINK_SENT_SINCE_THE_YES = """
    SELECT EXISTS (
        SELECT FROM timeline WHERE lead_id = $1 AND happened = 'deposit_link_sent' AND id > (
            SELECT coalesce(max(id), 0) FROM timeline WHERE lead_id = $1 AND happened = 'approved'
        )
    )
"""

NOTE_WITH_THE_YES = """
    SELECT detail ->> 'note' FROM timeline WHERE lead_id = $1 AND happened = 'approved' ORDER BY id DESC LIMIT 1
"""


PAGES = {DepositStatus.OPEN: State.OPEN, DepositStatus.EXPIRED: State.EXPIRED}
"""How the page of a deposit stands, where its money is neither here nor on its way."""


async def request(
    db: Connection,
    lead_id: int,
    amount: Decimal,
    currency: str,
    expires_at: datetime,
    now: datetime,
    *,
    rule: str | None = None,
    terms_version: str | None = None,
) -> Deposit:
    """Ask for money. The key and the expiry are kept with it: a repeated call to Stripe must be the same call."""
    deposit = deposit_in(
        await db.fetchrow(
            REQUEST,
            lead_id,
            amount,
            currency,
            expires_at,
            now,
            secrets.token_urlsafe(24),
            rule,
            terms_version,
        )
    )
    await attempts.ask(db, deposit.id, now)
    await ledger.write(db, deposit.id, [Entry(Kind.REQUESTED, amount)], Actor.BOT, now)
    return deposit


async def reopen(db: Connection, deposit: Deposit, expires_at: datetime, now: datetime) -> Deposit:
    """Ask for another page of a deposit whose page ran out or was closed. The lead must be locked."""
    row = await db.fetchrow(REOPEN, deposit.id, expires_at)
    if row is None:
        raise NotPossible(f"Deposit {deposit.id} can be paid already.")
    await attempts.ask(db, deposit.id, now)
    return deposit_in(row)


async def name(db: Connection, deposit: Deposit, attempt_id: int) -> Deposit:
    """From now on this is the page that counts."""
    return deposit_in(await db.fetchrow(NAME, deposit.id, attempt_id))


async def split(db: Connection, attempt_id: int, now: datetime) -> Deposit:
    """A deposit of its own for what was paid through this page."""
    second = deposit_in(await db.fetchrow(SPLIT, attempt_id, now, secrets.token_urlsafe(24)))
    await attempts.give_to(db, attempt_id, second.id)
    return second


async def update(
    db: Connection,
    deposit_id: int,
    status: DepositStatus,
    *,
    session_id: str | None = None,
    url: str | None = None,
    payment_intent: str | None = None,
    paid_at: datetime | None = None,
    refunded: Decimal | None = None,
    replaced: bool = False,
) -> Deposit:
    """`replaced`: by another page. Raises `NotPossible` where it cannot come to `status` from where it is."""
    row = await db.fetchrow(
        UPDATE,
        deposit_id,
        status,
        session_id,
        url,
        payment_intent,
        paid_at,
        refunded,
        sorted(CAME_FROM[status]),
    )
    if row is None:
        raise NotPossible(f"Deposit {deposit_id} cannot become {status} any more.")
    await attempts.stands(db, deposit_id, State.REPLACED if replaced else PAGES.get(status, State.COMPLETE))
    return deposit_in(row)


async def enter(
    db: Connection,
    deposit: Deposit,
    entries: Sequence[Entry],
    actor: Actor,
    now: datetime,
    *,
    payment_intent: str | None = None,
) -> Deposit:
    """Write what happened to the money of a deposit. What it is called then is what its entries add up to.

    The lead must be locked.
    """
    known = await ledger.write(db, deposit.id, entries, actor, now)
    return await update(
        db,
        deposit.id,
        called(known),
        payment_intent=payment_intent,
        paid_at=None if deposit.paid_at else now,
        refunded=balance(known).refunded,
    )


async def keep_session(db: Connection, deposit_id: int, session_id: str) -> None:
    """The page of a deposit that was closed while its page was being opened."""
    await db.execute(KEEP_SESSION, deposit_id, session_id)
    await attempts.stands(db, deposit_id, State.EXPIRED)


async def checked(db: Connection, deposit_id: int, now: datetime) -> None:
    await db.execute(CHECKED, deposit_id, now)


async def unchecked(db: Connection, now: datetime, after: timedelta, limit: int) -> list[tuple[int, int]]:
    """Pages (id, lead) that Stripe has to be asked about, and is not being asked about."""
    return [(row["id"], row["lead_id"]) for row in await db.fetch(UNCHECKED, now, after, limit)]


async def by_id(db: Connection, deposit_id: int) -> Deposit | None:
    return _maybe(await db.fetchrow(f"SELECT {COLUMNS} FROM deposits WHERE id = $1", deposit_id))


async def by_session(db: Connection, session_id: str) -> Deposit | None:
    """The deposit that this page belongs to, whichever it names now."""
    return _maybe(await db.fetchrow(BY_SESSION, session_id))


async def by_link(db: Connection, token: str) -> Deposit | None:
    return _maybe(await db.fetchrow(f"SELECT {COLUMNS} FROM deposits WHERE link_token = $1", token))


async def by_payment(db: Connection, payment_intent: str) -> Deposit | None:
    found = f"SELECT {COLUMNS} FROM deposits WHERE payment_intent = $1 ORDER BY id LIMIT 1"
    return _maybe(await db.fetchrow(found, payment_intent))


async def newest(db: Connection, lead_id: int) -> Deposit | None:
    return _maybe(
        await db.fetchrow(
            f"SELECT {COLUMNS} FROM deposits WHERE lead_id = $1 ORDER BY id DESC LIMIT 1", lead_id
        )
    )


async def that_matter_among(
    db: Connection, awaited: Sequence[int], others: Sequence[int]
) -> dict[int, Deposit]:
    """By lead: the newest deposit, or of those that await none, first one that is paid."""
    rows = await db.fetch(THAT_MATTERS_AMONG, [*awaited, *others], others, sorted(HELD))
    return {row["lead_id"]: deposit_in(row) for row in rows}


async def held(db: Connection, lead_id: int, *, among: frozenset[DepositStatus] = HELD) -> Deposit | None:
    """The newest of this lead's deposits that the studio has money of."""
    mine = [one for one in await of_lead(db, lead_id) if one.status in among]
    return mine[-1] if mine else None


async def asked_since(db: Connection, since: datetime, after: int, limit: int) -> list[Deposit]:
    """In the order in which they were asked for."""
    found = f"SELECT {COLUMNS} FROM deposits WHERE created_at >= $1 AND id > $2 ORDER BY id LIMIT $3"
    return [deposit_in(row) for row in await db.fetch(found, since, after, limit)]


async def of_lead(db: Connection, lead_id: int) -> list[Deposit]:
    rows = await db.fetch(f"SELECT {COLUMNS} FROM deposits WHERE lead_id = $1 ORDER BY id", lead_id)
    return [deposit_in(row) for row in rows]


async def link_sent_since(db: Connection, deposit: Deposit, since: datetime) -> bool:
    """Whether the link to its page went into the chat."""
    found: bool = await db.fetchval(LINK_SENT_SINCE, deposit.lead_id, since, deposit.id)
    return found


async def link_sent_since_the_yes(db: Connection, lead_id: int) -> bool:
    """The artist's last yes is told with the first link only."""
    found: bool = await db.fetchval(LINK_SENT_SINCE_THE_YES, lead_id)
    return found


async def note_with_the_yes(db: Connection, lead_id: int) -> str:
    return await db.fetchval(NOTE_WITH_THE_YES, lead_id) or ""


def _maybe(row: Any) -> Deposit | None:
    return None if row is None else deposit_in(row)


def deposit_in(row: Any) -> Deposit:
    return Deposit(**{**row, "status": DepositStatus(row["status"])})
