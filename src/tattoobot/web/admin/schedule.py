"""What will happen by itself, and when: worked out at this moment, so it is never out of date."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from tattoobot.actions.choose_template import reminding_templates
from tattoobot.actions.send_reminders import preview
from tattoobot.db import reminders
from tattoobot.db.engine import Connection
from tattoobot.db.reminders import Upcoming
from tattoobot.domain.lead import Status
from tattoobot.domain.reminder_rules import To
from tattoobot.web import problems
from tattoobot.web.admin.access import require_key
from tattoobot.web.admin.moments import Moment
from tattoobot.web.context import Web, web


class ScheduledClientView(BaseModel):
    id: int
    name: str


class ScheduledView(BaseModel):
    at: Moment
    does: Literal["remind", "lapse"]
    lead_id: int
    status: Status
    client: ScheduledClientView
    kind: str | None
    to: To | None
    text: str | None
    template: str | None
    """What is sent in its place, when the service window is closed by then."""
    obstacle: str | None
    """Why it will not be sent, as things stand now."""


class ScheduleView(BaseModel):
    items: list[ScheduledView]


router = APIRouter(
    prefix="/admin",
    tags=["admin"],
    dependencies=[Depends(require_key)],
    responses=problems.described(401, 422),
)


@router.get("/schedule")
async def show_schedule(request: Request, limit: Annotated[int, Query(ge=1, le=100)] = 25) -> ScheduleView:
    """The next reminders and lapses, soonest first."""
    shared = web(request)
    async with shared.database.transaction() as db:
        known = await reminding_templates(db, shared.house, shared.now())
        ahead = await reminders.upcoming(db, shared.house.studio, shared.now(), limit, templates=known)
        return ScheduleView(items=[await _scheduled(db, shared, item) for item in ahead])


async def _scheduled(db: Connection, shared: Web, item: Upcoming) -> ScheduledView:
    reminder = item.reminder
    return ScheduledView(
        at=item.at,
        does="remind" if reminder else "lapse",
        lead_id=item.facts.lead_id,
        status=item.facts.status,
        client=ScheduledClientView(id=item.facts.client_id, name=item.facts.client_name),
        kind=reminder.rule.kind if reminder else None,
        to=reminder.rule.to if reminder else None,
        text=await preview(db, shared.house, item.facts, reminder) if reminder else None,
        template=reminder.rule.template if reminder and reminder.by_template else None,
        obstacle=reminder.obstacle if reminder else None,
    )
