"""Words that only point: "it's in the picture", "ta na foto", "hab ich schon geschickt". They name nothing themselves.

Read in all five languages, whoever writes.
"""

import re
from functools import cache

from tattoobot.domain.consultation import CHANGE, SUMMARY
from tattoobot.domain.conversation.facts import keep_fact
from tattoobot.domain.conversation.pictured import keep_as_pictured, points_at_what_came
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.lead import Source
from tattoobot.domain.understanding.reading import Reading
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.thing import clauses_of, names_subject
from tattoobot.domain.understanding.vocabulary.forms import ENDS, choices

SHOWN_IN_A_PICTURE = frozenset({"style", "colour"})
"""What a picture may answer beside the idea."""
AS_IN_PICTURE, NO_PICTURE, ARRIVED = "as_in_picture", "no_picture_yet", "answer.arrived.here"


@cache
def _only(name: str) -> re.Pattern[str]:
    beside = rf"(?:{choices('beside_pointing')}{ENDS}\W*)*"
    return re.compile(rf"\W*{beside}{choices(name)}{ENDS}\W*{beside}")


def only_points(words: str) -> bool:
    """Not of a bare "foto", which may answer what there is."""
    return len(words.split()) > 1 and _only("shown_in_picture").fullmatch(fold(words)) is not None


def only_says_so(words: str) -> bool:
    """ "As I wrote above": where nothing was understood before, nothing is told by it now."""
    return _only("said_before").fullmatch(fold(words)) is not None


def says_it_was_sent(words: str) -> bool:
    """ "Ya la mandé": a picture, and no wish to have anything sent."""
    return _only("sent_before").fullmatch(fold(words)) is not None


def hear_what_is_pointed_at(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether it was no more than that: with a picture that is here it is an answer, and else the picture is missed."""
    asked = turn.asked
    if asked in {None, SUMMARY, CHANGE} or (asked == "idea" and turn.knows(asked)):
        return False
    points = only_points(text) or (asked in SHOWN_IN_A_PICTURE and points_at_what_came(turn, text))
    if not points and not says_it_was_sent(text):
        return False
    if not _has_picture(turn):
        turn.remark(NO_PICTURE)
        turn.waits = turn.keeps_open = True
    elif points and asked == "idea":
        keep_as_pictured(turn, text, reading)
    elif points and asked in SHOWN_IN_A_PICTURE and not turn.knows(asked):
        keep_fact(turn, asked, None, text, Source.WORDS)
        turn.remark(AS_IN_PICTURE)
    else:
        turn.remark(ARRIVED)
        turn.keeps_open = True
    return True


def _has_picture(turn: Turn) -> bool:
    known = turn.enquiry_answers.get("reference_images")
    return turn.pictures > 0 or (known is not None and known.value == "has")


def behind_pointing(told: str) -> str:
    """ "Um relógio" of "a da foto. um relógio"."""
    first, *rest = clauses_of(told)
    left = "".join(rest).strip()
    return left if only_points(first) and names_subject(left) else told
