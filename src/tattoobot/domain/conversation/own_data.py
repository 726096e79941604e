"""A client asks for their data, or wants it deleted: in whatever words and wherever the talk is.

Who wants to see it gets a link to all that is kept; who wants it gone is asked once, and then it is done.
"""

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.says import Phrase, Say, Tap
from tattoobot.domain.understanding.reading import Intent, Reading
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, Form, choices, form

ASKED = "erase_ask"
ARCHIVE = "archive"
"""Stands for the link to all that is kept about a client, which is made when the message is written."""
YES, NO = Tap("erase:yes", "offer.erase.yes"), Tap("erase:no", "offer.erase.no")

"""What is to be done, to whose, and to what, or to all. Between them a few words may stand."""
FEW = r"(?:\W+\w+){0,3}?\W+"
FORWARD = rf"{choices('to_erase')}{FEW}{choices('to_erase_whose')}{FEW}{choices('to_erase_what')}"
WITHOUT_WHOSE = rf"{choices('to_erase')}\W+{choices('to_erase_all')}"
WANTED = Form(rf"\b(?:{FORWARD}|{WITHOUT_WHOSE}|{choices('to_erase_last', 'to_erase_by_name')})\b")
NOT_WANTED = form("not_to_erase")


TO_SEE = Form(BEGINS + choices("known_of_me", "mine_to_me", "to_see_by_name"))


def wants_own_data(text: str) -> bool:
    """ "What do you know about me?", "schick mir meine Daten"."""
    return TO_SEE.is_in(" ".join(text.split()))


def wants_erasure(text: str) -> bool:
    """ "Please delete my data", "borra todos mis datos". Who is asked once too often says no."""
    return WANTED.is_in(text) and not NOT_WANTED.is_in(text)


def hear_about_own_data(turn: Turn, message: Inbound, reading: Reading) -> bool:
    """Whether it is about that: then nothing else is answered."""
    others = [fact for fact in reading.found if fact.key != turn.asked]
    bare = reading.intent if ASKED in turn.pace.said and not others else None
    if message.choice == YES.id or bare is Intent.YES:
        turn.erases = True
        turn.says = [Say((Phrase("erased"),))]
    elif message.choice == NO.id or bare is Intent.NO:
        turn.says = [Say((Phrase("erase_left"),))]
    elif message.kind is Kind.TEXT and wants_erasure(message.text):
        money = (Phrase("erase_money"),) if turn.has_paid else ()
        turn.says = [Say((Phrase(ASKED), *money), (YES, NO))]
    elif message.kind is Kind.TEXT and wants_own_data(message.text):
        turn.says = [Say((Phrase("own_data"),), link=ARCHIVE, link_label="own_data.get")]
    else:
        return False
    turn.expects_answer = False
    return True
