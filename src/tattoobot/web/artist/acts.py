"""What an artist can do with an enquiry: said before, done, said after. For the links' pages and the desk."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel

from tattoobot.actions.house import House
from tattoobot.db.engine import Connection
from tattoobot.domain import service_window
from tattoobot.domain.deposit import TAKEN_BY_A_YES, DepositStatus
from tattoobot.domain.lead import Action
from tattoobot.domain.money import Money
from tattoobot.domain.verdict import Verdict
from tattoobot.domain.verdict import verdict as verdict_of
from tattoobot.web.artist import cards, double, forms
from tattoobot.web.artist.enquiry import Enquiry
from tattoobot.web.bodies import MarkBookedBody, MoveBody
from tattoobot.web.verbs import VERBS
from tattoobot.wording import Wording

ABOUT_MONEY = frozenset({Action.REFUND, Action.FORFEIT})
ABOUT_DATE = frozenset({Action.MOVE, Action.CANCEL})
WITH_AMOUNT = frozenset({Action.APPROVE, Action.SEND_DEPOSIT})
MAIN = (
    Action.APPROVE,
    Action.SEND_BOOKING_LINK,
    Action.MARK_BOOKED,
    Action.SEND_DEPOSIT,
    Action.COMPLETE,
    Action.MOVE,
    Action.ANSWER,
)
"""What goes on with an enquiry: the first of these that is possible is the one main act of a page."""

OFFERED_AS = {Action.WITHDRAW: "page.withdraw.offer", Action.MARK_BOOKED: "page.mark-booked.offer"}
"""What stands on the way to these, where their own word could be taken for something else."""

BACK = {Verdict.IN_TIME: "verdict.in_time.back"}
"""Said of money."""

TYPED = frozenset({Action.SEND_DEPOSIT, Action.REFUND})
"""Their field for the amount is always in sight."""
BUTTONS = {Action.REJECT: "no", Action.CANCEL: "no", Action.FORFEIT: "no"}
"""What ends something."""

WITH_MONEY = {
    (Action.APPROVE, DepositStatus.PAID): "page.approve.done.held",
    (Action.APPROVE, DepositStatus.PARTIALLY_REFUNDED): "page.approve.done.held",
    (Action.APPROVE, DepositStatus.PROCESSING): "page.approve.done.coming",
    (Action.REJECT, DepositStatus.PAID): "page.reject.done.held",
    (Action.REJECT, DepositStatus.PARTIALLY_REFUNDED): "page.reject.done.held",
}
"""What is said afterwards, where money of the client's was here already."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done, as its form says it."""

    action: str
    word: str
    offer: str
    """What stands on the way to it, beside other ways."""
    title: str
    hint: str
    button: str
    kind: str
    verdict: str
    amount: str
    """What the button names; empty where it moves no money."""
    typed: bool
    """Whether another amount may be typed right above its button, which must then not promise this one."""
    held: str
    """What of the client's money is here."""


def act(house: House, enquiry: Enquiry, action: Action, now: datetime) -> Act:
    wording = cards.wording_for(house, enquiry.found.lead)
    name, status = cards.first_name_of(enquiry.found.client), enquiry.found.lead.status
    return Act(
        action=action.value,
        word=word_of(wording, action, status),
        offer=offered_as(wording, action, status),
        title=_of_status(wording, f"page.{action}.title", status, name=name),
        hint=wording.say(_hint(house, enquiry, action, now), name=name),
        button=_of_status(wording, f"page.{action}.button", status),
        kind=BUTTONS.get(action, "main"),
        verdict=_verdict(house, enquiry, action, now),
        amount=_shown_amount(house, enquiry, action) if not _keeps(enquiry, action) else "",
        typed=action in TYPED,
        held=wording.money(enquiry.left.amount, enquiry.left.currency) if enquiry.left else "",
    )


def word_of(wording: Wording, action: Action, status: str) -> str:
    """What stands on the button that does it, or leads to it, while the enquiry is there."""
    return _of_status(wording, f"action.{action}", status)


def offered_as(wording: Wording, action: Action, status: str) -> str:
    return wording.say(OFFERED_AS[action]) if action in OFFERED_AS else word_of(wording, action, status)


def explained(wording: Wording, action: str, status: str) -> str:
    """What comes of it, where its name alone could be taken for another's."""
    key = next(
        (one for one in (f"desk.what.{action}.{status}", f"desk.what.{action}") if wording.has(one)), ""
    )
    return wording.say(key) if key else ""


def _of_status(wording: Wording, key: str, status: str, **facts: str) -> str:
    """What is called off is an appointment, or an enquiry."""
    own = f"{key}.{status}"
    return wording.say(own if wording.has(own) else key, **facts)


async def carry_out(
    db: Connection, house: House, enquiry: Enquiry, action: Action, given: forms.Given, now: datetime
) -> None:
    """What was filled in is what the admin API would have got. Raises `BookingError`."""
    filled = await body(db, house, enquiry, action, given, now)
    await VERBS[action].run(db, house, enquiry.found.lead.id, now, filled)


async def body(
    db: Connection, house: House, enquiry: Enquiry, action: Action, given: forms.Given, now: datetime
) -> BaseModel:
    """What was filled in, as the admin API would have got it. Raises `BookingError`."""
    lead = enquiry.found.lead
    filled = forms.body_for(action, forms.Filled(house, lead, given, now, asked(enquiry, action)))
    if isinstance(filled, MarkBookedBody | MoveBody):
        await double.make_sure(db, house, lead, given, filled.starts_at, filled.ends_at)
    return filled


def _keeps(enquiry: Enquiry, action: Action) -> bool:
    """Whether a yes takes money that is here already for the deposit."""
    held = enquiry.held
    return action is Action.APPROVE and held is not None and held.status in TAKEN_BY_A_YES


def asked(enquiry: Enquiry, action: Action) -> Money | None:
    """The deposit as it was asked for, where it may be changed; what is held, where it may go back."""
    if action in ABOUT_MONEY:
        return enquiry.left
    deposit = enquiry.found.deposit
    if action is not Action.SEND_DEPOSIT or deposit is None:
        return None
    return Money(deposit.amount, deposit.currency)


def _shown_amount(house: House, enquiry: Enquiry, action: Action) -> str:
    """What the button names."""
    if enquiry.left is not None and action in ABOUT_MONEY:
        return cards.wording_for(house, enquiry.found.lead).money(enquiry.left.amount, enquiry.left.currency)
    return cards.amount(house, enquiry.found) if action in WITH_AMOUNT else ""


def _hint(house: House, enquiry: Enquiry, action: Action, now: datetime) -> str:
    """What the key of the sentence above the button is."""
    if _keeps(enquiry, action):
        return "page.approve.hint.held"
    if action is Action.ANSWER and _window_closed(enquiry, now):
        return "page.answer.hint.later"
    if action is Action.SEND_BOOKING_LINK and house.artist_of(enquiry.found.lead).booking_url is None:
        return "page.send-booking-link.hint.open"
    return f"page.{action}.hint"


def _verdict(house: House, enquiry: Enquiry, action: Action, now: datetime) -> str:
    """What the studio's terms say, where money may go back or stay, or a date is changed. The artist decides."""
    concerned = enquiry.starts_at or (action is Action.CANCEL and enquiry.left)
    if action not in ABOUT_MONEY and not (action in ABOUT_DATE and concerned):
        return ""
    notice = house.studio.deposit.notice
    said = verdict_of(enquiry.starts_at, now, notice)
    wording = cards.wording_for(house, enquiry.found.lead)
    key = BACK.get(said, said.value) if action in ABOUT_MONEY else said.value
    name = cards.first_name_of(enquiry.found.client)
    return wording.say(key, name=name, hours=int(notice.total_seconds() // 3600))


def done(house: House, action: Action, before: Enquiry, after: Enquiry, now: datetime) -> str:
    """What has happened, with the amount: one that was mistyped is seen."""
    held = before.held
    wording = cards.wording_for(house, after.found.lead)
    first = cards.first_name_of(after.found.client)
    if before.left is not None and action in ABOUT_MONEY:
        rest = after.left.amount if after.left else 0
        sum_ = wording.money(before.left.amount - rest, before.left.currency)
        return wording.say(f"page.{action}.done", name=first, amount=sum_)
    kept = WITH_MONEY.get((action, held.status)) if held is not None else None
    if held is not None and kept is not None:
        return wording.say(kept, name=first, amount=cards.sum_of(wording, held))
    if action is Action.ANSWER and _window_closed(after, now):
        return wording.say("page.answer.done.later", name=first)
    if action is Action.SEND_BOOKING_LINK and house.artist_of(after.found.lead).booking_url is None:
        # Either a link that was typed, or the question which days suit.
        return wording.say("page.send-booking-link.done.open", name=first)
    return wording.say(f"page.{action}.done", name=first, amount=cards.amount(house, after.found))


def _window_closed(enquiry: Enquiry, now: datetime) -> bool:
    return service_window.is_closed(enquiry.found.client.last_message_at, now)
