"""Whoever writes after a no, or after what was agreed on is called off: mostly about that, and to the artist.

Only what is plainly another piece begins a new enquiry; a button for one stands beside what is said here.
"""

from dataclasses import replace
from datetime import timedelta

from tattoobot.domain.conversation.client_questions import PASSED_ON, QUESTIONS_ASKED, answer_or_pass_on
from tattoobot.domain.conversation.put_right import names_a_thing
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.unanswered import questions_in
from tattoobot.domain.conversation.words import content_of
from tattoobot.domain.facts import OF_THE_PIECE
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reading import Intent, Reading, Topic
from tattoobot.domain.understanding.vocabulary.forms import form

LONG_OVER = timedelta(days=30)
"""So long afterwards a greeting or a wish is of something new."""

KIND = "closed.kind"
GREETED = "closed.again"

ABOUT_THE_STUDIO = frozenset(
    {
        *(
            Topic.ADDRESS,
            Topic.PARKING,
            Topic.HOURS,
            Topic.WALK_INS,
            Topic.HYGIENE,
            Topic.INK,
            Topic.VOUCHERS,
        ),
        *(Topic.AFTERCARE, Topic.HEALING, Topic.SWIMMING, Topic.ALLERGIES, Topic.ROBOT, Topic.HERE),
        *(Topic.STYLES, Topic.OLDER),
    }
)
"""What is asked about these is not about the answer that they got."""

ANOTHER = form("new_piece")
""" "I have another idea", said of no thing yet."""


SORRY = form("is_sorry")


def is_sorry(text: str) -> bool:
    """ "Oh no" is no answer, after a no."""
    return SORRY.is_in(text)


def begins_another(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Whether this is plainly about another piece than the one that came to nothing."""
    lead = turn.enquiry
    if reading.intent is Intent.PRICE_QUESTION or message.kind is not Kind.TEXT:
        return False
    long_over = lead.status_since is not None and turn.now - lead.status_since >= LONG_OVER
    if long_over and reading.intent in {Intent.ENQUIRY, Intent.GREETING}:
        return True
    if ANOTHER.is_in(message.text) and not _is_of_the_same(turn, message.text):
        return True
    wants = reading.intent is Intent.ENQUIRY or not OF_THE_PIECE.isdisjoint(reading.slots)
    ideas = [message.text[fact.start : fact.end] for fact in reading.found if fact.key == "idea"]
    return wants and any(_is_another_thing(turn, words) for words in ideas)


def _is_of_the_same(turn: Turn, text: str) -> bool:
    """ "Another size of the fox" names what it was."""
    known = turn.enquiry_answers.get("idea")
    return known is not None and bool(content_of(known.text) & content_of(text))


def _is_another_thing(turn: Turn, words: str) -> bool:
    """Whether a thing is named that the enquiry was not about, and that is nobody's name here."""
    names = {part for artist in turn.studio.artists for part in content_of(artist.name)}
    # "Que pena" is a feather as well.
    others = {one for one in content_of(words) - names if not is_sorry(one)}
    known = turn.enquiry_answers.get("idea")
    if not others or (known is not None and others & content_of(known.text)):
        return False
    return names_a_thing(" ".join(others), turn.context)


def listen_after_the_end_of_it(turn: Turn, message: Inbound, reading: Reading) -> None:
    """To the artist with it, under the enquiry that it is about."""
    if reading.intent in PASSED_ON:
        turn.pass_on(PASSED_ON[reading.intent])
    elif message.kind is Kind.AUDIO:
        turn.tell(FlagReason.WROTE_AFTER_END)
        turn.remark("voice_note")
    elif reading.intent is Intent.GREETING and not (reading.found or reading.topics):
        turn.remark(GREETED)
        turn.offers_new = True
    elif _asks_of_the_studio(reading):
        answer_or_pass_on(turn, replace(reading, intent=Intent.POLICY_QUESTION), message.text)
    elif turn.enquiry.status is not Status.REJECTED or _wants_an_answer(message, reading):
        turn.pass_on(FlagReason.WROTE_AFTER_END)
    else:
        turn.tell(FlagReason.WROTE_AFTER_END)
        turn.remark(KIND)
        turn.offers_new = True


def _asks_of_the_studio(reading: Reading) -> bool:
    return (
        bool(reading.topics) and reading.topics <= ABOUT_THE_STUDIO and OF_THE_PIECE.isdisjoint(reading.slots)
    )


def _wants_an_answer(message: Inbound, reading: Reading) -> bool:
    """Whether it asks, wishes or shows something; "shame" does not."""
    if message.kind is not Kind.TEXT or "?" in message.text or questions_in(message.text):
        return True
    told = {fact.key for fact in reading.found} - {"idea"}
    asks = reading.intent in {*QUESTIONS_ASKED, Intent.ENQUIRY, Intent.CORRECTION}
    return bool(told) or (asks and not is_sorry(message.text))
