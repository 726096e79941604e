"""Waiting for the client: who is to pay, to choose a date, to answer; whoever has taken longest first."""

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.db import desk_week
from tattoobot.db.desk_turn import MOST_COUNTED
from tattoobot.db.overview import After
from tattoobot.domain.lead import Status
from tattoobot.web.admin import cursors
from tattoobot.web.context import web
from tattoobot.web.desk import growing, lists, pages, times
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
    written, most = request.query_params.get("after", ""), growing.rows(request, A_PAGE)
    after = cursors.read(written) if written else None
    async with shared.database.reading() as db:
        found = await desk_week.waiting(
            db, visitor.artists, WHO[who], after, most + 1, answered=who == ANSWERS
        )
        count = await desk_week.count_waiting(
            db, visitor.artists, WHO[who], MOST_COUNTED + 1, answered=who == ANSWERS
        )
    shown, now = found[:most], shared.now()
    last = After(shown[-1].at, shown[-1].lead.id) if shown else None
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
        count=pages.counted(count),
        goes_on=growing.ways(
            "/desk/waiting",
            {"who": who} if who else {},
            shown=most,
            last=last.id if last else 0,
            cursor=cursors.write(last) if last and len(found) > most else "",
            after=written,
            a_page=A_PAGE,
        ),
        first=after is None,
    )


def _address(who: str) -> str:
    return f"/desk/waiting?who={who}" if who else "/desk/waiting"
