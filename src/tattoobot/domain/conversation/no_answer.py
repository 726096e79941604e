"""Words that answer nothing, whatever was asked: that there is no more to say, that somebody thinks otherwise now."""

import re

from tattoobot.domain.conversation.not_meant import NO_WORDS
from tattoobot.domain.conversation.saying_so import CHANGE_OF_MIND
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.facts import IDEA, OF_THE_PIECE
from tattoobot.domain.understanding.text import WORD, fold
from tattoobot.domain.understanding.vocabulary.forms import form, whole
from tattoobot.domain.understanding.vocabulary.lists import folded

NOTHING_MORE = whole("nothing_more", "nothing")
WRONG = whole("says_wrong")
IS_NOT_THAT = form("is_not_that")
FEW, LONGEST = 8, 60
"""Words, and letters. More of them say something else, too."""
WHO_THINKS = frozenset(
    {
        *("i", "ive", "ve", "have", "oh", "wait", "sorry", "actually"),
        *(
            "ich",
            "mir",
            "mich",
            "es",
            "s",
            "hab",
            "habe",
            "jetzt",
            "doch",
            "eigentlich",
            "ach",
            "entschuldigung",
        ),
        *("je", "j", "jai", "ai", "ah", "finalement", "pardon", "desole", "desolee"),
        *("yo", "he", "me", "perdon", "eu", "desculpa"),
    }
)
""" "Sorry, I've changed my mind", "j'ai changé d'avis"."""


STEMS = ("mind", "ide", "idé", "opini", "avis", "legt", "meinung", "entsch")
"""One of them is in every way to say that somebody thinks otherwise: looked for first, it costs little."""


def says_nothing_more(text: str) -> bool:
    """ "Nothing else", "das war's", "no, eso es todo gracias"."""
    return _is_short(text) and _leaves_only_courtesies(NOTHING_MORE, fold(text))


def only_thinks_otherwise(turn: Turn, text: str) -> bool:
    """ "Changed my mind", and not of what, where something is known that it may be of."""
    return (
        _is_short(text)
        and any(stem in text.casefold() for stem in STEMS)
        and _leaves_only_courtesies(CHANGE_OF_MIND, text)
        and any(turn.knows(key) for key in (IDEA, *OF_THE_PIECE))
    )


def only_says_wrong(turn: Turn, text: str) -> bool:
    """ "That's not what I said", and not what was, once the idea is known, or where it is asked for."""
    about = turn.knows(IDEA) or turn.asked == IDEA
    return about and _is_short(text) and _leaves_only_courtesies(WRONG, fold(text))


def named_as_wrong(turn: Turn, text: str) -> str | None:
    """The question of "that's not my insta": what stands there is none, and it is asked anew."""
    denied = IS_NOT_THAT.search(text) if len(text) <= LONGEST and "?" not in text else None
    behind = text[denied.end() :] if denied else ""
    named = [one.key for one in turn.studio.questions if one.is_named(behind)]
    return named[0] if len(named) == 1 and named[0] != IDEA and turn.knows(named[0]) else None


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST and len(text.split()) <= FEW


def _leaves_only_courtesies(said: re.Pattern[str], text: str) -> bool:
    rest = said.sub(" ", text)
    if rest == text:
        return False
    small = folded("beside_go") | folded("yes") | NO_WORDS | WHO_THINKS
    return small.issuperset(WORD.findall(fold(rest)))
