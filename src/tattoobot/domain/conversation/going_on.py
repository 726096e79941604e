"""When the bot goes on though a person has the chat: the artist has answered, and the client turns to the bot again."""

from tattoobot.domain.conversation.keeping import keep_quietly
from tattoobot.domain.conversation.put_straight import go_on
from tattoobot.domain.conversation.sending import asks_to_send
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reading import Reading
from tattoobot.domain.understanding.text import WORD, fold
from tattoobot.domain.understanding.vocabulary.forms import whole

CARRY_ON = whole("carry_on")


def turns_to_the_bot(turn: Turn, message: Inbound) -> bool:
    """ "Please send it to Robin", "shall we carry on?", behind an answer of the artist's: that was no talk to go on."""
    if not (turn.with_artist and turn.has_their_answer and turn.is_consulting) or turn.opted_out:
        return False
    text = message.text
    sends = asks_to_send(text, politely=True) and _names_the_artist(turn, text)
    return message.kind is Kind.TEXT and (sends or carries_on(text))


def _names_the_artist(turn: Turn, text: str) -> bool:
    """ "Send it to Robin" is not said to Robin; "send it" may be."""
    said = {*WORD.findall(text.casefold())}
    return any(word in said for one in turn.studio.artists for word in one.name.casefold().split()[:1])


def carries_on(text: str) -> bool:
    return CARRY_ON.search(fold(text)) is not None


def goes_on_by_itself(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Whether nothing more is to be heard: what is told beside it is kept, and what is open is asked."""
    go_on(turn)
    if not carries_on(message.text):
        return False
    keep_quietly(turn, message, reading)
    turn.expects_answer = True
    return True
