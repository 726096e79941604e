"""What the client and the artist write to each other is theirs: only plain facts of the piece are taken from it.

"Tomorrow at 3 is good" is an answer to the artist and no wish for a date; what the piece shows is settled between
the two, and the artist writes it down.
"""

from dataclasses import replace

from tattoobot.domain.conversation.keeping import keep_quietly
from tattoobot.domain.conversation.put_right import names_a_thing
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import names_a_relative, sentence_with, speaks_of_another, wishes
from tattoobot.domain.facts import IDEA, OF_THE_PIECE
from tattoobot.domain.messages import Inbound
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Found, Intent, Reading

AGE = "adult"
"""Whether they are of age is heard whoever listens."""

MOST_BESIDE = 4
"""So many words beside a fact leave nothing else that it could be about: "ok, 12 cm then"."""


def keep_what_is_plain(turn: Turn, message: Inbound, reading: Reading) -> None:
    """As what is told to the bot, but for all that may be about something else."""
    plain = tuple(fact for fact in reading.found if _is_plain(turn, fact, message.text, reading))
    keep_quietly(turn, message, replace(reading, found=plain))


def _is_plain(turn: Turn, fact: Found, text: str, reading: Reading) -> bool:
    if fact.key == AGE:
        return True
    said = sentence_with(fact, text)
    if said.endswith("?") or speaks_of_another(said) or names_a_relative(said):
        return False
    if fact.key == IDEA:
        return _is_first_told(turn, fact, text)
    changes = reading.intent is Intent.CORRECTION or wishes(said)
    if fact.key in OF_THE_PIECE:
        return changes or not turn.knows(fact.key) or _is_only_that(said)
    question = turn.question(fact.key)
    named = fact.key == turn.asked or (question is not None and question.is_mentioned(said))
    return named and not turn.knows(fact.key) and not _is_one_day(fact)


def _is_first_told(turn: Turn, fact: Found, text: str) -> bool:
    """What nobody has told yet, and is plainly a wish: "I'd love a fox"."""
    if turn.knows(IDEA) or not names_a_thing(text[fact.start : fact.end], turn.context):
        return False
    # Whatever was asked before the artist came.
    return understand(text, turn.context.asking(None)).intent is Intent.ENQUIRY


def _is_only_that(said: str) -> bool:
    return len(said.split()) <= MOST_BESIDE + 1


def _is_one_day(fact: Found) -> bool:
    """An appointment to talk, and not when the tattoo may be made."""
    value = fact.value
    return fact.key == "timing" and isinstance(value, dict) and value.get("from") == value.get("to")
