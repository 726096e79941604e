"""Search: an enquiry by its client's name or number, by its own number, by the words of its idea."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.actions.house import House
from tattoobot.db import overview
from tattoobot.db.overview import After, LeadOverview, Wanted
from tattoobot.web.admin import cursors
from tattoobot.web.artist import cards
from tattoobot.web.context import web
from tattoobot.web.desk import growing, pages, times
from tattoobot.web.desk.times import Moment
from tattoobot.web.desk.visitor import Visitor, looking
from tattoobot.wording import Wording

A_PAGE = 25
LONGEST = 200
IDEA = 120


@dataclass(frozen=True, slots=True)
class Found:
    """One enquiry, as a row."""

    id: int
    name: str
    shape: str
    state: str
    idea: str
    facts: str
    when: Moment


@looking
async def show(request: Request, visitor: Visitor) -> Response:
    shared = web(request)
    typed = request.query_params.get("q", "").replace("\x00", " ").strip()[:LONGEST]
    written, most = request.query_params.get("after", ""), growing.rows(request, A_PAGE)
    after = cursors.read(written) if written else None
    found: list[LeadOverview] = []
    if typed:
        wanted = Wanted(query=typed, in_briefs=True, artists=visitor.artists, after=after, limit=most)
        async with shared.database.transaction() as db:
            found = await overview.page(db, wanted)
    shown, now = found[:most], shared.now()
    last = After(shown[-1].updated_at, shown[-1].lead.id) if shown else None
    longer = len(found) > most
    return pages.page(
        request,
        visitor,
        "search.html",
        here="search",
        styles=pages.versioned("figures.css"),
        typed=typed,
        rows=[row(shared.house, visitor.wording, one, now) for one in shown],
        # Of a later page nobody knows how many came before.
        count="" if written else f"{len(shown)}+" if longer else str(len(shown)),
        goes_on=growing.ways(
            "/desk/search",
            {"q": typed},
            shown=most,
            last=last.id if last else 0,
            cursor=cursors.write(last) if last and longer else "",
            after=written,
            a_page=A_PAGE,
        ),
        first=after is None,
        limit=LONGEST,
    )


def row(house: House, wording: Wording, found: LeadOverview, now: datetime) -> Found:
    lead = found.lead
    shape, state = cards.standing(wording, found)
    return Found(
        id=lead.id,
        name=found.client.called,
        shape=shape,
        state=state,
        idea=cards.idea(wording, lead.answers, IDEA),
        facts=cards.facts(wording, lead.answers, ("placement", "size")),
        when=times.past(wording, house, found.updated_at, now),
    )
