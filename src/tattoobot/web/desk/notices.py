"""Notices on this device: switched on and off by its artist, and whether WhatsApp is to be quiet then."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tattoobot.adapters import push_seal
from tattoobot.db import push
from tattoobot.db.engine import Connection
from tattoobot.domain.push import Device, may_be_asked
from tattoobot.errors import BookingError
from tattoobot.web.context import web
from tattoobot.web.desk.visitor import DEVICES, Visitor, acting, back_to


class NoNotices(BookingError):
    """Notices cannot be shown on this device."""

    http_status = 422
    code = "no_notices"


async def facts(db: Connection, visitor: Visitor) -> dict[str, Any]:
    """What the page says of them; whoever has come with the key gets none."""
    if visitor.artist is None:
        return {"push_key": ""}
    key = push_seal.private_key(await push.secret(db))
    return {
        "push_key": push_seal.encoded(push_seal.public_point(key)),
        "push_on": await push.is_on(db, visitor.session.id),
        "push_instead": await push.is_chosen(db, visitor.artist.id),
    }


@acting
async def switch_on(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    """Raises `NoNotices`."""
    shared = web(request)
    device = _device_in(given.get("subscription", ""))
    if visitor.artist is None or not may_be_asked(device.endpoint, trial=not shared.secure):
        raise NoNotices
    async with shared.database.transaction() as db:
        await push.keep(db, visitor.session.id, device, shared.now())
    return back_to(shared, DEVICES, visitor.wording.say("desk.notices.ready"))


@acting
async def switch_off(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    shared = web(request)
    async with shared.database.transaction() as db:
        await push.end(db, visitor.session.id)
    return back_to(shared, DEVICES, visitor.wording.say("desk.notices.ended"))


@acting
async def choose(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    """Whether WhatsApp is to be quiet where a browser takes a notice."""
    shared, instead = web(request), bool(given.get("instead"))
    if visitor.artist is None:
        raise NoNotices
    async with shared.database.transaction() as db:
        await push.choose(db, visitor.artist.id, instead=instead)
    said = "desk.notices.instead_on" if instead else "desk.notices.instead_off"
    return back_to(shared, DEVICES, visitor.wording.say(said))


def _device_in(text: str) -> Device:
    """As browsers tell of it. Raises `NoNotices`."""
    try:
        told = json.loads(text)
        endpoint, keys = told["endpoint"], told["keys"]
        public, auth = push_seal.decoded(keys["p256dh"]), push_seal.decoded(keys["auth"])
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NoNotices from None
    if not isinstance(endpoint, str) or not push_seal.is_point(public) or len(auth) != push_seal.AUTH:
        raise NoNotices
    return Device(0, endpoint, public, auth)
