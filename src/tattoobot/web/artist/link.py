"""An action link as it was found: the lead that it is about, whether it still works, and what it offers."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from tattoobot.db.tokens import ActionToken
from tattoobot.domain.lead import Action
from tattoobot.web.artist.acts import ABOUT_MONEY
from tattoobot.web.artist.book import Book
from tattoobot.web.artist.enquiry import Enquiry


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
    Action.ANSWER: frozenset({Action.APPROVE, Action.HAND_BACK}),
}
"""What the page of an action offers below its own button."""


@dataclass(frozen=True, slots=True)
class Link:
    """An action link, and the lead that it is about."""

    text: str
    token: ActionToken
    enquiry: Enquiry
    beside: dict[Action, str] = field(default_factory=dict)
    """Tokens that were issued beside this one and still work: what else its page does, by the action."""

    book: Book | None = None
    """Where its form fixes a date."""

    def leads_on(self, standing: LinkState) -> bool:
        """Whether its page offers what else is possible, or has a way to a page that does."""
        return standing in LEAD_ON or standing is LinkState.WORKS

    def standing(self, now: datetime) -> LinkState:
        if self.token.expires_at <= now:
            return LinkState.EXPIRED
        if self.token.used_at is not None:
            return LinkState.USED
        return LinkState.WORKS if self._still_applies() else LinkState.OUTDATED

    def _still_applies(self) -> bool:
        if self.token.action is Action.HAND_BACK:
            return self.enquiry.found.handed_over
        if self.token.action is Action.ANSWER:
            return not self.enquiry.found.client.opted_out
        if self.token.action in ABOUT_MONEY:
            return self.enquiry.left is not None
        return self.enquiry.found.lead.status is self.token.lead_status
