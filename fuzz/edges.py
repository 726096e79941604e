"""Requests to the admin API and to the artist's pages, as far as they come without a database.

Bodies, cursors, ranges, numbers in paths, amounts and moments as typed, at both ends of what there is: each is
understood, or refused by an error that has a status of its own. Whatever else is raised would be a 5xx.
"""

import asyncio
import base64
from collections.abc import Callable
from typing import TypeVar
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.types import Message

from tattoobot.domain import money
from tattoobot.domain.money import BadAmount
from tattoobot.errors import BookingError, LeadNotFound
from tattoobot.web import bodies, photos
from tattoobot.web.admin import cursors, dead_letters
from tattoobot.web.admin.ids import known_id
from tattoobot.web.artist import forms
from tattoobot.web.webhooks.body import TooLarge

BODIES = (
    bodies.ApproveBody,
    bodies.RejectBody,
    bodies.WithdrawBody,
    bodies.SendDepositBody,
    bodies.SendBookingLinkBody,
    bodies.MarkBookedBody,
    bodies.MessageBody,
    bodies.Nothing,
)
Given = TypeVar("Given")
ZONES = (ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Europe/London"), ZoneInfo("Pacific/Pago_Pago"))


def one_edge(raw: bytes, loop: asyncio.AbstractEventLoop) -> None:
    text = raw.decode("latin-1")
    for read in READERS:
        _understood_or_refused(read, text)
    for body in BODIES:
        _understood_or_refused(lambda kind: loop.run_until_complete(_body(raw, kind)), body)


def _understood_or_refused(read: Callable[[Given], object], given: Given) -> None:
    try:
        read(given)
    except (BookingError, BadAmount, TooLarge):
        return


async def _body(raw: bytes, body: type[bodies.Body]) -> None:
    async def stream() -> Message:
        return {"type": "http.request", "body": raw, "more_body": False}

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": []}
    read = await bodies.read(Request(scope, stream), body)
    deposit = getattr(read, "deposit", None)
    if deposit is not None:
        money.parse(deposit.amount, (deposit.currency or "GBP").upper())


def _written_again(cursor: str) -> None:
    """A cursor of ours leads to itself."""
    after = cursors.read(cursor)
    if cursors.read(cursors.write(after)) != after:
        raise AssertionError(cursor)


def _encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode("latin-1")).rstrip(b"=").decode()


def _range(wanted: str) -> None:
    answer = photos._part(wanted, b"0123456789", "image/png", {})
    if answer.status_code not in {200, 206, 416}:
        raise AssertionError(answer.status_code)


def _moments(typed: str) -> None:
    for zone in ZONES:
        forms._moment(typed, zone)


READERS: tuple[Callable[[str], object], ...] = (
    _written_again,
    lambda text: _written_again(_encoded(text)),
    dead_letters._read,
    lambda text: dead_letters._read(_encoded(text)),
    _range,
    lambda text: _range(f"bytes={text}"),
    lambda text: known_id(text, LeadNotFound),
    lambda text: forms._amount(text, "GBP"),
    lambda text: forms._amount(text, "JPY"),
    _moments,
)
