"""How big: "10x15", "about 4 inches", "palm sized", "half sleeve".

One number is the longest side. A range is its upper end: the longest the piece may become ("8-10 cm" is 10).
An adjective gives way to a number ("small, 5 cm" is 5 cm); a named size keeps it ("palm sized, 10 cm").
"""

import re
from typing import Any

from tattoobot.domain.understanding.choice import READERS as CHOICES
from tattoobot.domain.understanding.choice import Candidate, choose
from tattoobot.domain.understanding.line import Classes, rule
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.terms import Readers
from tattoobot.domain.understanding.text import Prepared

READERS = Readers(
    "size",
    {
        "unit": "U",
        "unit_by": "V",
        "feet": "F",
        "feet_mark": "q",
        "in": "i",
        "by": "X",
        "range": "R",
        "and": "&",
        "between": "B",
        "about": "A",
        "wide": "W",
        "tall": "T",
        "other_dimension": "D",
        "distance": "P",
        "article": "a",
        "determiner": "d",
        "frame": "S",
        "sized": "Z",
        "object": "O",
        "paper": "O",
        "class": "C",
        "sleeve": "L",
        "not_sleeve": "w",
        "adjective": "J",
        "vague": "G",
        "big": "H",
        "not_a_size": "x",
        "label": "l",
        "make_it": "M",
        "filler": "f",
        "couple": "c",
    },
)

OBJECTS: dict[str, Value] = {
    "tiny": {"class": "tiny"},
    "small": {"class": "small"},
    "other": {"class": "other"},
    "palm": {"class": "palm"},
    "hand": {"class": "hand"},
    "half_sleeve": {"class": "half_sleeve"},
    "full_sleeve": {"class": "full_sleeve"},
    "back_piece": {"class": "back_piece"},
    "coin": {"class": "tiny", "longest_cm": 2.5},
    "finger": {"class": "tiny"},
    "matchbox": {"class": "small", "longest_cm": 5.0},
    "credit_card": {"class": "small", "longest_cm": 8.5},
    "phone": {"class": "other", "longest_cm": 15.0},
    "postcard": {"class": "other", "longest_cm": 15.0},
    "a5": {"class": "other", "longest_cm": 21.0},
    "a4": {"class": "other", "longest_cm": 30.0},
}
"""Things people measure with; those with a form of their own carry their length."""

NAMED = ("palm", "hand", "half_sleeve", "full_sleeve", "back_piece")
LARGEST_CM = 250.0
INCH = 2.54

_UNIT = "[UFiq]"
_PAIR = rule(
    f"(?P<a>N) (?P<ua>{_UNIT})? [WT]? [X,&]? [XV] [AS]? (?P<b>N) (?P<ub>{_UNIT})? [WT]?",
    f"(?P<wide>N) (?P<uw>{_UNIT})? W [X,&]? [X,&]? [AS]? (?P<tall>N) (?P<ut>{_UNIT})? T?",
    f"(?P<tall2>N) (?P<ut2>{_UNIT})? T [X,&]? [X,&]? [AS]? (?P<wide2>N) (?P<uw2>{_UNIT})? W?",
    "(?P<v>N) (?P<uv>V) [AS]? (?P<x>N) (?P<ux>U)?",
    f"W :? (?P<wide3>N) (?P<uw3>{_UNIT})? [X,&]? T :? (?P<tall3>N) (?P<ut3>{_UNIT})?",
    f"T :? (?P<tall4>N) (?P<ut4>{_UNIT})? [X,&]? W :? (?P<wide4>N) (?P<uw4>{_UNIT})?",
)
_RANGE = rule(
    f"B [AS]? N {_UNIT}? [&R] [AS]? (?P<top>N) (?P<unit>{_UNIT})",
    f"N {_UNIT}? R [AS]? (?P<top2>N) (?P<unit2>{_UNIT})",
)
_FEET = rule(f"(?P<feet>N) [Fq] &? (?P<inches>N) {_UNIT}?")
"""Feet and inches; with marks (5'4) it is how tall a person is."""
_ONE = rule(
    f"(?P<n>N) [aAB]? (?P<u>{_UNIT}) (?:&a?(?P<half>N))?",
    "a (?P<one>[UF]) (?:&a?(?P<half1>N))?",
    f"c (?P<two>{_UNIT})",
)
_BARE = rule("(?:B [AS]? N [&R] A? | N R [AS]?)? (?P<n>N)")
_CUED = rule("[lM] (?::|-)? [AS]? (?:N R [AS]?)? (?P<n>N)")
_THING = rule(
    "[Sl] [daA]{0,4} (?P<framed>O)",
    "(?P<sized>O) -? [Zl]",
    "(?P<known>[CLH])",
    "(?P<adjective>J)",
    "(?P<vague>G) -? Z",
)
_LONE_THING = rule("(?P<thing>[OJG])")


def read_size(text: Prepared, scan: Scan, context: Context) -> list[Found]:
    classes = READERS[scan.line.language].read(scan.line)
    measured = choose(_measured(classes, context), scan.line)
    thing = choose(_things(classes, context), scan.line)
    if measured is None:
        return [_found(thing, classes)] if thing else []
    value = measured.value
    # A thing of two readings ("sleeve": half or full) adds nothing to a size that is measured.
    if thing and isinstance(thing.value, dict) and thing.value["class"] in NAMED and "longest_cm" in value:
        value = {"class": thing.value["class"], **value}
    return [_found(measured._replace(value=value), classes)]


def _found(chosen: Candidate, classes: Classes) -> Found:
    value = chosen.value
    readings: tuple[Value, ...] = ()
    if isinstance(value, tuple):
        readings, value = value, value[0]
    return Found("size", value, classes.start(chosen.first), classes.end(chosen.last), readings)


def _measured(classes: Classes, context: Context) -> list[Candidate]:
    if not classes.line.numbers and "U" not in classes.kinds and "F" not in classes.kinds:
        return []
    taken: set[int] = set()
    candidates: list[Candidate] = []
    for pattern, build, rank in _MEASURES:
        for found in pattern.finditer(classes.kinds):
            if taken.isdisjoint(range(*found.span())):
                value = build(found, classes, context)
                if value is not None:
                    candidates.append(Candidate(value, found.start(), found.end(), rank))
                if value is not None or pattern is _FEET:
                    taken.update(range(*found.span()))
    said = [candidate for candidate in candidates if candidate.rank]
    if said and (corrected := _corrected(said[-1], classes, taken)):
        return [corrected]
    return said or candidates


def _corrected(said: Candidate, classes: Classes, taken: set[int]) -> Candidate | None:
    """ "12 cm, well actually more like 15": the second number is in the unit of the first."""
    choice = CHOICES[classes.line.language].read(classes.line).kinds
    for index, number in classes.line.numbers.items():
        between, after = choice[said.last : index], choice[number.last : number.last + 2]
        following = classes.kinds[number.last : number.last + 1]
        if index < said.last or index in taken or following not in ("", ",", ".", "f", "A"):
            continue
        if "k" in between[-6:] or re.match("[^,.]?k", after):
            longest = _cm(number.value, _factor(said, classes))
            before = said.value.get("longest_cm")
            if longest and before and before / 5 <= longest <= before * 5:
                return Candidate({"longest_cm": longest}, index, number.last, 1)
    return None


def _factor(said: Candidate, classes: Classes) -> float:
    units = [index for index in range(said.first, said.last) if classes.kinds[index] in "UFiqV"]
    return float(classes.value(units[-1])) if units else 1.0


def _pair(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    """Width and height; a unit said once counts for both."""
    at = {re.sub(r"\d", "", name): found.start(name) for name in found.groupdict() if found[name]}
    if "wide" in at:
        sides = [(at["wide"], at.get("uw")), (at["tall"], at.get("ut"))]
    elif "v" in at:
        sides = [(at["v"], at["uv"]), (at["x"], at.get("ux"))]
    else:
        sides = [(at["a"], at.get("ua")), (at["b"], at.get("ub"))]
        if "T" in classes.kinds[at["a"] : at["b"]]:
            sides.reverse()
    said = [float(classes.value(unit)) for _, unit in sides if unit is not None]
    width, height = (
        _cm(
            classes.number(number),
            float(classes.value(unit)) if unit is not None else (said or [_usual(context)])[0],
        )
        for number, unit in sides
    )
    return {"width_cm": width, "height_cm": height} if width and height else None


def _range(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    name = "" if found["top"] else "2"
    return _longest(classes, found.start("top" + name), found.start("unit" + name), found.end())


def _feet(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    feet, inches = classes.number(found.start("feet")), classes.number(found.start("inches"))
    if "q" in found[0] or feet > 3 or inches >= 12:
        return None
    longest = _cm(feet * 12 + inches, INCH)
    return {"longest_cm": longest} if longest else None


def _one(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    if found["two"]:
        unit, number = found.start("two"), 2.0
    elif found["one"]:
        unit, number = found.start("one"), 1.0
        if classes.kinds[unit] == "F" and classes.kinds[found.end() : found.end() + 1] not in ("T", "W", "D"):
            return None
    else:
        unit, number = found.start("u"), classes.number(found.start("n"))
        if "a" in found[0] and number != 0.5:
            return None  # "£20 an inch"
    half = found.start("half") if found["half"] else found.start("half1") if found["half1"] else -1
    if half >= 0:
        number += classes.number(half) if classes.number(half) == 0.5 else 0
    return _longest(classes, found.start("n") if found["n"] else -1, unit, found.end(), number)


def _longest(classes: Classes, at: int, unit: int, end: int, number: float | None = None) -> Value | None:
    kinds = classes.kinds
    following = kinds[end : end + 1]
    kind = kinds[unit]
    if following == "P" or _quoted(classes, at, unit):
        return None
    if kind == "q" and (not classes.line.glued(unit) or (at >= 0 and not classes.line.numbers[at].written)):
        return None
    if kind == "i" and following and following in "wxNdaO#" and not classes.line.glued(unit):
        return None
    if kind == "F" and following not in ("T", "W", "D", "X", "&", "") and following.isalpha():
        return None
    longest = _cm(classes.number(at) if number is None else number, float(classes.value(unit)))
    return {"longest_cm": longest} if longest is not None else None


def _quoted(classes: Classes, at: int, unit: int) -> bool:
    """A number in quotation marks is lettering; a mark that closes a quotation is no inch."""
    words = classes.line.words
    opened = words[:unit].count('"') % 2 == 1
    return opened or (at > 0 and words[at - 1] in ('"', "'"))


def _bare(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    """A number alone, when the size was asked for."""
    at = found.start("n")
    following = classes.kinds[found.end() : found.end() + 1]
    if context.asked != "size" or classes.number(at) <= 1 or (following and following in "wxPdDO"):
        return None
    return _unitless(classes.number(at), context)


def _cued(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    """ "make it 12", "size: 8"."""
    following = classes.kinds[found.end() : found.end() + 1]
    number = classes.number(found.start("n"))
    if context.asked in ("budget", "timing", "adult") or number > 60 or (following and following in "wxNPdO"):
        return None
    return _unitless(number, context)


def _unitless(number: float, context: Context) -> Value | None:
    readings = [{"longest_cm": cm} for unit in _units(context) if (cm := _cm(number, unit)) is not None]
    if len(readings) > 1:
        return tuple(readings)
    return readings[0] if readings else None


def _units(context: Context) -> list[float]:
    """What a bare number may be counted in: the studio's unit first, then the country's when it is another one."""
    usual = _usual(context)
    local = INCH if context.country == "US" and context.language in (None, "en") else usual
    return [usual] if local == usual else [usual, local]


def _usual(context: Context) -> float:
    return INCH if context.unit == "in" else 1.0


def _cm(number: float, factor: float) -> float | None:
    centimetres = round(number * factor, 1)
    return centimetres if 0 < centimetres <= LARGEST_CM else None


_MEASURES: list[tuple[re.Pattern[str], Any, int]] = [
    (_PAIR, _pair, 2),
    (_FEET, _feet, 1),
    (_RANGE, _range, 1),
    (_ONE, _one, 1),
    (_CUED, _cued, 1),
    (_BARE, _bare, 0),
]


def _things(classes: Classes, context: Context) -> list[Candidate]:
    candidates: list[Candidate] = []
    kinds = classes.kinds
    for found in _THING.finditer(kinds):
        name = found.lastgroup or ""
        at = found.start(name)
        following = kinds[found.end() : found.end() + 1]
        if name == "known":
            value = classes.value(at)
            if value == "sleeve":
                candidates.append(
                    Candidate((OBJECTS["full_sleeve"], OBJECTS["half_sleeve"]), at, found.end(), 2)
                ) if following != "Z" else None
                continue
            candidates.append(Candidate(OBJECTS[value], at, found.end(), 3))
        elif name == "adjective":
            if following != "x":
                candidates.append(Candidate(OBJECTS[classes.value(at)], at, found.end(), 0))
        else:
            candidates.append(Candidate(OBJECTS[classes.value(at)], at, found.end(), 2))
    if not candidates and context.asked == "size":
        candidates = [
            Candidate(OBJECTS[classes.value(found.start())], found.start(), found.end(), 0)
            for found in _LONE_THING.finditer(kinds)
        ]
    return candidates
