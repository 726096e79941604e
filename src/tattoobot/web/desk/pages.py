"""What all pages of the front desk share: the frame with its ways, the words, the headers."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.db.desk_turn import MOST_COUNTED
from tattoobot.domain.studio import UNNAMED
from tattoobot.web import rendering
from tattoobot.web.context import web
from tattoobot.web.desk.visitor import Visitor, forget_told, told
from tattoobot.wording import Wording

# No inline code, nothing from elsewhere. The sandbox shows the desk beside its phones, hence 'self' as ancestor.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
    " media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)

versioned = rendering.versioned

HEADERS = {
    **rendering.HEADERS,
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    # With less, browsers do not say where a form comes from.
    "Referrer-Policy": "same-origin",
}

WAYS = (
    ("your-turn", "/desk", "desk.your_turn"),
    ("waiting", "/desk/waiting", "desk.waiting"),
    ("week", "/desk/week", "desk.week"),
    ("money", "/desk/money", "desk.money"),
    ("search", "/desk/search", "desk.search"),
)
"""The pages that one tap leads to from anywhere: name, address, the key of the word."""


def page(
    request: Request, visitor: Visitor, template: str, *, here: str, status: int = 200, **facts: Any
) -> Response:
    """A page for somebody who is signed in; `here` is the way that it belongs to."""
    wording = visitor.wording
    said = told(request)
    answer = bare(
        request,
        template,
        wording,
        status=status,
        csrf=visitor.csrf,
        ways=[(name, address, wording.say(key)) for name, address, key in WAYS],
        here=here,
        said=said,
        who=_called(visitor),
        **facts,
    )
    if said:
        forget_told(web(request), answer)
    return answer


def counted(n: int) -> str:
    """How many a list has in all; nobody counts on beyond `MOST_COUNTED`."""
    return f"{MOST_COUNTED}+" if n > MOST_COUNTED else str(n)


def _called(visitor: Visitor) -> str:
    artist = visitor.artist
    return artist.name if artist and artist.name != UNNAMED else visitor.wording.say("desk.owner")


def bare(request: Request, template: str, wording: Wording, *, status: int = 200, **facts: Any) -> Response:
    """A page without the frame: nobody is signed in yet."""
    return rendering.page(
        f"desk/{template}",
        status,
        headers=HEADERS,
        language=wording.language,
        studio=web(request).house.studio.name,
        say=wording.say,
        desk_stylesheet=versioned("desk.css"),
        icon=versioned("icon-180.png"),
        script=versioned("desk.js"),
        **facts,
    )
