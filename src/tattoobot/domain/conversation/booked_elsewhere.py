"""Somebody speaks of a booking, and nothing is known of it here: a person has to look. Read in all five languages."""

from tattoobot.domain.conversation.client_questions import PASSED_ON
from tattoobot.domain.conversation.turn import HEARS, Turn
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.understanding.reading import Reading
from tattoobot.domain.understanding.vocabulary.forms import form

NO_NEW_PIECE = form("no_new_piece")
ABOUT_BOOKING = form("is_booked")


def asks_about_booking(text: str) -> bool:
    """ "I booked with you last week", from somebody of whom nothing is known: a person has to look."""
    return ABOUT_BOOKING.is_in(text)


def wants_nothing_new(text: str) -> bool:
    """ "I don't need a new tattoo, it's the chest eagle": it was agreed on with a person."""
    return NO_NEW_PIECE.is_in(text)


def hear_of_a_booking(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether it is all about that; a wish to move it or to call it off is passed on as such."""
    if turn.knows("idea") or not (asks_about_booking(text) or _moves_what_is_not_known(turn, reading)):
        return False
    reason = PASSED_ON.get(reading.intent)
    turn.pass_on(FlagReason.MESSAGE_AFTER_BOOKING, HEARS[reason] if reason else "")
    if reason is not None:
        turn.tell(reason)
    turn.waits = True
    return True


def _moves_what_is_not_known(turn: Turn, reading: Reading) -> bool:
    """ "Can we move it to the week after", and nothing was told of a piece."""
    told = {*turn.enquiry_answers, *reading.slots} - {"timing"}
    return reading.intent in PASSED_ON and not told
