"""Effects that wait to be delivered: put with the decision, claimed in order, settled afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar, get_args

import msgspec

from tattoobot.db import references
from tattoobot.db.engine import Connection
from tattoobot.db.presence import LOCKS
from tattoobot.db.transcript import promised
from tattoobot.db.wake import CHANNEL, OUTBOX
from tattoobot.domain.action_links import Promised
from tattoobot.domain.effects import EFFECTS, Effect, FetchPhoto, SendMessage, ThroughWhatsApp
from tattoobot.domain.messages import Buttons, LinkButton, Menu, Outgoing, Recipient, Template, Text

SHAPES: dict[str, type[Outgoing]] = {
    shape.__name__: shape for shape in (Text, Buttons, Menu, LinkButton, Template)
}

LEASE = timedelta(seconds=45)
"""Longer than any delivery may take; a worker that holds one longer is taken for dead."""
PHOTO_LEASE = timedelta(minutes=4)
"""A picture is fetched, decoded when its turn comes, and put on a shelf that may be far away."""

MOST_PICTURES = 4
"""So many are fetched at once: each may fill the memory with sixteen megabytes."""

MOST_TAKEOVERS = 3
"""A delivery whose workers died one after the other, so often, may be what they die of."""


Asked = TypeVar("Asked", bound=Effect | None, covariant=True)


@dataclass(frozen=True, slots=True)
class Delivery(Generic[Asked]):
    """One effect in the hands of a worker."""

    id: int
    kind: str
    effect: Asked
    """None where another version of ours has put what this one does not know."""
    attempts: int
    message_id: int | None
    message: Outgoing | None
    to: Recipient | None
    client_id: int | None
    lead_id: int | None
    created_at: datetime
    links: Promised | None = None
    """What the artist's links in the message will do."""
    they_wrote_at: datetime | None = None
    """When whoever gets it last wrote to us; None when they never did."""
    reference: str = ""
    """Of a message: what its statuses bring back."""


Claimed = Delivery[Effect | None]


@dataclass(frozen=True, slots=True)
class Abandoned:
    """A delivery that is given up because too many workers died with it in their hands."""

    id: int
    kind: str
    effect: Effect | None
    message_id: int | None
    lead_id: int | None


WAIT_IN_A_PAUSE = [effect.__name__ for effect in get_args(ThroughWhatsApp)]

PUT = """
    WITH put AS (
        INSERT INTO outbox (kind, order_key, body, priority, due_at, created_at)
        SELECT kind, order_key, body, $4, $5, $5
        FROM unnest($1::text[], $2::text[], $3::jsonb[]) AS e (kind, order_key, body)
    )
    SELECT pg_notify($6, $7)
"""

# Only the first of an order key may go: what was put later waits, whoever holds the first. Pictures are in nobody's
# line, and few of them are fetched at once. All of it is asked so that only an index can tell: the outbox is empty when
# this is planned, and full after WhatsApp was away.
CLAIM = f"""
    WITH head AS (
        SELECT o.id FROM outbox o
        WHERE o.state IN ('waiting', 'unsure') AND o.due_at <= $1 AND o.kind <> '{FetchPhoto.__name__}'
          AND o.id = (SELECT min(e.id) FROM outbox e WHERE e.order_key = o.order_key AND e.state <> 'dead')
          AND NOT EXISTS (
              SELECT 1 FROM pauses p
              WHERE p.until > clock_timestamp() AND p.scope = 'everything' AND o.kind = ANY($5::text[])
          )
        ORDER BY o.priority DESC, o.due_at, o.id
        LIMIT $2
        FOR UPDATE OF o SKIP LOCKED
    ), pictures AS (
        SELECT o.id FROM outbox o
        WHERE o.state IN ('waiting', 'unsure') AND o.due_at <= $1 AND o.kind = '{FetchPhoto.__name__}'
          AND NOT EXISTS (SELECT 1 FROM pauses p WHERE p.until > clock_timestamp() AND p.scope = 'everything')
        ORDER BY o.priority DESC, o.due_at, o.id
        LIMIT $6
        FOR UPDATE OF o SKIP LOCKED
    ), claimed AS (
        UPDATE outbox o SET
            state = 'sending', attempts = o.attempts + 1, worker = $4,
            lease_until = clock_timestamp()
                + CASE WHEN o.kind = '{FetchPhoto.__name__}' THEN $7::interval ELSE $3::interval END
        WHERE o.id = ANY(ARRAY(SELECT id FROM head UNION ALL SELECT id FROM pictures))
        RETURNING o.id, o.kind, o.body, o.attempts, o.message_id, o.priority, o.created_at, o.even_if_opted_out
    )
    SELECT o.id, o.kind, o.body, o.attempts, o.message_id,
           m.kind AS shape, m.body AS words, m.links, m.client_id, m.lead_id, o.created_at,
           CASE WHEN m.client_id IS NULL THEN a.last_message_at ELSE c.last_message_at END AS they_wrote_at,
           CASE WHEN m.client_id IS NULL THEN a.whatsapp_number ELSE c.phone END AS phone, c.user_id,
           coalesce(c.opted_out, false) AND NOT o.even_if_opted_out AS unwanted, {references.MARK} AS mark
    FROM claimed o
    LEFT JOIN messages m ON m.id = o.message_id
    LEFT JOIN clients c ON c.id = m.client_id
    LEFT JOIN artists a ON a.id = m.artist_id
    ORDER BY o.priority DESC, o.id
"""

# Whose worker has died, or holds it for longer than anything takes; whoever asks lives, though the database may have
# been away from it for a moment. A message may have gone out before: WhatsApp's
# status tells, so it is waited for. Everything else can safely be done twice.
RECOVER = f"""
    UPDATE outbox SET
        state = CASE
            WHEN takeovers + 1 >= $4 THEN 'dead'
            WHEN kind = '{SendMessage.__name__}' THEN 'unsure'
            ELSE 'waiting'
        END,
        due_at = CASE WHEN kind = '{SendMessage.__name__}' THEN $1::timestamptz + $2::interval ELSE $1 END,
        takeovers = takeovers + 1,
        lease_until = NULL
    WHERE state = 'sending' AND (
        lease_until < clock_timestamp()
        OR worker <> $5 AND NOT EXISTS (
            SELECT FROM pg_locks l
            WHERE l.locktype = 'advisory' AND l.classid = $3 AND l.objid = outbox.worker AND l.granted
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        )
    )
    RETURNING id, kind, body, message_id, state,
        (SELECT lead_id FROM messages WHERE id = outbox.message_id)
"""

# By a worker that ends as it should: nobody has died with it.
LET_GO = f"""
    UPDATE outbox SET
        state = CASE WHEN kind = '{SendMessage.__name__}' THEN 'unsure' ELSE 'waiting' END,
        due_at = CASE WHEN kind = '{SendMessage.__name__}' THEN $2::timestamptz + $3::interval ELSE $2 END,
        lease_until = NULL
    WHERE state = 'sending' AND worker = $1
"""

# What was held back while it was on its way, and went out after all, is shown as what it is.
DELIVERED = """
    WITH gone AS (
        DELETE FROM outbox WHERE id = ANY($1::bigint[]) RETURNING id
    )
    UPDATE messages m SET
        provider_id = coalesce(m.provider_id, done.provider_id),
        status = CASE WHEN m.progress < 1 THEN 'sent' ELSE m.status END,
        progress = greatest(m.progress, 1)
    FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS done (id, provider_id, message_id)
    WHERE m.id = done.message_id AND (done.id IN (SELECT id FROM gone) OR m.status = 'held_back')
"""

AGAIN = """
    UPDATE outbox SET state = $2, due_at = $3, lease_until = NULL, failure = $4, takeovers = 0
    WHERE id = $1 AND state = 'sending'
"""

STILL_WANTED = "SELECT true FROM outbox WHERE id = $1 FOR UPDATE"

DEAD = """
    WITH dead AS (
        UPDATE outbox SET state = 'dead', lease_until = NULL, failure = $2 WHERE id = $1 RETURNING message_id
    )
    UPDATE messages m SET status = 'failed', progress = 2, cause = $2
    FROM dead WHERE m.id = dead.message_id AND m.progress < 2
"""

# Whatever a client has not got yet when they say STOP is not sent any more: what waits for its turn or for the service
# window, what is tried again, and what is on its way in this moment, should it come back. The transcript says so.
HOLD_BACK = f"""
    WITH stopped AS (
        DELETE FROM outbox
        WHERE order_key = 'client:' || $1::bigint AND state <> 'dead' AND kind = '{SendMessage.__name__}'
          AND NOT even_if_opted_out
        RETURNING message_id
    )
    UPDATE messages m SET status = 'held_back'
    WHERE m.progress = 0 AND (
        m.id IN (SELECT message_id FROM stopped) OR m.client_id = $1 AND m.status = 'waiting'
    )
"""

HOLD_THESE_BACK = """
    WITH stopped AS (
        DELETE FROM outbox WHERE id = ANY($1::bigint[]) RETURNING message_id
    )
    UPDATE messages m SET status = 'held_back' FROM stopped WHERE m.id = stopped.message_id AND m.progress = 0
"""

NEXT_DUE = "SELECT min(due_at) FROM outbox WHERE state IN ('waiting', 'unsure')"


async def put(
    db: Connection, effects: Sequence[tuple[Effect, str]], now: datetime, *, priority: int = 0
) -> None:
    """Keep effects with the key of the line in which they wait, and wake the worker: all by one statement."""
    if effects:
        await db.execute(
            PUT,
            [type(effect).__name__ for effect, _ in effects],
            [key for _, key in effects],
            [effect for effect, _ in effects],
            priority,
            now,
            CHANNEL,
            OUTBOX,
        )


async def waits(db: Connection, kind: type[Effect], order_key: str) -> bool:
    """Whether such an effect stands in this line, if only as one that a person has to decide about."""
    found: bool = await db.fetchval(
        "SELECT EXISTS (SELECT FROM outbox WHERE order_key = $1 AND kind = $2)", order_key, kind.__name__
    )
    return found


async def claim(
    db: Connection, now: datetime, limit: int, worker: int, pictures: int = MOST_PICTURES
) -> list[Claimed]:
    """Take what is due, at most one per line and so many pictures, as long as this worker is present, a lease at most.

    However a message for somebody who has opted out got here, it goes no further.
    """
    rows = await db.fetch(CLAIM, now, limit, LEASE, worker, WAIT_IN_A_PAUSE, pictures, PHOTO_LEASE)
    if unwanted := [row["id"] for row in rows if row["unwanted"]]:
        await db.execute(HOLD_THESE_BACK, unwanted)
    return [_delivery(row) for row in rows if not row["unwanted"]]


async def recover(
    db: Connection, now: datetime, patience: timedelta, worker: int
) -> tuple[int, list[Abandoned]]:
    """Take over from workers that died. Returns how many effects they held, and which of them are given up."""
    rows = await db.fetch(RECOVER, now, patience, LOCKS, MOST_TAKEOVERS, worker)
    return len(rows), [
        Abandoned(row["id"], row["kind"], _effect(row), row["message_id"], row["lead_id"])
        for row in rows
        if row["state"] == "dead"
    ]


async def let_go(db: Connection, now: datetime, patience: timedelta, worker: int) -> None:
    """Whatever this worker still holds goes to whoever comes next."""
    await db.execute(LET_GO, worker, now, patience)


async def delivered(db: Connection, done: Sequence[tuple[int, str | None, int | None]]) -> None:
    """These effects (id, the provider's id, the message's) happened: they leave the outbox."""
    if done:
        await db.execute(DELIVERED, *(list(column) for column in zip(*done, strict=True)))


async def still_wanted(db: Connection, delivery_id: int) -> bool:
    """False where it was taken out of the outbox while it was on its way. Locked for the rest of the transaction."""
    return await db.fetchval(STILL_WANTED, delivery_id) is not None


async def again(
    db: Connection, delivery_id: int, due_at: datetime, failure: str, *, unsure: bool = False
) -> None:
    """Try again at `due_at`. `unsure`: it may have happened; a status that arrives until then settles it."""
    await db.execute(AGAIN, delivery_id, "unsure" if unsure else "waiting", due_at, failure)


async def dead(db: Connection, delivery_id: int, failure: str) -> None:
    """Never again by itself: a person may retry or drop it."""
    await db.execute(DEAD, delivery_id, failure)


async def hold_back(db: Connection, client_id: int) -> None:
    """This client has said STOP."""
    await db.execute(HOLD_BACK, client_id)


async def next_due(db: Connection) -> datetime | None:
    found: datetime | None = await db.fetchval(NEXT_DUE)
    return found


def _effect(row: Any) -> Effect | None:
    try:
        return msgspec.convert(row["body"], EFFECTS[row["kind"]])
    except (KeyError, msgspec.ValidationError):
        return None


def _delivery(row: Any) -> Claimed:
    shape = SHAPES.get(row["shape"] or "")
    return Delivery(
        id=row["id"],
        kind=row["kind"],
        effect=_effect(row),
        attempts=row["attempts"],
        message_id=row["message_id"],
        message=msgspec.json.decode(row["words"], type=shape) if shape else None,
        to=Recipient(row["phone"], row["user_id"]) if shape else None,
        client_id=row["client_id"],
        lead_id=row["lead_id"],
        created_at=row["created_at"],
        links=promised(row["links"]),
        they_wrote_at=row["they_wrote_at"],
        reference=references.reference(row["mark"], row["message_id"]) if shape else "",
    )
