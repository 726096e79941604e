"""A message as a line of atoms, and the class that each vocabulary gives them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, pairwise, repeat
from typing import Any, NamedTuple

from tattoobot.domain.understanding.grammar.rule import SAME, TAKEN, holds, sign, signs
from tattoobot.domain.understanding.text import DAY_AND_PART, LETTERS, WRITTEN_OUT, Prepared, prepare

_ATOM = re.compile(
    r"\d+(?:[.,]\d+|'\d{3}(?!\d))*"  # a number as written
    rf"|{DAY_AND_PART}|{LETTERS}"  # a word
    r"|\n|[^\s]"
)
_LIGATURE = re.compile("[" + "".join(WRITTEN_OUT) + "\u0300-\u036f]")

MOST_ATOMS = 340
"""What is read of the longest message has some 200 words when people write it; signs without end are no words."""
_WORD, _NUMBER = sign("word"), sign("number")
PUNCTUATION = {",": ",", ";": ";", ".": ".", "!": ".", "?": ".", "\n": ".", ":": ":", TAKEN: TAKEN}
PUNCTUATION |= {"(": ",", ")": ",", "•": ".", "-": "-"}
PUNCTUATION |= dict.fromkeys((*map(chr, range(0x1F600, 0x1F650)), *"❤💀💜🖤👀👍🤞🤣🤷🥲🥹🥺"), ",")


class Number(NamedTuple):
    value: float
    first: int
    """Its first atom; `last` is the atom after it."""
    last: int
    written: str
    """The digits as typed, empty for number words."""


@dataclass(slots=True)
class Line:
    text: Prepared
    language: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    numbers: dict[int, Number] = field(default_factory=dict)

    def claim(self, first: int, last: int) -> None:
        for index in range(first, last):
            self.words[index] = TAKEN
            self.numbers.pop(index, None)

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this atom and the one before it."""
        return index > 0 and self.ends[index - 1] == self.starts[index]


def cut(text: Prepared, language: str) -> Line:
    found = [*islice(_ATOM.finditer(text.folded), MOST_ATOMS)]
    words = [one[0] for one in found]
    starts = [one.start() for one in found]
    ends = [one.end() for one in found]
    if not text.folded.isascii() and _LIGATURE.search(text.folded):
        words = [_written_out(word) for word in words]
    return Line(text, language, words, starts, ends)


@cache
def atoms(phrase: str) -> tuple[str, ...]:
    """A term cut as a message is."""
    return tuple(_written_out(word) for word in _ATOM.findall(prepare(phrase).folded))


def _written_out(word: str) -> str:
    written = "".join(WRITTEN_OUT.get(char, "" if "\u0300" <= char <= "\u036f" else char) for char in word)
    return written or word  # accents on nothing


class Term(NamedTuple):
    phrase: str
    kind: str
    """The sign of its class."""
    value: Any = None


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    kind: str
    value: Any
    tight: bool
    """Written without a space, as `a5` or `r$`, and read only so."""


class Reader:
    """Gives the atoms of a line their classes, from one list of terms (of one slot, for one language)."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._kinds: dict[str, str] = dict(PUNCTUATION)
        self._values: dict[str, Any] = {}
        self._phrases: dict[str, dict[str, list[_Phrase]]] = {}
        """By their first and second atom."""
        self._telling: dict[str, tuple[frozenset[str], frozenset[tuple[str, str]]]] = {}
        for phrase, kind, value in terms:
            cut_phrase = atoms(phrase)
            if len(cut_phrase) == 1:
                self._kinds[cut_phrase[0]] = kind
                self._values[cut_phrase[0]] = value
            else:
                known = self._phrases.setdefault(cut_phrase[0], {}).setdefault(cut_phrase[1], [])
                known[:] = [entry for entry in known if entry.words != cut_phrase]
                known.append(_Phrase(cut_phrase, kind, value, " " not in phrase))
        for by_second in self._phrases.values():
            for known in by_second.values():
                known.sort(key=lambda entry: -len(entry.words))

    def may_find(self, names: str, line: Line) -> bool:
        """Whether terms of these classes may stand in the line: a word of them does, or two words of a phrase."""
        if names not in self._telling:
            self._telling[names] = self._tell(signs(names))
        words, pairs = self._telling[names]
        return not (words.isdisjoint(line.words) and pairs.isdisjoint(pairwise(line.words)))

    def _tell(self, kinds: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
        phrases = (one for seconds in self._phrases.values() for known in seconds.values() for one in known)
        return (
            frozenset(word for word, kind in self._kinds.items() if kind in kinds),
            frozenset(
                max(pairwise(one.words), key=lambda pair: len("".join(pair)))
                for one in phrases
                if one.kind in kinds
            ),
        )

    def read(self, line: Line) -> "Classes":
        words = line.words
        kinds = list(map(self._kinds.get, words, repeat(_WORD)))
        values: dict[int, Any] = {}
        for index, number in line.numbers.items():
            kinds[index] = _NUMBER
            kinds[index + 1 : number.last] = SAME * (number.last - index - 1)
        phrases = self._phrases
        if phrases.keys().isdisjoint(words):
            return Classes(line, "".join(kinds), values, self._values)
        upto = 0
        for index, (word, following) in enumerate(pairwise(words)):
            if word not in phrases:
                continue
            found = phrases[word].get(following)
            if found is None or index < upto or kinds[index] == SAME:
                continue
            for phrase, kind, value, tight in found:
                end = index + len(phrase)
                if tuple(words[index:end]) == phrase and self._fits(line, index, end, tight):
                    kinds[index:end] = kind + SAME * (len(phrase) - 1)
                    values[index] = value
                    upto = end
                    break
        return Classes(line, "".join(kinds), values, self._values)

    @staticmethod
    def _fits(line: Line, first: int, end: int, tight: bool) -> bool:
        """A phrase may hold whole numbers ("half sleeve") but not end inside one; `a5` is not "a 5"."""
        if tight and line.ends[end - 1] - line.starts[first] != sum(map(len, line.words[first:end])):
            return False
        numbers = line.numbers
        return all(numbers[start].last <= end for start in range(first, end) if start in numbers)


@dataclass(slots=True)
class Classes:
    """A line as one grammar sees it."""

    line: Line
    kinds: str
    _phrase_values: dict[int, Any]
    _word_values: Mapping[str, Any]

    def has(self, names: str) -> bool:
        return holds(self.kinds, names)

    def kind(self, index: int) -> str:
        """The sign of the atom here, empty beyond the end."""
        return self.kinds[index : index + 1]

    def value(self, index: int) -> Any:
        """What the term at this atom stands for."""
        if index in self._phrase_values:
            return self._phrase_values[index]
        return self._word_values.get(self.line.words[index])

    def number(self, index: int) -> float:
        return self.line.numbers[index].value

    def start(self, index: int) -> int:
        return self.line.starts[index]

    def end(self, index: int) -> int:
        """Where the text before this atom ends."""
        return self.line.ends[index - 1]
