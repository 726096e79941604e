"""The client's short link to what they pay. Looking at it creates nothing, so a chat may preview it as it likes."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tattoobot.actions.request_deposit import open_fresh_page
from tattoobot.db import clients, deposits, leads, terms
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.domain.client import Client
from tattoobot.domain.deposit import AFTER_PAYMENT, TOO_SHORT, DepositStatus
from tattoobot.domain.lead import Lead, Status
from tattoobot.domain.studio import UNNAMED
from tattoobot.errors import BookingError
from tattoobot.web import rendering
from tattoobot.web.context import Web, web
from tattoobot.web.link_tokens import TOKEN
from tattoobot.web.patience import wrong_try
from tattoobot.wording import Wording

SEE_OTHER = 303
SECONDS_TO_OPEN = 2
"""Until the page looks again whether Stripe has opened its own."""


class PayLinkNotFound(BookingError):
    """This payment link leads nowhere."""

    http_status = 404
    code = "link_not_found"

    def __init__(self) -> None:
        super().__init__("The newest link is in your chat.")


class State(Enum):
    """How it stands, as the key of a phrase."""

    OPEN = "pay.open"
    REPLACED = "pay.replaced"
    OPENING = "pay.opening"
    RAN_OUT = "pay.ran_out"
    ON_ITS_WAY = "pay.on_its_way"
    PAID = "pay.paid"
    PARTLY_BACK = "pay.partly_back"
    BACK = "pay.back"
    CLOSED = "pay.closed"


PAID_AS = {
    DepositStatus.PARTIALLY_REFUNDED: State.PARTLY_BACK,
    DepositStatus.REFUNDED: State.BACK,
}
WITH_BUTTON = {State.OPEN: "pay.button", State.REPLACED: "pay.button", State.RAN_OUT: "pay.fresh"}


@dataclass(frozen=True, slots=True)
class Found:
    """A short link, and what it leads to now."""

    link: Deposit
    """The deposit that it was made for."""
    newest: Deposit
    """The one that its enquiry has now."""
    lead: Lead
    client: Client

    def state(self, now: datetime) -> State:
        if self.link.status in AFTER_PAYMENT:
            return PAID_AS.get(self.link.status, State.PAID)
        if self.newest.status in AFTER_PAYMENT:
            return PAID_AS.get(self.newest.status, State.PAID)
        if DepositStatus.PROCESSING in {self.link.status, self.newest.status}:
            return State.ON_ITS_WAY
        if self.lead.status is not Status.AWAITING_DEPOSIT:
            return State.CLOSED
        if self.newest.status is DepositStatus.REQUESTED:
            return State.OPENING
        if self.newest.status is DepositStatus.OPEN and self.newest.expires_at - now > TOO_SHORT:
            return State.OPEN if self.newest.id == self.link.id else State.REPLACED
        return State.RAN_OUT


async def show(request: Request) -> Response:
    shared = web(request)
    async with shared.database.reading() as db:
        found = await _find(request, db)
    return _page(shared, found)


async def pay(request: Request) -> Response:
    """On to Stripe, with the terms accepted; to a fresh page where the one before has run out."""
    shared = web(request)
    now = shared.now()
    async with shared.database.transaction() as db:
        before = await _find(request, db)
        await leads.locked(db, before.lead.id)
        found = await _find(request, db)
        state, newest = found.state(now), found.newest
        if state in WITH_BUTTON:
            token = request.path_params["token"]
            if state is State.RAN_OUT:
                newest = await open_fresh_page(db, shared.house, found.lead, newest, now)
            await terms.accept(db, newest.id, found.lead.id, token, _wording(shared, found).say("terms"), now)
    if state in {State.OPEN, State.REPLACED} and newest.url is not None:
        return RedirectResponse(newest.url, SEE_OTHER, headers=rendering.HEADERS)
    if state is State.RAN_OUT:
        return RedirectResponse(f"/pay/{newest.link_token}", SEE_OTHER, headers=rendering.HEADERS)
    return _page(shared, found)


async def _find(request: Request, db: Connection) -> Found:
    """Raises `PayLinkNotFound`; who tries one after the other is told to come back later."""
    token = request.path_params["token"]
    link = await deposits.by_link(db, token) if TOKEN.fullmatch(token) else None
    if link is None:
        await wrong_try(request, "link")
        raise PayLinkNotFound
    newest = await deposits.newest(db, link.lead_id)
    assert newest is not None
    lead = await leads.by_id(db, link.lead_id)
    return Found(link, newest, lead, await clients.by_id(db, lead.client_id))


def _wording(shared: Web, found: Found) -> Wording:
    """In the client's language."""
    return shared.house.wording(found.client, shared.house.artist_of(found.lead))


def _page(shared: Web, found: Found) -> Response:
    state = found.state(shared.now())
    wording = _wording(shared, found)
    about = found.link if found.link.status in AFTER_PAYMENT else found.newest
    amount = wording.money(about.amount, about.currency)
    button = WITH_BUTTON.get(state)
    facts = {
        "amount": amount,
        "until": wording.moment(found.newest.expires_at),
        "back": wording.money(about.refunded, about.currency),
        "left": wording.money(about.left.amount, about.currency),
    }
    return rendering.page(
        "pay.html",
        language=wording.language,
        studio=shared.house.studio.name,
        what_for=" · ".join(_what_for(shared, found.lead)),
        title=wording.say("pay.title", amount=amount),
        text=wording.say(state.value, **facts),
        receipt=wording.say("pay.receipt", day=wording.day(about.paid_at))
        if state is State.PAID and about.paid_at
        else "",
        button=wording.say(button, **facts) if button else "",
        terms=wording.say("terms") if button else "",
        terms_title=wording.say("pay.terms"),
        agree=wording.say("pay.agree") if button else "",
        again=SECONDS_TO_OPEN if state is State.OPENING else 0,
        headers=_may_lead_to(found.newest.url),
    )


def _what_for(shared: Web, lead: Lead) -> list[str]:
    """Who is paid, and for which enquiry: the page is a receipt, too. Nothing of what is wanted: links get shared."""
    artist = shared.house.artist_of(lead).name
    named = [artist] if artist != UNNAMED else []
    return [shared.house.studio.name, *named, f"#{lead.id}"]


def _may_lead_to(url: str | None) -> dict[str, str]:
    """Browsers follow a form's redirect only to where the policy allows it."""
    there = urlsplit(url or "")
    if not there.netloc:
        return {}
    policy = rendering.CONTENT_SECURITY_POLICY
    own = "form-action 'self'"
    allowed = policy.replace(own, f"{own} {there.scheme}://{there.netloc}")
    return {"Content-Security-Policy": allowed}


routes = [
    Route("/pay/{token}", show, methods=["GET"]),
    Route("/pay/{token}", pay, methods=["POST"]),
]
