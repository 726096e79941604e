"""Answers that say nothing but new facts: "fine line", "about 10 cm please".

Most answers are such, and there is nothing else to be heard in them: no correction, no question, nothing of others.
"""

from tattoobot.domain.conversation.keeping import answer_open_question, keep_found
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.facts import OF_THE_PIECE
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.understanding.reading import Reading

PLAINLY_TOLD = (OF_THE_PIECE | {"location", "budget"}) - {"idea", "reference_images"}
"""Whose age it is, and whether a picture comes now, is looked at closely."""


def is_plain_answer(turn: Turn, reading: Reading) -> bool:
    if not reading.is_plain or not turn.is_consulting or turn.client.language is None or turn.doubts_age:
        return False
    question = turn.question(turn.asked)
    if question is None or question.own or question.key == "idea" or not turn.knows("idea"):
        return False
    keys = {fact.key for fact in reading.found}
    if keys == {"adult"}:
        return _tells_own_age(turn, reading)
    asks_size = any(question.key == "size" for question in turn.questions_asked)
    if not keys <= PLAINLY_TOLD or (asks_size and "size" not in keys):
        return False  # "Elbow to wrist" is no place, where the size was asked for.
    return turn.enquiry_answers.keys().isdisjoint(keys)


def _tells_own_age(turn: Turn, reading: Reading) -> bool:
    """ "I'm 27", where it was asked for, and nothing said before makes it doubtful."""
    told = all(fact.value is True and not fact.readings for fact in reading.found)
    doubted = turn.is_turned_away or turn.under_age is not None or turn.knows("adult")
    return told and turn.asked == "adult" and not turn.asked_too and not doubted


def hear_plain_answer(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Take the facts, and nothing else; whether that is all there is to it."""
    heeded = turn.with_artist or turn.opted_out or turn.repeats or turn.erases or turn.material is not None
    if message.kind is not Kind.TEXT or heeded or not is_plain_answer(turn, reading):
        return False
    turn.awaited, turn.expects_answer = turn.expects_answer, True
    asked = turn.asked
    for fact in reading.found:
        keep_found(turn, fact, message.text, reading)
    if asked is not None:
        answer_open_question(turn, asked, message.text, reading)
    return True
