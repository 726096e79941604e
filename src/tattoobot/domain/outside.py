"""Words from outside, made harmless before they stand among our own.

A client's name and words are material: they keep to their place, break no line of ours, and hold nothing to tap.
"""

import re
import unicodedata
from collections.abc import Iterator

NAME_LIMIT = 40
QUOTE_LIMIT = 300
"""So much of what a client said is quoted in a notification; the conversation has all of it."""
MARKS_IN_A_ROW = 4
"""Accents on one letter: no script piles up more, and taller piles cover the lines around them."""

# Characters that count as letters, marks or symbols, and show nothing.
_BLANKS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f\u180b\u180c\u180d\u180f")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_SEEN = frozenset("LNPS")

_PAIRED = re.compile(r"(?<![\w*_~])([*_~])(?=\S)(.+?)(?<=\S)\1(?![\w*_~])")
"""How WhatsApp writes bold, italic and struck through."""
_MARKUP = re.compile("[*_~`]")
_DOT = re.compile(r"(?<=[^\s.])[.\u3002\uff0e\uff61](?=[^\W\d_]{2})")
_FOUR_NUMBERS = re.compile(r"(?<![\d.])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\d.])")


def one_line(text: str, limit: int | None = None) -> str:
    """On one line, without control, direction and invisible characters; shortened to `limit`."""
    if text.isascii() and text.isprintable():
        # The only spaces of such a text are these: most are clean as they are.
        clean = text if "  " not in text and text == text.strip() else " ".join(text.split())
    else:
        clean = " ".join("".join(_shown(text)).split())
    return clean if limit is None else shortened(clean, limit)


def lines(text: str) -> str:
    """The same for each line of it; lines with nothing in them go."""
    return "\n".join(filter(None, map(one_line, text.splitlines())))


def name(text: str) -> str:
    """A name as we write it: without WhatsApp's markup. Empty where there is nothing to see."""
    clean = plain(one_line(text)).strip()
    # Of ASCII, all that is left by then is seen.
    if not clean.isascii() and not any(unicodedata.category(character)[0] in _SEEN for character in clean):
        return ""
    return one_line(clean, NAME_LIMIT)


def named(text: str) -> str:
    """A name as it stands in a sentence of ours. What could be read as a sentence itself stands in quotation marks."""
    clean = name(text)
    if not clean or _is_plainly_a_name(clean):
        return clean
    return "“" + _MARKS_OF_QUOTATION.sub("'", clean) + "”"


def _is_plainly_a_name(clean: str) -> bool:
    """ "Maya", "J.R.", "O'Neil", "Ana de la Cruz", "李小龙", "Maya 🌸"."""
    if _LOOKS_SAID.search(clean) or any(unicodedata.category(character) == "Sc" for character in clean):
        return False
    words = [word for word in clean.split() if any(character.isalpha() for character in word)]
    if len(words) < 3:
        return True
    return not any(word[0].islower() and word.rstrip(".") not in _PARTICLES for word in words)


_MARKS_OF_QUOTATION = re.compile('["“”„‟«»‹›「」『』＂]')
_LOOKS_SAID = re.compile(
    r"[#@:;!?¿¡,/\\|<>=+%*~\[\]{}\"“”„‟«»‹›。！？：；，＃＠]"  # what sentences, addresses and numbers of enquiries have
    r"|(?<!\w)\d"  # figures that stand alone
    r"|(?<=[^\W\d_]{3})\.(?=\s|$)"  # a stop after a word: "J." and "Dr." are none
    r"|(?:^|\s)[-–—]+(?:\s|$)"
)
_PARTICLES = frozenset(
    "de da do das dos del della di la las le les los lo el al du des d e y i van von vom zu zum zur der den ter ten"  # noqa: SIM905
    " bin bint ibn ben abu af av st und and et".split()
)
"""Small words in names."""


def quoted(text: str, limit: int = QUOTE_LIMIT) -> str:
    """Mark each line as somebody's words. Empty where there is nothing to see."""
    said = "\n".join(f"> {plain(line)}" for line in lines(text).splitlines())
    return shortened(said, limit)


def shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def plain(text: str) -> str:
    """Without bold, italic, struck through and code."""
    if not _MARKUP.search(text):
        return text
    text = text.replace("`", "'")
    while text != (less := _PAIRED.sub(r"\2", text)):
        text = less
    return text


def without_links(text: str) -> str:
    """Nothing in it can be tapped, and every address can still be read."""
    text = _DOT.sub("[.]", text.replace("://", "[:]//"))
    return _FOUR_NUMBERS.sub(r"\1[.]\2[.]\3[.]\4", text)


def _shown(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in _SPACES or character.isspace():
            yield " "
        elif category in _HIDDEN or character in _BLANKS or _is_ignorable(character):
            continue
        elif category[0] != "M":
            marks = 0
            yield character
        elif marks < MARKS_IN_A_ROW:
            marks += 1
            yield character


def _is_ignorable(character: str) -> bool:
    return "\ufff0" <= character <= "\ufff8" or "\U000e0000" <= character <= "\U000e00ff"
