"""The form behind an action link: what it offers, and what becomes of what was filled in."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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
from tattoobot.actions.withdraw_approval import withdraw_approval
from tattoobot.db import deposits, leads
from tattoobot.db.artists import Artist
from tattoobot.db.engine import Connection
from tattoobot.domain import money
from tattoobot.domain.deposit import is_unusual
from tattoobot.domain.lead import Action, Answer, Lead
from tattoobot.domain.money import BadAmount, Money
from tattoobot.errors import BookingError
from tattoobot.web.admin import bodies
from tattoobot.web.webhooks.body import limited
from tattoobot.wording.spoken import currency_signs

Given = Mapping[str, str]


class NotSure(BookingError):
    """That may be a slip of the finger, and it is told at once."""

    http_status = 422
    code = "not_sure"

    def __init__(self, question: str, confirm: str) -> None:
        super().__init__(question)
        self.confirm = confirm
        """What has to come back as `confirm` when it is meant."""


FIELDS = 10

FAR = timedelta(days=2 * 365)
"""Whoever books a date beyond it may have slipped in the year."""

_NUMBER = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,3}))?", re.ASCII)


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


def empty(
    house: House, artist: Artist, answers: Mapping[str, Answer], asked: Money | None = None
) -> dict[str, str]:
    """What the fields of a fresh form hold; `asked` is the deposit as it was asked for."""
    amount = asked or Money(house.studio.deposit_for(answers), house.studio.currency)
    return {
        "amount": amount.text,
        "note": "",
        "reason": "",
        "url": artist.booking_url or "",
        "starts_at": "",
        "confirm": "",
    }


async def _approve(db: Connection, filled: Filled) -> Lead:
    deposit = _amount(filled.given.get("amount", ""), filled.house.studio.currency)
    await _make_sure(db, filled, deposit)
    note = filled.given.get("note", "")[: bodies.NOTE_LIMIT]
    return await approve_lead(db, filled.house, filled.lead_id, filled.now, deposit=deposit, note=note)


async def _reject(db: Connection, filled: Filled) -> Lead:
    reason = filled.given.get("reason", "")[: bodies.REASON_LIMIT]
    return await reject_lead(db, filled.house, filled.lead_id, filled.now, reason=reason)


async def _send_deposit(db: Connection, filled: Filled) -> Lead:
    newest = await deposits.newest(db, filled.lead_id)
    currency = newest.currency if newest else filled.house.studio.currency
    asked = _amount(filled.given.get("amount", ""), currency)
    if newest is None or asked != Money(newest.amount, newest.currency):
        await _make_sure(db, filled, asked)
    return await send_deposit(db, filled.house, filled.lead_id, filled.now, asked=asked)


async def _withdraw(db: Connection, filled: Filled) -> Lead:
    reason = filled.given.get("reason", "")[: bodies.REASON_LIMIT]
    return await withdraw_approval(db, filled.house, filled.lead_id, filled.now, reason=reason)


async def _send_booking_link(db: Connection, filled: Filled) -> Lead:
    return await send_booking_link(
        db, filled.house, filled.lead_id, filled.now, url=filled.given.get("url") or None
    )


async def _mark_booked(db: Connection, filled: Filled) -> Lead:
    typed = filled.given.get("starts_at", "")
    starts_at = _moment(typed, filled.house.studio.zone)
    if starts_at is not None and starts_at > filled.now + FAR and typed != filled.given.get("confirm"):
        lead = await leads.by_id(db, filled.lead_id)
        own = filled.house.wording(None, filled.house.artist_of(lead))
        raise NotSure(own.say("page.far_date", day=own.day(starts_at)), typed)
    return await mark_booked(db, filled.house, filled.lead_id, filled.now, starts_at=starts_at)


async def _hand_back(db: Connection, filled: Filled) -> Lead:
    return await hand_back(db, filled.house, filled.lead_id, filled.now)


CARRIED_OUT_BY: dict[Action, Callable[[Connection, Filled], Awaitable[Lead]]] = {
    Action.APPROVE: _approve,
    Action.REJECT: _reject,
    Action.WITHDRAW: _withdraw,
    Action.SEND_DEPOSIT: _send_deposit,
    Action.SEND_BOOKING_LINK: _send_booking_link,
    Action.MARK_BOOKED: _mark_booked,
    Action.HAND_BACK: _hand_back,
}


def _amount(typed: str, currency: str) -> Money | None:
    """One number as a person types it: `80`, `£80`, `80,50 GBP`. Nothing: the studio's own. Raises `BadDeposit`."""
    if not typed:
        return None
    number = typed
    for sign in currency_signs(currency):
        number = number.removeprefix(sign).removesuffix(sign).strip()
    match = _NUMBER.fullmatch(number)
    # 1.250 is a thousand and more to many people, except where money has three decimals.
    if match is None or len(match[2] or "") > max(money.decimal_places(currency), 2):
        raise BadDeposit(f"{typed[:40]!r} is not one amount in {currency}. Write a number, such as 60.00.")
    try:
        return money.parse(".".join(part for part in match.groups() if part), currency)
    except BadAmount as error:
        raise BadDeposit(str(error)) from None


async def _make_sure(db: Connection, filled: Filled, asked: Money | None) -> None:
    """An amount far from the usual may be a slip, and it is sent at once. Raises `NotSure`."""
    house = filled.house
    if asked is None or asked.currency != house.studio.currency or asked.text == filled.given.get("confirm"):
        return
    lead = await leads.by_id(db, filled.lead_id)
    usual = house.studio.deposit_for(lead.answers)
    if is_unusual(asked.amount, usual):
        own = house.wording(None, house.artist_of(lead))
        amount, times = own.money(asked.amount, asked.currency), int(asked.amount / usual)
        raise NotSure(own.say("page.unusual_deposit", amount=amount, times=times), asked.text)


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
