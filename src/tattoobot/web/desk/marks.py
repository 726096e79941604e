"""Why something was found: the words that were typed, marked where they stand."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

AROUND = 60
"""So many characters before what was found are shown with it."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|['\u2018\u2019\u0300-\u036f])*")
_DROPPED = re.compile("['\u2018\u2019\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Of a text: as it stands, or marked."""

    text: str
    marked: bool


def words(typed: str) -> tuple[str, ...]:
    """What was typed, as it is compared: without accents, apostrophes and capitals, as the database reads it."""
    return tuple(dict.fromkeys(_plain(word) for word in _WORD.findall(typed)))


def _plain(word: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFKD", word)).lower()


def pieces(text: str, typed: Sequence[str]) -> tuple[Piece, ...]:
    """Every word that begins as one of those that were typed is marked."""
    found, at = [], 0
    for match in _WORD.finditer(text):
        if _plain(match[0]).startswith(tuple(typed)):
            found += [Piece(text[at : match.start()], False), Piece(match[0], True)]
            at = match.end()
    return tuple(piece for piece in (*found, Piece(text[at:], False)) if piece.text)


def marked(found: Sequence[Piece]) -> bool:
    return any(piece.marked for piece in found)


def near(text: str, typed: Sequence[str]) -> str:
    """A long text from shortly before the first word that was typed."""
    first = next((m.start() for m in _WORD.finditer(text) if _plain(m[0]).startswith(tuple(typed))), 0)
    if first <= AROUND:
        return text
    start = text.rfind(" ", 0, first - AROUND + 20)
    return "…" + text[max(start, 0) :].lstrip()


def number(phone: str, digits: str) -> tuple[Piece, ...]:
    """The part of a telephone number that was typed, at its beginning or its end; all of it where it is spelled so."""
    typed = digits if phone.endswith(digits) else digits.lstrip("0")
    if phone.startswith(typed):
        start = 0
    elif phone.endswith(typed):
        start = len(phone) - len(typed)
    else:
        start, typed = 0, phone
    end = start + len(typed)
    split = (Piece("+" + phone[:start], False), Piece(typed, True), Piece(phone[end:], False))
    return tuple(piece for piece in split if piece.text)
