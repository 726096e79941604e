"""Every message, in and out, as it was really said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from tattoobot.db.engine import Connection
from tattoobot.db.wake import CHANNEL, OUTBOX, wake
from tattoobot.domain.action_links import Promised
from tattoobot.domain.effects import SendMessage
from tattoobot.domain.messages import Inbound, LinkButton, Outgoing, Template, Text


@dataclass(frozen=True, slots=True)
class Written:
    """One message on its way out, with its words."""

    message: Outgoing
    client_id: int | None = None
    lead_id: int | None = None
    artist_id: int | None = None
    held_back: bool = False
    """Kept in the transcript and not sent: the client has opted out."""
    even_if_opted_out: bool = False
    """Sent to a client who has opted out: it answers that."""
    priority: int = 0
    """Higher goes first. Answers are 0; what nobody is waiting for is below."""
    instead: Template | None = None
    """What is sent in its place when WhatsApp's service window is closed. None: word that there is news."""
    links: Promised | None = None
    """What the artist's links in it will do: they are made when it is sent."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A message that nobody answers: said in a group, by WhatsApp itself, by the artist."""

    message: Inbound
    direction: str = "in"
    client_id: int | None = None
    lead_id: int | None = None
    artist_id: int | None = None
    """The artist said it: to us, or to this client."""


@dataclass(frozen=True, slots=True)
class Unread:
    id: int
    client_id: int
    message: Inbound


KEEP = """
    INSERT INTO messages (client_id, direction, kind, text, body, provider_id, status, at)
    SELECT client_id, 'in', kind, text, body, provider_id, 'received', at
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
        AS m (client_id, kind, text, body, provider_id, at)
    ON CONFLICT (provider_id) WHERE provider_id IS NOT NULL DO NOTHING
    RETURNING client_id
"""

KEEP_ASIDE = """
    INSERT INTO messages
        (client_id, lead_id, artist_id, direction, kind, text, body, provider_id, status, progress, at, taken_at)
    SELECT client_id, lead_id, artist_id, direction, kind, text, body, provider_id,
           CASE direction WHEN 'in' THEN 'received' ELSE 'sent' END, CASE direction WHEN 'in' THEN 0 ELSE 1 END, at, $10
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::timestamptz[])
        AS m (client_id, lead_id, artist_id, direction, kind, text, body, provider_id, at)
    ON CONFLICT (provider_id) WHERE provider_id IS NOT NULL DO NOTHING
    RETURNING id, provider_id
"""

UNREAD = """
    SELECT m.id, m.client_id, m.body
    FROM unnest($1::bigint[]) AS c (id), LATERAL (
        SELECT id, client_id, body, at FROM messages
        WHERE client_id = c.id AND direction = 'in' AND taken_at IS NULL
        ORDER BY at, id LIMIT $2
    ) AS m
    ORDER BY m.client_id, m.at, m.id
"""

# The message and its place in the outbox are written by one statement: neither is ever without the other. The worker
# is woken by the same.
WRITE = f"""
    WITH new AS (
        SELECT nextval((SELECT pg_get_serial_sequence('messages', 'id')::regclass)) AS id, w.*
        FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[],
                    $7::boolean[], $8::smallint[], $9::text[], $10::boolean[], $11::text[])
            WITH ORDINALITY AS w (
                client_id, lead_id, artist_id, kind, text, body, held_back, priority, instead, even_if_opted_out,
                links, n
            )
        ORDER BY n
    ), kept AS (
        INSERT INTO messages
            (id, client_id, lead_id, artist_id, direction, kind, text, body, status, at, instead, links)
        OVERRIDING SYSTEM VALUE
        SELECT id, client_id, lead_id, artist_id, 'out', kind, text, body,
               CASE WHEN held_back THEN 'held_back' ELSE 'queued' END, $12, instead, links
        FROM new
    ), queued AS (
        INSERT INTO outbox (kind, order_key, body, message_id, priority, due_at, created_at, even_if_opted_out)
        SELECT '{SendMessage.__name__}',
               CASE WHEN client_id IS NULL THEN 'artist:' || artist_id ELSE 'client:' || client_id END,
               jsonb_build_object('message_id', id), id, priority, $12, $12, even_if_opted_out
        FROM new WHERE NOT held_back
        ORDER BY n
        RETURNING 1
    )
    SELECT count(*), CASE WHEN count(*) > 0 THEN pg_notify($13, $14) END FROM queued
"""


OUTSIDE_WINDOW = """
    UPDATE messages SET progress = 0, status = CASE
        WHEN instead IS NULL OR instead::jsonb ->> 'name' = ANY($2::text[]) THEN 'waiting' ELSE 'replaced' END
    WHERE id = $1 AND direction = 'out' AND kind <> 'Template' AND status NOT IN ('waiting', 'replaced')
    RETURNING client_id, lead_id, artist_id, instead, links
"""

LEAVE_OUTBOX = "DELETE FROM outbox WHERE message_id = $1"

WORD_GIVEN = """
    SELECT EXISTS (
        SELECT FROM messages m
        WHERE m.direction = 'out' AND m.kind = 'Template' AND m.text = $3 AND m.status <> 'failed'
          AND (m.client_id = $1 OR m.client_id IS NULL AND m.artist_id = $2)
          AND m.at > coalesce(
              (SELECT last_message_at FROM clients WHERE id = $1),
              (SELECT last_message_at FROM artists WHERE id = $2),
              '-infinity'
          )
    )
"""

# What waited for the window to open goes out before the answer to the message that opened it. Of what a template has
# told the artist in short, only what is not past: an artist who decides by links alone may not have written for months.
RELEASE = f"""
    WITH released AS (
        UPDATE messages m SET status = 'queued'
        WHERE status = 'waiting'
          AND (client_id = ANY($1::bigint[]) OR client_id IS NULL AND artist_id = ANY($2::bigint[]))
          AND (
              client_id IS NOT NULL OR instead IS NULL OR at > $3::timestamptz - $4::interval AND (
                  links IS NULL
                  OR links::jsonb -> 'actions' = '[]'
                  OR EXISTS (SELECT FROM leads l WHERE l.id = m.lead_id AND l.status = m.links::jsonb ->> 'status')
              )
          )
        RETURNING id, client_id, artist_id
    ), queued AS (
        INSERT INTO outbox (kind, order_key, body, message_id, due_at, created_at)
        SELECT '{SendMessage.__name__}',
               CASE WHEN client_id IS NULL THEN 'artist:' || artist_id ELSE 'client:' || client_id END,
               jsonb_build_object('message_id', id), id, $3, $3
        FROM released ORDER BY id
    )
    SELECT DISTINCT artist_id FROM released
"""

FOLLOWED_BY_WORDS = ("artist_enquiry", "artist_called")
"""Templates that promise the words to whoever answers them."""
STILL_NEWS = timedelta(days=7)
"""For so long the words behind such a template follow when the artist writes."""

TEMPLATE = """
    SELECT body, client_id, lead_id, artist_id, links FROM messages
    WHERE id = $1 AND direction = 'out' AND kind = 'Template'
"""

PICTURED = """
    SELECT body, lead_id, artist_id, links, instead FROM messages
    WHERE id = $1 AND direction = 'out' AND kind = 'LinkButton' AND (links::jsonb ->> 'pictured')::boolean
"""

REWORD = "UPDATE messages SET body = $2 WHERE id = $1"

REPLACED = """
    WITH gone AS (
        DELETE FROM outbox WHERE message_id = $1
    )
    UPDATE messages SET status = 'replaced' WHERE id = $1
"""

# Of somebody who has said STOP since, nothing is sent anew.
SEND_ANEW = f"""
    WITH anew AS (
        UPDATE messages m SET status = 'queued', progress = 0, cause = NULL
        WHERE m.id = $1 AND m.status = 'failed'
          AND NOT EXISTS (SELECT FROM clients c WHERE c.id = m.client_id AND c.opted_out)
        RETURNING m.id, m.client_id, m.artist_id
    )
    INSERT INTO outbox (kind, order_key, body, message_id, due_at, created_at)
    SELECT '{SendMessage.__name__}',
           CASE WHEN client_id IS NULL THEN 'artist:' || artist_id ELSE 'client:' || client_id END,
           jsonb_build_object('message_id', id), id, $2, $3
    FROM anew
    RETURNING id
"""

# The words in whose place a template went out bring its name along.
WORDS_WAIT = """
    WITH words AS (
        SELECT m.id FROM messages m JOIN messages t ON t.id = $1
        WHERE m.lead_id = $2 AND m.id < t.id AND m.status IN ('replaced', 'waiting') AND m.kind <> 'Template'
          AND m.instead::jsonb ->> 'name' = t.text
          AND (m.client_id = t.client_id OR m.client_id IS NULL AND m.artist_id = t.artist_id)
        ORDER BY m.id DESC LIMIT 1
    )
    UPDATE messages m SET status = 'waiting', progress = 0 FROM words WHERE m.id = words.id RETURNING m.id
"""

CLIENT_OF = "SELECT client_id FROM messages WHERE id = $1"

SENT_SINCE = (
    "SELECT count(*) FROM messages WHERE client_id = $1 AND at > $2 AND direction = 'out' AND progress > 0"
)


async def keep(db: Connection, received: Sequence[tuple[int, Inbound]]) -> set[int]:
    """Keep messages of clients, once each. Returns the clients that really wrote something new."""
    rows = await db.fetch(
        KEEP,
        [client_id for client_id, _ in received],
        [m.kind for _, m in received],
        [m.text for _, m in received],
        [msgspec.json.encode(m).decode() for _, m in received],
        [m.provider_id for _, m in received],
        [m.at for _, m in received],
    )
    return {row["client_id"] for row in rows}


async def keep_aside(db: Connection, asides: Sequence[Aside], now: datetime) -> dict[str, int]:
    """Keep messages that need no answer, once each. Returns our ids of those that are new, by WhatsApp's."""
    if not asides:
        return {}
    rows = await db.fetch(
        KEEP_ASIDE,
        [aside.client_id for aside in asides],
        [aside.lead_id for aside in asides],
        [aside.artist_id for aside in asides],
        [aside.direction for aside in asides],
        [aside.message.kind for aside in asides],
        [aside.message.text for aside in asides],
        [msgspec.json.encode(aside.message).decode() for aside in asides],
        [aside.message.provider_id or None for aside in asides],
        [aside.message.at for aside in asides],
        now,
    )
    return {row["provider_id"]: row["id"] for row in rows}


async def unread(db: Connection, client_ids: Sequence[int], most: int) -> list[Unread]:
    """What these clients have sent since their last turn, in the order in which they sent it, so much of each."""
    rows = await db.fetch(UNREAD, client_ids, most)
    return [
        Unread(row["id"], row["client_id"], msgspec.json.decode(row["body"], type=Inbound)) for row in rows
    ]


async def write(db: Connection, messages: Sequence[Written], now: datetime) -> int:
    """Put messages into the transcript and into the outbox, in this order. Returns how many will go out."""
    if not messages:
        return 0
    count: int = await db.fetchval(
        WRITE,
        [m.client_id for m in messages],
        [m.lead_id for m in messages],
        [m.artist_id for m in messages],
        [type(m.message).__name__ for m in messages],
        [words(m.message) for m in messages],
        [msgspec.json.encode(m.message).decode() for m in messages],
        [m.held_back for m in messages],
        [m.priority for m in messages],
        [msgspec.json.encode(m.instead).decode() if m.instead else None for m in messages],
        [m.even_if_opted_out for m in messages],
        [msgspec.json.encode(m.links).decode() if m.links else None for m in messages],
        now,
        CHANNEL,
        OUTBOX,
    )
    return count


def words(message: Outgoing) -> str:
    """The text of a message, as the transcript shows it."""
    body: str = getattr(message, "body", "")
    return body or getattr(message, "name", "")


async def outside_window(db: Connection, message_id: int) -> Written | None:
    """Take a free text out of the way of a closed window: it waits, or its template replaces it, or both.

    Returns whose it was and its template; None for what has been dealt with already.
    """
    row = await db.fetchrow(OUTSIDE_WINDOW, message_id, FOLLOWED_BY_WORDS)
    if row is None:
        return None
    await db.execute(LEAVE_OUTBOX, message_id)
    instead = _template(row["instead"])
    whose = row["client_id"], row["lead_id"], row["artist_id"]
    return Written(Text(""), *whose, instead=instead, links=promised(row["links"]))


async def word_given(db: Connection, to: Written, template: str) -> bool:
    """Whether somebody has been told already, since they last wrote, that something waits for them."""
    found: bool = await db.fetchval(WORD_GIVEN, to.client_id, to.artist_id, template)
    return found


async def template(db: Connection, message_id: int) -> Written | None:
    """This message with whom it is for, where it is a template."""
    row = await db.fetchrow(TEMPLATE, message_id)
    if row is None:
        return None
    body = msgspec.json.decode(row["body"], type=Template)
    return Written(body, row["client_id"], row["lead_id"], row["artist_id"], links=promised(row["links"]))


async def pictured(db: Connection, message_id: int) -> Written | None:
    """This message with whom it is for, where a picture was to stand above it."""
    row = await db.fetchrow(PICTURED, message_id)
    if row is None:
        return None
    body = msgspec.json.decode(row["body"], type=LinkButton)
    instead = _template(row["instead"])
    whose = None, row["lead_id"], row["artist_id"]
    return Written(body, *whose, instead=instead, links=promised(row["links"]))


def _template(body: str | None) -> Template | None:
    return msgspec.json.decode(body, type=Template) if body else None


def promised(links: str | None) -> Promised | None:
    return msgspec.json.decode(links, type=Promised) if links else None


async def reword(db: Connection, message_id: int, said: Outgoing) -> None:
    """Record that a message goes out in another form than it was written in."""
    await db.execute(REWORD, message_id, msgspec.json.encode(said).decode())


async def replaced(db: Connection, message_id: int) -> None:
    """Take a message back that something else has said meanwhile."""
    await db.execute(REPLACED, message_id)


async def send_anew(db: Connection, message_id: int, due_at: datetime, now: datetime) -> bool:
    """WhatsApp had accepted it and says that it failed: it goes into the outbox again."""
    return await db.fetchval(SEND_ANEW, message_id, due_at, now) is not None


async def words_wait(db: Connection, template_id: int, lead_id: int) -> bool:
    """The words that a template stood for wait until they write. False where it stood for none."""
    return await db.fetchval(WORDS_WAIT, template_id, lead_id) is not None


async def client_of(db: Connection, message_id: int) -> int | None:
    """Whom a message is for; None for one to the artist."""
    found: int | None = await db.fetchval(CLIENT_OF, message_id)
    return found


async def release(
    db: Connection, now: datetime, *, clients: Sequence[int] = (), artists: Sequence[int] = ()
) -> set[int]:
    """They wrote: what waited for it is said now. Returns the artists to whom something is said."""
    rows = await db.fetch(RELEASE, list(clients), list(artists), now, STILL_NEWS)
    if rows:
        await wake(db, OUTBOX)
    return {row["artist_id"] for row in rows if row["artist_id"] is not None}


async def sent_since(db: Connection, client_id: int, since: datetime) -> int:
    """How many messages this client has got from us since then."""
    count: int = await db.fetchval(SENT_SINCE, client_id, since)
    return count
