"""The form behind an action link: what it offers, and what becomes of what was filled in."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from starlette.requests import Request

from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.hand_back import hand_back
from tattoobot.actions.house import House
from tattoobot.actions.mark_booked import BadTimes, mark_booked
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.request_deposit import BadDeposit, send_deposit
from tattoobot.actions.send_booking_link import send_booking_link
from tattoobot.db.artists import Artist
from tattoobot.db.engine import Connection
from tattoobot.domain import money
from tattoobot.domain.lead import Action, Answer, Lead
from tattoobot.domain.money import BadAmount, Money
from tattoobot.web import bodies
from tattoobot.web.webhooks.body import limited

Given = Mapping[str, str]

FIELDS = 10

_DECIMAL_COMMA = re.compile(r",([0-9]{1,2})$")
_NOT_OF_A_NUMBER = re.compile(r"[^0-9.,]")


@dataclass(frozen=True, slots=True)
class Filled:
    """A submitted form, on its way to an action."""

    house: House
    lead_id: int
    given: Given
    now: datetime


async def read(request: Request) -> dict[str, str]:
    """The fields of a form as browsers send it. Raises `TooLarge`."""
    raw = await limited(request, bodies.LIMIT)
    try:
        fields = parse_qsl(raw.decode("utf-8", "replace"), max_num_fields=FIELDS, errors="replace")
    except ValueError:
        return {}
    # Browsers end lines with \r\n; PostgreSQL keeps any character but NUL.
    return {name: value.replace("\r\n", "\n").replace("\x00", "").strip() for name, value in fields}


def empty(house: House, artist: Artist, answers: Mapping[str, Answer]) -> dict[str, str]:
    """What the fields of a fresh form hold."""
    amount = Money(house.studio.deposit_for(answers), house.studio.currency)
    return {
        "amount": amount.text,
        "note": "",
        "reason": "",
        "url": artist.booking_url or "",
        "starts_at": "",
    }


async def _approve(db: Connection, filled: Filled) -> Lead:
    deposit = _amount(filled.given.get("amount", ""), filled.house.studio.currency)
    note = filled.given.get("note", "")[: bodies.NOTE_LIMIT]
    return await approve_lead(db, filled.house, filled.lead_id, filled.now, deposit=deposit, note=note)


async def _reject(db: Connection, filled: Filled) -> Lead:
    reason = filled.given.get("reason", "")[: bodies.REASON_LIMIT]
    return await reject_lead(db, filled.house, filled.lead_id, filled.now, reason=reason)


async def _send_deposit(db: Connection, filled: Filled) -> Lead:
    return await send_deposit(db, filled.house, filled.lead_id, filled.now)


async def _send_booking_link(db: Connection, filled: Filled) -> Lead:
    return await send_booking_link(
        db, filled.house, filled.lead_id, filled.now, url=filled.given.get("url") or None
    )


async def _mark_booked(db: Connection, filled: Filled) -> Lead:
    starts_at = _moment(filled.given.get("starts_at", ""), filled.house.studio.zone)
    return await mark_booked(db, filled.house, filled.lead_id, filled.now, starts_at=starts_at)


async def _hand_back(db: Connection, filled: Filled) -> Lead:
    return await hand_back(db, filled.house, filled.lead_id, filled.now)


CARRIED_OUT_BY: dict[Action, Callable[[Connection, Filled], Awaitable[Lead]]] = {
    Action.APPROVE: _approve,
    Action.REJECT: _reject,
    Action.SEND_DEPOSIT: _send_deposit,
    Action.SEND_BOOKING_LINK: _send_booking_link,
    Action.MARK_BOOKED: _mark_booked,
    Action.HAND_BACK: _hand_back,
}


def _amount(typed: str, currency: str) -> Money | None:
    """An amount as a person types it: `80`, `£80`, `80,50`. Nothing: the studio's own. Raises `BadDeposit`."""
    if not typed:
        return None
    number = _DECIMAL_COMMA.sub(r".\1", _NOT_OF_A_NUMBER.sub("", typed))
    try:
        return money.parse(number, currency)
    except BadAmount as error:
        raise BadDeposit(str(error)) from None


def _moment(typed: str, zone: ZoneInfo) -> datetime | None:
    """A time on the studio's clock, as `datetime-local` sends it. Raises `BadTimes`."""
    if not typed:
        return None
    try:
        local = datetime.fromisoformat(typed)
    except ValueError:
        raise BadTimes("Write the day and the time, such as 2026-03-10 14:00.") from None
    if local.tzinfo is not None or local.year not in bodies.YEARS:
        raise BadTimes("Write the day and the time on the studio's clock, such as 2026-03-10 14:00.")
    # Of an hour that comes twice, when the clocks go back, the first one is meant.
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        raise BadTimes("That time does not exist: the clocks go forward that night. Choose an hour later.")
    return moment
