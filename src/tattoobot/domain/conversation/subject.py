"""What the tattoo shows, as it can be said back: "a small rose"."""

from collections.abc import Sequence
from dataclasses import dataclass

from tattoobot.domain.understanding.reading import Found, Reading
from tattoobot.domain.understanding.thing import (
    ARTICLES,
    OWNERS,
    begins,
    in_prose,
    names_subject,
    without_filler,
)
from tattoobot.domain.understanding.vocabulary.forms import Form, choices
from tattoobot.domain.understanding.vocabulary.lists import listed, pairs

A_NOUN_AND_ITS_OWN = 3
"""So many words are an article, an adjective and a noun, in German with a capital."""
LONGEST = 60
"""Characters. What is longer is a story, and is not said back."""

TURNED_ROUND = pairs("turned_round")
"""What is the client's is theirs when it is said back: to a friend, and to whoever writes formally."""

WANTED = pairs("said_back_as")
"""What a German wants stands in another case than what is said back."""

EITHER = listed("either_gender")
"""Before what is masculine or neuter: which, an adjective would have to know."""

OF = listed("of_whose")
"""Before a word that only says whose the thing is, or of what: "der Name meiner Tochter"."""

NO_SUBJECTS = listed("tells_of_a_thing")
"""Words that tell of a thing and are none: what begins with one is no sentence when it is said back."""

VOWELS = frozenset("aeiou")

HANGS = Form(rf"\s\w*{choices('participle_ends')}$")
""" "Wrapped", "enroulé", "enroscada": more is to come."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the tattoo shows, as the client says it: "a small rose". `covers` are facts whose words stand in it."""

    words: str
    covers: frozenset[str]


def subject_of(fact: Found, text: str, reading: Reading) -> Subject | None:
    """The subject with its article; None where it cannot be said back without twisting the client's words."""
    first_at = begins(text, fact.start)
    if not str(fact.value).startswith(text[first_at : fact.start].strip()):
        first_at = fact.start  # "A sleeve of | skulls and roses"
    words = in_prose(_said(fact, text, first_at), reading.language).split()
    own = listed("possessives") | {"i", "me", "myself", "ich", "mir", "mich", "yo", "eu", "je", "j"}
    rest = {word.strip(".,'’\"").casefold() for word in words[1:]}
    if (
        not words
        or rest & own
        or "\n" in text[first_at : fact.end]
        or len(text[first_at : fact.end]) > LONGEST
    ):
        return None
    first = words[0].casefold()
    before = text[:first_at].split()[-2:]
    if len(before) == 2 and before[1].casefold() in OF | OWNERS and names_subject(before[0]):
        return None
    if first in NO_SUBJECTS or not names_subject(text[fact.start : fact.end]):
        return None
    german = reading.language == "de"
    if german and first in EITHER:
        words = ["ein", words[-1]]
    elif german and first in WANTED:
        bent = "e" if first == "den" or WANTED[first] == "eine" else "er"
        own_words = (word[:-2] + bent if word.endswith("en") else word for word in words[1:-1])
        words = [WANTED[first], *own_words, words[-1]]
    elif first in TURNED_ROUND:
        words[0] = TURNED_ROUND[first]
    elif first in ARTICLES:
        words[0] = first
    elif reading.language == "en" and _takes_article(words):
        words.insert(0, "an" if words[0][0].casefold() in VOWELS else "a")
    if reading.language == "de" and len(words) <= A_NOUN_AND_ITS_OWN:
        words[-1] = words[-1][:1].upper() + words[-1][1:]
    inside = {one.key for one in reading.found if one.start >= first_at and one.end <= fact.end}
    return Subject(" ".join(words), frozenset(inside - {"idea"}))


def _said(fact: Found, text: str, first_at: int) -> str:
    """ "My nan's name" is not "my nan", nor "a snake wrapped round a dagger" one that is wrapped."""
    whole, said = str(fact.value), without_filler(text[first_at : fact.end])
    rest = text[fact.end :].casefold()
    goes_on = rest.startswith(("'s ", "’s ")) or (rest.startswith(" ") and HANGS.is_in(said))
    return whole if goes_on and whole.startswith(said) else said


def _takes_article(words: Sequence[str]) -> bool:
    """ "fern", "koi fish"; not "roses", "Medusa" or "carpe diem tattoo of mine"."""
    last = words[-1]
    if words[0] in listed("of_whom"):  # "His signature"
        return False
    return len(words) <= 2 and all(word.islower() for word in words) and not last.endswith(("s", "ing"))
