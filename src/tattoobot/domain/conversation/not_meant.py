"""Facts that are said of something else: a no to what the bot took for the idea, the size of the name below."""

import re

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import sentence_with
from tattoobot.domain.understanding.reading import Found
from tattoobot.domain.understanding.vocabulary.lists import listed

NO_WORDS = listed("negations") | {"nein", "nee", "nö", "nope", "nah"}

SMALL = frozenset({"tiny", "small"})
A_PART = re.compile(
    r"\b(?:below|underneath|under|beneath|beside|names?|darunter|daneben|drunter|namen?|debajo|al lado|nombre"
    r"|embaixo|por baixo|debaixo|ao lado|nome|dessous|à côté|prénom|nom)\b",
    re.IGNORECASE,
)
"""What stands beside the piece and has a size of its own."""


def only_denies(fact: Found, left: str) -> bool:
    """ "Não, não a minha mãe!", "que no me vengáis con rollos": a no to something else, and nothing about the skin."""
    if fact.key != "cover_up" or not NO_WORDS.issuperset(left[fact.start : fact.end].casefold().split()):
        return False
    rest = left[fact.end :]
    inside = re.match(r"\s*\w", rest) or re.search(r"\w\s*$", left[: fact.start])
    return inside is not None or not NO_WORDS.isdisjoint(rest.lstrip(" ,.!").casefold().split()[:1])


def is_of_a_part(turn: Turn, fact: Found, text: str) -> bool:
    """ "And her name below, tiny", once the piece is measured."""
    known = turn.enquiry.answers.get("size")
    if (
        fact.key != "size"
        or known is None
        or not isinstance(known.value, dict)
        or "longest_cm" not in known.value
    ):
        return False
    vague = isinstance(fact.value, dict) and fact.value.keys() == {"class"} and fact.value["class"] in SMALL
    return vague and A_PART.search(sentence_with(fact, text)) is not None
