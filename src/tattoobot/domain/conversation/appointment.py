"""The date is near and the client was asked whether they come: what they tap, or say, to that."""

from datetime import datetime

from tattoobot.domain.conversation.decision import Note
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Inbound
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.understanding.reading import Intent, Reading

CONFIRMS = Tap("date:confirm", "offer.date.confirm")
MOVES = Tap("date:move", "offer.date.move")
ASKS = Tap("date:question", "offer.date.question")


def answer_of(starts_at: datetime) -> str:
    """Ends the id of a choice: the date that it answers for. A date may be moved after it was asked about."""
    return f":{int(starts_at.timestamp())}"


def hear_about_date(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Whether it answers that."""
    if turn.lead is None or turn.lead.status is not Status.BOOKED:
        return False
    tapped, _, of = (message.choice or "").rpartition(":")
    bare = reading.intent if turn.asked_to_come and not message.choice and not reading.found else None
    if tapped == CONFIRMS.id or bare is Intent.YES:
        turn.notes.append(Note("date_confirmed", {"of": of}))
        turn.says = [Say((Phrase("date.confirmed"),))]
        turn.expects_answer = False
    elif turn.with_artist and turn.waits_because is None:
        return False
    elif tapped == MOVES.id or bare is Intent.NO:
        turn.pass_on(FlagReason.RESCHEDULE_REQUEST)
        turn.expects_answer = True
    elif tapped == ASKS.id:
        turn.says = [Say((Phrase("date.question"),))]
        turn.expects_answer = False
    else:
        return False
    return True
