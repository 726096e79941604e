"""Away texts and automatic answers: nobody is there, and nothing in them is a wish."""

from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import begun

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
