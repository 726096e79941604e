"""How the stretches begin that patterns look for: tells at a glance which of many need not be looked for in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from re import _constants as c
from re import _parser
from typing import Any, Generic, NamedTuple, TypeVar

Name = TypeVar("Name", bound=str)

LETTERS = 5
"""So many tell enough: each more makes the table larger and spares little."""
WORD = re.compile(r"\w+")
SPACE = re.compile(r"\s")
LOOKS = frozenset((c.AT, c.ASSERT, c.ASSERT_NOT))
"""What takes no letter."""


class Start(NamedTuple):
    """What a part of a pattern may begin with; where that is not the `whole` part, anything may follow."""

    letters: str
    whole: bool


class Beginnings(Generic[Name]):
    """Of patterns in small letters, each of which begins where a word does.

    A search tries each choice of a pattern at each letter of the text. Where no word begins as one of them does, that
    is in vain.
    """

    def __init__(self, patterns: Mapping[Name, Iterable[str]]) -> None:
        """By the name of the patterns that are looked for together."""
        self._named: dict[str, set[Name]] = {}
        for name, several in patterns.items():
            for pattern in several:
                for letters, _ in _starts(_parser.parse(pattern)):
                    if not WORD.match(letters):
                        raise ValueError(f"does not begin with a word: {pattern}")
                    self._named.setdefault(letters, set()).add(name)
        self._lengths = sorted({len(letters) for letters in self._named})

    def in_text(self, text: str) -> set[Name]:
        """The names of the patterns that may be found in it; the text is in small letters."""
        text = SPACE.sub(" ", text)
        named, lengths = self._named, self._lengths
        words = [word.start() for word in WORD.finditer(text)]
        begun = named.keys() & {text[at : at + length] for at in words for length in lengths}
        return {name for letters in begun for name in named[letters]}


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
