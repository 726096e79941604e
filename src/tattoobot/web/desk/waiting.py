"""Waiting for the client: who is to pay, to choose a date, to answer; whoever has taken longest first."""

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.db import desk_week
from tattoobot.db.overview import After
from tattoobot.domain.lead import Status
from tattoobot.web.admin import cursors
from tattoobot.web.context import web
from tattoobot.web.desk import lists, pages, times
from tattoobot.web.desk.visitor import Visitor, looking

A_PAGE = 40

ANSWERS = "answers"

WHO = {
    "": (Status.AWAITING_DEPOSIT, Status.BOOKING_PENDING),
    "deposit": (Status.AWAITING_DEPOSIT,),
    "date": (Status.BOOKING_PENDING,),
    ANSWERS: (Status.QUALIFYING,),
}
"""What the client is to do, and where their enquiry is then. First what money or a date hangs on."""


@looking
async def show(request: Request, visitor: Visitor) -> Response:
    shared, wording = web(request), visitor.wording
    who = request.query_params.get("who", "")
    who = who if who in WHO else ""
    after = cursors.read(cursor) if (cursor := request.query_params.get("after")) else None
    async with shared.database.reading() as db:
        found = await desk_week.waiting(
            db, visitor.artists, WHO[who], after, A_PAGE + 1, answered=who == ANSWERS
        )
    shown, now = found[:A_PAGE], shared.now()
    more = ""
    if len(found) > A_PAGE:
        more = f"{_address(who)}{'&' if who else '?'}after={cursors.write(After(shown[-1].at, shown[-1].lead.id))}"
    return pages.page(
        request,
        visitor,
        "waiting.html",
        here="waiting",
        styles=pages.versioned("figures.css"),
        kinds=[
            (_address(name), wording.say(f"desk.waiting.who.{name or 'both'}"), name == who) for name in WHO
        ],
        lines=[
            lists.line(
                wording,
                shared.house,
                entry,
                times.past(wording, shared.house, entry.at, now),
                kind="wait",
                now=now,
            )
            for entry in shown
        ],
        more=more,
        first=after is None,
    )


def _address(who: str) -> str:
    return f"/desk/waiting?who={who}" if who else "/desk/waiting"
