"""Texts that tell no wish: away texts, what an advert's button writes, and orders meant for a language model."""

import re

from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import begun, choices, whole

PREFILLED = re.compile(
    rf"\W*(?:{choices('prefilled_hello')}\b)?\W*{choices('prefilled')}\W*{choices('prefilled_please')}?\W*"
)
ORDER = whole("orders")


def is_prefilled(text: str) -> bool:
    """ "Hello! Can I get more info on this?" and nothing else: they say hello, by a tap on an advert."""
    return PREFILLED.fullmatch(fold(text)) is not None


def orders_the_bot(text: str) -> bool:
    """Nothing here obeys such words, and none of them is an idea, a date or a price."""
    return ORDER.search(fold(text)) is not None


STRONG = begun("automatic")
OF_YOURS = begun("automatic_of_yours")
""" "As your automatic reply says": a person writes so."""
SIGNS = tuple(begun(f"automatic_{sign}") for sign in ("thanks", "away", "later", "hours", "mailbox"))
"""One of these alone people write too: "thanks for your message!"."""
SHORTEST = len("autoreply")
TWO_SIGNS = 18
"""Nothing shorter holds two of them."""
READ = 2000


def is_automatic(text: str) -> bool:
    """Whether a machine wrote this, by its words: a name that says so, or two of the usual sentences."""
    if len(text) < SHORTEST:
        return False
    folded = OF_YOURS.sub(" ", fold(text[:READ]))
    if STRONG.search(folded):
        return True
    return len(text) > TWO_SIGNS and sum(sign.search(folded) is not None for sign in SIGNS) > 1
