"""The admin API: what is known of a client, and how it is deleted."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, BeforeValidator
from starlette.responses import Response, StreamingResponse

from tattoobot.actions.erase_client import erase_client
from tattoobot.db import whole_client
from tattoobot.domain.lead import Actor
from tattoobot.errors import ClientNotFound
from tattoobot.web import archive, problems
from tattoobot.web.admin.access import require_key
from tattoobot.web.admin.ids import known_id
from tattoobot.web.context import web

ClientId = Annotated[
    int, BeforeValidator(lambda given: known_id(given, ClientNotFound), json_schema_input_type=int)
]

router = APIRouter(
    prefix="/admin/clients",
    tags=["admin"],
    dependencies=[Depends(require_key)],
    responses=problems.described(401, 404),
)


class ErasedView(BaseModel):
    client_id: int
    erased_at: datetime
    leads: int
    photos: int
    payments_kept: list[int]
    """Leads of which the bare record of a payment stays: amounts, dates and Stripe's ids."""


@router.get(
    "/{client_id}/export",
    response_class=StreamingResponse,
    responses={200: {"description": "The archive", "content": {"application/zip": {}}}},
)
async def export(request: Request, client_id: ClientId) -> Response:
    """All that is kept about a client as one archive: a page, JSON, and the files that they sent."""
    shared = web(request)
    async with shared.database.reading() as db:
        parts = await whole_client.whole_client(db, client_id)
    return archive.answer(await archive.packed(parts, shared.photos), f"client-{client_id}.zip")


@router.delete("/{client_id}")
async def erase(request: Request, client_id: ClientId) -> ErasedView:
    """Delete everything about a client. What was paid stays in the books, without a name. It cannot be undone."""
    shared = web(request)
    async with shared.database.transaction() as db:
        done = await erase_client(db, shared.house, client_id, shared.now(), asked_by=Actor.ARTIST)
    return ErasedView(
        client_id=done.client_id,
        erased_at=done.at,
        leads=done.leads,
        photos=done.photos,
        payments_kept=done.payments_kept,
    )
