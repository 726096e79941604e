"""The links of a message to the artist: promised where it is written, made where it is sent, kept nowhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tattoobot.domain import outside
from tattoobot.domain.flags import PUTS_DATE_IN_DOUBT, Concern, FlagReason
from tattoobot.domain.lead import Action, Status, allowed_actions
from tattoobot.domain.messages import BODY_LIMIT, LinkButton, Outgoing, Template, Text

PLACEHOLDER = "[link]"
"""Stands in a kept message where the link stands in the one that is sent."""

LINK_ROOM = 150
"""What a link may need more than its placeholder."""


@dataclass(frozen=True, slots=True)
class Promised:
    """What a message's links will do, in their order, while the lead is where it was when it was written."""

    actions: tuple[Action, ...] = ()
    status: Status | None = None
    also: tuple[tuple[int, Action, Status], ...] = ()
    """The other leads, by their id, that the message tells of: the page behind its button leads on to them."""
    pictured: bool = False
    """Whether the first picture that the client sent stands above the message."""
    desk_of: int | None = None
    """The artist whose front desk the one link opens; it is about no lead, or about all who wait."""


ENDS_IT = frozenset({FlagReason.CANCEL_REQUEST, FlagReason.REFUND_WANTED, FlagReason.UNDER_AGE})
"""Who wants this of the artist wants nothing else of them."""

ABOUT_DATE = frozenset({Action.MOVE, Action.CANCEL})
"""Offered where the date is in doubt."""

ABOUT_MONEY = frozenset({FlagReason.CANCEL_REQUEST, FlagReason.REFUND_WANTED})
"""Here money of theirs may have to go back."""


def to_offer(reasons: Sequence[Concern], status: Status, *, money_held: bool = False) -> tuple[Action, ...]:
    """What a call for the artist lets them do at once: all that is possible, or only what ends it."""
    possible = allowed_actions(status, to_come=True)
    if PUTS_DATE_IN_DOUBT.isdisjoint(reasons):
        possible = tuple(action for action in possible if action not in ABOUT_DATE)
    back = (Action.REFUND,) if money_held and not ABOUT_MONEY.isdisjoint(reasons) else ()
    if not ENDS_IT.isdisjoint(reasons):
        ends = {Action.WITHDRAW, Action.REJECT, Action.CANCEL, Action.MOVE, Action.ANSWER}
        wanted = (*back, *(action for action in possible if action in ends))
        return first_of_all(Action.CANCEL, wanted) if FlagReason.CANCEL_REQUEST in reasons else wanted
    if not PUTS_DATE_IN_DOUBT.isdisjoint(reasons):
        return possible
    first = Action.SEND_DEPOSIT if FlagReason.DEPOSIT_LINK_WANTED in reasons else Action.ANSWER
    return first_of_all(first, possible)


def first_of_all(first: Action | None, possible: tuple[Action, ...]) -> tuple[Action, ...]:
    """The same with `first` where the button leads to, as far as it is among them."""
    return tuple(sorted(possible, key=lambda action: action is not first))


SAYS_ITSELF = frozenset({Action.ANSWER, Action.HAND_BACK, Action.SEND_DEPOSIT})
FIXES_DATE = frozenset({Action.SEND_BOOKING_LINK, Action.MARK_BOOKED})


def label_of(first: Action) -> str:
    """The key of what stands on the button: the page behind it does this first, and more."""
    if first in SAYS_ITSELF:
        return f"action.{first}"
    return "artist.fix_date" if first in FIXES_DATE else "artist.decide"


def one_button(said: str, label: str) -> LinkButton:
    """What happened, and one button for whatever can be done about it. Nothing else in it can be tapped."""
    return LinkButton(outside.shortened(outside.without_links(said.strip()), BODY_LIMIT), label, PLACEHOLDER)


def parameter(action: Action) -> str:
    """What a template calls the link of this action."""
    return action.replace("-", "_")


def has_one_button(message: Outgoing) -> bool:
    """Whether all that can be done stands behind one link."""
    return isinstance(message, LinkButton) or (isinstance(message, Template) and message.button != "")


def with_links(
    message: Outgoing, links: Mapping[Action, str], also: Sequence[str] = (), *, picture: str = ""
) -> Outgoing:
    """As it is sent. The last placeholders of a text are ours, whatever stands above them.

    `picture` is the address of one below the link of the message's one button.
    """
    if isinstance(message, Text):
        ours = [*links.values(), *also]
        said, *rest = message.body.rsplit(PLACEHOLDER, len(ours))
        return Text(said + "".join(link + after for link, after in zip(ours, rest, strict=True)))
    if isinstance(message, LinkButton):
        url = next(iter(links.values()))
        return replace(message, url=url, picture=url + picture if picture else "")
    if isinstance(message, Template):
        made = {parameter(action): link for action, link in links.items()}
        if message.button:
            made[message.button] = next(iter(links.values()))
        filled = {name: made.get(name, value) for name, value in message.parameters.items()}
        return replace(message, parameters=filled)
    return message


DESK = "desk"
"""What the template calls the link that opens the front desk."""


def to_desk(message: Outgoing, link: str) -> Outgoing:
    """As it is sent, with the link that opens the front desk."""
    if isinstance(message, LinkButton):
        return replace(message, url=link)
    if isinstance(message, Template):
        return replace(message, parameters={**message.parameters, message.button or DESK: link})
    return message
