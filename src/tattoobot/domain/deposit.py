"""The life of a deposit, and where it stands as far as the chat is concerned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from tattoobot.domain.money import Money
from tattoobot.domain.says import Phrase


class DepositStatus(StrEnum):
    REQUESTED = "requested"  # its payment page is being opened
    OPEN = "open"
    PROCESSING = "processing"  # paid in a way that takes days
    PAID = "paid"
    EXPIRED = "expired"  # its page cannot be paid any more
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    FORFEITED = "forfeited"
    DISPUTED = "disputed"  # the client's bank takes the money back, or is thinking about it


AFTER_PAYMENT = frozenset(
    {
        DepositStatus.PAID,
        DepositStatus.PARTIALLY_REFUNDED,
        DepositStatus.REFUNDED,
        DepositStatus.FORFEITED,
        DepositStatus.DISPUTED,
    }
)

CAME_FROM: dict[DepositStatus, frozenset[DepositStatus]] = {
    DepositStatus.OPEN: frozenset({DepositStatus.REQUESTED}),
    # A page that we had closed may have been paid a moment before, another being asked for already.
    DepositStatus.PROCESSING: frozenset({DepositStatus.REQUESTED, DepositStatus.OPEN, DepositStatus.EXPIRED}),
    DepositStatus.EXPIRED: frozenset(
        {DepositStatus.REQUESTED, DepositStatus.OPEN, DepositStatus.PROCESSING, DepositStatus.EXPIRED}
    ),
    DepositStatus.PAID: frozenset(
        {DepositStatus.REQUESTED, DepositStatus.OPEN, DepositStatus.PROCESSING, DepositStatus.EXPIRED}
    )
    | AFTER_PAYMENT,
    DepositStatus.PARTIALLY_REFUNDED: AFTER_PAYMENT,
    DepositStatus.REFUNDED: AFTER_PAYMENT,
    DepositStatus.FORFEITED: AFTER_PAYMENT,
    DepositStatus.DISPUTED: AFTER_PAYMENT,
}
"""From where a deposit comes to each status: what arrives late or twice never takes it back to an earlier life."""

LIVE = frozenset({DepositStatus.REQUESTED, DepositStatus.OPEN, DepositStatus.PROCESSING})
"""Money may still come: a lead has one of these at most."""


HELD = frozenset({DepositStatus.PAID, DepositStatus.PARTIALLY_REFUNDED})
"""The studio has money of the client's."""

TAKEN_BY_A_YES = HELD | {DepositStatus.PROCESSING}
"""A new yes asks for nothing: what is left of this, which came for one that was taken back, is the deposit."""

TOO_SHORT = timedelta(minutes=5)
"""A link that lives no longer than this is not worth sending."""


class Payable(StrEnum):
    OPEN = "open"  # there is a link that can be paid, or one is about to be sent
    ON_ITS_WAY = "on_its_way"  # paid in a way that takes days
    RAN_OUT = "ran_out"  # nothing can be paid
    IN_DOUBT = "in_doubt"  # money has come that does not match: a person looks
    HELD = "held"  # it is paid


def stands(status: DepositStatus, expires_at: datetime, now: datetime, *, in_doubt: bool = False) -> Payable:
    if in_doubt:
        return Payable.IN_DOUBT
    if status is DepositStatus.PROCESSING:
        return Payable.ON_ITS_WAY
    if status in HELD:
        return Payable.HELD
    can_be_paid = status in {DepositStatus.REQUESTED, DepositStatus.OPEN} and now < expires_at
    return Payable.OPEN if can_be_paid else Payable.RAN_OUT


@dataclass(frozen=True, slots=True)
class Owed:
    """A lead's deposit as the chat needs it."""

    id: int
    stands: Payable
    amount: Money
    """While it is held: what of it has not gone back."""
    until: datetime
    url: str | None = None
    """Where it can be paid, for long enough."""
    note: str | None = None
    """The artist's note to their yes, where the client has had no link since; None where they have had one."""

    @property
    def link(self) -> Phrase:
        """What stands above the link."""
        facts = {"amount": self.amount, "until": self.until}
        if self.note is None:
            return Phrase("deposit_link", facts)
        return Phrase("approved", {**facts, "note": f" {self.note}" if self.note else ""})


UNUSUAL = 3
"""More than so many times the studio's deposit may be a slip of the finger."""


def is_unusual(asked: Decimal, usual: Decimal) -> bool:
    return asked > UNUSUAL * usual > 0


FRESH = timedelta(minutes=10)
"""What Stripe said about a page so lately need not be asked again."""
