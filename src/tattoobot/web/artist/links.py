"""The pages behind the links in the artist's chat. Looking changes nothing; the one button acts, once.

A link that has done its work, or that things have overtaken, leads on: its page offers what is possible now, for as
long as the link itself would have worked. Each such button makes a link of its own, which ends when this one does.
"""

import functools
from collections.abc import Awaitable, Callable
from decimal import Decimal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from tattoobot.actions.house import House
from tattoobot.actions.tell_who_waits import undecided
from tattoobot.db import deposits, leads, overview, photos, refunds, tokens
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.overview import LeadOverview
from tattoobot.db.photos import Photo
from tattoobot.db.tokens import ActionToken
from tattoobot.domain import service_window
from tattoobot.domain.deposit import HELD, TAKEN_BY_A_YES, DepositStatus
from tattoobot.domain.lead import Action, Status
from tattoobot.domain.messages import TEXT_LIMIT
from tattoobot.domain.money import Money
from tattoobot.domain.verdict import verdict
from tattoobot.errors import BookingError
from tattoobot.web import bodies, evidence, rendering
from tattoobot.web import photos as pictures
from tattoobot.web.artist import cards, chats, forms
from tattoobot.web.artist.link import ABOUT_MONEY, BESIDE, LEAD_ON, Link, LinkState
from tattoobot.web.context import Web, web
from tattoobot.web.link_tokens import TOKEN
from tattoobot.web.patience import wrong_try
from tattoobot.web.photos import PhotoNotFound
from tattoobot.web.verbs import VERBS
from tattoobot.wording import Wording

Handler = Callable[[Request], Awaitable[Response]]

BUTTONS = {Action.REJECT: "no", Action.CANCEL: "no", Action.WITHDRAW: "no", Action.FORFEIT: "no"}
ABOUT_DATE = frozenset({Action.MOVE, Action.CANCEL})
WITH_AMOUNT = frozenset({Action.APPROVE, Action.SEND_DEPOSIT})
GO_ON = "go_on"
"""The field of a page's button that leads on to another action."""

WITH_MONEY = {
    (Action.APPROVE, DepositStatus.PAID): "page.approve.done.held",
    (Action.APPROVE, DepositStatus.PROCESSING): "page.approve.done.coming",
    (Action.REJECT, DepositStatus.PAID): "page.reject.done.held",
    (Action.REJECT, DepositStatus.PARTIALLY_REFUNDED): "page.reject.done.held",
}
"""What the page says afterwards, where money of the client's was here already."""

SETTLED = frozenset({Status.DEPOSIT_PAID, Status.BOOKING_PENDING, Status.BOOKED, Status.COMPLETED})
"""Here what is paid is the deposit of the booking."""


class LinkNotFound(BookingError):
    """This link leads nowhere."""

    http_status = 404
    code = "link_not_found"

    def __init__(self) -> None:
        super().__init__("The newest links are in your chat.")


NEXT = "next"
"""In place of an action: the next enquiry that waits."""

SEE_OTHER = 303
OFFERED_AS = {Action.WITHDRAW: "page.withdraw.offer"}


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
        link = await _find(db, request.path_params["token"])
    standing = link.standing(shared.now())
    if standing is LinkState.WORKS:
        return _form(shared, link, {})
    return _closed(shared, link, standing)


@_patient
async def act(request: Request) -> Response:
    """Do what the link is for: once, however often and however simultaneously the button is pressed."""
    shared, text = web(request), request.path_params["token"]
    given = await forms.read(request)
    try:
        async with shared.database.transaction() as db:
            link = await _locked(db, text)
            standing = link.standing(shared.now())
            if standing is not LinkState.EXPIRED and given.get(GO_ON) == NEXT and link.next_one:
                return await _on_to_next(db, shared, link, link.next_one)
            if link.leads_on(standing) and given.get(GO_ON) in link.possible:
                return await _led_on(db, shared, link, Action(given[GO_ON]))
            if standing is not LinkState.WORKS:
                return _closed(shared, link, standing)
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
        link = await _find(db, request.path_params["token"])
        if link.standing(shared.now()) is not LinkState.WORKS or not link.is_disputed:
            raise LinkNotFound
        return await evidence.answer(db, shared.house.studio.name, link.token.lead_id)


async def _photo(request: Request) -> Photo:
    shared, photo_id = web(request), request.path_params["photo_id"]
    async with shared.database.reading() as db:
        link = await _find(db, request.path_params["token"])
    photo = next((photo for photo in link.photos if str(photo.id) == photo_id), None)
    if photo is None or link.standing(shared.now()) is not LinkState.WORKS:
        raise PhotoNotFound
    return photo


async def _carry_out(db: Connection, shared: Web, link: Link, given: dict[str, str]) -> Response:
    now, action, lead_id = shared.now(), link.token.action, link.token.lead_id
    await tokens.use(db, link.token, now)
    body = forms.body_for(action, forms.Filled(shared.house, link.found.lead, given, now, _asked(link)))
    await VERBS[action].run(db, shared.house, lead_id, now, body)
    after = await _find(db, link.text)
    card = cards.card(shared.house, after.found, now, after.held)
    return _standing(shared, after, 200, done="" if card.silent else _done(shared, link, after))


def _done(shared: Web, before: Link, after: Link) -> str:
    """What has happened, with the amount: one that was mistyped is seen."""
    action, held = before.token.action, before.held
    wording = cards.wording_for(shared.house, after.found.lead)
    first = cards.first_name_of(after.found.client)
    if before.left is not None and action in ABOUT_MONEY:
        rest = after.left.amount if after.left else 0
        done = wording.money(before.left.amount - rest, before.left.currency)
        return wording.say(f"page.{action}.done", name=first, amount=done)
    kept = WITH_MONEY.get((action, held.status)) if held is not None else None
    if held is not None and kept is not None:
        return wording.say(kept, name=first, amount=cards.sum_of(wording, held))
    if action is Action.ANSWER and _window_closed(shared, after):
        return wording.say("page.answer.done.later", name=first)
    return wording.say(f"page.{action}.done", name=first, amount=cards.amount(shared.house, after.found))


def _window_closed(shared: Web, link: Link) -> bool:
    return service_window.is_closed(link.found.client.last_message_at, shared.now())


def _hint(shared: Web, link: Link, *, kept: bool) -> str:
    """What the key of the sentence above the button is."""
    action = link.token.action
    if kept:
        return "page.approve.hint.held"
    if action is Action.ANSWER and _window_closed(shared, link):
        return "page.answer.hint.later"
    return f"page.{action}.hint"


async def _led_on(db: Connection, shared: Web, link: Link, action: Action) -> Response:
    """A link for what is to be done now. It gives no more time than the one that led to it."""
    lead = link.found.lead
    token = await tokens.issue(db, lead.id, action, lead.status, link.token.expires_at, shared.now())
    return RedirectResponse(f"/a/{token}", SEE_OTHER, headers=rendering.HEADERS)


async def _on_to_next(db: Connection, shared: Web, link: Link, lead_id: int) -> Response:
    """As `_led_on`, for another enquiry that waits for the same artist."""
    token = await tokens.issue(
        db, lead_id, Action.APPROVE, Status.PENDING_APPROVAL, link.token.expires_at, shared.now()
    )
    return RedirectResponse(f"/a/{token}", SEE_OTHER, headers=rendering.HEADERS)


async def _find(db: Connection, text: str) -> Link:
    """Raises `LinkNotFound`."""
    token = await tokens.find(db, text) if TOKEN.fullmatch(text) else None
    if token is None:
        raise LinkNotFound
    found = await overview.one(db, token.lead_id)
    beside = await _beside(db, text, token)
    answers = token.action is Action.ANSWER or Action.ANSWER in beside
    chat = await overview.messages_of(db, token.lead_id) if answers else []
    shown, waiting = await photos.of_lead(db, token.lead_id), await undecided(db, found.lead.artist_id)
    left, held = await _left(db, found), await _held(db, found)
    starts_at = await leads.booked_for(db, token.lead_id)
    return Link(text, token, found, shown, left, held, chat, waiting, starts_at, beside)


async def _beside(db: Connection, text: str, token: ActionToken) -> dict[Action, str]:
    others = BESIDE[Action.APPROVE] if token.action is Action.APPROVE else frozenset()
    issued = {action: tokens.beside_of(text, action) for action in Action if action in others}
    known = {action: await tokens.find(db, other) for action, other in issued.items()}
    return {action: issued[action] for action, found in known.items() if found and found.used_at is None}


async def _left(db: Connection, found: LeadOverview) -> Money | None:
    """In one currency: that of the newest."""
    held = await refunds.left_of_lead(db, found.lead.id) if found.money_held else []
    theirs = [left for _, left in held if left.currency == held[0][1].currency]
    return Money(sum((left.amount for left in theirs), Decimal(0)), theirs[0].currency) if theirs else None


async def _held(db: Connection, found: LeadOverview) -> Deposit | None:
    if found.deposit is None or found.lead.status in SETTLED:
        return None
    return await deposits.held(db, found.lead.id, among=HELD | TAKEN_BY_A_YES)


async def _locked(db: Connection, text: str) -> Link:
    """The link as it is once nobody else can change its lead. Raises `LinkNotFound`."""
    link = await _find(db, text)
    await leads.locked(db, link.token.lead_id)
    return await _find(db, text)


def _form(shared: Web, link: Link, given: dict[str, str], *, problem: str = "") -> Response:
    house, action = shared.house, link.token.action
    lead = link.found.lead
    wording, artist = cards.wording_for(house, lead), house.artist_of(lead)
    card = cards.card(house, link.found, shared.now(), link.held)
    asked = _asked(link)
    kept = action is Action.APPROVE and link.held is not None and link.held.status in TAKEN_BY_A_YES
    return rendering.page(
        "action.html",
        bodies.UNPROCESSABLE if problem else 200,
        language=wording.language,
        card=card,
        photos=cards.pictures(link.photos, link.text, wording, card.name),
        recordings=cards.recordings(link.photos, link.text, wording, card.name),
        act={
            "url": f"/a/{link.text}",
            "action": action.value,
            "word": wording.say(f"action.{action}"),
            "title": wording.say(f"page.{action}.title", name=card.first),
            "hint": wording.say(_hint(shared, link, kept=kept), name=card.first),
            "button": wording.say(f"page.{action}.button"),
            "kind": BUTTONS.get(action, "main"),
            "verdict": _verdict(shared, link),
            "amount": _shown_amount(house, link) if not kept else "",
            # Approving rarely needs its fields; what has to be corrected comes first.
            "fields_first": action is not Action.APPROVE or bool(problem),
        },
        chat=chats.chat(house, wording, card.first, link.chat, shared.now()),
        go_on=GO_ON,
        offers=[
            offer
            for offer in _offers(link, wording, BESIDE.get(action, frozenset()))
            if offer[0] not in link.beside
        ],
        beside=_forms_beside(shared, link),
        given={**forms.empty(house, artist, lead.answers, asked), **given},
        problem=problem,
        say=wording.say,
        evidence=f"/a/{link.text}/evidence" if link.is_disputed else "",
        currency=asked.currency if asked else house.studio.currency,
        own_link=artist.booking_url is not None,
        zone=house.studio.zone.key,
        text_limit=TEXT_LIMIT,
        note_limit=bodies.NOTE_LIMIT,
        reason_limit=bodies.REASON_LIMIT,
        url_limit=bodies.URL_LIMIT,
    )


def _forms_beside(shared: Web, link: Link) -> list[dict[str, str]]:
    """What else this page does, each in a form of its own that posts to its own link."""
    wording = cards.wording_for(shared.house, link.found.lead)
    name = cards.first_name_of(link.found.client)
    return [
        {
            "url": f"/a/{token}",
            "action": action.value,
            "word": wording.say(f"action.{action}"),
            "hint": wording.say(f"page.{action}.hint", name=name),
            "button": wording.say(f"page.{action}.button"),
            "kind": BUTTONS.get(action, ""),
        }
        for action, token in link.beside.items()
        if action in link.possible
    ]


def _verdict(shared: Web, link: Link) -> str:
    """What the studio's terms say, where money may go back or stay, or a date is changed. The artist decides."""
    if link.token.action not in ABOUT_MONEY and (link.token.action not in ABOUT_DATE or not link.starts_at):
        return ""
    notice = shared.house.studio.deposit.notice
    said = verdict(link.starts_at, shared.now(), notice)
    wording = cards.wording_for(shared.house, link.found.lead)
    return wording.say(said.value, hours=int(notice.total_seconds() // 3600))


def _shown_amount(house: House, link: Link) -> str:
    """What the button names."""
    if link.left is not None and link.token.action in ABOUT_MONEY:
        return cards.wording_for(house, link.found.lead).money(link.left.amount, link.left.currency)
    return cards.amount(house, link.found) if link.token.action in WITH_AMOUNT else ""


def _closed(shared: Web, link: Link, standing: LinkState) -> Response:
    """The link is of no use any more: how things are, and what is next."""
    closed = cards.wording_for(shared.house, link.found.lead).say(standing.phrase)
    return _standing(shared, link, standing.http_status, closed=closed, leads_on=standing in LEAD_ON)


def _standing(
    shared: Web, link: Link, http_status: int, *, done: str = "", closed: str = "", leads_on: bool = True
) -> Response:
    wording = cards.wording_for(shared.house, link.found.lead)
    return rendering.page(
        "standing.html",
        http_status,
        language=wording.language,
        card=cards.card(shared.house, link.found, shared.now(), link.held),
        done=done,
        closed=closed,
        go_on=GO_ON,
        offers=_offers(link, wording, frozenset(Action)) if leads_on else [],
    )


def _offers(link: Link, wording: Wording, among: frozenset[Action]) -> list[tuple[str, str]]:
    """The buttons that lead on, and their words."""
    offers = [
        (action.value, wording.say(OFFERED_AS.get(action, f"action.{action}")))
        for action in link.possible
        if action in among
    ]
    if among and link.next_one:
        count = sum(one.lead_id != link.found.lead.id for one in link.undecided)
        offers.append((NEXT, wording.say("page.next_one", count=count)))
    return offers


def _asked(link: Link) -> Money | None:
    """The deposit as it was asked for, where it may be changed; what is held, where it may go back."""
    if link.token.action in ABOUT_MONEY:
        return link.left
    deposit = link.found.deposit
    if link.token.action is not Action.SEND_DEPOSIT or deposit is None:
        return None
    return Money(deposit.amount, deposit.currency)


routes: list[BaseRoute] = [
    Route("/a/{token}", show, methods=["GET"]),
    Route("/a/{token}", act, methods=["POST"]),
    Route("/a/{token}/photos/{photo_id}", show_photo, methods=["GET"]),
    Route("/a/{token}/photos/{photo_id}/thumbnail", show_thumbnail, methods=["GET"]),
    Route("/a/{token}/evidence", show_evidence, methods=["GET"]),
    Mount("/static", rendering.static_files(), name="static"),
]
