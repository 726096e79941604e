"""An action link as it was found: the lead that it is about, whether it still works, and what it offers."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from tattoobot.db.deposits import Deposit
from tattoobot.db.overview import LeadOverview, Message
from tattoobot.db.photos import Photo
from tattoobot.db.tokens import ActionToken
from tattoobot.db.waiting import Waiting
from tattoobot.domain.deposit import DepositStatus
from tattoobot.domain.lead import Action, allowed_actions
from tattoobot.domain.money import Money

ABOUT_MONEY = frozenset({Action.REFUND, Action.FORFEIT})


class LinkState(Enum):
    """Whether a link still works; why not, as the key of a phrase, and the status of the answer."""

    WORKS = ("", 200)
    USED = ("page.used", 410)
    EXPIRED = ("page.expired", 410)
    OUTDATED = ("page.outdated", 409)

    @property
    def phrase(self) -> str:
        return self.value[0]

    @property
    def http_status(self) -> int:
        return self.value[1]


LEAD_ON = frozenset({LinkState.USED, LinkState.OUTDATED})
"""One that is too old offers nothing: whoever finds it has nothing to do with the artist any more."""

BESIDE = {
    Action.APPROVE: frozenset({Action.REJECT, Action.ANSWER, Action.HAND_BACK}),
    Action.ANSWER: frozenset({Action.HAND_BACK}),
}
"""What the page of an action offers below its own button."""


@dataclass(frozen=True, slots=True)
class Link:
    """An action link, and the lead that it is about."""

    text: str
    token: ActionToken
    found: LeadOverview
    photos: list[Photo]
    left: Money | None = None
    """Money of the client's that can be given back or kept."""
    held: Deposit | None = None
    """Money of the client's that is here for no booking, or on its way."""

    chat: list[Message] = field(default_factory=list)
    """Where the page shows it."""
    undecided: list[Waiting] = field(default_factory=list)
    """All of this artist's, oldest first."""
    starts_at: datetime | None = None
    """The date that is fixed."""
    beside: dict[Action, str] = field(default_factory=dict)
    """Tokens that were issued beside this one and still work: what else its page does, by the action."""

    @property
    def is_disputed(self) -> bool:
        """The client's bank takes the deposit back, or is thinking about it."""
        return self.found.deposit is not None and self.found.deposit.status is DepositStatus.DISPUTED

    @property
    def possible(self) -> tuple[Action, ...]:
        """What the artist can do now. Nobody who wants no messages is answered."""
        actions = allowed_actions(
            self.found.lead.status, handed_over=self.found.handed_over, money_held=self.left is not None
        )
        if self.found.client.opted_out:
            return tuple(action for action in actions if action is not Action.ANSWER)
        return actions

    @property
    def next_one(self) -> int | None:
        """Whoever else waits to be decided about: the next after this one, and then from the beginning."""
        ids = [one.lead_id for one in self.undecided]
        at = ids.index(self.found.lead.id) if self.found.lead.id in ids else -1
        return next((id_ for id_ in ids[at + 1 :] + ids[: max(at, 0)] if id_ != self.found.lead.id), None)

    def leads_on(self, standing: LinkState) -> bool:
        """Whether the page offers what else is possible: where an artist looks around, below the one button too."""
        return standing in LEAD_ON or (standing is LinkState.WORKS and self.token.action in BESIDE)

    def standing(self, now: datetime) -> LinkState:
        if self.token.expires_at <= now:
            return LinkState.EXPIRED
        if self.token.used_at is not None:
            return LinkState.USED
        return LinkState.WORKS if self._still_applies() else LinkState.OUTDATED

    def _still_applies(self) -> bool:
        if self.token.action is Action.HAND_BACK:
            return self.found.handed_over
        if self.token.action is Action.ANSWER:
            return not self.found.client.opted_out
        if self.token.action in ABOUT_MONEY:
            return self.left is not None
        return self.found.lead.status is self.token.lead_status
