"""In and out of the front desk: by a link in the artist's chat, which works once, a passkey, or the admin key."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tattoobot.actions.send_desk_link import send_desk_link
from tattoobot.db import desk_links, desk_sessions, passkeys, tries
from tattoobot.db.artists import Artist
from tattoobot.web.admin.access import is_key
from tattoobot.web.artist import forms
from tattoobot.web.context import Web, web
from tattoobot.web.desk import notices, pages
from tattoobot.web.desk.devices import called
from tattoobot.web.desk.party import Party
from tattoobot.web.desk.party import party as party_of
from tattoobot.web.desk.visitor import (
    SEE_OTHER,
    SIGN_IN,
    Visitor,
    acting,
    forget_here,
    looking,
    remember_wanted,
    require_same_origin,
    sign_in_here,
    visitor_of,
    wanted,
)
from tattoobot.web.link_tokens import TOKEN
from tattoobot.web.patience import wrong_try
from tattoobot.wording import Wording

HOME = "/desk"
GONE = 410
UNPROCESSABLE = 422
LINKS_AN_HOUR = 5
"""So many links one artist is sent: whoever asks for more is not the artist, or has one."""
AN_HOUR = timedelta(hours=1)
DEVICE = 200

_WAY_BACK = re.compile(r"/desk(?:/[a-z0-9-]+)*", re.ASCII)


async def show(request: Request) -> Response:
    if await visitor_of(request) is not None:
        return RedirectResponse(way_back(request.query_params.get("to", "")), SEE_OTHER)
    return await page(request)


async def with_key(request: Request) -> Response:
    """Raises `NotOurs`; for one wrong key after the other `TooManyTries`."""
    require_same_origin(request)
    given = await forms.read(request)
    if not is_key(request, given.get("key")):
        if given.get("key"):
            await wrong_try(request, "key")
        return await page(request, status=UNPROCESSABLE, problem="desk.sign_in.wrong_key")
    return await opened(request, None, way_back(given.get("to", "")))


async def send_link(request: Request) -> Response:
    """Raises `NotOurs`, `TooManyTries`. Whether a link goes out is for the artist to see."""
    require_same_origin(request)
    given, shared = await forms.read(request), web(request)
    await wrong_try(request, "desk")
    artist = next((one for one in _reachable(shared) if one.key == given.get("artist")), None)
    if artist is not None:
        async with shared.database.transaction() as db:
            times, _ = await tries.count(db, tries.source_of("desk link", artist.key), AN_HOUR)
            if times <= LINKS_AN_HOUR:
                await send_desk_link(db, shared.house, artist, shared.now())
    answer = await page(request, sent=True)
    remember_wanted(shared, answer, way_back(given.get("to", "")))
    return answer


async def show_link(request: Request) -> Response:
    """GET, HEAD, the preview that a chat makes of a link: none of them uses it up."""
    shared, token = web(request), request.path_params["token"]
    artist_id = None
    if TOKEN.fullmatch(token):
        async with shared.database.reading() as db:
            artist_id = await desk_links.artist_of(db, token, shared.now())
    visitor = await visitor_of(request)
    if visitor is not None and artist_id in {None, visitor.session.artist_id}:
        # Open on this device already: there is nothing to use up, and nothing that could have run out.
        return RedirectResponse(way_back(wanted(request)), SEE_OTHER)
    if artist_id not in shared.house.artists:
        return await _over(request)
    return pages.bare(request, "open.html", _wording(shared), over=False)


async def use_link(request: Request) -> Response:
    """Once. Raises `NotOurs`."""
    require_same_origin(request)
    shared, token = web(request), request.path_params["token"]
    artist_id = None
    if TOKEN.fullmatch(token):
        async with shared.database.transaction() as db:
            artist_id = await desk_links.use(db, token, shared.now())
    if artist_id not in shared.house.artists:
        return await _over(request)
    return await opened(request, artist_id, way_back(wanted(request)))


@looking
async def devices(request: Request, visitor: Visitor) -> Response:
    shared, wording = web(request), visitor.wording
    async with shared.database.reading() as db:
        found = await desk_sessions.of_artist(db, visitor.session.artist_id, shared.now())
        keys = await passkeys.of_artist(db, visitor.artist.id) if visitor.artist else []
        pushed = await notices.facts(db, visitor)
    shown = [
        {
            "device": called(one.device) or wording.say("desk.devices.unnamed"),
            "seen": wording.when(one.seen_at, shared.now()),
            "here": one.id == visitor.session.id,
        }
        for one in found
    ]
    us = party(request)
    return pages.page(
        request,
        visitor,
        "devices.html",
        here="devices",
        devices=shown,
        passkeys=[
            {
                "id": one.id,
                "device": called(one.device) or wording.say("desk.devices.unnamed"),
                "seen": wording.when(one.used_at or one.created_at, shared.now()),
            }
            for one in keys
        ],
        **pushed,
        notices_script=pages.versioned("notices.js"),
        origin=us.origin if us and visitor.artist else "",
        passkey_script=pages.versioned("passkeys.js"),
    )


@acting
async def sign_out(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    """Here, or on every device of theirs."""
    shared = web(request)
    async with shared.database.transaction() as db:
        if given.get("everywhere"):
            await desk_sessions.end_all(db, visitor.session.artist_id)
        else:
            await desk_sessions.end(db, visitor.session.id)
    answer = RedirectResponse(SIGN_IN, SEE_OTHER)
    forget_here(shared, answer)
    return answer


def way_back(wanted: str) -> str:
    """A page of the desk, and nothing else: a link may carry whatever somebody wrote into it."""
    return wanted if _WAY_BACK.fullmatch(wanted) else HOME


async def opened(
    request: Request, artist_id: int | None, to: str, *, passkey_id: int | None = None
) -> Response:
    shared = web(request)
    async with shared.database.transaction() as db:
        secret = await desk_sessions.begin(db, artist_id, device_of(request), shared.now(), passkey_id)
    answer = RedirectResponse(to, SEE_OTHER)
    sign_in_here(shared, answer, secret)
    return answer


def device_of(request: Request) -> str:
    """What the browser calls itself."""
    return request.headers.get("user-agent", "")[:DEVICE].replace("\x00", "")


def party(request: Request) -> Party | None:
    """Us, where passkeys can be used."""
    house = web(request).house
    return party_of(house.public_base_url, house.studio.name)


async def _over(request: Request) -> Response:
    """Used, run out, or never there: which of them is nobody's business."""
    await wrong_try(request, "link")
    return pages.bare(request, "open.html", _wording(web(request)), status=GONE, over=True)


async def page(request: Request, **facts: Any) -> Response:
    """Where nobody is signed in."""
    shared, us = web(request), party(request)
    status, problem = facts.get("status", 200), facts.get("problem", "")
    wording = _wording(shared)
    async with shared.database.reading() as db:
        with_passkey = us is not None and await passkeys.are_there(db)
    return pages.bare(
        request,
        "sign_in.html",
        wording,
        status=status,
        artists=_reachable(shared),
        problem=wording.say(problem) if problem else "",
        passkey_problem=facts.get("passkey_problem", False),
        origin=us.origin if us and with_passkey else "",
        passkey_script=pages.versioned("passkeys.js"),
        sent=facts.get("sent", False),
        to=way_back(request.query_params.get("to", "")),
    )


def _reachable(shared: Web) -> list[Artist]:
    return [artist for artist in shared.house.artists.values() if artist.whatsapp_number]


def _wording(shared: Web) -> Wording:
    return shared.house.wording(None, shared.house.first_artist)
