"""The form behind an action link: what it offers, and the body that what was filled in makes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from starlette.requests import Request

from tattoobot.actions.house import House
from tattoobot.actions.request_deposit import BadDeposit
from tattoobot.actions.send_booking_link import checked
from tattoobot.actions.set_date import BadTimes
from tattoobot.db.artists import Artist
from tattoobot.domain import money
from tattoobot.domain.deposit import is_unusual
from tattoobot.domain.lead import Action, Answer, Lead
from tattoobot.domain.messages import TEXT_LIMIT
from tattoobot.domain.money import BadAmount, Money
from tattoobot.errors import BookingError
from tattoobot.web import bodies
from tattoobot.web.verbs import VERBS
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


class BadForm(BookingError):
    """Something in the form could not be read."""

    http_status = 422
    code = "bad_form"


class Unreadable(BookingError):
    """That could not be read."""

    http_status = 422
    code = "unreadable"

    def __init__(self, phrase: str, typed: str = "") -> None:
        super().__init__()
        self.phrase = phrase
        """The key of the sentence that says so."""
        self.typed = typed


FIELDS = 10

FAR = timedelta(days=2 * 365)
"""Whoever books a date beyond it may have slipped in the year."""

MOST_HOURS = 24

_HOURS = re.compile(r"([0-9]{1,2})(?:[.,]([0-9]{1,2}))?", re.ASCII)
_NUMBER = re.compile(r"([0-9]{1,12})(?:[.,]([0-9]{1,3}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filled:
    """A submitted form, and the lead that it is about."""

    house: House
    lead: Lead
    given: Given
    now: datetime
    asked: Money | None
    """The deposit as it was asked for, where the form may change it."""


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
        "text": "",
        "url": artist.booking_url or "",
        "starts_at": "",
        "hours": _usual_hours(house, answers),
        "refund": "",
        "confirm": "",
    }


def _usual_hours(house: House, answers: Mapping[str, Answer]) -> str:
    """What the work takes at most, of one day; empty where the brief does not tell."""
    hours = house.studio.estimate_of(answers).hours
    return f"{min(hours[1], house.studio.prices.day_hours):g}" if hours else ""


def body_for(action: Action, filled: Filled) -> BaseModel:
    """What the admin API would have got. Raises `NotSure`, and what is wrong with what was typed."""
    body = VERBS[action].body
    try:
        read = {name: READ[name](filled) for name in body.model_fields if name in READ}
    except Unreadable as error:
        own = filled.house.wording(None, filled.house.artist_of(filled.lead))
        raise BadForm(own.say(error.phrase, typed=error.typed)) from None
    return bodies.made(body, read)


def _deposit(filled: Filled) -> dict[str, str] | None:
    asked = filled.asked
    wanted = _amount(
        filled.given.get("amount", ""), asked.currency if asked else filled.house.studio.currency
    )
    if wanted is None:
        return None
    _require_enough(filled, wanted)
    if wanted != asked:
        _make_sure(filled, wanted)
    return {"amount": wanted.text, "currency": wanted.currency}


def _note(filled: Filled) -> str:
    return filled.given.get("note", "")[: bodies.NOTE_LIMIT]


def _reason(filled: Filled) -> str:
    return filled.given.get("reason", "")[: bodies.REASON_LIMIT]


def _text(filled: Filled) -> str:
    return filled.given.get("text", "")[:TEXT_LIMIT]


def _url(filled: Filled) -> str | None:
    return checked(filled.given.get("url") or None)


def _starts_at(filled: Filled) -> str | None:
    typed = filled.given.get("starts_at", "")
    starts_at = _moment(typed, filled.house.studio.zone)
    if starts_at is None:
        return None
    if starts_at > filled.now + FAR and not filled.given.get("confirm", "").startswith(typed):
        own = filled.house.wording(None, filled.house.artist_of(filled.lead))
        raise NotSure(own.say("page.far_date", day=own.day(starts_at)), typed)
    return starts_at.isoformat()


def _ends_at(filled: Filled) -> str | None:
    """So many hours after it begins. Raises `BadTimes`."""
    starts_at = _moment(filled.given.get("starts_at", ""), filled.house.studio.zone)
    typed = filled.given.get("hours", "")
    if starts_at is None or not typed:
        return None
    match = _HOURS.fullmatch(typed)
    hours = float(".".join(part for part in match.groups() if part)) if match else 0
    if not 0 < hours <= MOST_HOURS:
        own = filled.house.wording(None, filled.house.artist_of(filled.lead))
        raise BadTimes(own.say("page.hours.wrong"))
    return (starts_at + timedelta(hours=hours)).isoformat()


def _refund(filled: Filled) -> str | None:
    """Nothing typed: all that is held."""
    asked = filled.asked
    wanted = _amount(filled.given.get("amount", ""), asked.currency) if asked else None
    if wanted is not None and asked is not None and wanted.amount > asked.amount:
        own = filled.house.wording(None, filled.house.artist_of(filled.lead))
        held, more = (own.money(one.amount, one.currency) for one in (asked, wanted))
        raise BadForm(own.say("page.refund.too_much", held=held, amount=more))
    return None if wanted is None or wanted == asked else wanted.text


def _fate(filled: Filled) -> str | None:
    """Of the money of what is called off; nothing chosen: decided later."""
    return filled.given.get("refund") or None


READ: dict[str, Callable[[Filled], Any]] = {
    "deposit": _deposit,
    "amount": _refund,
    "refund": _fate,
    "note": _note,
    "reason": _reason,
    "text": _text,
    "url": _url,
    "starts_at": _starts_at,
    "ends_at": _ends_at,
}
"""How a field of a verb's body is made from what a person typed. A form has no other."""


def _amount(typed: str, currency: str) -> Money | None:
    """One number as a person types it: `80`, `£80`, `80,50 GBP`. Nothing: the studio's own. Raises `Unreadable`."""
    if not typed:
        return None
    number = typed
    for sign in currency_signs(currency):
        number = number.removeprefix(sign).removesuffix(sign).strip()
    match = _NUMBER.fullmatch(number)
    # 1.250 is a thousand and more to many people, except where money has three decimals.
    if match is None or len(match[2] or "") > max(money.decimal_places(currency), 2):
        raise Unreadable("page.bad_amount", typed[:40])
    try:
        return money.parse(".".join(part for part in match.groups() if part), currency)
    except BadAmount as error:
        raise BadDeposit(str(error)) from None


def _require_enough(filled: Filled, wanted: Money) -> None:
    """There is no yes without a deposit. Raises `BadDeposit` in words for who has typed none, or next to none."""
    least = money.minimum_charge(wanted.currency)
    if least is not None and wanted.amount < least.amount:
        own = filled.house.wording(None, filled.house.artist_of(filled.lead))
        raise BadDeposit(own.say("page.least_deposit", least=own.money(least.amount, least.currency)))


def _make_sure(filled: Filled, wanted: Money) -> None:
    """An amount far from the usual may be a slip, and it is sent at once. Raises `NotSure`."""
    house, lead = filled.house, filled.lead
    if wanted.currency != house.studio.currency or wanted.text == filled.given.get("confirm"):
        return
    usual = house.studio.deposit_for(lead.answers)
    if is_unusual(wanted.amount, usual):
        own = house.wording(None, house.artist_of(lead))
        amount, times = own.money(wanted.amount, wanted.currency), int(wanted.amount / usual)
        raise NotSure(own.say("page.unusual_deposit", amount=amount, times=times), wanted.text)


def _moment(typed: str, zone: ZoneInfo) -> datetime | None:
    """A time on the studio's clock, as `datetime-local` sends it. Raises `Unreadable`."""
    if not typed:
        return None
    try:
        local = datetime.fromisoformat(typed)
    except ValueError:
        raise Unreadable("page.bad_moment") from None
    if local.tzinfo is not None or local.year not in bodies.YEARS:
        raise Unreadable("page.bad_moment")
    # Of an hour that comes twice, when the clocks go back, the first one is meant.
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        raise Unreadable("page.no_such_moment")
    return moment
