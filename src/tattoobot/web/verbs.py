"""What the artist can do: for each verb the body that says how, and what carries it out.

There are three doors to it, the admin API, the links in the artist's chat and the front desk, and all lead here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from tattoobot.actions.answer_client import answer_client
from tattoobot.actions.approve_lead import approve_lead
from tattoobot.actions.cancel_lead import cancel_lead
from tattoobot.actions.complete_lead import complete_lead
from tattoobot.actions.forfeit_deposit import forfeit_deposit
from tattoobot.actions.hand_back import hand_back
from tattoobot.actions.hand_over import hand_over
from tattoobot.actions.house import House
from tattoobot.actions.mark_booked import mark_booked
from tattoobot.actions.move_date import move_date
from tattoobot.actions.refund_deposit import refund_deposit
from tattoobot.actions.reject_lead import reject_lead
from tattoobot.actions.request_deposit import BadDeposit, send_deposit
from tattoobot.actions.send_booking_link import send_booking_link
from tattoobot.actions.withdraw_approval import withdraw_approval
from tattoobot.db.engine import Connection
from tattoobot.domain import money
from tattoobot.domain.lead import Action, Lead
from tattoobot.domain.money import BadAmount, Money
from tattoobot.web import bodies


@dataclass(frozen=True, slots=True)
class Verb:
    body: type[BaseModel]
    run: Callable[[Connection, House, int, datetime, Any], Awaitable[Lead]]
    """Its name and its docstring stand in the description of the API."""


async def approve(
    db: Connection, house: House, lead_id: int, now: datetime, body: bodies.ApproveBody
) -> Lead:
    """Say yes: the deposit link goes out."""
    deposit = _money(house, body.deposit)
    return await approve_lead(db, house, lead_id, now, deposit=deposit, note=body.note or "")


async def reject(db: Connection, house: House, lead_id: int, now: datetime, body: bodies.RejectBody) -> Lead:
    """Say no; the reason is told to the client as it is."""
    return await reject_lead(db, house, lead_id, now, reason=body.reason or "")


async def withdraw(
    db: Connection, house: House, lead_id: int, now: datetime, body: bodies.WithdrawBody
) -> Lead:
    """Take back a yes: the payment page closes, the client is told, with the reason as it is."""
    return await withdraw_approval(db, house, lead_id, now, reason=body.reason or "")


async def send_deposit_again(
    db: Connection, house: House, lead_id: int, now: datetime, body: bodies.SendDepositBody
) -> Lead:
    """The open link once more, or a fresh one where it has expired or the deposit is another."""
    return await send_deposit(db, house, lead_id, now, asked=_money(house, body.deposit))


async def send_link(
    db: Connection, house: House, lead_id: int, now: datetime, body: bodies.SendBookingLinkBody
) -> Lead:
    """The given link, else the artist's own."""
    return await send_booking_link(db, house, lead_id, now, url=body.url)


async def book(
    db: Connection, house: House, lead_id: int, now: datetime, body: bodies.MarkBookedBody
) -> Lead:
    """The date is fixed."""
    return await mark_booked(db, house, lead_id, now, starts_at=body.starts_at, ends_at=body.ends_at)


async def move(db: Connection, house: House, lead_id: int, now: datetime, body: bodies.MoveBody) -> Lead:
    """The date that is fixed becomes another one; the client is told."""
    return await move_date(db, house, lead_id, now, starts_at=body.starts_at, ends_at=body.ends_at)


async def refund(db: Connection, house: House, lead_id: int, now: datetime, body: bodies.RefundBody) -> Lead:
    """Give the client's money back: all that is held, or a part. The client hears it once it is on its way."""
    return await refund_deposit(db, house, lead_id, now, amount=body.amount, reason=body.reason or "")


async def forfeit(
    db: Connection, house: House, lead_id: int, now: datetime, body: bodies.ForfeitBody
) -> Lead:
    """Keep what is held for good; the client is told."""
    return await forfeit_deposit(db, house, lead_id, now, reason=body.reason or "")


async def complete(db: Connection, house: House, lead_id: int, now: datetime, _: bodies.Nothing) -> Lead:
    """The appointment took place: what is held came off the price, and the client is told."""
    return await complete_lead(db, house, lead_id, now)


async def cancel(db: Connection, house: House, lead_id: int, now: datetime, body: bodies.CancelBody) -> Lead:
    """It will not take place: the client is told, with the reason as it is. What is not given back is kept."""
    return await cancel_lead(db, house, lead_id, now, reason=body.reason or "", refund=body.refund)


async def give_back(db: Connection, house: House, lead_id: int, now: datetime, _: bodies.Nothing) -> Lead:
    """The bot goes on with the question that was open."""
    return await hand_back(db, house, lead_id, now)


async def take_over(db: Connection, house: House, lead_id: int, now: datetime, _: bodies.Nothing) -> Lead:
    """The artist answers from now on; the bot keeps quiet."""
    return await hand_over(db, house, lead_id, now)


async def answer(db: Connection, house: House, lead_id: int, now: datetime, body: bodies.MessageBody) -> Lead:
    """Write to the client as the artist. Outside the service window the words wait, and the client gets word of it."""
    return await answer_client(db, house, lead_id, body.text, now, may_wait=True)


async def write(db: Connection, house: House, lead_id: int, now: datetime, body: bodies.MessageBody) -> Lead:
    """Write to the client as the artist, inside the service window; the bot keeps quiet from then on."""
    return await answer_client(db, house, lead_id, body.text, now)


VERBS: dict[Action, Verb] = {
    Action.APPROVE: Verb(bodies.ApproveBody, approve),
    Action.REJECT: Verb(bodies.RejectBody, reject),
    Action.WITHDRAW: Verb(bodies.WithdrawBody, withdraw),
    Action.SEND_DEPOSIT: Verb(bodies.SendDepositBody, send_deposit_again),
    Action.SEND_BOOKING_LINK: Verb(bodies.SendBookingLinkBody, send_link),
    Action.MARK_BOOKED: Verb(bodies.MarkBookedBody, book),
    Action.MOVE: Verb(bodies.MoveBody, move),
    Action.COMPLETE: Verb(bodies.Nothing, complete),
    Action.CANCEL: Verb(bodies.CancelBody, cancel),
    Action.REFUND: Verb(bodies.RefundBody, refund),
    Action.FORFEIT: Verb(bodies.ForfeitBody, forfeit),
    Action.HAND_BACK: Verb(bodies.Nothing, give_back),
    Action.ANSWER: Verb(bodies.MessageBody, answer),
}

BY_THE_API_ALONE: dict[str, Verb] = {
    "hand-over": Verb(bodies.Nothing, take_over),
    "messages": Verb(bodies.MessageBody, write),
}
"""`messages` is for those who have to know whether the words go out now."""


def _money(house: House, asked: bodies.DepositBody | None) -> Money | None:
    if asked is None:
        return None
    try:
        return money.parse(asked.amount, asked.currency or house.studio.currency)
    except BadAmount as error:
        raise BadDeposit(str(error)) from None
