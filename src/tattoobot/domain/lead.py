"""The life of a lead: where it can be, what can happen to it, where that leads. Everything about status is here."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from tattoobot.domain.advert import Advert
from tattoobot.errors import NotPossible


class Status(StrEnum):
    QUALIFYING = "qualifying"  # the bot is asking
    PENDING_APPROVAL = "pending_approval"  # the brief is complete; the artist decides
    AWAITING_DEPOSIT = "awaiting_deposit"  # approved; the deposit link is out
    DEPOSIT_PAID = "deposit_paid"  # paid; the artist sends the booking link
    BOOKING_PENDING = "booking_pending"  # the client picks a date
    BOOKED = "booked"
    COMPLETED = "completed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"  # went quiet
    WAITLISTED = "waitlisted"


class Happened(StrEnum):
    BRIEF_COMPLETED = "brief_completed"
    TOO_YOUNG = "too_young"
    AGE_CORRECTED = "age_corrected"  # that had been a slip, or a misunderstanding
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DEPOSIT_PAID = "deposit_paid"
    DEPOSIT_RETURNED = "deposit_returned"  # all of it: there is nothing to book on
    BOOKING_LINK_SENT = "booking_link_sent"
    BOOKED = "booked"
    MOVED = "moved"  # to another date
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    WENT_QUIET = "went_quiet"
    CAME_BACK = "came_back"  # one who had gone quiet, to questions that are still open
    CAME_BACK_TO_PAY = "came_back_to_pay"  # one whose piece had been approved
    WAITLISTED = "waitlisted"


TRANSITIONS: dict[Status, dict[Happened, Status]] = {
    Status.QUALIFYING: {
        Happened.BRIEF_COMPLETED: Status.PENDING_APPROVAL,
        Happened.TOO_YOUNG: Status.REJECTED,
        Happened.CANCELLED: Status.CANCELLED,
        Happened.WENT_QUIET: Status.LAPSED,
    },
    Status.PENDING_APPROVAL: {
        Happened.APPROVED: Status.AWAITING_DEPOSIT,
        Happened.REJECTED: Status.REJECTED,
        Happened.TOO_YOUNG: Status.REJECTED,
        Happened.CANCELLED: Status.CANCELLED,
        Happened.WAITLISTED: Status.WAITLISTED,
    },
    Status.AWAITING_DEPOSIT: {
        Happened.DEPOSIT_PAID: Status.DEPOSIT_PAID,
        Happened.WITHDRAWN: Status.PENDING_APPROVAL,
        Happened.REJECTED: Status.REJECTED,
        Happened.CANCELLED: Status.CANCELLED,
        Happened.WENT_QUIET: Status.LAPSED,
    },
    Status.DEPOSIT_PAID: {
        Happened.DEPOSIT_RETURNED: Status.PENDING_APPROVAL,
        Happened.BOOKING_LINK_SENT: Status.BOOKING_PENDING,
        Happened.BOOKED: Status.BOOKED,
        Happened.CANCELLED: Status.CANCELLED,
    },
    Status.BOOKING_PENDING: {
        Happened.DEPOSIT_RETURNED: Status.PENDING_APPROVAL,
        Happened.BOOKED: Status.BOOKED,
        Happened.CANCELLED: Status.CANCELLED,
    },
    Status.BOOKED: {
        Happened.MOVED: Status.BOOKED,
        Happened.COMPLETED: Status.COMPLETED,
        Happened.CANCELLED: Status.CANCELLED,
    },
    Status.COMPLETED: {},
    Status.REJECTED: {Happened.AGE_CORRECTED: Status.QUALIFYING},
    Status.CANCELLED: {},
    Status.LAPSED: {
        Happened.CAME_BACK: Status.QUALIFYING,
        Happened.CAME_BACK_TO_PAY: Status.AWAITING_DEPOSIT,
        Happened.CANCELLED: Status.CANCELLED,
    },
    Status.WAITLISTED: {Happened.CANCELLED: Status.CANCELLED},
}

OPEN = frozenset(
    {
        Status.QUALIFYING,
        Status.PENDING_APPROVAL,
        Status.AWAITING_DEPOSIT,
        Status.DEPOSIT_PAID,
        Status.BOOKING_PENDING,
    }
)
"""A client has at most one lead in these; their messages belong to it."""


class Actor(StrEnum):
    """Who did it, as the timeline says."""

    CLIENT = "client"
    BOT = "bot"
    ARTIST = "artist"
    WHATSAPP = "whatsapp"
    STRIPE = "stripe"
    CLOCK = "clock"


class Action(StrEnum):
    """What the artist can do, as the published admin API names it."""

    APPROVE = "approve"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    SEND_DEPOSIT = "send-deposit"
    SEND_BOOKING_LINK = "send-booking-link"
    MARK_BOOKED = "mark-booked"
    MOVE = "move"
    COMPLETE = "complete"  # the appointment took place
    CANCEL = "cancel"  # possible for whatever is not over; where it is, for money that was left undecided
    REFUND = "refund"  # possible while money of the client's is held, whatever the status
    FORFEIT = "forfeit"  # as well
    HAND_BACK = "hand-back"  # possible while a handover is open, whatever the status
    ANSWER = "answer"  # possible whatever the status


CAUSES: dict[Action, Happened] = {
    Action.APPROVE: Happened.APPROVED,
    Action.REJECT: Happened.REJECTED,
    Action.WITHDRAW: Happened.WITHDRAWN,
    Action.SEND_BOOKING_LINK: Happened.BOOKING_LINK_SENT,
    Action.MARK_BOOKED: Happened.BOOKED,
    Action.MOVE: Happened.MOVED,
    Action.COMPLETE: Happened.COMPLETED,
    Action.CANCEL: Happened.CANCELLED,
}

CALLED_OFF = frozenset({Status.REJECTED, Status.CANCELLED})
"""Nothing comes of it. Money that is here all the same can still go back, or stay."""

OVER = CALLED_OFF | {Status.WAITLISTED}
"""What the client writes now may be about it all the same, and no question of the bot's is open."""


def advance(status: Status, happened: Happened) -> Status:
    """Where `happened` leads from `status`; `NotPossible` where it leads nowhere."""
    try:
        return TRANSITIONS[status][happened]
    except KeyError:
        raise NotPossible(f"{happened} is not possible while {status}") from None


def allowed_actions(
    status: Status, *, handed_over: bool = False, money_held: bool = False, to_come: bool = False
) -> tuple[Action, ...]:
    """The buttons that make sense now; `handed_over`: a person answers the client; `to_come`: the date is."""
    allowed = [action for action, happened in CAUSES.items() if happened in TRANSITIONS[status]]
    if to_come and Action.COMPLETE in allowed:
        allowed.remove(Action.COMPLETE)
    if status is Status.AWAITING_DEPOSIT:
        allowed.append(Action.SEND_DEPOSIT)
    if money_held:
        allowed += [Action.REFUND, Action.FORFEIT]
        if status in CALLED_OFF:
            allowed.append(Action.CANCEL)
    if handed_over:
        allowed.append(Action.HAND_BACK)
    allowed.append(Action.ANSWER)
    return tuple(allowed)


def usual_actions(status: Status, *, to_come: bool) -> tuple[Action, ...]:
    """What a message offers by itself: calling off what has no date is for those who look for it."""
    possible = allowed_actions(status, to_come=to_come)
    return tuple(action for action in possible if action is not Action.CANCEL or status is Status.BOOKED)


def require(status: Status, action: Action) -> None:
    """Raise `NotPossible` unless the artist may do this now."""
    if action not in allowed_actions(status):
        raise NotPossible(f"{action} is not possible while {status}")


class Source(StrEnum):
    """Where an answer came from, and so what the artist should make of it."""

    WORDS = "words"
    TAP = "tap"
    PHOTO = "photo"
    UNSURE = "unsure"  # the client does not know
    CHECK = "check"  # not understood, or written by somebody else: the artist should read the words
    PRIVATE = "private"  # tells something about health: the words stand on the artist's page, in no message
    TO_ASK = "to_ask"  # never came, however often it was asked for: the artist asks
    ARTIST = "artist"  # put right, or filled in, by the artist


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the brief: the client's own words and what they were read as."""

    text: str
    value: Any
    """Canonical value; None where the words were not understood or the client does not know."""
    source: Source
    said: str = ""
    """What the client had written, where the artist has put it right."""


ASKS = "asks"
"""The key of what the client would like to know from the artist; no fact of the piece."""
ADDS = "adds"
"""The key of what the client remarked when the brief was sent; it changes nothing of the piece."""
HEALTH = "health"
"""The key of what the client told of their health: the words stand on the artist's page, in no message."""
BESIDE_THE_PIECE = frozenset({ASKS, ADDS, HEALTH})


@dataclass(frozen=True, slots=True)
class Lead:
    """One enquiry for one piece."""

    id: int
    client_id: int
    artist_id: int
    status: Status
    current_question: str | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    """How often each question has been asked."""
    advert: Advert | None = None
    """What the client came from when it began. They stated none of it."""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    status_since: datetime | None = None

    def with_answer(self, key: str, answer: Answer) -> "Lead":
        return self._with(self.current_question, {**self.answers, key: answer}, self.asked)

    def moved(self, happened: Happened) -> "Lead":
        return replace(self, status=advance(self.status, happened))

    def asking(self, key: str, *beside: str) -> "Lead":
        """Asked for `key`, which is open from now on, and for others in the same breath."""
        counts = {one: self.asked.get(one, 0) + 1 for one in (*beside, key)}
        return self._with(key, self.answers, {**self.asked, **counts})

    def _with(self, question: str | None, answers: dict[str, Answer], asked: dict[str, int]) -> "Lead":
        # A third of the time of `replace`, for what every message does several times.
        return Lead(
            self.id,
            self.client_id,
            self.artist_id,
            self.status,
            question,
            answers,
            asked,
            self.advert,
            self.created_at,
            self.updated_at,
            self.status_since,
        )
