"""What comes next, and whether anything is fixed yet, from where the enquiry is."""

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.lead import Status

WHAT_COMES = "answer.process.here"
"""What comes next, while more is to be asked: so the next question follows it."""
WHAT_COMES_THEN = {
    Status.PENDING_APPROVAL: "answer.process.sent",
    Status.AWAITING_DEPOSIT: "answer.process.paid",
}
WHETHER_BOOKED = {
    Status.PENDING_APPROVAL: "answer.booked.sent",
    Status.AWAITING_DEPOSIT: "answer.booked.paid",
}


def what_comes(turn: Turn) -> str | None:
    """What comes next from where the enquiry is; None before it has begun."""
    if turn.date_comes_next:
        return "deposit_is_in"
    if turn.lead is not None and turn.lead.status in WHAT_COMES_THEN:
        return WHAT_COMES_THEN[turn.lead.status]
    return WHAT_COMES if turn.is_consulting and turn.knows("idea") else None


def whether_booked(turn: Turn) -> str | None:
    """None where nothing has been sent yet; of what is booked a person says more."""
    if turn.date_comes_next:
        return "deposit_is_in"
    return WHETHER_BOOKED.get(turn.lead.status) if turn.lead is not None else None
