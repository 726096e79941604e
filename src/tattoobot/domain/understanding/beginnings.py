"""How the stretches begin that patterns look for: tells at a glance which of many need not be looked for in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from re import _constants as c
from re import _parser
from typing import Any, Generic, NamedTuple, TypeVar

from tattoobot.domain.understanding.text import WORD

Name = TypeVar("Name", bound=str)

LETTERS = 6
"""So many tell enough: each more makes the table larger and spares little."""
SPACE = re.compile(r"\s")
LOOKS = frozenset((c.AT, c.ASSERT, c.ASSERT_NOT))
"""What takes no letter."""


class Start(NamedTuple):
    """What a part of a pattern may begin with; where that is not the `whole` part, anything may follow."""

    letters: str
    whole: bool


class Sought(NamedTuple, Generic[Name]):
    """What may be found where a text has one of its beginnings."""

    name: Name
    needed: frozenset[str]
    """A word further on that begins with one of these is in it as well; none: nothing is known of that."""


class Beginnings(Generic[Name]):
    """Of patterns in small letters, each of which begins where a word does.

    A search tries each choice of a pattern at each letter of the text. Where no word begins as one of them does, that
    is in vain; so it is behind a mere "is" or "can", where the word that the pattern is about is missing.
    """

    def __init__(self, patterns: Mapping[Name, Iterable[str]]) -> None:
        """By the name of the patterns that are looked for together."""
        sought: dict[str, dict[Sought[Name], None]] = {}
        for name, several in patterns.items():
            for pattern in several:
                for parts in _choices(_parser.parse(pattern)):
                    starts = _starts(parts)
                    common = any(len(letters) < LETTERS for letters, _ in starts)
                    needed = Sought(name, _needed(parts) if common else frozenset())
                    for letters, _ in starts:
                        if not WORD.match(letters):
                            raise ValueError(f"does not begin with a word: {pattern}")
                        sought.setdefault(letters, {})[needed] = None
        self._sought = {letters: tuple(those) for letters, those in sought.items()}
        further = (letters for those in self._sought.values() for one in those for letters in one.needed)
        self._letters = frozenset({*self._sought, *further})
        self._lengths = sorted({len(letters) for letters in self._letters})

    def in_text(self, text: str) -> set[Name]:
        """The names of the patterns that may be found in it; the text is in small letters."""
        text = SPACE.sub(" ", text)
        words = [word.start() for word in WORD.finditer(text)]
        begun = self._letters & {text[at : at + length] for at in words for length in self._lengths}
        return {
            name
            for letters in begun & self._sought.keys()
            for name, needed in self._sought[letters]
            if not (needed and needed.isdisjoint(begun))
        }


def _choices(parts: Iterable[tuple[Any, Any]]) -> Iterator[list[tuple[Any, Any]]]:
    """The choices between which a pattern is divided, each with the boundary that stands before them all."""
    *before, last = parts
    kind, given = last
    if kind is c.BRANCH and all(one in LOOKS for one, _ in before):
        for choice in given[1]:
            yield [*before, *choice]
    else:
        yield [*before, last]


def _needed(parts: Sequence[tuple[Any, Any]]) -> frozenset[str]:
    """How the first word begins that a match must hold behind its own beginning."""
    begun, at_word = False, False
    for number, (kind, given) in enumerate(parts):
        if kind is c.AT:
            at_word = given is c.AT_BOUNDARY
        elif kind in (c.MAX_REPEAT, c.MIN_REPEAT) and given[0] == 0:
            at_word = at_word and _ends_between_words(given[2])
            begun = True
        elif kind not in LOOKS:
            starts = _starts(parts[number:]) if begun and at_word else set()
            if starts and all(WORD.match(letters) for letters, _ in starts):
                return frozenset(letters for letters, _ in starts)
            begun, at_word = True, _ends_between_words(parts[number : number + 1])
    return frozenset()


def _ends_between_words(parts: Sequence[tuple[Any, Any]]) -> bool:
    """Whether a word can begin behind it, and none goes on."""
    if not parts:
        return False
    kind, given = parts[-1]
    if kind is c.AT:
        return given is c.AT_BOUNDARY
    if kind is c.IN:
        return given in ([(c.CATEGORY, c.CATEGORY_SPACE)], [(c.CATEGORY, c.CATEGORY_NOT_WORD)])
    if kind is c.LITERAL:
        return SPACE.match(chr(given)) is not None
    if kind is c.SUBPATTERN:
        return _ends_between_words(given[-1])
    if kind is c.BRANCH:
        return all(_ends_between_words(branch) for branch in given[1])
    return kind in (c.MAX_REPEAT, c.MIN_REPEAT) and given[0] > 0 and _ends_between_words(given[2])


def _starts(parts: Iterable[tuple[Any, Any]]) -> set[Start]:
    starts = {Start("", True)}
    for kind, given in parts:
        if not any(start.whole for start in starts):
            break
        if starts == {Start("", True)} and _is_between_words(kind, given):
            continue
        following = _of_part(kind, given)
        starts = {start for one, more in product(starts, following) for start in _joined(one, more)}
    return starts


def _is_between_words(kind: Any, given: Any) -> bool:
    """What leads to the first word of the text."""
    return kind is c.MAX_REPEAT and list(given[2]) == [(c.IN, [(c.CATEGORY, c.CATEGORY_NOT_WORD)])]


def _joined(one: Start, more: Start) -> Iterator[Start]:
    if not one.whole:
        yield one
    else:
        letters = one.letters + more.letters
        yield Start(letters[:LETTERS], more.whole and len(letters) < LETTERS)


def _of_part(kind: Any, given: Any) -> set[Start]:
    if kind in LOOKS:
        return {Start("", True)}
    if kind is c.LITERAL:
        return {Start(chr(given), True)}
    if kind is c.IN and given == [(c.CATEGORY, c.CATEGORY_SPACE)]:
        return {Start(" ", True)}
    if kind is c.IN and all(one is c.LITERAL for one, _ in given):
        return {Start(chr(code), True) for _, code in given}
    if kind is c.BRANCH:
        return {start for branch in given[1] for start in _starts(branch)}
    if kind is c.SUBPATTERN:
        return _starts(given[-1])
    if kind in (c.MAX_REPEAT, c.MIN_REPEAT):
        least, most, part = given
        starts = {Start(one.letters, one.whole and most == 1) for one in _starts(part)}
        return starts | ({Start("", True)} if least == 0 else set())
    return {Start("", False)}
