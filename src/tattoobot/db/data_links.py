"""Links to a client's own archive: 256 random bits in the chat, their digest here. Gone with their use."""

from collections.abc import Sequence
from datetime import datetime

from tattoobot.db.engine import Connection
from tattoobot.db.tokens import digest_of

ISSUE = """
    INSERT INTO data_links (client_id, digest, expires_at, created_at)
    SELECT client_id, digest, $3, $4 FROM unnest($1::bigint[], $2::bytea[]) AS n (client_id, digest)
"""

FIND = "SELECT client_id FROM data_links WHERE digest = $1 AND expires_at > $2"

USE = "DELETE FROM data_links WHERE digest = $1 RETURNING true"


async def issue(
    db: Connection, links: Sequence[tuple[int, str]], expires_at: datetime, now: datetime
) -> None:
    """Of each client, a token that was made for them."""
    if links:
        digests = [digest_of(token) for _, token in links]
        await db.execute(ISSUE, [client_id for client_id, _ in links], digests, expires_at, now)


async def client_of(db: Connection, token: str, now: datetime) -> int | None:
    """Whose data it leads to; None where it has been used, has run out, or never was."""
    found: int | None = await db.fetchval(FIND, digest_of(token), now)
    return found


async def use(db: Connection, token: str) -> bool:
    """Whether it was still there to be used."""
    return bool(await db.fetchval(USE, digest_of(token)))
