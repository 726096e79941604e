"""Which reminders there are: data, of which a studio's own file may change every line."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from tattoobot.domain.lead import OPEN, Status
from tattoobot.domain.quiet_hours import QuietHours

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class To(StrEnum):
    CLIENT = "client"
    ARTIST = "artist"


class CountedFrom(StrEnum):
    """The moment from which a rule counts."""

    LAST_MESSAGE = "last_message"  # what the client wrote last
    STATUS = "status"  # since the lead is where it is
    DEPOSIT_HALFWAY = "deposit_halfway"  # the middle of the payment page's life
    DEPOSIT_EXPIRY = "deposit_expiry"  # its end, while it can be paid
    DEPOSIT_EXPIRED = "deposit_expired"  # its end, once it cannot
    APPOINTMENT = "appointment"  # the date that is fixed


OF_A_DEPOSIT = frozenset(
    {CountedFrom.DEPOSIT_HALFWAY, CountedFrom.DEPOSIT_EXPIRY, CountedFrom.DEPOSIT_EXPIRED}
)

WAITED_FOR = OPEN | {Status.BOOKED}
WATCHED = WAITED_FOR | {Status.COMPLETED}
"""Where a lead can be waiting for somebody or something. The database's triggers name the same."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One reminder: while a lead is in `status`, so long after a moment, to whom, in which words."""

    kind: str
    """Names it for good, in the studio's file and in the database: a lead gets each kind once (once per payment page,
    where it is about one)."""
    status: Status
    to: To
    counted_from: CountedFrom
    after: timedelta
    early: timedelta = timedelta(0)
    """It may go so much sooner where later is too late: in quiet hours, or outside the service window."""
    template: str | None = None
    """What says the same outside the service window, where Meta does not count it as marketing."""
    says: str = ""
    """The key of its words; `remind.<kind>` unless named."""
    unless_confirmed: bool = False
    """Not once the client has said that they come on that date."""

    @property
    def phrase(self) -> str:
        return self.says or f"remind.{self.kind}"

    @property
    def asks_for_money(self) -> bool:
        """Whether it speaks of a payment page, and so makes no sense once that is closed."""
        return self.counted_from in {CountedFrom.DEPOSIT_HALFWAY, CountedFrom.DEPOSIT_EXPIRY}


@dataclass(frozen=True, slots=True)
class Lapse:
    """A lead in `status` is let go so long after a moment: it went quiet, or its date is over."""

    status: Status
    counted_from: CountedFrom
    after: timedelta


def _unfinished(kind: str, after: timedelta, early: timedelta = timedelta(0)) -> Rule:
    last_message = CountedFrom.LAST_MESSAGE
    return Rule(kind, Status.QUALIFYING, To.CLIENT, last_message, after, early, "unfinished_enquiry")


def _undecided(kind: str, after: timedelta) -> Rule:
    words, template = "artist.remind.approval", "artist_enquiry"
    status = CountedFrom.STATUS
    return Rule(kind, Status.PENDING_APPROVAL, To.ARTIST, status, after, template=template, says=words)


def _unpaid(
    kind: str, counted_from: CountedFrom, after: timedelta = timedelta(0), early: timedelta = timedelta(0)
) -> Rule:
    return Rule(kind, Status.AWAITING_DEPOSIT, To.CLIENT, counted_from, after, early, template=kind)


def _without_date(kind: str, after: timedelta) -> Rule:
    template = "choose_your_date"
    return Rule(kind, Status.BOOKING_PENDING, To.CLIENT, CountedFrom.STATUS, after, template=template)


def _appointment(kind: str, after: timedelta, early: timedelta = timedelta(0), **more: Any) -> Rule:
    by, to = CountedFrom.APPOINTMENT, more.pop("to", To.CLIENT)
    return Rule(kind, Status.BOOKED, to, by, after, early, **{"template": kind, **more})


CONFIRM = "appointment_confirm"
"""The reminder that asks whether they come."""

RULES: tuple[Rule, ...] = (
    _unfinished("unfinished", 4 * HOUR),
    _unfinished("unfinished_again", 22 * HOUR, early=12 * HOUR),
    _undecided("approval", 4 * HOUR),
    _undecided("approval_next_day", 24 * HOUR),
    _undecided("approval_last", 48 * HOUR),
    Rule(
        "with_artist",
        Status.PENDING_APPROVAL,
        To.CLIENT,
        CountedFrom.STATUS,
        24 * HOUR,
        # Their last message is often the one that completed the brief: at 24 hours the window has just closed.
        early=6 * HOUR,
        template="still_with_artist",
    ),
    _unpaid("deposit_halfway", CountedFrom.DEPOSIT_HALFWAY, early=3 * HOUR),
    _unpaid("deposit_ends", CountedFrom.DEPOSIT_EXPIRY, -2 * HOUR, early=12 * HOUR),
    _unpaid("deposit_expired", CountedFrom.DEPOSIT_EXPIRED),
    Rule(
        "paid_and_waiting",
        Status.DEPOSIT_PAID,
        To.ARTIST,
        CountedFrom.STATUS,
        24 * HOUR,
        template="artist_paid",
        says="artist.remind.paid",
    ),
    _without_date("choose_date", 24 * HOUR),
    _without_date("choose_date_again", 72 * HOUR),
    _appointment(CONFIRM, -48 * HOUR, early=12 * HOUR, unless_confirmed=True),
    _appointment(
        "appointment_unanswered",
        -36 * HOUR,
        to=To.ARTIST,
        template="artist_called",
        says="artist.remind.unanswered",
        unless_confirmed=True,
    ),
    _appointment("appointment_prepare", -24 * HOUR, early=12 * HOUR),
    _appointment("appointment_care", 20 * HOUR),
)

LAPSES: tuple[Lapse, ...] = (
    Lapse(Status.QUALIFYING, CountedFrom.LAST_MESSAGE, 14 * DAY),
    Lapse(Status.AWAITING_DEPOSIT, CountedFrom.DEPOSIT_EXPIRED, 7 * DAY),
    Lapse(Status.BOOKED, CountedFrom.APPOINTMENT, 14 * DAY),
)


NOT_BY_WRITING = frozenset({Status.AWAITING_DEPOSIT, Status.BOOKING_PENDING, Status.BOOKED, Status.COMPLETED})
"""Here a client who writes has not done yet what they are reminded of."""

AT_NIGHT = QuietHours()


@dataclass(frozen=True, slots=True)
class Reminders:
    """Which reminders there are, and how they keep their manners."""

    rules: tuple[Rule, ...] = RULES
    lapses: tuple[Lapse, ...] = LAPSES
    quiet: QuietHours = AT_NIGHT
    a_week: int = 6
    """No client gets more than this in seven days."""
