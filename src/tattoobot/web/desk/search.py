"""Search: an enquiry by its client's name or number, by its own number, by the words of its idea. Each row says why it
was found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.actions.house import House
from tattoobot.db import search
from tattoobot.db.overview import After, LeadOverview
from tattoobot.db.search import Find, Wanted
from tattoobot.domain import outside
from tattoobot.domain.lead import Source
from tattoobot.web.admin import cursors
from tattoobot.web.artist import cards
from tattoobot.web.context import web
from tattoobot.web.desk import growing, marks, pages, times
from tattoobot.web.desk.marks import Piece
from tattoobot.web.desk.times import Moment
from tattoobot.web.desk.visitor import Visitor, looking
from tattoobot.wording import Wording

A_PAGE = 25
LONGEST = 200
IDEA = 120
QUOTED = 160
AMONG_OTHERS = "wants."
"""Begins the cursor of a page that ended among those who are not called what was typed."""

LOOKED_THROUGH = ("idea", "style", "placement")
"""The answers whose words find an enquiry."""


@dataclass(frozen=True, slots=True)
class Found:
    """One enquiry, as a row."""

    id: int
    name: tuple[Piece, ...]
    by_id: bool
    phone: tuple[Piece, ...]
    """The number, where it was found by that."""
    shape: str
    state: str
    idea: tuple[Piece, ...]
    facts: tuple[Piece, ...]
    said: tuple[tuple[str, tuple[Piece, ...]], ...]
    """Of the client's own words what was found and stands nowhere else in the row, each with its label."""
    when: Moment


@looking
async def show(request: Request, visitor: Visitor) -> Response:
    shared = web(request)
    typed = request.query_params.get("q", "").replace("\x00", " ").strip()[:LONGEST]
    written, most = request.query_params.get("after", ""), growing.rows(request, A_PAGE)
    after, place = _after(written)
    found: list[Find] = []
    if typed:
        wanted = Wanted(query=typed, artists=visitor.artists, after=after, place=place, limit=most)
        async with shared.database.transaction() as db:
            found = await search.everywhere(db, wanted)
    shown, now = found[:most], shared.now()
    cursor = _cursor(shown[-1]) if len(found) > most else ""
    return pages.page(
        request,
        visitor,
        "search.html",
        here="search",
        styles=pages.versioned("figures.css"),
        typed=typed,
        rows=[row(shared.house, visitor.wording, one.found, typed, now) for one in shown],
        # Of a later page nobody knows how many came before.
        count="" if written else f"{len(shown)}+" if cursor else str(len(shown)),
        goes_on=growing.ways(
            "/desk/search",
            {"q": typed},
            shown=most,
            last=shown[-1].found.lead.id if shown else 0,
            cursor=cursor,
            after=written,
            a_page=A_PAGE,
        ),
        first=after is None,
        limit=LONGEST,
    )


def _after(written: str) -> tuple[After | None, int]:
    """Where the page before ended. Raises `BadCursor`."""
    others = written.startswith(AMONG_OTHERS)
    after = cursors.read(written.removeprefix(AMONG_OTHERS)) if written else None
    return after, search.WANTING if others else search.NAMED


def _cursor(last: Find) -> str:
    among = AMONG_OTHERS if last.place == search.WANTING else ""
    return among + cursors.write(After(last.found.updated_at, last.found.lead.id))


def row(house: House, wording: Wording, found: LeadOverview, typed: str, now: datetime) -> Found:
    lead, is_number = found.lead, not re.search(r"[^\W\d_]", typed)
    words = () if is_number else marks.words(typed)
    shape, state = cards.standing(wording, found)
    digits = re.sub(r"[^0-9]", "", typed) if is_number else ""
    by_id = digits.lstrip("0") == str(lead.id)
    phone = (found.client.phone or "") if digits and not by_id else ""
    idea, facts = (
        cards.idea(wording, lead.answers, IDEA),
        cards.facts(wording, lead.answers, ("placement", "size")),
    )
    return Found(
        id=lead.id,
        name=marks.pieces(found.client.called, words),
        by_id=by_id,
        phone=marks.number(phone, digits) if phone else (),
        shape=shape,
        state=state,
        idea=marks.pieces(idea, words),
        facts=marks.pieces(facts, words),
        said=tuple(_said(wording, found, words, f"{found.client.called} {idea} {facts}")),
        when=times.past(wording, house, found.updated_at, now),
    )


def _said(
    wording: Wording, found: LeadOverview, words: Sequence[str], in_the_row: str
) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    missing = tuple(word for word in words if not marks.marked(marks.pieces(in_the_row, (word,))))
    for key in LOOKED_THROUGH if missing else ():
        given = found.lead.answers.get(key)
        if given is None or given.source is Source.PRIVATE:
            continue
        text = outside.one_line(given.text)
        if marks.marked(marks.pieces(text, missing)):
            yield (
                wording.label(key),
                marks.pieces(outside.shortened(marks.near(text, missing), QUOTED), words),
            )
