"""Facts that are said of something else: a no to what the bot took for the idea, the size of the name below."""

import re

from tattoobot.domain.consultation import SUMMARY
from tattoobot.domain.conversation.part_of_it import is_of_a_part
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reading import Found, Reading
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, Form, choices, form, whole
from tattoobot.domain.understanding.vocabulary.lists import listed, names_of

NO_WORDS = listed("negations") | {"nein", "nee", "nö", "nope", "nah"}

HAS_ONE = whole("has_one")
OF_A_TATTOO = frozenset({"placement", "size", "style", "colour"})
BETWEEN = re.compile(r"[^,.;!?\n]{0,20}")
""" "On my" between "I have one" and the back where it is."""


def only_denies(fact: Found, left: str) -> bool:
    """ "Não, não a minha mãe!", "que no me vengáis con rollos": a no to something else, and nothing about the skin."""
    if fact.key != "cover_up" or not NO_WORDS.issuperset(left[fact.start : fact.end].casefold().split()):
        return False
    rest = left[fact.end :]
    inside = re.match(r"\s*\w", rest) or re.search(r"\w\s*$", left[: fact.start])
    return inside is not None or not NO_WORDS.isdisjoint(rest.lstrip(" ,.!").casefold().split()[:1])


IN_THE_HAND_OF = Form(rf"{BEGINS}{choices('in_the_hand_of')}\s$")
""" "In Arthur's hand": how he wrote it, and no place."""


def is_of_something_else(turn: Turn, fact: Found, text: str, reading: Reading) -> bool:
    """Whether what is known is not changed by it: it is said of a part, of an old tattoo, or of something else."""
    hand = isinstance(fact.value, dict) and fact.value.get("part") == "hand"
    if hand and IN_THE_HAND_OF.search(text[: fact.start]) is not None:
        return True
    if not turn.knows(fact.key):
        return False
    return (
        is_of_a_part(turn, fact, text)
        or _is_of_another_tattoo(fact, text, reading)
        or _leaves_open_something_else(turn, fact, text)
    )


def _is_of_another_tattoo(fact: Found, text: str, reading: Reading) -> bool:
    """ "I have a small one on my back"; not one that is to be covered."""
    if fact.key not in OF_A_TATTOO or reading.slots.get("cover_up") in {"cover_up", "rework"}:
        return False
    return any(
        (one.start() <= fact.start < one.end())
        or (one.end() <= fact.start and BETWEEN.fullmatch(text, one.end(), fact.start))
        or (fact.end <= one.start() and not text[fact.end : one.start()].strip())
        for one in HAS_ONE.finditer(fold(text))
    )


def _leaves_open_something_else(turn: Turn, fact: Found, text: str) -> bool:
    """ "Monday, any": whatever it is said of, it is not the colour, which is known and was not asked for."""
    if fact.key != "colour" or fact.value != "either" or turn.asked in {"colour", None}:
        return False
    said = fold(text[fact.start : fact.end])
    return not any(fold(name) in said for name in names_of("colour"))


IS_TO_GO = form("to_be_covered")
"""Of what was named before: "a name of my ex, and I want to cover it"."""


def is_to_be_covered(fact: Found, text: str) -> bool:
    """Whether a thing is the old tattoo, which is to go; not "a rose to cover it"."""
    covered = IS_TO_GO.search(text, fact.end)
    return covered is not None and not re.search(r"[?\n]", text[fact.end : covered.start()])


SAYS_THERE = re.compile(rf"(?<!\w){choices('says_there')}(?:\W+[a-z]{{1,3}})?\W*(?:$|\w+\W*$)")


def is_of_the_old_one(turn: Turn, fact: Found, text: str, reading: Reading) -> bool:
    """ "It's a cover-up, it says Martín": the words that are there already; and what is to go."""
    if turn.asked != SUMMARY and is_to_be_covered(fact, text):
        return True
    known = turn.enquiry_answers.get("cover_up")
    if "cover_up" not in {known.value if known else None, reading.slots.get("cover_up")}:
        return False
    return any(SAYS_THERE.search(fold(text[:at])) for at in (fact.start, fact.end))
