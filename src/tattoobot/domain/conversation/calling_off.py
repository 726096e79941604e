"""To call off, asked about and not wished; and a wish to call off that was none, or is taken back. Read in all five
languages, whoever writes.
"""

from dataclasses import replace

from tattoobot.domain.conversation.material import is_of_others
from tattoobot.domain.conversation.turn import HEARS, Turn
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import OPEN, Status
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reading import Intent, Reading
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, Form, choices, form

ELSE = frozenset({Intent.RESCHEDULE, Intent.RUNNING_LATE, Intent.HUMAN_REQUEST, Intent.COMPLAINT})
"""Who says this as well wants more than to keep the date."""

CALLS_OFF_WORDS = Form(BEGINS + choices("calls_off"))


ASKED = Form(
    rf"(?:^|[.!?;:,¿¡\n]\s*|\b{choices('and_that')}\s+)(?:\w+[ ,]+){{0,3}}?"
    rf"\b{choices('may_it_be', 'until_when')}\b[^.!?\n]{{0,60}}?\b{choices('calls_off')}"
)
AROUND = choices("around_giving_up")
GIVES_IT_UP = Form(
    rf"(?:^|[,.;:!?…\n])\s*(?:{AROUND}\s+)*{choices('gives_it_up')}(?:\s+{AROUND})*\s*(?:$|[,.;:!…\n])"
)
SKIPPED_SO = frozenset({"instagram", "reference_images", "budget"})
"""Questions that are passed over in the same words."""
YOU = form("you")
""" "Can you cancel it?" is a wish."""

PLEADS = form("pleads")
"""Beside it the question is only a polite way to call it off."""

SUPPOSES = form("supposes")

KEEPS = form("keeps_the_date")

ONLY_ASKED = form("only_asked")


def asks_whether_to_call_off(text: str) -> bool:
    """ "Can I still cancel if I get scared?": a question. "Can I cancel please, I'm ill" and "can you cancel it" are
    wishes put politely.
    """
    asked = ASKED.search(text)
    if asked is None or YOU.is_in(asked[0]):
        return False
    return not PLEADS.is_in(text) or SUPPOSES.is_in(text)


def given_up(turn: Turn, text: str, reading: Reading) -> Reading:
    """ "Ah, Leeds… je vais devoir renoncer", "dann lass ich es lieber": called off, and nothing else is told."""
    if turn.lead is None or reading.intent in ELSE or reading.flags or not GIVES_IT_UP.is_in(text):
        return reading
    if turn.asked in SKIPPED_SO and turn.is_consulting:
        return reading
    return replace(reading, intent=Intent.CANCEL, found=())


def names_calling_off(text: str) -> bool:
    return CALLS_OFF_WORDS.is_in(text)


def keeps_the_date(text: str) -> bool:
    """ "NO, I don't want to cancel": what seemed to be called off stands."""
    return "?" not in text and KEEPS.is_in(text)


def hear_taken_back(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Whether they take back a wish to call off, or never had it: the artist, who was told of one, hears that too."""
    if message.kind is not Kind.TEXT or is_of_others(message) or reading.found or turn.opted_out:
        return False
    if turn.lead is None or turn.lead.status not in {*OPEN, Status.BOOKED} or reading.intent in ELSE:
        return False
    if CALLS_OFF_WORDS.is_in(KEEPS.blanked_in(message.text)):
        return False
    told = HEARS[FlagReason.CANCEL_REQUEST] in turn.pace.known(turn.now)
    if not (keeps_the_date(message.text) or (told and ONLY_ASKED.is_in(message.text))):
        return False
    if turn.with_artist and turn.waits_because is None:
        return False
    turn.meanwhile = turn.with_artist
    turn.expects_answer = turn.expects_answer or not turn.with_artist
    turn.tell(FlagReason.KEPT_AFTER_ALL)
    turn.takes_back.add(FlagReason.CANCEL_REQUEST)
    turn.needs_artist = [one for one in turn.needs_artist if one is not FlagReason.CANCEL_REQUEST]
    turn.passed_on = [one for one in turn.passed_on if one is not FlagReason.CANCEL_REQUEST]
    turn.remark("told.stays" if turn.enquiry.status is Status.BOOKED else "told.goes_on")
    return True
