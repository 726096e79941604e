"""How a client takes leave: they hear one word back, once, and nothing is asked of them."""

from tattoobot.domain.conversation.kindness import is_gentle
from tattoobot.domain.conversation.returning import needs_no_answer
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import says_goodbye
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reading import Reading

GOODBYE = "goodbye"
CALM_GOODBYE = "goodbye.gentle"
"""To who has told of a loss or an illness."""
WELCOME = "welcome"
"""What is said to a thank-you of who waits for a person; anywhere else it needs no answer."""


def is_goodbye(message: Inbound, reading: Reading) -> bool:
    facts = {fact.key for fact in reading.found} - {"timing"}
    return message.kind is Kind.TEXT and not facts and not reading.sure and says_goodbye(message.text)


def goodbye_of(turn: Turn) -> str:
    return CALM_GOODBYE if turn.lead is not None and is_gentle(turn) else GOODBYE


def say_goodbye(turn: Turn) -> None:
    if {GOODBYE, CALM_GOODBYE} & turn.pace.known(turn.now):
        needs_no_answer(turn)
        return
    turn.remark(goodbye_of(turn))
    turn.waits = turn.keeps_open = True
