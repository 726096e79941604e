"""Who is signed in to the front desk, and what every page asks of a request before it does anything."""

import functools
import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tattoobot.actions.house import House
from tattoobot.db import desk_sessions, leads
from tattoobot.db.artists import Artist
from tattoobot.db.desk_sessions import Session
from tattoobot.db.engine import Connection
from tattoobot.domain.lead import Lead
from tattoobot.errors import BookingError, LeadNotFound
from tattoobot.web.admin.ids import known_id
from tattoobot.web.artist import forms
from tattoobot.web.context import Web, web
from tattoobot.web.link_tokens import TOKEN
from tattoobot.wording import Wording

SIGN_IN = "/desk/sign-in"
DEVICES = "/desk/devices"
SEE_OTHER = 303
CSRF = "csrf"
"""The field of every form that says that it was ours."""
TOLD_SECONDS = 60
WANTED_SECONDS = 15 * 60


class SignInFirst(BookingError):
    """Please sign in again."""

    http_status = 401
    code = "sign_in_first"


class NotOurs(BookingError):
    """This did not come from a page of the front desk. Nothing was changed."""

    http_status = 403
    code = "not_ours"


@dataclass(frozen=True, slots=True)
class Visitor:
    """An artist who is signed in, or whoever has the admin key."""

    house: House
    session: Session
    artist: Artist | None
    csrf: str

    @property
    def is_owner(self) -> bool:
        """The first artist of the studio's file runs the studio, and so does whoever has the key."""
        return self.artist is None or self.artist.id == self.house.first_artist.id

    @property
    def wording(self) -> Wording:
        return self.house.wording(None, self.artist or self.house.first_artist)

    @property
    def artists(self) -> list[int] | None:
        """Whose enquiries they see; None: everybody's, also those of artists who have left."""
        return None if self.artist is None or self.is_owner else [self.artist.id]

    def sees(self, lead: Lead) -> bool:
        return self.artists is None or lead.artist_id in self.artists


Look = Callable[[Request, Visitor], Awaitable[Response]]
Act = Callable[[Request, Visitor, Mapping[str, str]], Awaitable[Response]]
Handler = Callable[[Request], Awaitable[Response]]


def looking(handler: Look) -> Handler:
    """A page that only shows: whoever is not signed in does that first."""

    @functools.wraps(handler)
    async def handle(request: Request) -> Response:
        visitor = await visitor_of(request)
        if visitor is None:
            return to_sign_in(request)
        return await handler(request, visitor)

    return handle


def acting(handler: Act) -> Handler:
    """What changes something: it comes from a page of ours that was shown to this device."""

    @functools.wraps(handler)
    async def handle(request: Request) -> Response:
        require_same_origin(request)
        visitor = await visitor_of(request)
        if visitor is None:
            raise SignInFirst("Open the front desk again; what you did here was not done.")
        given = await forms.read(request)
        if not hmac.compare_digest(given.get(CSRF, "").encode(), visitor.csrf.encode()):
            raise NotOurs
        return await handler(request, visitor, given)

    return handle


async def visitor_of(request: Request) -> Visitor | None:
    shared, secret = web(request), request.cookies.get(cookie_name(web(request)), "")
    if not TOKEN.fullmatch(secret):
        return None
    async with shared.database.reading() as db:
        session = await desk_sessions.find(db, secret, shared.now())
    if session is None:
        return None
    artist = shared.house.artists.get(session.artist_id) if session.artist_id is not None else None
    if session.artist_id is not None and artist is None:
        # They have left the studio.
        return None
    return Visitor(shared.house, session, artist, csrf_of(secret))


def csrf_of(secret: str) -> str:
    """Known to whoever has the cookie, and telling nothing about it."""
    return hashlib.sha256(f"csrf:{secret}".encode()).hexdigest()


def require_same_origin(request: Request) -> None:
    """Browsers say with every POST where it comes from. Raises `NotOurs`."""
    origin = urlsplit(request.headers.get("origin", ""))
    ours = {request.headers.get("host", ""), urlsplit(web(request).house.public_base_url).netloc}
    if not origin.netloc or origin.netloc not in ours:
        raise NotOurs


def cookie_name(shared: Web) -> str:
    """Browsers take `__Host-` over https alone: a trial on http://localhost has to do without."""
    return "__Host-desk" if shared.secure else "desk"


def sign_in_here(shared: Web, answer: Response, secret: str) -> None:
    _set(shared, answer, cookie_name(shared), secret, int(desk_sessions.LIVES.total_seconds()))


def forget_here(shared: Web, answer: Response) -> None:
    _set(shared, answer, cookie_name(shared), "", 0)


def tell(shared: Web, answer: Response, said: str) -> None:
    """The next page begins with this sentence."""
    _set(shared, answer, f"{cookie_name(shared)}-said", quote(said), TOLD_SECONDS)


def back_to(shared: Web, page: str, said: str = "") -> Response:
    """On to this page, which begins with this sentence."""
    answer = RedirectResponse(page, SEE_OTHER)
    if said:
        tell(shared, answer, said)
    return answer


async def locked(db: Connection, request: Request, visitor: "Visitor") -> Lead:
    """The enquiry of the address, for this transaction alone. Raises `LeadNotFound`, also for another artist's."""
    lead = await leads.locked(db, known_id(request.path_params["lead_id"], LeadNotFound))
    if not visitor.sees(lead):
        raise LeadNotFound
    return lead


def told(request: Request) -> str:
    return unquote(request.cookies.get(f"{cookie_name(web(request))}-said", ""))


def forget_told(shared: Web, answer: Response) -> None:
    _set(shared, answer, f"{cookie_name(shared)}-said", "", 0)


def remember_wanted(shared: Web, answer: Response, page: str) -> None:
    """The link that is on its way opens this page, in this browser."""
    _set(shared, answer, f"{cookie_name(shared)}-wanted", quote(page, safe=""), WANTED_SECONDS)


def wanted(request: Request) -> str:
    """Whatever the browser says: it may have been written by anybody."""
    return unquote(request.cookies.get(f"{cookie_name(web(request))}-wanted", ""))


def _set(shared: Web, answer: Response, name: str, value: str, seconds: int) -> None:
    # Lax, so that a link in the artist's chat opens the desk; what changes something is checked by itself.
    answer.set_cookie(
        name, value, max_age=seconds, path="/", secure=shared.secure, httponly=True, samesite="lax"
    )


def to_sign_in(request: Request) -> Response:
    """And from there back to where they wanted to go."""
    wanted = quote(request.url.path, safe="/")
    answer = RedirectResponse(f"{SIGN_IN}?to={wanted}" if wanted != "/desk" else SIGN_IN, SEE_OTHER)
    forget_here(web(request), answer)
    return answer
