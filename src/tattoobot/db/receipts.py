"""What WhatsApp reports about our messages: sent, delivered, read, failed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tattoobot.db import references
from tattoobot.db.engine import Connection
from tattoobot.domain import phone
from tattoobot.domain.messages import Receipt


@dataclass(frozen=True, slots=True)
class Moved:
    """A message whose status went up."""

    message_id: int
    client_id: int | None
    lead_id: int | None
    status: str
    cause: str | None
    provider_id: str | None
    """As reported: of a message that was tried twice, either may be."""
    at: datetime


PROGRESS = {"sent": 1, "failed": 2, "delivered": 3, "read": 4, "played": 5}
"""A status only moves up. A failure after acceptance is one, unless the message was delivered after all."""

# A status names its message by our own id only with our mark, and where it went to the client of that message: they may
# have gone by another number when it was sent.
RECEIPTS = f"""
    WITH news AS (
        SELECT r.provider_id, r.status, r.progress, r.cause, r.at, m.id AS message_id
        FROM unnest(
            $1::text[], $2::bigint[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::timestamptz[]
        ) AS r (provider_id, message_id, status, progress, cause, mark, phones, user_id, at)
        LEFT JOIN messages m ON m.id = r.message_id AND r.mark = {references.MARK} AND NOT (
            EXISTS (
                SELECT FROM handles h
                WHERE h.client_id = m.client_id
                  AND (h.kind = 'phone' AND r.phones <> '' OR h.kind = 'user_id' AND r.user_id IS NOT NULL)
            ) AND NOT EXISTS (
                SELECT FROM handles h
                WHERE h.client_id = m.client_id
                  AND (
                      h.kind = 'phone' AND h.value = ANY(string_to_array(r.phones, ' '))
                      OR h.kind = 'user_id' AND h.value = r.user_id
                  )
            )
        )
    ), found AS (
        SELECT n.message_id AS id, n.status, n.progress, n.cause, n.at, n.provider_id FROM news n
        WHERE n.message_id IS NOT NULL
        UNION ALL
        SELECT m.id, n.status, n.progress, n.cause, n.at, n.provider_id FROM news n
        JOIN messages m ON m.provider_id = n.provider_id WHERE n.message_id IS NULL
    ), best AS (
        SELECT DISTINCT ON (id) * FROM found ORDER BY id, progress DESC
    ), settled AS (
        DELETE FROM outbox o USING best b
        WHERE o.message_id = b.id
          AND (
              o.state IN ('sending', 'unsure')
              OR o.state = 'waiting' AND o.attempts > 0 AND b.status <> 'failed'
              OR o.state = 'waiting' AND b.status IN ('delivered', 'read', 'played')
          )
    )
    UPDATE messages m SET
        status = b.status, progress = b.progress, cause = coalesce(b.cause, m.cause),
        provider_id = coalesce(m.provider_id, b.provider_id),
        read_at = coalesce(m.read_at, CASE WHEN b.status IN ('read', 'played') THEN b.at END)
    FROM best b
    WHERE m.id = b.id AND m.direction = 'out' AND m.progress < b.progress
    RETURNING m.id, m.client_id, m.lead_id, m.status, m.cause, b.provider_id, m.at
"""


SETTLE = """
    WITH unknown AS MATERIALIZED (
        SELECT provider_id FROM (SELECT DISTINCT unnest($2::text[]) AS provider_id) AS about
        WHERE NOT EXISTS (SELECT FROM messages m WHERE m.provider_id = about.provider_id)
    ), strangers AS (
        SELECT r.id FROM unnest($1::bigint[], $2::text[]) AS r (id, provider_id) JOIN unknown USING (provider_id)
    ), gone AS (
        DELETE FROM inbox WHERE id IN (SELECT id FROM strangers)
    )
    UPDATE inbox SET handled_at = $4 WHERE id = ANY($3::bigint[]) AND id NOT IN (SELECT id FROM strangers)
"""


async def record(db: Connection, news: Sequence[Receipt]) -> list[Moved]:
    """What WhatsApp reports about messages. One that was reported has been sent: nothing is sent again."""
    known = _furthest([receipt for receipt in news if receipt.status in PROGRESS])
    named = [references.read(receipt.reference) for receipt in known]
    rows = await db.fetch(
        RECEIPTS,
        [r.provider_id for r in known],
        [message_id for _, message_id in named],
        [r.status for r in known],
        [PROGRESS[r.status] for r in known],
        [(r.failure.cause if r.failure else r.error_text) or None for r in known],
        [mark for mark, _ in named],
        [" ".join(phone.spellings(r.phone)) if r.phone else "" for r in known],
        [r.user_id for r in known],
        [r.at for r in known],
    )
    return [Moved(*row) for row in rows]


def _furthest(news: Sequence[Receipt]) -> list[Receipt]:
    """Of several about one message the one that says most: it is often sent, delivered and read in one batch."""
    furthest: dict[tuple[str, str | None, str | None, str | None], Receipt] = {}
    for receipt in news:
        about = (receipt.provider_id, receipt.reference, receipt.phone, receipt.user_id)
        known = furthest.get(about)
        if known is None or PROGRESS[known.status] < PROGRESS[receipt.status]:
            furthest[about] = receipt
    return list(furthest.values())


async def settle(
    db: Connection, rows: Sequence[int], news: Sequence[Receipt], all_rows: Sequence[int], now: datetime
) -> None:
    """All these arrivals are dealt with. Of the `rows` that bring this `news`, what is about messages that we do not
    know goes."""
    await db.execute(SETTLE, rows, [receipt.provider_id for receipt in news], all_rows, now)
