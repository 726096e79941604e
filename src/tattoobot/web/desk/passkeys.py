"""Passkeys: set up once signed in, then what opens the desk without a link; listed and removed with the devices.

They add to the link: without a script, or where the browser knows none, the link is there.
"""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tattoobot.db import desk_sessions, own_secret, passkeys
from tattoobot.db.artists import Artist
from tattoobot.db.engine import Connection
from tattoobot.errors import BookingError
from tattoobot.web.artist import forms
from tattoobot.web.context import Web, web
from tattoobot.web.desk import ceremony, challenges, sign_in
from tattoobot.web.desk.party import Party
from tattoobot.web.desk.visitor import DEVICES, Visitor, acting, back_to, require_same_origin
from tattoobot.web.patience import wrong_try

PURPOSE = "passkeys"
SIGN_IN = "sign in"
MOST = 20
"""So many passkeys has one artist at most."""
DIGITS_OF_AN_ID = 18


class NoPasskeys(BookingError):
    """Passkeys cannot be used here."""

    http_status = 409
    code = "no_passkeys"

    def __init__(self) -> None:
        super().__init__("Open the desk at the address of PUBLIC_BASE_URL, and sign in with the link.")


class NotFit(BookingError):
    """That passkey was not taken."""

    http_status = 422
    code = "passkey_not_taken"


@acting
async def ask_to_set_up(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    """Raises `NoPasskeys`."""
    shared, (us, artist) = web(request), _both(request, visitor)
    async with shared.database.reading() as db:
        key = await own_secret.key_for(db, PURPOSE)
        there = await passkeys.of_artist(db, artist.id)
    if len(there) >= MOST:
        raise NoPasskeys
    challenge = challenges.challenge(key, _set_up_by(visitor), shared.now())
    return _json(ceremony.to_set_up(us, artist, challenge, there))


@acting
async def set_up(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    """Raises `NoPasskeys`, `NotFit`."""
    shared, (us, artist) = web(request), _both(request, visitor)
    now, credential = shared.now(), _credential_in(given)
    async with shared.database.transaction() as db:
        challenge = await _challenge(db, shared, credential, _set_up_by(visitor))
        try:
            made = ceremony.set_up(us, credential, challenge)
        except ceremony.UNFIT:
            raise NotFit from None
        kept = await passkeys.keep(
            db,
            artist.id,
            made.credential_id,
            made.credential_public_key,
            made.sign_count,
            sign_in.device_of(request),
            now,
        )
        if kept is None:
            raise NotFit
        await desk_sessions.opened_by(db, visitor.session.id, kept)
    return back_to(shared, DEVICES, visitor.wording.say("desk.passkey.ready"))


@acting
async def remove(request: Request, visitor: Visitor, given: Mapping[str, str]) -> Response:
    """And with it the desk on every device that it has opened."""
    shared, artist_id = web(request), visitor.session.artist_id
    named, removed = request.path_params["passkey_id"], False
    if artist_id is not None and named.isascii() and named.isdigit() and len(named) <= DIGITS_OF_AN_ID:
        async with shared.database.transaction() as db:
            removed = await passkeys.remove(db, artist_id, int(named), visitor.session.id)
    return back_to(shared, DEVICES, visitor.wording.say("desk.passkey.removed") if removed else "")


async def ask_to_sign_in(request: Request) -> Response:
    """Raises `NotOurs`, `NoPasskeys`."""
    require_same_origin(request)
    shared, us = web(request), sign_in.party(request)
    if us is None:
        raise NoPasskeys
    async with shared.database.reading() as db:
        key = await own_secret.key_for(db, PURPOSE)
    return _json(ceremony.to_sign_in(us, challenges.challenge(key, SIGN_IN, shared.now())))


async def use(request: Request) -> Response:
    """Raises `NotOurs`; for one that does not fit after the other `TooManyTries`."""
    require_same_origin(request)
    shared, given, us = web(request), await forms.read(request), sign_in.party(request)
    try:
        async with shared.database.transaction() as db:
            passkey = await _signed_in(db, shared, us, _credential_in(given))
    except NotFit:
        await wrong_try(request, "passkey")
        return await sign_in.page(request, status=sign_in.UNPROCESSABLE, passkey_problem=True)
    return await sign_in.opened(
        request, passkey.artist_id, sign_in.way_back(given.get("to", "")), passkey_id=passkey.id
    )


async def _signed_in(
    db: Connection, shared: Web, us: Party | None, credential: dict[str, Any]
) -> passkeys.Passkey:
    """Raises `NotFit`."""
    challenge = await _challenge(db, shared, credential, SIGN_IN)
    try:
        passkey = await passkeys.take(db, ceremony.id_in(credential))
        if us is None or passkey is None or passkey.artist_id not in shared.house.artists:
            raise NotFit
        done = ceremony.signed_in(us, credential, challenge, passkey)
    except ceremony.UNFIT:
        raise NotFit from None
    await passkeys.used(db, passkey.id, done.new_sign_count, shared.now())
    return passkey


async def _challenge(db: Connection, shared: Web, credential: dict[str, Any], purpose: str) -> bytes:
    """What was signed, used up by this transaction. Raises `NotFit`."""
    try:
        challenge = ceremony.challenge_in(credential)
    except ceremony.UNFIT:
        raise NotFit from None
    now = shared.now()
    until = challenges.runs_out(await own_secret.key_for(db, PURPOSE), purpose, challenge, now)
    if until is None or not await passkeys.use_challenge(db, challenge, until, now):
        raise NotFit
    return challenge


def _both(request: Request, visitor: Visitor) -> tuple[Party, Artist]:
    """Us and the artist. Raises `NoPasskeys`."""
    us = sign_in.party(request)
    if us is None or visitor.artist is None:
        raise NoPasskeys
    return us, visitor.artist


def _set_up_by(visitor: Visitor) -> str:
    return f"set up {visitor.session.id}"


def _credential_in(given: Mapping[str, str]) -> dict[str, Any]:
    """Raises `NotFit`."""
    try:
        credential = json.loads(given.get("credential", ""))
    except (ValueError, RecursionError):
        raise NotFit from None
    if not isinstance(credential, dict):
        raise NotFit
    return credential


def _json(text: str) -> Response:
    return JSONResponse(json.loads(text))
