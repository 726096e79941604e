"""The pages behind the links in the artist's chat. Looking changes nothing; the one button acts, once."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from tattoobot.db import leads, overview, photos, tokens
from tattoobot.db.engine import Connection
from tattoobot.db.overview import Row
from tattoobot.db.photos import Photo
from tattoobot.db.tokens import ActionToken
from tattoobot.domain.lead import Action, Status, allowed_actions
from tattoobot.domain.money import Money
from tattoobot.errors import BookingError
from tattoobot.web import photos as pictures
from tattoobot.web import rendering
from tattoobot.web.admin import bodies
from tattoobot.web.artist import cards, forms
from tattoobot.web.context import Web, web
from tattoobot.web.photos import PhotoNotFound

TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}", re.ASCII)
BUTTONS = {Action.REJECT: "no", Action.WITHDRAW: "no"}
WITH_AMOUNT = frozenset({Action.APPROVE, Action.SEND_DEPOSIT})


class LinkNotFound(BookingError):
    """This link leads nowhere."""

    http_status = 404
    code = "link_not_found"

    def __init__(self) -> None:
        super().__init__("The newest links are in your chat.")


class Standing(Enum):
    """Whether a link still works; why not, as the key of a phrase, and the status of the answer."""

    WORKS = ("", 200)
    USED = ("page.used", 410)
    EXPIRED = ("page.expired", 410)
    OUTDATED = ("page.outdated", 409)

    @property
    def phrase(self) -> str:
        return self.value[0]

    @property
    def http_status(self) -> int:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Link:
    """An action link, and the lead that it is about."""

    text: str
    token: ActionToken
    row: Row
    photos: list[Photo]

    def standing(self, now: datetime) -> Standing:
        if self.token.used_at is not None:
            return Standing.USED
        if self.token.expires_at <= now:
            return Standing.EXPIRED
        return Standing.WORKS if self._still_applies() else Standing.OUTDATED

    def _still_applies(self) -> bool:
        if self.token.action is Action.HAND_BACK:
            return self.row["handover_id"] is not None
        return bool(self.row["status"] == self.token.lead_status)


async def show(request: Request) -> Response:
    """GET, HEAD, the preview that a chat makes of a link: none of them acts."""
    shared = web(request)
    async with shared.database.reading() as db:
        link = await _find(db, request.path_params["token"])
    standing = link.standing(shared.now())
    if standing is Standing.WORKS:
        return _form(shared, link, {})
    return _closed(shared, link, standing)


async def act(request: Request) -> Response:
    """Do what the link is for: once, however often and however simultaneously the button is pressed."""
    shared, text = web(request), request.path_params["token"]
    given = await forms.read(request)
    try:
        async with shared.database.transaction() as db:
            link = await _locked(db, text)
            standing = link.standing(shared.now())
            if standing is not Standing.WORKS:
                return _closed(shared, link, standing)
            return await _carry_out(db, shared, link, given)
    except BookingError as error:
        if error.http_status != bodies.UNPROCESSABLE:
            raise
        # The transaction is undone, the token with it: the artist corrects the form and presses again.
        sure = {"confirm": error.amount} if isinstance(error, forms.UnusualDeposit) else {}
        return _form(shared, link, {**given, **sure}, problem=error.detail)


async def show_photo(request: Request) -> Response:
    """A picture or a recording of the lead, for as long as the link works."""
    return await pictures.answer(request, await _photo(request), web(request).photos)


async def show_thumbnail(request: Request) -> Response:
    return await pictures.answer(request, await _photo(request), web(request).photos, small=True)


async def _photo(request: Request) -> Photo:
    shared, photo_id = web(request), request.path_params["photo_id"]
    async with shared.database.reading() as db:
        link = await _find(db, request.path_params["token"])
    photo = next((photo for photo in link.photos if str(photo.id) == photo_id), None)
    if photo is None or link.standing(shared.now()) is not Standing.WORKS:
        raise PhotoNotFound
    return photo


async def _carry_out(db: Connection, shared: Web, link: Link, given: dict[str, str]) -> Response:
    now, action, lead_id = shared.now(), link.token.action, link.token.lead_id
    await tokens.use(db, link.token, now)
    await forms.CARRIED_OUT_BY[action](db, forms.Filled(shared.house, lead_id, given, now))
    row = await overview.one(db, lead_id)
    assert row is not None
    card, wording = cards.card(shared.house, row, now), cards.wording_for(shared.house, row)
    done = wording.say(f"page.{action}.done", name=card.first)
    return rendering.page(
        "standing.html",
        language=wording.language,
        card=card,
        done="" if card.silent else done,
        closed="",
        undo=await _undo(db, shared, link),
        undo_word=wording.say("page.withdraw.offer"),
    )


async def _undo(db: Connection, shared: Web, link: Link) -> str:
    """Where a yes that was just given can be taken back."""
    if link.token.action is not Action.APPROVE:
        return ""
    lead = await leads.by_id(db, link.token.lead_id)
    if Action.WITHDRAW not in allowed_actions(lead.status):
        return ""
    now = shared.now()
    ends = now + shared.house.studio.action_links_live
    return f"/a/{await tokens.issue(db, lead.id, Action.WITHDRAW, lead.status, ends, now)}"


async def _find(db: Connection, text: str) -> Link:
    """Raises `LinkNotFound`."""
    token = await tokens.find(db, text) if TOKEN.fullmatch(text) else None
    row = await overview.one(db, token.lead_id) if token else None
    if token is None or row is None:
        raise LinkNotFound
    return Link(text, token, row, await photos.of_lead(db, token.lead_id))


async def _locked(db: Connection, text: str) -> Link:
    """The link as it is once nobody else can change its lead. Raises `LinkNotFound`."""
    link = await _find(db, text)
    await leads.locked(db, link.token.lead_id)
    return await _find(db, text)


def _form(shared: Web, link: Link, given: dict[str, str], *, problem: str = "") -> Response:
    house, action = shared.house, link.token.action
    wording, artist = cards.wording_for(house, link.row), cards.artist_of(house, link.row)
    card = cards.card(house, link.row, shared.now())
    amount = _amount(shared, link.row)
    asked = _asked(link)
    return rendering.page(
        "action.html",
        bodies.UNPROCESSABLE if problem else 200,
        language=wording.language,
        card=card,
        photos=cards.pictures(link.photos, link.text, wording, card.name),
        recordings=cards.recordings(link.photos, link.text, wording, card.name),
        act={
            "action": action.value,
            "word": wording.say(f"action.{action}"),
            "title": wording.say(f"page.{action}.title", name=card.first),
            "hint": wording.say(f"page.{action}.hint", name=card.first),
            "button": wording.say(f"page.{action}.button"),
            "kind": BUTTONS.get(action, "main"),
            "amount": amount if action in WITH_AMOUNT else "",
            # Approving rarely needs its fields; what has to be corrected comes first.
            "fields_first": action is not Action.APPROVE or bool(problem),
        },
        given={**forms.empty(house, artist, cards.answers_of(link.row), asked), **given},
        problem=problem,
        say=wording.say,
        currency=asked.currency if asked else house.studio.currency,
        own_link=artist.booking_url is not None,
        zone=house.studio.zone.key,
        note_limit=bodies.NOTE_LIMIT,
        reason_limit=bodies.REASON_LIMIT,
        url_limit=bodies.URL_LIMIT,
    )


def _closed(shared: Web, link: Link, standing: Standing) -> Response:
    """The link is of no use any more: how things are, and what is next."""
    wording = cards.wording_for(shared.house, link.row)
    return rendering.page(
        "standing.html",
        standing.http_status,
        language=wording.language,
        card=cards.card(shared.house, link.row, shared.now()),
        done="",
        closed=wording.say(standing.phrase),
        undo="",
    )


def _asked(link: Link) -> Money | None:
    """The deposit as it was asked for, where it may be changed."""
    if link.token.action is not Action.SEND_DEPOSIT or link.row["amount"] is None:
        return None
    return Money(link.row["amount"], link.row["currency"])


def _amount(shared: Web, row: Row) -> str:
    """The deposit that was asked for; before that, the one that will be."""
    wording, studio = cards.wording_for(shared.house, row), shared.house.studio
    if Status(row["status"]) is Status.PENDING_APPROVAL or row["amount"] is None:
        return wording.money(studio.deposit_for(cards.answers_of(row)), studio.currency)
    return wording.money(row["amount"], row["currency"])


routes: list[BaseRoute] = [
    Route("/a/{token}", show, methods=["GET"]),
    Route("/a/{token}", act, methods=["POST"]),
    Route("/a/{token}/photos/{photo_id}", show_photo, methods=["GET"]),
    Route("/a/{token}/photos/{photo_id}/thumbnail", show_thumbnail, methods=["GET"]),
    Mount("/static", rendering.static_files(), name="static"),
]
