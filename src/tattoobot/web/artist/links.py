"""The pages behind the links in the artist's chat. Looking changes nothing; the one button acts, once.

A link that has done its work, or that things have overtaken, leads on: its page offers what is possible now, for as
long as the link itself would have worked. Each such button makes a link of its own, which ends when this one does.
"""

import functools
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from tattoobot.actions.house import House
from tattoobot.db import leads, overview, tokens
from tattoobot.db.engine import Connection
from tattoobot.db.photos import Photo
from tattoobot.db.tokens import ActionToken
from tattoobot.domain import outside
from tattoobot.domain.flags import TOLD_AS
from tattoobot.domain.lead import Action, Status
from tattoobot.domain.messages import TEXT_LIMIT
from tattoobot.errors import BookingError
from tattoobot.web import bodies, evidence, rendering
from tattoobot.web import photos as pictures
from tattoobot.web.artist import acts, book, cards, chats, enquiry, forms, offers, ready
from tattoobot.web.artist.acts import Act
from tattoobot.web.artist.link import BESIDE, LEAD_ON, Link, LinkState
from tattoobot.web.context import Web, web
from tattoobot.web.link_tokens import TOKEN
from tattoobot.web.patience import wrong_try
from tattoobot.web.photos import PhotoNotFound
from tattoobot.wording import days

Handler = Callable[[Request], Awaitable[Response]]

GO_ON = "go_on"
"""The field of a page's button that leads on to another action."""


class LinkNotFound(BookingError):
    """This link leads nowhere."""

    http_status = 404
    code = "link_not_found"

    def __init__(self) -> None:
        super().__init__("The newest links are in your chat.")


READY = "ready"
"""The field of a button that puts a ready-made sentence into its form. Nothing is done or sent."""

LOOK = "look"
"""In the address of a page: not its form, but how things are, and what else can be done."""

CALLED_SINCE = timedelta(days=2)
"""Who called earlier than that before the artist was told is not led on to."""

SEE_OTHER = 303
DECIDED = frozenset({Status.PENDING_APPROVAL, Status.DEPOSIT_PAID, Status.BOOKING_PENDING})
"""Here it is the artist who does what is next."""
ASKED = 400
"""So much of what they want to know stands on the page: the chat has it all."""


def _patient(handler: Handler) -> Handler:
    """The same; who tries one link after the other that leads nowhere is told to come back later."""

    @functools.wraps(handler)
    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except LinkNotFound:
            await wrong_try(request, "link")
            raise

    return handle


@_patient
async def show(request: Request) -> Response:
    """GET, HEAD, the preview that a chat makes of a link: none of them acts."""
    shared = web(request)
    async with shared.database.reading() as db:
        link = await _find(db, shared.house, request.path_params["token"], shared.now())
    standing = link.standing(shared.now())
    if (
        standing is LinkState.WORKS
        and LOOK in request.query_params
        and link.token.action is not Action.APPROVE
    ):
        return _standing(shared, link, 200)
    if standing is LinkState.WORKS:
        return _form(shared, link, {}, opened=request.query_params.get("do", ""))
    return _closed(shared, link, standing)


@_patient
async def act(request: Request) -> Response:
    """Do what the link is for: once, however often and however simultaneously the button is pressed."""
    shared, text = web(request), request.path_params["token"]
    given = await forms.read(request)
    try:
        async with shared.database.transaction() as db:
            link = await _locked(db, shared.house, text, shared.now())
            standing = link.standing(shared.now())
            if (
                standing is not LinkState.EXPIRED
                and given.get(GO_ON) == offers.NEXT
                and link.enquiry.next_one
            ):
                return await _on_to_next(db, shared, link, link.enquiry.next_one)
            if link.leads_on(standing) and given.get(GO_ON) in link.enquiry.possible:
                return await _led_on(db, shared, link, Action(given[GO_ON]))
            if standing is not LinkState.WORKS:
                return _closed(shared, link, standing)
            if given.get(READY):
                return _form(shared, link, _with_ready(shared, link, given))
            return await _carry_out(db, shared, link, given)
    except BookingError as error:
        if error.http_status != bodies.UNPROCESSABLE:
            raise
        # The transaction is undone, the token with it: the artist corrects the form and presses again.
        sure = {"confirm": error.confirm} if isinstance(error, forms.NotSure) else {}
        return _form(shared, link, {**given, **sure}, problem=error.detail)


@_patient
async def show_photo(request: Request) -> Response:
    """A picture or a recording of the lead, for as long as the link works."""
    return await pictures.answer(request, await _photo(request), web(request).photos)


@_patient
async def show_thumbnail(request: Request) -> Response:
    return await pictures.answer(request, await _photo(request), web(request).photos, small=True)


@_patient
async def show_evidence(request: Request) -> Response:
    """What is handed in when the client's bank disputes the deposit; for as long as it does, and the link works."""
    shared = web(request)
    async with shared.database.reading() as db:
        link = await _find(db, shared.house, request.path_params["token"], shared.now())
        if link.standing(shared.now()) is not LinkState.WORKS or not link.enquiry.is_disputed:
            raise LinkNotFound
        return await evidence.answer(db, shared.house.studio.name, link.token.lead_id)


async def _photo(request: Request) -> Photo:
    shared, photo_id = web(request), request.path_params["photo_id"]
    async with shared.database.reading() as db:
        link = await _find(db, shared.house, request.path_params["token"], shared.now())
    photo = next((photo for photo in link.enquiry.photos if str(photo.id) == photo_id), None)
    if photo is None or link.standing(shared.now()) is not LinkState.WORKS:
        raise PhotoNotFound
    return photo


async def _carry_out(db: Connection, shared: Web, link: Link, given: dict[str, str]) -> Response:
    house, now, action = shared.house, shared.now(), link.token.action
    await tokens.use(db, link.token, now)
    await acts.carry_out(db, house, link.enquiry, action, given, now)
    after = await _find(db, house, link.text, now)
    if after.enquiry.found.client.opted_out:
        return _standing(shared, after, 200)
    return _standing(shared, after, 200, done=acts.done(house, action, link.enquiry, after.enquiry, now))


def _with_ready(shared: Web, link: Link, given: dict[str, str]) -> dict[str, str]:
    house, lead, action = shared.house, link.enquiry.found.lead, link.token.action
    wording = house.wording(link.enquiry.found.client, house.artist_of(lead))
    said = ready.sentences(house.studio, wording, action)
    return ready.put_in(given, said, action, given[READY]) if given[READY] in said else given


async def _led_on(db: Connection, shared: Web, link: Link, action: Action) -> Response:
    """A link for what is to be done now. It gives no more time than the one that led to it."""
    lead = link.enquiry.found.lead
    token = await tokens.issue(db, lead.id, action, lead.status, link.token.expires_at, shared.now())
    return RedirectResponse(f"/a/{token}", SEE_OTHER, headers=rendering.HEADERS)


async def _on_to_next(db: Connection, shared: Web, link: Link, lead_id: int) -> Response:
    """As `_led_on`, for another enquiry that waits for the same artist."""
    status = next(one.status for one in link.enquiry.waiting if one.lead_id == lead_id)
    action = Action.ANSWER if link.token.action is Action.ANSWER else Action.APPROVE
    token = await tokens.issue(db, lead_id, action, status, link.token.expires_at, shared.now())
    return RedirectResponse(f"/a/{token}", SEE_OTHER, headers=rendering.HEADERS)


async def _find(db: Connection, house: House, text: str, now: datetime) -> Link:
    """Raises `LinkNotFound`."""
    token = await tokens.find(db, text) if TOKEN.fullmatch(text) else None
    if token is None:
        raise LinkNotFound
    beside = await _beside(db, text, token)
    answers = token.action is Action.ANSWER or Action.ANSWER in beside
    since = token.created_at - CALLED_SINCE if token.action is Action.ANSWER else None
    chat = overview.MESSAGES if answers else 0
    found = await enquiry.read(db, token.lead_id, now, chat=chat, called_since=since)
    fixes_date = not book.FIXES_DATE.isdisjoint({token.action, *beside})
    booked = await book.near(db, house, found, now) if fixes_date else None
    return Link(text, token, found, beside, booked)


async def _beside(db: Connection, text: str, token: ActionToken) -> dict[Action, str]:
    issued = {action: tokens.beside_of(text, action) for action in Action if action is not token.action}
    known = await tokens.find_all(db, list(issued.values()))
    return {
        action: other for action, other in issued.items() if other in known and known[other].used_at is None
    }


async def _locked(db: Connection, house: House, text: str, now: datetime) -> Link:
    """The link as it is once nobody else can change its lead. Raises `LinkNotFound`."""
    link = await _find(db, house, text, now)
    await leads.locked(db, link.token.lead_id)
    return await _find(db, house, text, now)


def _form(shared: Web, link: Link, given: dict[str, str], *, problem: str = "", opened: str = "") -> Response:
    """`opened`: which of the forms beside its own stands open; what is none of them opens nothing."""
    house, action = shared.house, link.token.action
    lead = link.enquiry.found.lead
    wording, artist = cards.wording_for(house, lead), house.artist_of(lead)
    card = cards.card(house, link.enquiry.found, shared.now(), link.enquiry.held)
    asked = acts.asked(link.enquiry, action)
    return rendering.page(
        "action.html",
        bodies.UNPROCESSABLE if problem else 200,
        language=wording.language,
        card=card,
        photos=cards.pictures(link.enquiry.photos, f"/a/{link.text}/photos", wording, card.name),
        recordings=cards.recordings(link.enquiry.photos, f"/a/{link.text}/photos", wording, card.name),
        act=acts.act(house, link.enquiry, action, shared.now()),
        address=f"/a/{link.text}",
        # Approving rarely needs its fields; what has to be corrected comes first.
        fields_first=action is not Action.APPROVE or bool(problem),
        chat=chats.chat(house, wording, card.first, link.enquiry.chat, shared.now()),
        go_on=GO_ON,
        offers=offers.offers(link.enquiry, wording, BESIDE.get(action, frozenset()) - link.beside.keys()),
        beside=_forms_beside(shared, link),
        ready=ready.buttons(wording),
        book=link.book,
        **_now_so(shared, link),
        opened=opened,
        back="" if action is Action.APPROVE else f"/a/{link.text}?{LOOK}=1",
        given={**forms.empty(house, artist, lead.answers, asked), **given},
        problem=problem,
        say=wording.say,
        evidence=f"/a/{link.text}/evidence" if link.enquiry.is_disputed else "",
        currency=asked.currency if asked else house.studio.currency,
        own_link=artist.booking_url is not None,
        zone=days.place_of(house.studio.zone, wording.locale),
        text_limit=TEXT_LIMIT,
        note_limit=bodies.NOTE_LIMIT,
        reason_limit=bodies.REASON_LIMIT,
        url_limit=bodies.URL_LIMIT,
    )


def _forms_beside(shared: Web, link: Link) -> list[tuple[str, Act, dict[str, str]]]:
    """What else this page does, each in a form of its own that posts to its own link, with what its fields hold.

    What ends something comes last.
    """
    house, lead = shared.house, link.enquiry.found.lead
    return [
        (
            f"/a/{token}",
            acts.act(house, link.enquiry, action, shared.now()),
            forms.empty(house, house.artist_of(lead), lead.answers, acts.asked(link.enquiry, action)),
        )
        for action, token in sorted(link.beside.items(), key=lambda one: one[0] in acts.BUTTONS)
        if action in link.enquiry.possible
    ]


def _closed(shared: Web, link: Link, standing: LinkState) -> Response:
    """The link is of no use any more: how things are, and what is next."""
    closed = cards.wording_for(shared.house, link.enquiry.found.lead).say(standing.phrase)
    return _standing(shared, link, standing.http_status, closed=closed, leads_on=standing in LEAD_ON)


def _standing(
    shared: Web, link: Link, http_status: int, *, done: str = "", closed: str = "", leads_on: bool = True
) -> Response:
    wording = cards.wording_for(shared.house, link.enquiry.found.lead)
    # Where this one is seen to, whoever else waits comes first.
    goes_on = done != "" and link.enquiry.next_one is not None
    among = frozenset(Action) if leads_on else frozenset()
    return rendering.page(
        "standing.html",
        http_status,
        language=wording.language,
        card=cards.card(shared.house, link.enquiry.found, shared.now(), link.enquiry.held),
        done=done,
        closed=closed,
        say=wording.say,
        newest=""
        if leads_on or link.enquiry.found.lead.status not in DECIDED
        else wording.say("page.next.link"),
        **_now_so(shared, link),
        go_on=GO_ON,
        offers=offers.offers(link.enquiry, wording, among, next_first=goes_on),
    )


def _now_so(shared: Web, link: Link) -> dict[str, Any]:
    """The date that stands, and what they want of the artist, in their words."""
    found = link.enquiry
    lead, client = found.found.lead, found.found.client
    wording = cards.wording_for(shared.house, lead)
    starts_at, reason = found.starts_at if lead.status is Status.BOOKED else None, found.needs
    told = wording.say(TOLD_AS[reason]) if reason in TOLD_AS else ""
    return {
        "date": wording.say("artist.date", when=wording.moment(starts_at)) if starts_at else "",
        "needs": wording.say("artist.passed_on", id=lead.id, name=client.called, reason=told) if told else "",
        "asks": outside.one_line(found.asks, ASKED),
    }


routes: list[BaseRoute] = [
    Route("/a/{token}", show, methods=["GET"]),
    Route("/a/{token}", act, methods=["POST"]),
    Route("/a/{token}/photos/{photo_id}", show_photo, methods=["GET"]),
    Route("/a/{token}/photos/{photo_id}/thumbnail", show_thumbnail, methods=["GET"]),
    Route("/a/{token}/evidence", show_evidence, methods=["GET"]),
    Mount("/static", rendering.static_files(), name="static"),
]
