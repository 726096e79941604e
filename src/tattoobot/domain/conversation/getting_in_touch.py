"""When somebody may ring or write: no wish for the time of the appointment, and a call is nothing that is promised."""

import re
from dataclasses import replace

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Intent, Reading, Topic
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import choices, whole

CALL = whole("wants_a_call")
IN_TOUCH = whole("wants_a_call", "wants_word")
OF_A_DATE = whole("of_a_date")
""" "Call me if there's a slot on Friday": the slot's."""
PIECES = re.compile(r"[^,.;!?\n]+[,.;!?\n]*")
CLIENT = re.compile(rf"\b{choices('me_or_us')}\b|{choices('me_at_the_end')}$")
TELLS_NOTHING = frozenset({Intent.ANSWER, Intent.OTHER, Intent.AVAILABILITY_QUESTION})
NEVER = frozenset({Intent.OPT_OUT, Intent.OPT_IN, Intent.COMPLAINT})
ENDS = re.compile(r"[.;!?\n]\W*$")


def asks_for_a_call(text: str) -> bool:
    return CALL.search(fold(text)) is not None


def without_time_to_get_in_touch(turn: Turn, reading: Reading, words: str) -> Reading:
    """ "Can they ring me today, after 5": what is left of the times once that is not read."""
    if "timing" not in reading.slots:
        nothing = not reading.found and reading.intent in TELLS_NOTHING
        return _as_wish_for_a_person(reading) if nothing and _is_to_be_rung(fold(words)) else reading
    if not IN_TOUCH.search(folded := fold(words)):
        return reading
    rest = _without_getting_in_touch(words, folded)
    if rest == words:
        return reading
    others = tuple(fact for fact in reading.found if fact.key != "timing")
    left = understand(rest, turn.context) if any(map(str.isalnum, rest)) else None
    if left is None or (left.is_plain and turn.asked != "timing"):  # "Today at 5, can you ring me?"
        reading = replace(reading, found=others)
        return reading if others or not _is_to_be_rung(folded) else _as_wish_for_a_person(reading)
    return replace(reading, found=(*others, *(fact for fact in left.found if fact.key == "timing")))


def _is_to_be_rung(folded: str) -> bool:
    """Not of "I'll ring you tomorrow"."""
    return any(CLIENT.search(said[0]) for said in CALL.finditer(folded))


def _as_wish_for_a_person(reading: Reading) -> Reading:
    """The time stood in the middle of it: "kann mich am Freitag jemand anrufen"."""
    if reading.intent in NEVER:
        return reading
    return replace(reading, intent=Intent.HUMAN_REQUEST, topics=reading.topics - {Topic.AVAILABILITY})


def _without_getting_in_touch(words: str, folded: str) -> str:
    """Blank what stands from there to the end of the sentence, or up to where a date is spoken of."""
    rest, inside = list(words), False
    for piece in PIECES.finditer(folded):
        inside = (inside or IN_TOUCH.search(piece[0]) is not None) and not OF_A_DATE.search(piece[0])
        if inside:
            rest[piece.start() : piece.end()] = " " * len(piece[0])
        inside = inside and not ENDS.search(piece[0])
    return "".join(rest)
