"""Texts that tell no wish: what an advert's button writes for the client, and orders meant for a language model."""

import re

from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import choices, whole

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
