"""Action tokens: 256 random bits in a link, their digest here. Used once, for one action, while the status holds."""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asyncpg import Record

from tattoobot.db.engine import Connection
from tattoobot.domain.lead import Action, Status

ISSUE = """
    INSERT INTO action_tokens (lead_id, digest, action, lead_status, expires_at, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)
"""

FIND = """
    SELECT digest, id, lead_id, action, lead_status, expires_at, used_at, created_at FROM action_tokens
    WHERE digest = ANY($1::bytea[])
"""

USE = "UPDATE action_tokens SET used_at = $3 WHERE lead_id = $1 AND action = $2 AND used_at IS NULL"
USE_ALONE = "UPDATE action_tokens SET used_at = $2 WHERE id = $1"


@dataclass(frozen=True, slots=True)
class ActionToken:
    id: int
    lead_id: int
    action: Action
    lead_status: Status
    expires_at: datetime
    used_at: datetime | None
    created_at: datetime


async def issue(
    db: Connection,
    lead_id: int,
    action: Action,
    status: Status,
    expires_at: datetime,
    now: datetime,
    *,
    beside: str | None = None,
) -> str:
    """A new token. It is nowhere but in the return value: only its digest is kept.

    `beside` another one, it is found again by whoever has that.
    """
    token = secrets.token_urlsafe(32) if beside is None else beside_of(beside, action)
    await db.execute(ISSUE, lead_id, digest_of(token), action, status, expires_at, now)
    return token


def beside_of(token: str, action: Action) -> str:
    """What was issued beside this token, for that action."""
    digest = hashlib.sha256(f"{token}:{action}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


async def find(db: Connection, token: str) -> ActionToken | None:
    return (await find_all(db, [token])).get(token)


async def find_all(db: Connection, wanted: Sequence[str]) -> dict[str, ActionToken]:
    """Of these, the ones that there are."""
    rows = {row["digest"]: row for row in await db.fetch(FIND, [digest_of(token) for token in wanted])}
    return {token: _read(rows[digest_of(token)]) for token in wanted if digest_of(token) in rows}


def _read(row: Record) -> ActionToken:
    return ActionToken(
        row["id"],
        row["lead_id"],
        Action(row["action"]),
        Status(row["lead_status"]),
        row["expires_at"],
        row["used_at"],
        row["created_at"],
    )


async def use(db: Connection, token: ActionToken, now: datetime) -> None:
    """Use up an action: no link sent until now does it once more, whichever message carried it.

    To answer is never done with: there a link is used up alone.
    """
    if token.action is Action.ANSWER:
        await db.execute(USE_ALONE, token.id, now)
        return
    await db.execute(USE, token.lead_id, token.action, now)


def digest_of(token: str) -> bytes:
    """What is kept of a token."""
    # A random 256-bit token needs no slow hash: there is nothing to guess.
    return hashlib.sha256(token.encode()).digest()
