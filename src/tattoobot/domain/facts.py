"""The facts of an enquiry, one line each: what each is of, which values it takes, how it is read and said back.

A fact that is added here still needs a reader, a question, words and examples: `tests/domain/test_facts.py` says which
are missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Of(StrEnum):
    PIECE = "piece"  # what the tattoo is: who names one speaks of a tattoo
    CLIENT = "client"  # true whatever they are speaking of
    PLAN = "plan"  # when, for how much, from which pictures


@dataclass(frozen=True, slots=True)
class Fact:
    key: str
    of: Of
    listed: bool = False
    """Its values are a list, each with a phrase of its own in the wording."""
    refusable: bool = False
    """A "not" may stand before a value: "no colour, please"."""
    forgiving: bool = False
    """Its longer words are recognised with one slip."""
    answered_by_number: bool = True
    """A number, a day or a letter may answer the question: "2" is then no choice of the menu."""
    own_choices: bool = True
    """A studio may offer other choices than ours."""
    said_back: bool = True
    """Once it is read, the client hears as what."""
    always_said_back: bool = False
    """Even where it was asked for: a misread number is seen at once."""
    own_words: bool = False
    """Said back exactly as it was typed."""


FACTS = (
    Fact("idea", Of.PIECE, own_choices=False, said_back=False, own_words=True),
    Fact("placement", Of.PIECE, listed=True, refusable=True, forgiving=True, answered_by_number=False),
    Fact("size", Of.PIECE, listed=True, always_said_back=True),
    Fact("style", Of.PIECE, listed=True, refusable=True, forgiving=True, answered_by_number=False),
    Fact("colour", Of.PIECE, listed=True, refusable=True, forgiving=True, answered_by_number=False),
    Fact("cover_up", Of.PIECE, listed=True, refusable=True, forgiving=True, answered_by_number=False),
    Fact("reference_images", Of.PLAN, listed=True, said_back=False),
    Fact("budget", Of.PLAN, always_said_back=True),
    Fact("location", Of.CLIENT),
    Fact("timing", Of.PLAN, always_said_back=True, own_choices=False),
    Fact("adult", Of.CLIENT, listed=True, own_choices=False, said_back=False),
    Fact("instagram", Of.CLIENT, own_choices=False, own_words=True),
)


def keys(which: Callable[[Fact], bool]) -> frozenset[str]:
    return frozenset(fact.key for fact in FACTS if which(fact))


IDEA = "idea"
"""The one fact that is kept in the client's own words and grows with what they add."""
READ = keys(lambda fact: fact.key != IDEA)
"""What is kept when it turns up in any message, asked for or not."""
OF_THE_PIECE = keys(lambda fact: fact.of is Of.PIECE and fact.key != IDEA)
OF_THE_CLIENT = keys(lambda fact: fact.of is Of.CLIENT)
LISTED = keys(lambda fact: fact.listed)
REFUSABLE = keys(lambda fact: fact.refusable)
FORGIVING = keys(lambda fact: fact.forgiving)
ANSWERED_BY_NUMBER = keys(lambda fact: fact.answered_by_number)
OUR_CHOICES_ONLY = keys(lambda fact: not fact.own_choices)
NEVER_SAID_BACK = keys(lambda fact: not fact.said_back)
ALWAYS_SAID_BACK = keys(lambda fact: fact.always_said_back)
IN_OWN_WORDS = keys(lambda fact: fact.own_words)
