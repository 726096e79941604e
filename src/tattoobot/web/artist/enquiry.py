"""An enquiry as its artist looks at it: everything about it, and what can be done now."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from tattoobot.db import deposits, desk_turn, leads, overview, photos, refunds
from tattoobot.db.deposits import Deposit
from tattoobot.db.engine import Connection
from tattoobot.db.overview import LeadOverview, Message
from tattoobot.db.photos import Photo
from tattoobot.db.waiting import Waiting, called, undecided
from tattoobot.domain.deposit import TAKEN_BY_A_YES, DepositStatus
from tattoobot.domain.flags import Concern, concern
from tattoobot.domain.lead import CALLED_OFF, Action, Status, allowed_actions
from tattoobot.domain.money import Money

SETTLED = frozenset({Status.DEPOSIT_PAID, Status.BOOKING_PENDING, Status.BOOKED, Status.COMPLETED})
"""Here what is paid is the deposit of the booking."""

SAID_OTHERWISE = CALLED_OFF | {Status.PENDING_APPROVAL}
"""Nobody looks for a way to call off what a no ends, or what is over but for its money."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    found: LeadOverview
    photos: list[Photo]
    left: Money | None = None
    """Money of the client's that can be given back or kept."""
    held: Deposit | None = None
    """Money of the client's that is here for no booking, or on its way."""
    chat: list[Message] = field(default_factory=list)
    """Where the page shows it."""
    waiting: list[Waiting] = field(default_factory=list)
    """All who wait for this artist, to be decided about or to be answered; oldest first."""
    starts_at: datetime | None = None
    """The date that is fixed."""
    to_come: bool = False
    """It is not over."""
    asks: str = ""
    """What they called the artist for, in their words, and have no answer to."""

    @property
    def is_disputed(self) -> bool:
        """The client's bank takes the deposit back, or is thinking about it."""
        return self.found.deposit is not None and self.found.deposit.status is DepositStatus.DISPUTED

    @property
    def possible(self) -> tuple[Action, ...]:
        """What the artist can do now. Nobody who wants no messages is answered."""
        actions = allowed_actions(
            self.found.lead.status,
            handed_over=self.found.handed_over,
            money_held=self.left is not None,
            to_come=self.to_come,
        )
        if self.found.lead.status in SAID_OTHERWISE:
            actions = tuple(action for action in actions if action is not Action.CANCEL)
        if self.found.client.opted_out:
            return tuple(action for action in actions if action is not Action.ANSWER)
        return actions

    @property
    def needs(self) -> Concern | None:
        """Why a person should look at it."""
        needs = self.found.needs_artist
        return concern(needs.reason) if needs else None

    @property
    def next_one(self) -> int | None:
        """Whoever else waits: the next after this one, and then from the beginning."""
        ids = [one.lead_id for one in self.waiting]
        at = ids.index(self.found.lead.id) if self.found.lead.id in ids else -1
        return next((id_ for id_ in ids[at + 1 :] + ids[: max(at, 0)] if id_ != self.found.lead.id), None)


async def read(
    db: Connection, lead_id: int, now: datetime, *, chat: int = 0, called_since: datetime | None = None
) -> Enquiry:
    """With so many of the newest messages, beside those who wait for a decision; with `called_since` beside those who
    have called since then and wait for an answer. Raises `LeadNotFound`.
    """
    found = await overview.one(db, lead_id)
    messages = await overview.messages_of(db, lead_id, chat) if chat else []
    shown, artist_id = await photos.of_lead(db, lead_id), found.lead.artist_id
    beside = await (called(db, artist_id, called_since) if called_since else undecided(db, artist_id))
    left, held = await _left(db, found), await _held(db, found)
    starts_at = await leads.booked_for(db, lead_id)
    to_come = starts_at is not None and starts_at > now
    asks = (await desk_turn.asked(db, [lead_id])).get(lead_id, "")
    return Enquiry(found, shown, left, held, messages, beside, starts_at, to_come, asks)


async def _left(db: Connection, found: LeadOverview) -> Money | None:
    """In one currency: that of the newest."""
    held = await refunds.left_of_lead(db, found.lead.id) if found.money_held else []
    theirs = [left for _, left in held if left.currency == held[0][1].currency]
    return Money(sum((left.amount for left in theirs), Decimal(0)), theirs[0].currency) if theirs else None


async def _held(db: Connection, found: LeadOverview) -> Deposit | None:
    if found.deposit is None or found.lead.status in SETTLED:
        return None
    return await deposits.held(db, found.lead.id, among=TAKEN_BY_A_YES)
