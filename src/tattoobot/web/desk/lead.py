"""One enquiry: its pictures, what it is about, the chat, and all that can be done with it now."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.db import desk_acts, desk_drafts, fates, leads, overview
from tattoobot.db.desk_acts import Pressed
from tattoobot.db.engine import Connection
from tattoobot.db.fates import Fate
from tattoobot.db.overview import LeadOverview, TimelineEntry
from tattoobot.domain import outside
from tattoobot.domain.correcting import correctable
from tattoobot.domain.flags import SETTLED_BY_AN_ANSWER, TOLD_AS, WAITS_FOR_A_WORD, concern
from tattoobot.domain.lead import CALLED_OFF, OPEN, Action, Status
from tattoobot.domain.messages import TEXT_LIMIT
from tattoobot.errors import BookingError, LeadNotFound
from tattoobot.web import bodies
from tattoobot.web.admin.ids import LONGEST_ID, known_id
from tattoobot.web.artist import acts, book, cards, chats, enquiry, forms, ready
from tattoobot.web.artist.acts import Act
from tattoobot.web.artist.enquiry import Enquiry
from tattoobot.web.context import Web, web
from tattoobot.web.desk import drafts, head, pages, undo
from tattoobot.web.desk.body_map import body_map
from tattoobot.web.desk.chips import chips
from tattoobot.web.desk.history import history
from tattoobot.web.desk.visitor import Visitor, acting, back_to, looking
from tattoobot.wording import Wording, days
from tattoobot.wording.spoken import capital

SHOWN = 40
"""So many messages of the chat, until more is asked for."""
ASKED = 200
"""So much of what they want to know stands above the brief: the chat has it all."""
CONFLICT = 409

DECIDED_HERE = frozenset({Status.PENDING_APPROVAL, Status.DEPOSIT_PAID, Status.BOOKING_PENDING})
"""Here what is next stands on the buttons."""

THE_ARTISTS = frozenset({Status.PENDING_APPROVAL, Status.DEPOSIT_PAID})
"""Here the enquiry waits for what the artist does, whoever writes with its client meanwhile."""

TALKED_WITH = OPEN | {Status.BOOKED}
"""Here the bot still answers about this enquiry, and may be asked to be quiet."""

SAID = ("placement", "size")
"""What the body map shows, in words."""


@looking
async def show(request: Request, visitor: Visitor) -> Response:
    most = overview.MESSAGES if request.query_params.get("chat") == "all" else SHOWN
    opened = request.query_params.get("do", "")
    async with web(request).database.reading() as db:
        found = await theirs(db, request, visitor, chat=most + 1)
        steps = await overview.timeline_of(db, found.found.lead.id)
        became = await fates.of_lead(db, found.found.lead.id)
        pressed = (await desk_acts.of_leads(db, [found.found.lead.id])).get(found.found.lead.id)
        draft = await drafts.found(db, request, visitor, found.found.lead.id, opened)
        booked = await book.near(db, web(request).house, found, web(request).now())
    return _page(
        request,
        visitor,
        found,
        most=most,
        steps=steps,
        became=became,
        pressed=pressed,
        asks=found.asks,
        booked=booked,
        opened=opened if opened in found.possible else "",
        given=draft.given if draft else None,
        problem=draft.problem if draft else "",
    )


@acting
async def act(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    """Do it, as long as things are as they were when the page was shown."""
    shared, wanted = web(request), request.path_params["action"]
    if given.get(drafts.READY):
        return await _with_ready(request, visitor, given)
    before = None
    try:
        async with shared.database.transaction() as db:
            lead = await leads.locked(db, lead_id(request))
            before = await theirs(db, request, visitor, chat=SHOWN + 1)
            if wanted not in before.possible or given.get("was") != lead.status:
                return _page(request, visitor, before, status=CONFLICT, moved_on=True)
            action, now = Action(wanted), shared.now()
            if shared.house.undo and action not in undo.AT_ONCE:
                await undo.press(db, shared.house, before, action, given, now)
                # Whoever takes it back finds what they typed.
                await desk_drafts.put(db, visitor.session.id, lead.id, drafts.draft(wanted, given), now)
                return back_to(shared, f"/desk/leads/{lead.id}")
            await desk_drafts.drop(db, visitor.session.id, lead.id)
            await acts.carry_out(db, shared.house, before, action, given, now)
            after = await enquiry.read(db, lead.id, now)
    except BookingError as error:
        if before is None or error.http_status != bodies.UNPROCESSABLE:
            raise
        sure = {"confirm": error.confirm} if isinstance(error, forms.NotSure) else {}
        # The transaction is undone: the artist corrects the form and presses again.
        lead, typed = before.found.lead, {**given, **sure}
        page = _sheet_of(lead.id, wanted)
        return await drafts.again(request, visitor, lead.id, wanted, typed, page, error.detail)
    return back_to(shared, f"/desk/leads/{lead.id}", acts.done(shared.house, action, before, after, now))


def _sheet_of(lead: int, action: str) -> str:
    """The page with this form open."""
    return f"/desk/leads/{lead}?do={action}"


async def _with_ready(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    """The form again, with a ready-made sentence in it. Nothing is done or sent."""
    wanted, name = request.path_params["action"], given[drafts.READY]
    async with web(request).database.reading() as db:
        found = await theirs(db, request, visitor)
    lead, house = found.found.lead, web(request).house
    wording = house.wording(found.found.client, house.artist_of(lead))
    said = ready.sentences(house.studio, wording, Action(wanted)) if wanted in found.possible else {}
    if name not in said:
        return back_to(web(request), f"/desk/leads/{lead.id}")
    filled = ready.put_in(given, said, Action(wanted), name)
    return await drafts.again(request, visitor, lead.id, wanted, filled, _sheet_of(lead.id, wanted))


@looking
async def picture(request: Request, visitor: Visitor) -> Response:
    """One picture, large, with its caption and a way to the next."""
    async with web(request).database.reading() as db:
        found = await theirs(db, request, visitor)
    shown = cards.pictures(found.photos, "/desk/photos", visitor.wording, found.found.client.called)
    written = request.path_params["n"]
    n = int(written) if written.isascii() and written.isdigit() and len(written) < LONGEST_ID else 0
    if not 1 <= n <= len(shown):
        return back_to(web(request), f"/desk/leads/{found.found.lead.id}")
    return pages.page(
        request,
        visitor,
        "picture.html",
        here="your-turn",
        id=found.found.lead.id,
        picture=shown[n - 1],
        n=n,
        count=len(shown),
    )


async def theirs(db: Connection, request: Request, visitor: Visitor, *, chat: int = 0) -> Enquiry:
    """Raises `LeadNotFound`, also for the enquiry of another artist."""
    found = await enquiry.read(db, lead_id(request), web(request).now(), chat=chat)
    if not visitor.sees(found.found.lead):
        raise LeadNotFound
    return found


def lead_id(request: Request) -> int:
    return known_id(request.path_params["lead_id"], LeadNotFound)


def _page(
    request: Request,
    visitor: Visitor,
    found: Enquiry,
    *,
    status: int = 200,
    most: int = SHOWN,
    given: Mapping[str, str] | None = None,
    opened: str = "",
    problem: str = "",
    moved_on: bool = False,
    steps: Sequence[TimelineEntry] = (),
    became: Sequence[Fate] = (),
    pressed: Pressed | None = None,
    asks: str = "",
    booked: book.Book | None = None,
) -> Response:
    shared, wording = web(request), visitor.wording
    house, lead = shared.house, found.found.lead
    card = cards.card(house, found.found, shared.now(), found.held)
    facts = correctable(house.studio.questions)
    order = _in_order(found, asks) if pressed is None else []
    acts_ = [acts.act(house, found, action, shared.now()) for action in order]
    return pages.page(
        request,
        visitor,
        "lead.html",
        here="your-turn",
        status=status,
        card=card,
        history=history(house, wording, card.first, steps, became, shared.now()),
        chips=chips(house, wording, lead, found.found.client, shared.now()),
        can_take_over=_can_take_over(found.found),
        correctable=facts,
        missing=_missing(wording, card, facts),
        next="" if lead.status in DECIDED_HERE else card.next,
        **head.of(wording, found, card, shared.now()),
        body=body_map(lead.answers),
        body_said=cards.facts(wording, lead.answers, SAID),
        phone=found.found.client.phone or "",
        pictures=cards.pictures(found.photos, "/desk/photos", wording, card.name),
        recordings=cards.recordings(found.photos, "/desk/photos", wording, card.name),
        chat=chats.chat(house, wording, card.first, found.chat[-most:], shared.now()),
        more_chat=len(found.chat) > most,
        **_sheets(shared, found, acts_, given or {}, opened),
        opened=opened,
        book=booked,
        problem=wording.say("page.outdated") if moved_on else problem,
        moved_on=moved_on,
        asks=outside.one_line(asks, ASKED),
        needs=_needs(wording, found) if asks else "",
        pressed=undo.coming(wording, pressed) if pressed else "",
        not_done=_not_done(wording, steps),
        undo=int(house.undo.total_seconds()),
        next_one=found.next_one,
        waiting=sum(one.lead_id != lead.id for one in found.waiting),
        status_now=lead.status.value,
    )


def _missing(wording: Wording, card: cards.Card, facts: Sequence[str]) -> list[tuple[str, str]]:
    told = {line.key for line in card.brief} | ({"idea"} if card.words else set())
    return [(key, wording.label(key)) for key in facts if key not in told]


def _can_take_over(found: LeadOverview) -> bool:
    return found.lead.status in TALKED_WITH and not found.handed_over and not found.client.opted_out


def _sheets(
    shared: Web, found: Enquiry, acts_: Sequence[Act], given: Mapping[str, str], opened: str
) -> dict[str, Any]:
    """The forms at the bottom: which act is the main one, what stands in their fields, what they take."""
    house, lead = shared.house, found.found.lead
    wording = cards.wording_for(house, lead)
    return {
        "main": acts_[0] if acts_ else None,
        "beside": [one for one in acts_[1:] if one.action == Action.ANSWER],
        "more": [one for one in acts_[1:] if one.action != Action.ANSWER],
        "values": {one.action: _values(shared, found, one, given, opened) for one in acts_},
        "currencies": {one.action: _currency(shared, found, one) for one in acts_},
        "ready": ready.buttons(wording),
        "explained": {one.action: acts.explained(wording, one.action, lead.status) for one in acts_},
        "own_link": house.artist_of(lead).booking_url is not None,
        "zone": days.place_of(house.studio.zone, wording.locale),
        "text_limit": TEXT_LIMIT,
        "note_limit": bodies.NOTE_LIMIT,
        "reason_limit": bodies.REASON_LIMIT,
        "url_limit": bodies.URL_LIMIT,
    }


def _not_done(wording: Wording, steps: Sequence[TimelineEntry]) -> str:
    """What was pressed last and could not be done any more."""
    if not steps or steps[-1].happened != undo.NOT_DONE:
        return ""
    return wording.say("desk.undo.not_done", act=wording.say(f"action.{steps[-1].detail.get('action')}"))


def _needs(wording: Wording, found: Enquiry) -> str:
    """What was passed on and has no answer yet."""
    needs = found.found.needs_artist
    reason = concern(needs.reason) if needs else None
    return capital(wording.say(TOLD_AS[reason])) if reason in WAITS_FOR_A_WORD and reason is not None else ""


def _wants_a_word(found: Enquiry, asks: str) -> bool:
    """Whether they wait for an answer, and for nothing that is decided, sent or moved instead."""
    needs = found.found.needs_artist
    status = found.found.lead.status
    if found.found.handed_over:
        return status not in THE_ARTISTS
    return bool(asks and needs and needs.reason in SETTLED_BY_AN_ANSWER) and status not in DECIDED_HERE


def _in_order(found: Enquiry, asks: str) -> list[Action]:
    """The main act first. Who waits for an answer gets one before anything else."""
    # What lets the bot go on stands above everything, beside the sentence that it is quiet.
    possible: list[Action] = [action for action in found.possible if action is not Action.HAND_BACK]
    goes_back = found.left is not None and found.found.lead.status in CALLED_OFF
    first: tuple[Action, ...] = (Action.REFUND,) if goes_back else ()
    wanted = ((Action.ANSWER,) if _wants_a_word(found, asks) else first) + acts.MAIN
    main = next((action for action in wanted if action in possible), None)
    return ([main] if main else []) + [action for action in possible if action is not main]


def _values(shared: Web, found: Enquiry, one: Act, given: Mapping[str, str], opened: str) -> dict[str, str]:
    """What stands in the fields of one sheet."""
    house, lead = shared.house, found.found.lead
    fresh = forms.empty(house, house.artist_of(lead), lead.answers, acts.asked(found, Action(one.action)))
    if one.action != opened:
        return fresh
    return {**fresh, **given}


def _currency(shared: Web, found: Enquiry, one: Act) -> str:
    asked = acts.asked(found, Action(one.action))
    return asked.currency if asked else shared.house.studio.currency
