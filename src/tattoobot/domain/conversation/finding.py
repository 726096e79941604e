"""Who cannot find something: the link gets it, the studio its address, and anything else is asked after."""

import re

from tattoobot.domain.conversation.client_questions import answer_of, is_known, keep_question
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import Status
from tattoobot.domain.understanding.reading import Topic

_IT = (
    r"(?:\s(?:it|them|that|this|anything|es|das|sie|ihn|ça|ca|cela|nada|isso|isto))?"
    r"(?:\s(?:anywhere|any ?more|here|now|nulle part|en ning[úu]n lado|por aqu[íi]|mais|aqui))?"
)
_ENDS = r"(?=\W*(?:$|[.,!?\n]))"
_LINK = (
    r"(?:the |your |den |euren |le |ton |votre |el |tu |o |seu |a |la |die )?"
    r"(?:links?|page|button|website|seite|knopf|lien|bouton|site|enlace|p[áa]gina|bot[óo]n|bot[ãa]o)"
)
_THING = rf"(?:\s{_LINK}|{_IT})"
_FOUND = (
    rf"(?:can['’]?t|cannot|can not|couldn['’]?t|could not|unable to)(?: seem to| even)? (?:find|locate){_THING}",
    (
        rf"finden? (?:ich |wir )?(?:(?:es|das|sie|ihn|ihr)|{_LINK})?\s?"
        r"(?:leider |einfach |gerade |irgendwie )*(?:nicht|nix|nichts|nirgends)(?: mehr| wieder)?"
    ),
    rf"(?:ne |n['’])?(?:le |la |les |l['’])?trouve (?:pas|plus|rien){_THING}",
    rf"no (?:(?:lo|la|los|las) )?(?:encuentro|puedo encontrar(?:l[oa]s?)?|logro encontrar(?:l[oa]s?)?){_THING}",
    (
        r"(?:n[ãa]o|n) (?:consigo |estou conseguindo |consegui )?(?:[oa]s? )?(?:encontr(?:o|ei|ar)|ach(?:o|ei|ar))"
        rf"{_THING}"
    ),
)
CANNOT_FIND = tuple(re.compile(rf"\b{said}{_ENDS}", re.IGNORECASE) for said in _FOUND)
STUDIO = re.compile(
    r"\b(?:studio|shop|address|street|door|adresse|laden|straße|tür|eingang|salon|rue|porte|entrée|estudio|local"
    r"|direcci[óo]n|calle|puerta|est[úu]dio|endere[çc]o|morada|rua|porta)\b",
    re.IGNORECASE,
)
LINK = re.compile(rf"\b{_LINK}\b", re.IGNORECASE)
ASKED = "answer.find"
LONGEST = 60
"""Letters. In a longer message it is said of something that is told there."""


def hear_what_is_sought(turn: Turn, text: str) -> bool:
    """Whether the message only says that they cannot find something: then it is answered here."""
    if len(text) > LONGEST:
        return False
    sought = next((found for one in CANNOT_FIND if (found := one.search(text))), None)
    if sought is None and ASKED not in turn.pace.said:
        return False
    of_link = LINK.search(text) is not None
    if sought is None and not of_link and not STUDIO.search(text):
        return False
    _help(turn, text, of_link=of_link, of_studio=STUDIO.search(text) is not None)
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
