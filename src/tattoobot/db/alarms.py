"""What the watch has seen of the inbox and the outbox, and the alarms it raised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tattoobot.db.engine import Connection
from tattoobot.domain.alarms import Cause, Observed, Silence, Way

ONE_WATCHER = "SELECT pg_try_advisory_xact_lock(7262033)"

# Only what came since the last look. A silence that was alarmed is no habit of the studio's: it is not learnt ($1).
LISTEN = """
    WITH new AS (
        SELECT i.id, i.kind, i.received_at,
               i.received_at - lag(i.received_at, 1, h.last_at) OVER (ORDER BY i.id) AS silence
        FROM inbox i, heard h WHERE i.provider = 'whatsapp' AND i.id > h.inbox_id
    ), seen AS (
        SELECT max(id) AS id, count(*) AS updates, min(received_at) AS first_at, max(received_at) AS last_at,
               max(silence) AS longest,
               max(received_at) FILTER (WHERE kind = 'standby') AS standby_at,
               max(received_at) FILTER (WHERE kind = 'messaging_handovers') AS handed_at
        FROM new
    )
    UPDATE heard h SET
        inbox_id = coalesce(s.id, h.inbox_id),
        updates = h.updates + s.updates,
        first_at = coalesce(h.first_at, s.first_at),
        last_at = greatest(h.last_at, s.last_at),
        longest = CASE WHEN $1 THEN greatest(h.longest, s.longest) ELSE h.longest END,
        standby_at = greatest(h.standby_at, s.standby_at),
        handed_at = greatest(h.handed_at, s.handed_at)
    FROM seen s
    RETURNING clock_timestamp() AS now, h.updates, h.first_at, h.last_at, h.longest, h.standby_at, h.handed_at,
              h.cut_off_until
"""

WAITING = """
    SELECT
        (SELECT clock_timestamp() - min(since) FROM pauses WHERE until > clock_timestamp()) AS held_up,
        (SELECT $1::timestamptz - created_at FROM outbox
         WHERE kind = 'SendMessage' AND state <> 'dead' ORDER BY id LIMIT 1) AS undelivered,
        (SELECT $1::timestamptz - since FROM sheet WHERE cause IS NOT NULL) AS sheet_failing
"""

OPEN = "SELECT id, cause, since, told_at, told_by FROM alarms WHERE over_at IS NULL ORDER BY id"

RAISE = """
    INSERT INTO alarms (cause, since) SELECT unnest($1::text[]), $2
    ON CONFLICT (cause) WHERE over_at IS NULL DO NOTHING
"""

END = """
    UPDATE alarms SET over_at = $2 WHERE over_at IS NULL AND cause = ANY($1::text[])
    RETURNING id, cause, since, told_at, told_by
"""


@dataclass(frozen=True, slots=True)
class Alarm:
    id: int
    cause: Cause
    since: datetime
    told_at: datetime | None = None
    told_by: str | None = None


async def alone(db: Connection) -> bool:
    """Whether this transaction is the only one that watches."""
    free: bool = await db.fetchval(ONE_WATCHER)
    return free


async def observed(db: Connection, now: datetime, *, silence_is_alarmed: bool) -> Observed:
    """What the tables show: of what came, by the database's clock; of what is to go out, by the product's."""
    heard = await db.fetchrow(LISTEN, not silence_is_alarmed)
    waiting = await db.fetchrow(WAITING, now)
    assert heard is not None
    assert waiting is not None
    at = heard["now"]
    silence = None
    if heard["last_at"] is not None:
        silence = Silence(at - heard["last_at"], heard["longest"], heard["updates"], at - heard["first_at"])
    return Observed(
        silence=silence,
        standby=_age(at, heard["standby_at"]),
        handed=_age(at, heard["handed_at"]),
        cut_off=heard["cut_off_until"] is not None and heard["cut_off_until"] > now,
        held_up=waiting["held_up"],
        undelivered=waiting["undelivered"],
        sheet_failing=waiting["sheet_failing"],
    )


async def note_account(db: Connection, cut_off_until: datetime | None) -> None:
    """Meta has told that the account was taken from us, or (None) that it is back."""
    await db.execute("UPDATE heard SET cut_off_until = $1", cut_off_until)


async def raised(db: Connection) -> list[Alarm]:
    return [_alarm(row) for row in await db.fetch(OPEN)]


async def begin(db: Connection, causes: Iterable[Cause], now: datetime) -> None:
    await db.execute(RAISE, [cause.value for cause in causes], now)


async def end(db: Connection, causes: Iterable[Cause], now: datetime) -> list[Alarm]:
    return [_alarm(row) for row in await db.fetch(END, [cause.value for cause in causes], now)]


async def told(db: Connection, ids: Sequence[int], way: Way, now: datetime) -> None:
    await db.execute(
        "UPDATE alarms SET told_at = $2, told_by = $3 WHERE id = ANY($1::bigint[])", ids, now, way.value
    )


async def failed_since(db: Connection, artist_id: int, since: datetime) -> bool:
    """Whether a message to this artist has failed since then, and none has arrived after it."""
    status: str | None = await db.fetchval(
        "SELECT status FROM messages WHERE artist_id = $1 AND direction = 'out' AND client_id IS NULL AND at >= $2"
        " ORDER BY id DESC LIMIT 1",
        artist_id,
        since,
    )
    return status == "failed"


async def last_wrote(db: Connection, artist_id: int) -> datetime | None:
    wrote: datetime | None = await db.fetchval("SELECT last_message_at FROM artists WHERE id = $1", artist_id)
    return wrote


def _age(now: datetime, at: datetime | None) -> timedelta | None:
    return None if at is None else now - at


def _alarm(row: Any) -> Alarm:
    number, cause, since, told_at, told_by = row
    return Alarm(number, Cause(cause), since, told_at, told_by)
