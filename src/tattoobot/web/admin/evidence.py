"""The admin API: what a studio hands in when a client's bank disputes a payment, as one text."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse
from pydantic import BeforeValidator
from starlette.responses import Response

from tattoobot.errors import LeadNotFound
from tattoobot.web import evidence, problems
from tattoobot.web.admin.access import require_key
from tattoobot.web.admin.ids import known_id
from tattoobot.web.context import web

LeadId = Annotated[
    int, BeforeValidator(lambda given: known_id(given, LeadNotFound), json_schema_input_type=int)
]

router = APIRouter(
    prefix="/admin", tags=["admin"], dependencies=[Depends(require_key)], responses=problems.described(401)
)


@router.get("/leads/{lead_id}/evidence", responses=problems.described(404), response_class=PlainTextResponse)
async def show_evidence(request: Request, lead_id: LeadId) -> Response:
    """The accepted terms, the ledger, the timeline and the conversation, to be handed in at Stripe."""
    shared = web(request)
    async with shared.database.reading() as db:
        return await evidence.answer(db, shared.house.studio.name, lead_id)
