"""All of one enquiry on one page that prints well: the browser makes a PDF of it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.db import deposits, fates, ledger, overview
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.web.artist import cards, chats
from tattoobot.web.context import web
from tattoobot.web.desk import lead, pages
from tattoobot.web.desk.history import history
from tattoobot.web.desk.visitor import Visitor, looking
from tattoobot.wording import Wording


@dataclass(frozen=True, slots=True)
class Said:
    """One message, oldest first: who, when exactly, what, and whether it arrived."""

    by: str
    who: str
    when: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One entry of the ledger."""

    when: str
    what: str
    amount: str


@looking
async def show(request: Request, visitor: Visitor) -> Response:
    shared, wording, now = web(request), visitor.wording, web(request).now()
    async with shared.database.reading() as db:
        found = await lead.theirs(db, request, visitor, chat=overview.MESSAGES)
        steps = await overview.timeline_of(db, found.found.lead.id)
        became = await fates.of_lead(db, found.found.lead.id)
        money = [
            entry
            for deposit in await deposits.of_lead(db, found.found.lead.id)
            for entry in await _entries(db, wording, deposit)
        ]
    card, client = cards.card(shared.house, found.found, now, found.held), found.found.client
    bubbles = {one.id: one for one in chats.chat(shared.house, wording, card.first, found.chat, now)}
    return pages.page(
        request,
        visitor,
        "export.html",
        here="your-turn",
        styles=pages.versioned("figures.css"),
        card=card,
        phone=f"+{client.phone}" if client.phone else "",
        began=wording.moment(found.found.created_at),
        made=wording.moment(now),
        date=wording.moment(found.starts_at) if found.starts_at else "",
        pictures=cards.pictures(found.photos, "/desk/photos", wording, card.name),
        money=money,
        history=history(shared.house, wording, card.first, steps, became, now),
        chat=[
            Said(bubble.by, bubble.who, wording.moment(message.at), bubble.words, bubble.note)
            for message in found.chat
            if (bubble := bubbles.get(message.id))
        ],
        cut=len(found.chat) >= overview.MESSAGES,
    )


async def _entries(db: Connection, wording: Wording, deposit: Deposit) -> list[Moved]:
    return [
        Moved(
            wording.moment(line.at),
            wording.say(f"desk.ledger.{line.kind}"),
            wording.money(line.amount, deposit.currency),
        )
        for line in await ledger.lines_of(db, deposit.id)
    ]
