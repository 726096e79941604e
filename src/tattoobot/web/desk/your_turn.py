"""Your turn: whoever waits for the artist. Who has paid comes first, then the oldest promise."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.actions.house import House
from tattoobot.db import desk_acts, desk_turn
from tattoobot.db.desk_turn import Turn
from tattoobot.db.overview import After
from tattoobot.domain import outside
from tattoobot.domain.flags import TOLD_AS, FlagReason
from tattoobot.domain.lead import ASKS, CALLED_OFF, Lead
from tattoobot.web.admin import cursors
from tattoobot.web.artist import cards
from tattoobot.web.context import web
from tattoobot.web.desk import growing, pages, times, undo
from tattoobot.web.desk.chips import chips
from tattoobot.web.desk.visitor import Visitor, looking
from tattoobot.wording import Wording
from tattoobot.wording.spoken import capital

A_PAGE = 20
PICTURES = 3
IDEA = 140
MOST_PRESSED = 4
"""So many acts that may still be taken back stand on the list; all do on their own pages."""
AMONG_PAID = "paid."
"""Begins the cursor of a page that ended among those who have paid."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One who waits, as a card of the list."""

    id: int
    name: str
    why: str
    shape: str
    since: str
    exactly: str
    idea: str
    asks: str
    """What they would like to know, as long as nobody has written to them; after that, what they wrote since."""
    asks_label: str
    newest: str
    """What came since the artist wrote, where it is no words."""
    facts: str
    estimate: str
    chips: tuple[str, ...]
    pictures: tuple[str, ...]
    more_pictures: int
    veiled: bool


@looking
async def show(request: Request, visitor: Visitor) -> Response:
    shared = web(request)
    written, most = request.query_params.get("after", ""), growing.rows(request, A_PAGE)
    after, place = _after(written)
    async with shared.database.reading() as db:
        found = await desk_turn.waiting(db, visitor.artists, after, most + 1, place)
        ids = [turn.lead.id for turn in found[:most]]
        pictures, asked = await desk_turn.pictures_of(db, ids), await desk_turn.asked(db, ids)
        sent = await desk_turn.sent_a_picture(db, ids)
        count = await desk_turn.count(db, visitor.artists)
        pressed = await desk_acts.newest(db, visitor.artists, MOST_PRESSED) if shared.house.undo else []
    shown, wording, now = found[:most], visitor.wording, shared.now()
    cursor = _cursor(shown[-1]) if len(found) > most else ""
    return pages.page(
        request,
        visitor,
        "your_turn.html",
        here="your-turn",
        tiles=[
            tile(
                shared.house,
                wording,
                turn,
                pictures.get(turn.lead.id, []),
                open_question(turn.lead, asked.get(turn.lead.id, ""), written_to=turn.written_to),
                now,
                sent_a_picture=turn.lead.id in sent,
            )
            for turn in shown
        ],
        count=pages.counted(count),
        goes_on=growing.ways(
            "/desk",
            {},
            shown=most,
            last=shown[-1].lead.id if shown else 0,
            cursor=cursor,
            after=written,
            a_page=A_PAGE,
        ),
        first=after is None,
        pressed=[(one.lead_id, undo.coming(wording, one, client.called)) for one, client in pressed],
        undo=int(shared.house.undo.total_seconds()),
    )


def _after(written: str) -> tuple[After | None, int]:
    """Where the page before ended: its last one, and the place that one was in. Raises `BadCursor`."""
    paid = written.startswith(AMONG_PAID)
    after = cursors.read(written.removeprefix(AMONG_PAID)) if written else None
    return after, desk_turn.PAID if paid or not written else desk_turn.OTHERS


def _cursor(last: Turn) -> str:
    among = AMONG_PAID if last.place == desk_turn.PAID else ""
    return among + cursors.write(After(last.since, last.lead.id))


def tile(
    house: House,
    wording: Wording,
    turn: Turn,
    pictures: list[int],
    asks: str,
    now: datetime,
    *,
    sent_a_picture: bool,
) -> Tile:
    lead, since = turn.lead, times.past(wording, house, turn.since, now)
    placement = lead.answers.get("placement")
    return Tile(
        id=lead.id,
        name=turn.client.called,
        why=why(wording, turn),
        shape=cards.SHAPES.get(lead.status, cards.OVER) if turn.reason is None else "needs",
        since=since.said,
        exactly=since.exactly,
        idea=cards.idea(wording, lead.answers, IDEA),
        asks="" if sent_a_picture else asks,
        asks_label=wording.say("desk.newest" if turn.written_to else "desk.wrote"),
        newest=wording.say("desk.newest.picture") if sent_a_picture else "",
        facts=cards.facts(wording, lead.answers, SAID),
        estimate="" if lead.status in CALLED_OFF else capital(wording.estimate(lead.answers)),
        chips=(
            *([wording.say(f"status.{lead.status}")] if turn.reason is not None else []),
            *([wording.say("status.answered")] if turn.answered else []),
            *chips(house, wording, lead, turn.client, now),
        ),
        pictures=tuple(f"/desk/photos/{photo}/thumbnail" for photo in pictures[:PICTURES]),
        more_pictures=max(len(pictures) - PICTURES, 0),
        veiled=cards.is_intimate(placement),
    )


def open_question(lead: Lead, asked: str, *, written_to: bool) -> str:
    """What they asked since the brief, else beside it; empty where the artist has written since."""
    beside = lead.answers.get(ASKS)
    words = asked or (beside.text if beside and not written_to else "")
    return outside.one_line(words, IDEA)


SAID = ("placement", "size", "style", "budget")


def why(wording: Wording, turn: Turn) -> str:
    if turn.reason is None:
        return wording.say(f"status.{turn.lead.status}")
    passed_on = isinstance(turn.reason, FlagReason)
    return capital(wording.say(TOLD_AS[turn.reason] if passed_on else f"handover.reason.{turn.reason}"))
