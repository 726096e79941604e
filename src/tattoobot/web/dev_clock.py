"""The product's clock, to be looked at and moved forward. Served in dev only."""

from datetime import UTC, timedelta
from typing import Any

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tattoobot.actions.choose_template import reminding_templates
from tattoobot.db import reminders
from tattoobot.db.clock import MovableClock
from tattoobot.db.reminders import Upcoming
from tattoobot.domain.lead import Status
from tattoobot.domain.reminder_rules import To
from tattoobot.errors import BookingError
from tattoobot.settings.guards import is_loopback
from tattoobot.web import bodies
from tattoobot.web.admin.access import HEADER, is_key
from tattoobot.web.context import web

ABOUT = {
    Status.QUALIFYING: " to go on",
    Status.AWAITING_DEPOSIT: " of the deposit",
    Status.BOOKING_PENDING: " to choose a date",
}
A_YEAR = 366 * 86400


class Advance(BaseModel):
    advance_seconds: float = Field(gt=0, le=A_YEAR)


class NotFromHere(BookingError):
    """The clock is for this machine: send the admin key, or ask with a Host of loopback and a body of JSON."""

    http_status = 403
    code = "not_from_here"


class DevClock:
    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock

    @property
    def routes(self) -> list[Route]:
        path = "/sandbox/clock"
        return [Route(path, self.show, methods=["GET"]), Route(path, self.advance, methods=["POST"])]

    async def show(self, request: Request) -> Response:
        _allow(request)
        return await self._shown(request)

    async def advance(self, request: Request) -> Response:
        _allow(request)
        wanted = await bodies.read(request, Advance)
        await self._clock.advance(timedelta(seconds=wanted.advance_seconds))
        return await self._shown(request)

    async def _shown(self, request: Request) -> Response:
        now = self._clock.now()
        return JSONResponse(
            {
                "now": now.isoformat(),
                "offset_seconds": self._clock.ahead.total_seconds(),
                "next_due": await self._next_due(request),
            }
        )

    async def _next_due(self, request: Request) -> dict[str, Any] | None:
        """What happens by itself next: how far it is worth moving the clock."""
        shared = web(request)
        async with shared.database.reading() as db:
            known = await reminding_templates(db, shared.house, shared.now())
            coming = await reminders.next_due(db, shared.house.studio, self._clock.now(), known)
        if coming is None:
            return None
        return {"at": coming.at.astimezone(UTC).isoformat(), "what": _said(coming)}


def _allow(request: Request) -> None:
    """Raises `NotFromHere`.

    A web page of somebody else's can post to this machine, but not under its name (unless it moved that name here,
    and then the name is not loopback's), and not as JSON without asking first.
    """
    if is_key(request, request.headers.get(HEADER)):
        return
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    as_json = request.method == "GET" or kind == "application/json"
    if not (as_json and is_loopback(request.url.hostname or "")):
        raise NotFromHere


def _said(coming: Upcoming) -> str:
    if coming.reminder is None:
        return (
            f"the enquiry of {coming.facts.client_name or 'the client'} is let go (#{coming.facts.lead_id})"
        )
    name = coming.facts.client_name or "the client"
    rule = coming.reminder.rule
    if rule.to is To.ARTIST:
        return f"the artist is reminded of {name} (#{coming.facts.lead_id})"
    return f"{name} is reminded{ABOUT.get(rule.status, '')} (#{coming.facts.lead_id})"
