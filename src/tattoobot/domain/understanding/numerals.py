"""Numbers as people write them: `1.500,50`, `2½`, `1 1/2`, `2k`, `two hundred and fifty`, `zweihundert`."""

import re
from functools import cache
from itertools import product
from typing import NamedTuple
from unicodedata import numeric

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.understanding.grammar.line import Line, Number
from tattoobot.domain.understanding.grammar.terms import vocabulary
from tattoobot.domain.understanding.text import words
from tattoobot.domain.understanding.vocabulary.lists import folded

FRACTIONS = {sign: numeric(sign) for sign in "½¼¾⅓⅔⅛⅜⅝⅞"}
MOST_NUMBERS = 40
"""Nobody states more facts than this in one message; the rest of the numbers stay unread."""
_DENOMINATORS = {"2", "3", "4", "8", "16"}
_GROUPED = re.compile(r"\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*")
_THOUSANDS = re.compile(r"\d[05]0")
_DECIMAL = re.compile(r"(?:\d+|\d{1,3}(?:[.,']\d{3})+)[.,]\d{1,2}")


def value_of(written: str) -> float | None:
    """`1.500` and `1,500` are thousands, `12.5` and `12,5` are not; None for what is no number (`12.03.2026`)."""
    if written.isdecimal():
        return float(written[:15])
    if _GROUPED.fullmatch(written) and not written.startswith("0"):
        return float(re.sub(r"[.,']", "", written)[:15])
    if _DECIMAL.fullmatch(written):
        whole, _, decimals = re.sub(r"[.,'](?=.*[.,'])", "", written).replace(",", ".").partition(".")
        return float(f"{whole[:15]}.{decimals}")
    return None


class _Word(NamedTuple):
    kind: str
    value: float


@cache
def _table(language: str) -> dict[str, _Word]:
    """This language's number words over those of the others."""
    shadows = set(vocabulary(language).get("shadows", ()))
    table: dict[str, _Word] = {}
    for other in [known for known in reversed(LANGUAGES) if known != language] + [language]:
        vocab = vocabulary(other)
        hidden = set() if other == language else shadows | set(vocab.get("shy", ()))
        for kind, by_value in vocab["number"].items():
            for value, spelled in by_value.items():
                for word in spelled:
                    if word not in hidden:
                        table["".join(words(word))] = _Word(kind, float(value))
    return table | _german() if language != "de" else _german() | table


@cache
def _german() -> dict[str, _Word]:
    """German writes whole numbers as one word, so they are spelled out here up to 9999 where people still do."""
    vocab = vocabulary("de")["number"]
    ones = {
        float(value): ["".join(words(word)) for word in spelled] for value, spelled in vocab["unit"].items()
    }
    thousand = ["".join(words(word)) for word in vocab["thousand"]["1000"]]
    below_100 = {value: names for value, names in ones.items() if value > 0}
    joined = {**{value: ones[value] for value in ones if 1 < value < 10}, 1.0: ["ein"]}
    table: dict[str, float] = {}
    for tens, unit in product(range(20, 100, 10), joined):
        pairs = [*product(joined[unit], ones[float(tens)])]
        below_100[tens + unit] = [f"{name}und{ten}" for name, ten in pairs]
        table |= {name + ten: unit * 100 + tens for name, ten in pairs}  # "dreifuffzig"
    table |= {name: value for value, names in below_100.items() if value >= 20 for name in names}
    for hundreds in range(1, 20):
        heads = [""] * (hundreds == 1) + joined.get(float(hundreds), below_100.get(float(hundreds), []))
        for hundred in [f"{head}hundert" for head in heads]:
            table[hundred] = hundreds * 100.0
            for value, names in below_100.items() if hundreds < 10 else ():
                table |= {
                    hundred + joint + name: table[hundred] + value for joint in ("", "und") for name in names
                }
    for thousands, heads in joined.items():
        for head in heads + [""] * (thousands == 1):
            table |= {head + word: thousands * 1000.0 for word in thousand}
            for rest, names in joined.items():
                table |= {f"{head}tausend{name}hundert": thousands * 1000.0 + rest * 100 for name in names}
    for word in ("hundert", *thousand):
        del table[word]  # these multiply: "drei hundert", "5 tausend"
    units = {value: _Word("unit", value) for value in table.values()}
    return {name: units[value] for name, value in table.items()}


def find_numbers(line: Line) -> None:
    """Notes every number of the line on it."""
    table = _table(line.language)
    texts, a_few_of = line.words, folded("a_few_of")
    index = 0
    while index < len(texts) and len(line.numbers) < MOST_NUMBERS:
        text = texts[index]
        if index and texts[index - 1] in a_few_of and _is_round(text, table):
            number = None  # "a few hundred"
        elif text[0].isdecimal():
            number = _written(line, table, index)
        elif text in FRACTIONS:
            number = Number(FRACTIONS[text], index, index + 1, text)
        elif text in table:
            number = _spelled(line, table, index)
        else:
            number = None
        if number is None:
            index += 1
        else:
            line.numbers[index] = number
            index = number.last


def _is_round(text: str, table: dict[str, _Word]) -> bool:
    return text in ("100", "1000") or (text in table and table[text].kind in ("hundred", "thousand"))


def _written(line: Line, table: dict[str, _Word], first: int) -> Number | None:
    """A number in digits with the fraction or multiplier after it: `1 1/2`, `2½`, `3 hundred`, `1.5k`."""
    texts = line.words
    value = value_of(texts[first])
    if value is None:
        return None
    after = [*texts[first + 1 : first + 5], "", "", "", ""]
    last = first + 1
    if _THOUSANDS.fullmatch(after[0]) and len(texts[first]) < 3 and _one_space(line, last):
        value, last = value * 1000 + int(after[0]), last + 1  # 1 500
    elif after[0] in FRACTIONS:
        value, last = value + FRACTIONS[after[0]], last + 1
    elif (
        after[1] == "/"
        and after[2] in _DENOMINATORS
        and after[0].isdecimal()
        and _is_part(after[0], after[2])
    ):
        value, last = value + int(after[0]) / int(after[2]), last + 3
    else:
        multiplier = table.get(after[0])
        if multiplier and multiplier.kind in ("hundred", "thousand", "k") and value < 1000:
            value, last = value * multiplier.value, last + 1
    return Number(value, first, last, texts[first])


def _one_space(line: Line, index: int) -> bool:
    """Whether one space parts this atom from the last, which is no side of a pair ("10 x 15 300")."""
    before = line.words[index - 2] if index > 1 else ""
    return line.starts[index] - line.ends[index - 1] == 1 and before not in ("x", "*", "/")


def _is_part(numerator: str, denominator: str) -> bool:
    return 0 < int(numerator[:4]) < int(denominator)


def _spelled(line: Line, table: dict[str, _Word], first: int) -> Number | None:
    """A run of number words, as long as each still adds to or multiplies what came before."""
    sum_ = _Sum()
    index = last = first
    texts = line.words
    while index < len(texts):
        word = table.get(texts[index])
        if word is None or (index == first and _multiplies_nothing(texts, index)):
            if index == first or not _hyphenates(line, index):
                break
        elif word.kind != "and":
            if not sum_.take(
                word,
                table.get(texts[index + 1]) if index + 1 < len(texts) else None,
                last != index and texts[last] != "-",  # "two-fifty" is said as "two fifty"
            ):
                break
            last = index + 1
        elif index == first:
            break
        index += 1
    value = sum_.value()
    if value is None or last == first:
        return None
    return Number(value, first, last, "")


def _multiplies_nothing(texts: list[str], index: int) -> bool:
    """A "k" by itself, and "grand" as the Irish say that all is well: only "a grand" is a thousand."""
    return texts[index] == "k" or (texts[index] == "grand" and (index == 0 or texts[index - 1] != "a"))


def _hyphenates(line: Line, index: int) -> bool:
    """`twenty-five`, `quatre-vingt-dix`: a hyphen with nothing around it."""
    return (
        line.words[index] == "-"
        and index + 1 < len(line.words)
        and line.glued(index)
        and line.glued(index + 1)
    )


class _Sum:
    """Adds up number words."""

    def __init__(self) -> None:
        self.total = 0.0
        self.part: float | None = None
        self.unit = 1.0
        """What "and a half" is half of."""
        self.couple = False

    def take(self, word: _Word, following: _Word | None, joined: bool) -> bool:
        """Whether the word continues the number."""
        if word.kind == "unit":
            new_hundred = following is not None and following.kind == "hundred" and self.part is not None
            return not new_hundred and self._unit(word.value, joined)
        if word.kind == "half":
            return self._half(word.value, joined)
        if word.kind == "couple":
            return self._couple(word.value)
        if word.kind == "hundred":
            return self._hundred(word.value)
        return self._thousand(word.value, joined)

    def _unit(self, value: float, joined: bool) -> bool:
        if self.couple:
            return False
        part = self.part
        if part is None:
            self.part = value
            return self.total == 0 or value < 1000
        fits = (
            (part % 100 == 0 and part >= 100 and value < 100)
            or (part % 10 == 0 and part % 100 >= 20 and value < 10)
            or (part % 100 in (60, 80) and 10 <= value < 20)
            or (part == 10 and 7 <= value < 10)  # dix-sept
            or (part % 1000 == 0 and value < part)
        )
        if part % 100 == 4 and value == 20:  # quatre-vingt
            self.part = part + 76
            return True
        if part < 10 and 20 <= value < 100 and not joined:  # two fifty
            self.part = part * 100 + value
            return True
        if fits:
            self.part = part + value
        return fits

    def _hundred(self, value: float) -> bool:
        if self.part is not None and self.part >= 100:
            return False
        self.part = (1 if self.part is None else self.part) * value
        self.unit, self.couple = value, False
        return True

    def _thousand(self, value: float, joined: bool) -> bool:
        if self.total >= value or (joined and self.part is not None and self.part >= 100):
            return False
        self.total += (1 if self.part is None else self.part) * value
        self.part = None
        self.unit, self.couple = value, False
        return True

    def _couple(self, value: float) -> bool:
        if self.part is not None or self.total:
            return False
        self.part, self.couple = value, True
        return True

    def _half(self, value: float, joined: bool) -> bool:
        if joined and (self.part is not None or self.total):
            if self.part is None:
                self.total += value * self.unit
            else:
                self.part += value * self.unit
            return True
        if self.part is None and not self.total:
            self.part = value
            return True
        return False

    def value(self) -> float | None:
        if self.couple:
            return None  # a couple of what? "a couple of weeks" is for the calendar
        if self.total == 1000 and self.part and 2 <= self.part < 10:
            return self.total + self.part * 100  # "mille deux"
        return self.total + (self.part or 0) if self.part is not None or self.total else None
