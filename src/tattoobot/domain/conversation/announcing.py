"""What is still to come: a picture in a moment is waited for, one for later is fine; neither is an answer."""

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reading import Intent, Notice, Reading, Topic
from tattoobot.domain.understanding.text import addresses_in
from tattoobot.domain.understanding.vocabulary.forms import form

LATER = form("comes_later")

PICTURES = "reference_images"


def hear_what_is_announced(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether these words only announce something: no question is answered by them, and none missed."""
    told = {fact.key for fact in reading.found}
    pictures = reading.slots.get(PICTURES)
    announced = Notice.ANNOUNCEMENT in reading.notices or pictures in {"has", "later"}
    announced = announced or Topic.SENDING in reading.sure  # "Shall I send it?"
    if addresses_in(text):
        return False  # A link is here already.
    if not announced or told - {PICTURES} or turn.pictures or _is_about_another(turn, text):
        return False
    if reading.intent is Intent.YES:
        _wait(turn, "go_ahead")  # "Any pictures?" – "yes": they are not here yet
    elif LATER.is_in(text):
        turn.remark("whenever")
        turn.keeps_open = turn.asked != PICTURES
    else:
        _wait(turn, "waiting")
    return True


def _is_about_another(turn: Turn, text: str) -> bool:
    """ "I haven't thought about money yet", where pictures and a budget were asked for together."""
    named = {question.key for question in turn.questions_asked if question.is_mentioned(text)}
    return bool(named) and PICTURES not in named


def _wait(turn: Turn, remark: str) -> None:
    turn.remark(remark)
    turn.waits = turn.keeps_open = True
