"""What a page leads on to: whatever is next stands first, whatever ends something last and folded away."""

from collections.abc import Sequence
from dataclasses import dataclass

from tattoobot.domain.action_links import first_of_all
from tattoobot.domain.flags import WAITS_FOR_A_WORD, Concern, FlagReason
from tattoobot.domain.lead import CALLED_OFF, Action
from tattoobot.web.artist import acts
from tattoobot.web.artist.enquiry import Enquiry
from tattoobot.wording import Wording

NEXT = "next"
"""In place of an action: the next enquiry that waits."""

WANTED: dict[Concern, Action] = {
    FlagReason.CANCEL_REQUEST: Action.CANCEL,
    FlagReason.DEPOSIT_LINK_WANTED: Action.SEND_DEPOSIT,
    FlagReason.REFUND_WANTED: Action.REFUND,
    FlagReason.RESCHEDULE_REQUEST: Action.MOVE,
}
"""What does what they want; everybody else wants an answer."""

IN_SIGHT = (*acts.MAIN, Action.HAND_BACK)
"""What goes on with an enquiry; the rest takes something back, or ends it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button that leads on."""

    action: str
    word: str
    explained: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Offers:
    first: tuple[Offer, ...] = ()
    more: tuple[Offer, ...] = ()
    """Folded away, each with what comes of it."""
    ends: tuple[Offer, ...] = ()
    """The last of those: what ends something."""

    def __bool__(self) -> bool:
        return bool(self.first or self.more or self.ends)


def offers(found: Enquiry, wording: Wording, among: frozenset[Action], *, next_first: bool = False) -> Offers:
    """What can be done of these, and on to whoever else waits."""
    wanted = wanted_first(found)
    first = {wanted, *((Action.REFUND,) if found.left and found.found.lead.status in CALLED_OFF else ())}
    main = NEXT if next_first else wanted
    possible = first_of_all(wanted, _in_order([action for action in found.possible if action in among]))
    sight = [action for action in possible if action in first or action in IN_SIGHT]
    rest = [action for action in possible if action not in sight]
    shown = {action: _offer(found, wording, action, main) for action in possible}
    return Offers(
        _with_next(found, wording, [shown[each] for each in sight], among, next_first=next_first),
        tuple(shown[each] for each in rest if each not in acts.BUTTONS),
        tuple(shown[each] for each in rest if each in acts.BUTTONS),
    )


def _in_order(possible: Sequence[Action]) -> tuple[Action, ...]:
    """What goes on first, as the desk has it; the others as they are."""
    order = {action: n for n, action in enumerate(IN_SIGHT)}
    return tuple(sorted(possible, key=lambda action: order.get(action, len(order))))


def _with_next(
    found: Enquiry, wording: Wording, sight: list[Offer], among: frozenset[Action], *, next_first: bool
) -> tuple[Offer, ...]:
    if not among or not found.next_one:
        return tuple(sight)
    count = sum(one.lead_id != found.found.lead.id for one in found.waiting)
    on = Offer(NEXT, wording.say("page.next_one", count=count), main=next_first)
    return (on, *sight) if next_first else (*sight, on)


def wanted_first(found: Enquiry) -> Action | None:
    """What answers whoever waits for more than a decision."""
    if found.needs is None or found.needs not in WAITS_FOR_A_WORD:
        return None
    wanted = WANTED.get(found.needs, Action.ANSWER)
    return wanted if wanted in found.possible else Action.ANSWER


def _offer(found: Enquiry, wording: Wording, action: Action, main: str | None) -> Offer:
    status = found.found.lead.status
    word = acts.offered_as(wording, action, status)
    return Offer(action.value, word, acts.explained(wording, action, status), action == main)
