"""An idea that leaves it open ("a snake or maybe a swallow"), and the words that settle it ("let's go snake")."""

from itertools import pairwise

from tattoobot.domain.conversation.put_right import Kind, content_of_idea, kind_of, same_as_one_of
from tattoobot.domain.conversation.said_of import How, said_of
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.thing import OWNERS, names_subject
from tattoobot.domain.understanding.vocabulary.forms import whole
from tattoobot.domain.understanding.vocabulary.lists import listed

OR = whole("either_or")
NEW = listed("indefinite_articles")
IN_PART = whole("of_a_part")
""" "A fern with two or three leaves": what is left open is not the thing."""
LONGEST = 12
"""Words. Who says more tells more than which it is to be."""
OF_A_THING = 5


def chosen_of(text: str, known: str, context: Context) -> str | None:
    """Of two or three things the one that is named, or that is left when another is given up."""
    things = _open_between(known, context)
    if len(things) < 2 or "?" in text or len(text.split()) > LONGEST:
        return None
    own = [
        [word for word in content_of_idea(one) if not same_as_one_of(word, _of_others(one, things))]
        for one in things
    ]
    parts = said_of(text, context)
    if any(_names(part.of(text), words) for part in parts if part.how is How.KEPT for words in own):
        return None
    denied = " ".join(part.of(text) for part in parts if part.how in {How.DENIED, How.EXCHANGED})
    named = [one for one, words in zip(things, own, strict=True) if _names(text, words)]
    given_up = [one for one, words in zip(things, own, strict=True) if _names(denied, words)]
    wanted = [one for one in named if one not in given_up]
    left = [one for one in things if one not in given_up]
    if not wanted and given_up:
        return left[0] if len(left) == 1 else None
    return wanted[0] if len(wanted) == 1 else None


def _open_between(known: str, context: Context) -> list[str]:
    """The things of "a wolf or a lion"; none of "two or three leaves", "in black or grey"."""
    said = [found.span() for found in OR.finditer(fold(known))]
    ends = [0, *(end for span in said for end in span), len(known)]
    things = [known[start:end].strip(" ,") for start, end in list(pairwise(ends))[::2]]
    if len(things) < 2 or any(
        not one or any(map(str.isdigit, one)) or len(one.split()) > OF_A_THING for one in things
    ):
        return []
    apart = all(one.split()[0].casefold() in NEW | OWNERS for one in things[1:])
    if not apart and IN_PART.search(fold(things[0])):
        return []
    shown = all(names_subject(one) and kind_of(one, context) is not Kind.FACT for one in things)
    return things if shown else []


def _of_others(thing: str, things: list[str]) -> list[str]:
    return [word for one in things if one is not thing for word in content_of_idea(one)]


def _names(said: str, words: list[str]) -> bool:
    return any(same_as_one_of(word, words) for word in content_of_idea(said))
