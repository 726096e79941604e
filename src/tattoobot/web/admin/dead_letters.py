"""The admin API's list of what could not be done, and the two things that can be done about each."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from tattoobot.actions.retry_dead_letter import (
    DeadLetterNotFound,
    drop_dead_letter,
    retry_dead_letter,
)
from tattoobot.db import dead_letters
from tattoobot.db.dead_letters import DeadLetter, Kind, Place
from tattoobot.db.engine import Connection
from tattoobot.web import problems
from tattoobot.web.admin.access import require_key
from tattoobot.web.admin.cursors import BadCursor
from tattoobot.web.admin.moments import Moment
from tattoobot.web.context import web

LONGEST_ID = 64


class DeadLetterView(BaseModel):
    kind: Kind
    id: str
    cause: str
    since: Moment
    lead_id: int | None
    summary: dict[str, Any]


class DeadLettersView(BaseModel):
    items: list[DeadLetterView]
    next_cursor: str | None
    counts: dict[str, int]


class DecisionView(BaseModel):
    kind: Kind
    id: str
    outcome: Literal["retried", "dropped"]


router = APIRouter(
    prefix="/admin/dead-letters",
    tags=["admin"],
    dependencies=[Depends(require_key)],
    responses=problems.described(401),
)
DECIDE = problems.described(404, 409)


@router.get("", responses=problems.described(422))
async def list_dead_letters(
    request: Request,
    kind: Kind | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str, Query(max_length=300)] = "",
) -> DeadLettersView:
    """Newest first. `counts` says how many there are of each kind."""
    after = _read(cursor) if cursor else None
    async with web(request).database.reading() as db:
        letters = await dead_letters.page(db, kind, after, limit)
        counts = await dead_letters.counts(db)
    shown = letters[:limit]
    return DeadLettersView(
        items=[_view(letter) for letter in shown],
        next_cursor=_write(shown[-1]) if len(letters) > limit else None,
        counts=counts,
    )


@router.post("/{kind}/{item}/retry", responses=DECIDE)
async def retry(request: Request, kind: str, item: str) -> DecisionView:
    """Once more, as if it had never failed."""
    known = await _act(request, kind, item, retry_dead_letter)
    return DecisionView(kind=known, id=item, outcome="retried")


@router.post("/{kind}/{item}/drop", responses=DECIDE)
async def drop(request: Request, kind: str, item: str) -> DecisionView:
    """Never again; what happened stays in the timeline."""
    known = await _act(request, kind, item, drop_dead_letter)
    return DecisionView(kind=known, id=item, outcome="dropped")


async def _act(
    request: Request,
    kind: str,
    item: str,
    action: Callable[[Connection, Kind, str, datetime], Awaitable[None]],
) -> Kind:
    if kind not in Kind.__members__.values() or len(item) > LONGEST_ID or "\x00" in item:
        raise DeadLetterNotFound
    shared = web(request)
    async with shared.database.transaction() as db:
        await action(db, Kind(kind), item, shared.now())
    return Kind(kind)


def _view(letter: DeadLetter) -> DeadLetterView:
    return DeadLetterView(
        kind=letter.kind,
        id=letter.id,
        cause=letter.cause,
        since=letter.since,
        lead_id=letter.lead_id,
        summary=letter.summary,
    )


def _write(letter: DeadLetter) -> str:
    place = f"{letter.since.isoformat()} {letter.kind} {letter.id}"
    return base64.urlsafe_b64encode(place.encode()).rstrip(b"=").decode()


def _read(cursor: str) -> Place:
    """Raises `BadCursor`."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        since, kind, item = base64.b64decode(padded, altchars=b"-_", validate=True).decode().split(" ", 2)
        given = datetime.fromisoformat(since)
        # Near both ends of time the same moment may not exist in UTC.
        moment = given.astimezone(UTC)
    except (ValueError, OverflowError, binascii.Error):
        raise BadCursor from None
    if given.tzinfo is None or "\x00" in kind + item:
        raise BadCursor
    return Place(moment, kind, item)
