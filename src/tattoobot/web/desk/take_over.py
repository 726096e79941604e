"""The artist answers from now on, without having written a word yet. It is handed back as any handover is."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.actions.hand_over import hand_over
from tattoobot.errors import NotPossible
from tattoobot.web.context import web
from tattoobot.web.desk.visitor import Visitor, acting, back_to, locked


@acting
async def take_over(request: Request, visitor: Visitor, _: Mapping[str, str]) -> Response:
    """Raises `LeadNotFound`, also for the enquiry of another artist."""
    shared, said = web(request), "desk.take_over.done"
    async with shared.database.transaction() as db:
        lead = await locked(db, request, visitor)
        try:
            await hand_over(db, shared.house, lead.id, shared.now(), tell=False)
        except NotPossible:
            said = "desk.take_over.already"
    return back_to(shared, f"/desk/leads/{lead.id}", visitor.wording.say(said))
