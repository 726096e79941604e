"""How somebody is addressed: `[du|Sie]` in a phrase says it to a friend and to a stranger; the rest of it is shared."""

import re

BOTH = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


def addressed(phrase: str, *, formally: bool = False) -> str:
    """The phrase as it is said to somebody who is addressed so."""
    return BOTH.sub(lambda both: both[2 if formally else 1], phrase) if "[" in phrase else phrase


def names_nobody(language: str) -> bool:
    """Whether there is a word for who tattoos that has no gender: elsewhere the studio is named, as one is no team."""
    return language == "en"
