"""An act of the front desk is done a moment after it was pressed: until then it can be taken back, whole.

Nothing has happened by then, so there is nothing to be mended, whatever the act is.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

import structlog
from starlette.requests import Request
from starlette.responses import Response

from tattoobot.actions.house import House
from tattoobot.db import desk_acts, desk_drafts, leads
from tattoobot.db.desk_acts import Pressed
from tattoobot.db.engine import Connection, Database
from tattoobot.db.leads import Entry
from tattoobot.db.wake import PRESSED, wake
from tattoobot.domain.lead import Action, Actor
from tattoobot.errors import BookingError, NotPossible
from tattoobot.web.artist import acts, forms
from tattoobot.web.artist.enquiry import Enquiry
from tattoobot.web.context import web
from tattoobot.web.desk.visitor import Visitor, acting, back_to, locked
from tattoobot.web.verbs import VERBS
from tattoobot.wording import Wording

log = structlog.get_logger(__name__)

MOST_DUE = 20
NOT_DONE = "act_not_done"
"""What the timeline calls it."""

LIST = "list"
"""In the field `to` of a form that stands on the list: whoever takes back there goes on there."""

AT_ONCE = frozenset({Action.HAND_BACK})
"""What waits for nothing. What a client asks in that moment would be heard by neither the bot nor the artist; to take
over again takes one tap."""


class _Tried(Exception):
    """It can be done; what was tried is taken back."""


async def press(
    db: Connection, house: House, enquiry: Enquiry, action: Action, given: forms.Given, now: datetime
) -> None:
    """Do it in a moment. What is wrong with it is told now: it is tried, and what was tried is undone.

    Where an act of this enquiry waits already that one stays: its page tells of it, and takes it back. Raises
    `BookingError`.
    """
    lead = enquiry.found.lead
    body = await acts.body(db, house, enquiry, action, given, now)
    try:
        async with db.transaction():
            await VERBS[action].run(db, house, lead.id, now, body)
            raise _Tried
    except _Tried:
        pass
    pressed = Pressed(lead.id, action, body.model_dump(mode="json"), lead.status, now + house.undo)
    if await desk_acts.put(db, pressed):
        await wake(db, PRESSED, after=house.undo)


@acting
async def undo(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    """Raises `LeadNotFound`, also for the enquiry of another artist."""
    shared = web(request)
    async with shared.database.transaction() as db:
        lead = await locked(db, request, visitor)
        taken = await desk_acts.take(db, lead.id)
    said = "desk.undo.undone" if taken else "desk.undo.late"
    page = "/desk" if given.get("to") == LIST else f"/desk/leads/{lead.id}"
    if taken and page != "/desk":
        # With what was typed, to be put right.
        page += f"?do={taken.action}"
    return back_to(shared, page, visitor.wording.say(said))


def coming(wording: Wording, pressed: Pressed, name: str = "") -> str:
    """What is about to be done, and to whom where the page does not say so."""
    word = acts.word_of(wording, Action(pressed.action), pressed.was)
    deposit = pressed.body.get("deposit")
    amount = wording.money(Decimal(deposit["amount"]), deposit["currency"]) if deposit else ""
    starts_at = pressed.body.get("starts_at")
    when = wording.moment(datetime.fromisoformat(starts_at)) if starts_at else ""
    return wording.say("desk.undo.coming", act=" · ".join(filter(None, (name, word, amount, when))))


async def carry_out_due(database: Database, house: House, now: datetime) -> bool:
    """Do what can no longer be taken back. True while there may be more."""
    async with database.reading() as db:
        due = await desk_acts.due(db, now, MOST_DUE)
    for lead_id in due:
        async with database.transaction() as db:
            await _carry_out(db, house, lead_id, now)
    return len(due) == MOST_DUE


async def _carry_out(db: Connection, house: House, lead_id: int, now: datetime) -> None:
    lead = await leads.locked(db, lead_id)
    pressed = await desk_acts.take(db, lead_id, now)
    if pressed is None:
        return
    await desk_drafts.done(db, lead_id, pressed.action)
    verb = VERBS[Action(pressed.action)]
    try:
        async with db.transaction():
            if lead.status != pressed.was:
                raise NotPossible("Things had moved on.")
            await verb.run(db, house, lead_id, now, verb.body.model_validate(pressed.body))
    except BookingError as error:
        log.info("act_not_done", lead_id=lead_id, action=pressed.action, code=error.code)
        detail = {"action": pressed.action, "code": error.code}
        await leads.enter(db, [Entry(lead_id, Actor.CLOCK, NOT_DONE, detail=detail)], now)
