"""A problem as a page, for a person: in their language, with a way on."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.domain.languages import LANGUAGES
from tattoobot.web import rendering
from tattoobot.web.context import web
from tattoobot.wording import Wording

OF_THE_ARTIST = ("/a/", "/desk")
OF_THE_CLIENT = ("/pay/", "/mine/")
OF_PROGRAMS = ("/admin/", "/webhooks/")
"""Whoever looks at these with a browser reads what a program would."""

LOOKED_THROUGH = 10
"""So many of the languages that a browser names."""


def wanted(request: Request) -> bool:
    """Whether a person is looking: on the pages that only people open, and wherever a browser asks for a page."""
    path = request.url.path
    if path.startswith((*OF_THE_ARTIST, *OF_THE_CLIENT)):
        return True
    return not path.startswith(OF_PROGRAMS) and "text/html" in request.headers.get("accept", "")


def page(
    request: Request, status: int, code: str, headers: Mapping[str, str], otherwise: tuple[str, str]
) -> Response:
    """`otherwise` is what it says, and what is next, where there are no words for this code."""
    wording = _wording(request)
    known = wording.has(f"problem.{code}")
    address, way = _way_on(request, wording)
    return rendering.page(
        "problem.html",
        status,
        headers=headers,
        language=wording.language,
        title=wording.say(f"problem.{code}") if known else otherwise[0],
        next=wording.say(f"problem.{code}.next") if known else otherwise[1],
        address=address,
        way=way,
    )


def _way_on(request: Request, wording: Wording) -> tuple[str, str]:
    """Where the page leads to, and what stands on the way; nowhere for a client, who has a chat."""
    path = request.url.path
    if path.startswith(OF_THE_ARTIST):
        return "/desk", wording.say("page.to_desk")
    return ("", "") if path.startswith((*OF_THE_CLIENT, "/cal/")) else ("/", web(request).house.studio.name)


def _wording(request: Request) -> Wording:
    """As the artist is spoken to; otherwise in the first language of the browser's that we speak."""
    house = web(request).house
    own = house.wording(None, house.first_artist)
    if request.url.path.startswith(OF_THE_ARTIST):
        return own
    named = request.headers.get("accept-language", "").split(",")[:LOOKED_THROUGH]
    spoken = (each.split(";")[0].strip().split("-")[0].lower() for each in named)
    language = next((each for each in spoken if each in LANGUAGES), own.language)
    return Wording(house.studio, language, house.first_artist.name)
