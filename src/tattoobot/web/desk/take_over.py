"""The artist answers from now on, without having written a word yet. It is handed back as any handover is."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tattoobot.actions.hand_over import hand_over
from tattoobot.db import leads
from tattoobot.errors import LeadNotFound, NotPossible
from tattoobot.web.admin.ids import known_id
from tattoobot.web.context import web
from tattoobot.web.desk.visitor import SEE_OTHER, Visitor, acting, tell


@acting
async def take_over(request: Request, visitor: Visitor, _: Mapping[str, str]) -> Response:
    """Raises `LeadNotFound`, also for the enquiry of another artist."""
    lead_id, shared = known_id(request.path_params["lead_id"], LeadNotFound), web(request)
    said = "desk.take_over.done"
    async with shared.database.transaction() as db:
        if not visitor.sees(await leads.locked(db, lead_id)):
            raise LeadNotFound
        try:
            await hand_over(db, shared.house, lead_id, shared.now(), tell=False)
        except NotPossible:
            said = "desk.take_over.already"
    answer = RedirectResponse(f"/desk/leads/{lead_id}", SEE_OTHER)
    tell(shared, answer, visitor.wording.say(said))
    return answer
