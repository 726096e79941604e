"""Words that rules ask for by name. They stand in `[lists]` and `[names]` of each language's file.

Those of all languages count together: clients mix them.
"""

from functools import cache

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.text import as_token, fold
from tattoobot.domain.understanding.vocabulary import load


@cache
def listed(name: str) -> frozenset[str]:
    return _all("lists", name)


@cache
def folded(name: str) -> frozenset[str]:
    """The same, as the words of a message are written."""
    return frozenset(as_token(fold(word)) for word in listed(name))


@cache
def spoken(name: str, language: str) -> frozenset[str]:
    """The words of one language alone, as those of a message are written."""
    words = load(language)["lists"].get(name, "").split(",")
    return frozenset(as_token(fold(word.strip())) for word in words if word.strip())


@cache
def pairs(name: str) -> dict[str, str]:
    """For the first word of each pair the second."""
    both = (pair.partition(" ") for pair in listed(name))
    return {first: second for first, _, second in both}


@cache
def said_shortly(language: str) -> dict[str, str]:
    """The plain word that a letter or a short one stands for as a whole message: "y", "yup", and "s" in Brazil."""
    pairs = load(language)["lists"].get("said_shortly", "").split(",")
    return dict(pair.split() for pair in pairs if pair.strip())


@cache
def alternatives(*names: str) -> str:
    """The words of these lists as choices of a pattern, longer ones first; a list may hold patterns too."""
    words = frozenset[str]().union(*(listed(name) for name in names))
    return "|".join(sorted(words, key=lambda one: (-len(one), one)))


@cache
def languages_of(name: str) -> dict[str, str]:
    """For each of the words, as a message has them, whose it is."""
    return {
        as_token(fold(word.strip())): language
        for language in LANGUAGES
        for word in load(language)["lists"].get(name, "").split(",")
        if word.strip()
    }


@cache
def names_of(fact: str) -> frozenset[str]:
    """What clients call the question about it; nothing for a question that the studio has made up."""
    return _all("names", fact)


def _all(section: str, name: str) -> frozenset[str]:
    lists = (load(language)[section].get(name, "") for language in LANGUAGES)
    return frozenset(word.strip() for words in lists for word in words.split(",") if word.strip())
