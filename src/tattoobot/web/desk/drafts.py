"""A form that could not be done: its page is shown anew with what was typed, and going back meets no page of a form."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.db import desk_drafts
from tattoobot.db.desk_drafts import Draft
from tattoobot.db.engine import Connection
from tattoobot.web.context import web
from tattoobot.web.desk.visitor import CSRF, Visitor, back_to

READY = "ready"
"""The field of a button that puts a ready-made sentence into its form."""
NOT_TYPED = frozenset({CSRF, READY, "was", "mark"})


async def again(
    request: Request,
    visitor: Visitor,
    lead_id: int,
    form: str,
    given: Mapping[str, str],
    page: str,
    problem: str = "",
) -> Response:
    """On to the form's page, which finds what was typed."""
    shared = web(request)
    async with shared.database.transaction() as db:
        kept = draft(form, given, problem)
        await desk_drafts.put(db, visitor.session.id, lead_id, kept, shared.now())
    return back_to(shared, page)


def draft(form: str, given: Mapping[str, str], problem: str = "") -> Draft:
    return Draft(form, {name: value for name, value in given.items() if name not in NOT_TYPED}, problem)


async def found(db: Connection, request: Request, visitor: Visitor, lead_id: int, form: str) -> Draft | None:
    """What was typed into this form on this device."""
    if not form:
        return None
    return await desk_drafts.find(db, visitor.session.id, lead_id, form, web(request).now())
