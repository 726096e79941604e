"""Who cannot find something: the link gets it, the studio its address, and anything else is asked after."""

from tattoobot.domain.conversation.client_questions import answer_of, is_known, keep_question
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tattoobot.domain.understanding.reading import Topic
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form

_IT = rf"(?:\s{choices('what_is_sought')})?(?:\s{choices('where_it_is_sought')})?"
_ENDS = r"(?=\W*(?:$|[.,!?\n]))"
_LINK = choices("the_link")
_THING = rf"(?:\s{_LINK}|{_IT})"
CANNOT_FIND = (
    Form(rf"\b{choices('cannot_find')}{_THING}{_ENDS}"),
    Form(
        rf"\b{choices('finds')} (?:(?:{choices('what_is_sought')}|{_LINK})\s?)?{choices('finds_not')}{_ENDS}"
    ),
)
STUDIO = form("the_studio")
LINK = form("the_link")
ASKED = "answer.find"
LONGEST = 60
"""Letters. In a longer message it is said of something that is told there."""


def hear_what_is_sought(turn: Turn, text: str) -> bool:
    """Whether the message only says that they cannot find something: then it is answered here."""
    if len(text) > LONGEST:
        return False
    sought = any(one.is_in(text) for one in CANNOT_FIND)
    if not sought and ASKED not in turn.pace.said:
        return False
    of_link = LINK.is_in(text)
    if not sought and not of_link and not STUDIO.is_in(text):
        return False
    _help(turn, text, of_link=of_link, of_studio=STUDIO.is_in(text))
    turn.keeps_open = True
    return True


def _help(turn: Turn, text: str, *, of_link: bool, of_studio: bool) -> None:
    booked = turn.lead is not None and turn.lead.status is Status.BOOKED
    if turn.awaits_deposit and not of_studio:
        turn.wants_link = True
    elif of_studio or (booked and not of_link):
        _tell_the_way(turn, text)
    elif turn.is_consulting:
        turn.remark("answer.find.link" if of_link else ASKED)
    else:
        turn.pass_on(FlagReason.QUESTION)


def _tell_the_way(turn: Turn, text: str) -> None:
    """Who is on their way, most likely, is told to the artist too."""
    if not is_known(turn, Topic.ADDRESS, text):
        turn.pass_on(FlagReason.QUESTION)
        keep_question(turn, text)
        return
    turn.remark(answer_of(turn, Topic.ADDRESS, text))
    if not turn.is_consulting:
        turn.tell(FlagReason.QUESTION)
