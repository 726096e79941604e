"""A message made comparable: one case, no accents, plain quotes and digits; offsets stay the client's."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """A run of letters or of digits. Apostrophes, hyphens and the seam in `10cm` part tokens."""

    text: str
    """Folded, and with ligatures written out (`ß` is `ss` here, so it may be longer than its span)."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message and its folded twin of the same length: `folded[i]` stands for `raw[i]`."""

    raw: str
    folded: str
    tokens: tuple[Token, ...]


WORD = re.compile(r"\w+")
"""A word of any text, with its digits, and parted at apostrophes: where no more is asked than which words there are."""

PLAIN = {
    "'": "’‘‛ʼʹ′´`＇",
    '"': "“”„‟″«»＂",
    "-": "‐‑‒–—―−﹣－",
    " ": "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff",
    "x": "×✕✖",
    "/": "⁄∕",
    "o": "ø",
}
WRITTEN_OUT = {"ß": "ss", "æ": "ae", "œ": "oe", "ﬁ": "fi", "ﬂ": "fl", "ĳ": "ij"}
_LETTER, _ACCENT = r"[^\W\d_\u00bc-\u00be\u2150-\u215e]", r"[\u0300-\u036f]"
LETTERS = rf"{_LETTER}+(?:{_ACCENT}+{_LETTER}*)*|{_ACCENT}+(?:{_LETTER}+{_ACCENT}*)*"
"""A word, with accents that stand on their own. Runs are twice as fast as a choice at each letter."""
DAY_AND_PART = (
    r"\b(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)"
    r"(?=vormittag|nachmittag|mittag|abend|morgens|fruh)"
)
"""What is written as one word and read as two: "Freitagabend"."""
_WORD = re.compile(rf"\d+|{DAY_AND_PART}|{LETTERS}")
DIGIT = re.compile(r"\d")
_BLANK = " " * 64
FIRST, LAST = 900, 250
"""How many letters of a rant are read, at its beginning and at its end."""
FIRST_WORDS, LAST_WORDS = 150, 40
"""And how many words and numbers: people's words are long enough for all those letters, a row of figures is not."""
SENTENCES = re.compile(r"[^.!?…\n]+[.!?…\n]*")
CLAUSES = re.compile(r"[^,.;:!?…\n]+[,.;:!?…\n]*")
"""Each with what ends it."""
SENTENCE_ENDS = re.compile(r"[.!?…\n]+")
CLAUSE_ENDS = re.compile(r"[,.;:!?…\n]+")
_new = tuple.__new__
_UNUSUAL = re.compile("[" + "".join(WRITTEN_OUT) + "\u0300-\u036f]")


class _Folding(dict[int, int]):
    """Folds one character to one character, so offsets never move; each is worked out once."""

    def __missing__(self, code: int) -> int:
        folded = ord(_folded(chr(code)))
        self[code] = folded if folded == code else self[folded]
        return self[code]


def _folded(char: str) -> str:
    lowered = char.lower()[0]
    if lowered in WRITTEN_OUT:
        return lowered
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if unicodedata.decomposition(lowered).startswith(("<super>", "<fraction>")) and lowered not in "ºª":
        return lowered
    parts = unicodedata.normalize("NFKD", lowered)
    if all(unicodedata.combining(part) for part in parts[1:]):
        return parts[0].lower()[0]
    return lowered


_FOLDING = _Folding({ord(char): ord(plain) for plain, chars in PLAIN.items() for char in chars})


ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<![\w/])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/\S*", re.IGNORECASE)


def fold(raw: str) -> str:
    # English without any quotation marks but these: a third of the time.
    return raw.lower().replace("`", "'") if raw.isascii() else raw.translate(_FOLDING)


def addresses_in(text: str) -> list[tuple[int, int]]:
    """Where addresses of the web stand."""
    if "/" not in text and "www." not in text:
        return []
    return [one.span() for one in ADDRESS.finditer(text)]


def prepare(raw: str) -> Prepared:
    folded = fold(raw)
    if len(folded) > FIRST + LAST:
        folded = _ends_of(folded, FIRST, LAST)
    tokens = _tokens(folded)
    if len(tokens) > FIRST_WORDS + LAST_WORDS:
        first, last = tokens[FIRST_WORDS].start, len(folded) - tokens[-LAST_WORDS].start
        folded = _ends_of(folded, first, last)
        tokens = _tokens(folded)
    if not folded.isascii() and _UNUSUAL.search(folded):
        tokens = tuple(Token(as_token(token.text), token.start, token.end) for token in tokens)
    return Prepared(raw, folded, tokens)


def _tokens(folded: str) -> tuple[Token, ...]:
    # Half the time of calling Token, for what every message pays.
    blank = folded.find(_BLANK)  # What was left out of the middle takes as long as words do.
    ends = [(0, len(folded))] if blank < 0 else [(0, blank), (_next(folded, blank), len(folded))]
    return tuple(
        [
            _new(Token, (found[0], *found.span()))
            for start, end in ends
            for found in _WORD.finditer(folded, start, end)
        ]
    )


def _next(folded: str, blank: int) -> int:
    """What follows this run of spaces."""
    return len(folded) - len(folded[blank:].lstrip(" "))


def _ends_of(folded: str, first_letters: int, last_letters: int) -> str:
    """A text without its middle, as long as before."""
    first, last = folded[:first_letters], folded[-last_letters:]
    first = first[: first.rfind(" ") + 1] or first
    last = last[max(last.find(" "), 0) :]
    return first + "\n" + " " * (len(folded) - len(first) - len(last) - 1) + last


def words(phrase: str) -> tuple[str, ...]:
    """A vocabulary entry cut exactly as a message is: `don't` is `("don", "t")`."""
    return tuple(token.text for token in prepare(phrase).tokens)


def as_token(text: str) -> str:
    """Folded words of ours as tokens have them: `ß` is `ss`."""
    if text.isascii():
        return text
    written = "".join(WRITTEN_OUT.get(char, "" if unicodedata.combining(char) else char) for char in text)
    return written or text  # accents on nothing
