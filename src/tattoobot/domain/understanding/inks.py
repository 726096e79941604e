"""The inks that a client names: "dark blue", "rojo y negro", "schwarz mit etwas Rot". They are said back so."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.text import words as words_of
from tattoobot.domain.understanding.vocabulary import load, vocabulary
from tattoobot.domain.understanding.vocabulary.forms import whole
from tattoobot.domain.understanding.vocabulary.lists import alternatives, folded, listed
from tattoobot.domain.understanding.vocabulary.message import Message

LONGEST = 10
"""Words. More of them are a description, and stay with the idea."""
PUT_RIGHT_AT = frozenset({"summary", "change"})
"""What is asked where a colour that is named takes the place of another."""

WORDS = 4000
"""So many words of clients are remembered: most come again."""
ONLY, ABOUT, NOT = folded("ink_only"), folded("ink_about"), folded("plain_not")
MIXED = whole("the_rest")
"""Between two colours: one is the eyes', one is all else's."""
IN = folded("ink_in")
NAMED_WITHIN = 5
"""Words between "name" and the name: "of my late gran"."""

KNOWS = whole("knows")
"""The German verb that is spelled like the colour: "das weiß ich nicht", "weiß nicht"."""
Run = tuple[int, int]


def ink_runs(message: Message, context: Context) -> list[Run]:
    """Where inks are named as what is wanted: asked for, said outright, or in the place of another choice."""
    if not any(map(_is_coloured, message.words)):
        return []
    wanted: list[Run] = []
    for run in _runs(message):
        if not _is_wanted(message, run, context):
            continue
        if wanted and all(map(_joins, message.words[wanted[-1][1] : run[0]])):
            wanted[-1] = wanted[-1][0], run[1]  # "dark green, with some gold"
        else:
            wanted.append(run)
    return wanted


def single_inks(message: Message, others: set[int]) -> Iterator[tuple[int, str]]:
    """Each word that may name an ink, whatever it is said of, and what it would make of the piece.

    But for those that only look like inks.
    """
    for at, word in enumerate(message.words):
        if at not in others and _is_any(word):
            yield at, "colour" if _is_coloured(word) else "black_and_grey"


def may_name_inks(message: Message) -> bool:
    return any(map(_is_any, message.words))


def is_spoken_ink(word: str, language: str) -> bool:
    """Whether a word, without accents, is an ink in this language."""
    return _spoken_inks(language).fullmatch(word) is not None


def named_inks(said: str) -> str | None:
    """The words, where they name inks and nothing else."""
    words = words_of(said)
    if MIXED.search(fold(said)):
        return said
    if len(words) > LONGEST or not _name_inks(words) or not all(map(_belongs, words)):
        return None
    return None if _joins(words[0]) or _joins(words[-1]) else said


def _runs(message: Message) -> Iterator[Run]:
    """Words that belong to inks and stand together, without what only joins at either end."""
    words, at = _without_things(message), 0
    while at < len(words):
        end = at
        while end < len(words) and _belongs(words[end]) and (end == at or not message.gaps[end]):
            end += 1
        first, after = at, end
        while first < after and _joins(words[first]):
            first += 1
        while first < after and _joins(words[after - 1]):
            after -= 1
        if _name_inks(words[first:after]) and after - first <= LONGEST:
            yield first, after
        at = max(end, at + 1)


def _without_things(message: Message) -> list[str]:
    """ "A rose in dark red": a flower, where no language that is spoken here calls an ink so."""
    things, others = message.covered("motif"), no_inks(message)
    return [
        "" if at in others or (at in things and not _spoken_inks(message.language).fullmatch(word)) else word
        for at, word in enumerate(message.words)
    ]


def no_inks(message: Message) -> set[int]:
    """The tokens that only look like inks: a verb, somebody's name, "leave it blank"."""
    return message.covered("phrase", "skip") | verbs_like_white(message) | _names(message)


def _names(message: Message) -> set[int]:
    """ "My gran's name, Rosa"; not "her name in rosa"."""
    said = listed("says_a_name")
    found: set[int] = set()
    if said.isdisjoint(message.words):
        return found
    for at, word in enumerate(message.words):
        if word in said:
            behind = range(at + 1, min(at + 1 + NAMED_WITHIN, len(message.words)))
            name = next((one for one in behind if _is_ink(message.words[one])), None)
            if name is not None and message.words[name - 1] not in IN and not message.broken(at, name, ".!?"):
                found.add(name)
    return found


def verbs_like_white(message: Message) -> set[int]:
    """The tokens in which somebody knows or does not know."""
    if message.language != "de" or WHITE.isdisjoint(message.words):
        return set()
    verbs = {one.start(one.lastgroup or 0) for one in KNOWS.finditer(message.text.folded)}
    return {at for at, token in enumerate(message.text.tokens) if token.start in verbs}


def _is_wanted(message: Message, run: Run, context: Context) -> bool:
    first, after = run
    if message.refused[first]:
        return False
    start, end = message.clause(first)
    if _is_only_denied(message, first):
        return False
    beside = [
        message.words[at]
        for at in (*range(start, first), *range(after, end))
        if not message.refused[at] and not _is_ink(message.words[at]) and message.words[at] not in ABOUT
    ]
    if context.asked == "colour":
        return True
    overlaps = any(hit.first < after and first < hit.after for hit in message.of("colour", "colour"))
    if overlaps or (first > start and message.words[first - 1] in IN):
        return after >= end or _tells_nothing(message.words[after])
    if not all(map(_tells_nothing, beside)):
        return False
    if context.asked in PUT_RIGHT_AT:
        return True
    own = message.words[first:after]
    joined = any(map(_is_dark, own)) or len(own) > 1
    return joined and context.asked != "idea" and (not beside or _leads(beside[0])) and len(message.words) > 1


def _is_only_denied(message: Message, first: int) -> bool:
    """ "Não é só verde", "nicht nur grün": it is that and more, and what more is said elsewhere."""
    if message.words[first] not in ONLY:
        return False
    before = message.words[max(first - 3, 0) : first]
    return not NOT.isdisjoint(before)


def _tells_nothing(word: str) -> bool:
    return word in vocabulary().light or _leads(word)


def _name_inks(words: tuple[str, ...] | list[str]) -> bool:
    """White is an ink where no black stands beside it."""
    return any(map(_is_ink, words)) or (not WHITE.isdisjoint(words) and sum(map(_is_dark, words)) == 1)


WHITE = folded("white")


@lru_cache(WORDS)
def _is_any(word: str) -> bool:
    return _is_coloured(word) or _is_dark(word)


@lru_cache(WORDS)
def _is_coloured(word: str) -> bool:
    return _is_ink(word) or word in WHITE


@lru_cache(WORDS)
def _is_ink(word: str) -> bool:
    return _any("inks").fullmatch(word) is not None


@lru_cache(WORDS)
def _is_dark(word: str) -> bool:
    return _any("ink_darks").fullmatch(word) is not None


def _joins(word: str) -> bool:
    return word in folded("ink_joins")


def _leads(word: str) -> bool:
    return word in folded("ink_leads")


def _belongs(word: str) -> bool:
    return _joins(word) or _any("inks", "ink_shades", "ink_darks", "ink_says").fullmatch(word) is not None


@cache
def _spoken_inks(language: str) -> re.Pattern[str]:
    return re.compile("|".join(one.strip() for one in load(language)["lists"]["inks"].split(",")))


@cache
def _any(*names: str) -> re.Pattern[str]:
    return re.compile(alternatives(*names))
