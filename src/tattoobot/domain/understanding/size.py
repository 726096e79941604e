"""How big: "10x15", "about 4 inches", "palm sized", "half sleeve".

One number is the longest side. A range is its upper end: the longest the piece may become ("8-10 cm" is 10).
An adjective gives way to a number ("small, 5 cm" is 5 cm); a named size keeps it ("palm sized, 10 cm").
"""

import re
from typing import Any

from tattoobot.domain.understanding.choice import Candidate, Chosen, choose
from tattoobot.domain.understanding.grammar.line import Classes
from tattoobot.domain.understanding.grammar.rule import among, holds, place, rule
from tattoobot.domain.understanding.grammar.terms import Readers, vocabulary
from tattoobot.domain.understanding.measured import of_the_piece
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.vocabulary.lists import folded
from tattoobot.domain.understanding.vocabulary.message import Message

READERS = Readers("size", same={"paper": "object", "not_sleeve": "word"})

OBJECTS: dict[str, Value] = vocabulary("any")["things"]
"""Things people measure with."""

COUNTED = folded("counts_years") | {"€", "$", "£"}
"""Behind these "mini" is short for the least."""
NAMED = ("palm", "hand", "half_sleeve", "full_sleeve", "back_piece")
LARGEST_CM = 250.0
LARGEST_UNASKED_CM = 99.0
"""Whoever says more without being asked speaks of a person."""
LEAST_ACROSS, MOST_ACROSS = 3, 60
"""What is long or wide without a unit: not "2 long stems", nor somebody who is 180 tall."""
INCH = 2.54
LEAST_OF_A_LIMB = 15.0
"""No sleeve and no back piece is smaller."""

UNITS = "unit feet"
UNITS_OR_THINGS = f"{UNITS} class sleeve big object adjective vague"
"""Classes without which, and without a number, nothing tells a size."""
BESIDE_NUMBERS = f"{UNITS_OR_THINGS} in feet_mark by unit_by wide tall other_dimension label make_it"
"""Classes without which no number tells a size, unless it was asked for."""
_UNIT = "[unit feet in feet_mark]"
_WIDE = f"wide [about :]{{0,3}} wide:number unit_wide:{_UNIT}?"
_TALL = f"tall [about :]{{0,3}} tall:number unit_tall:{_UNIT}?"
_PAIR = rule(
    f"one:number unit_one:{_UNIT}? [wide tall]? [by , and]? [by unit_by] [about frame]? other:number about? "
    f"unit_other:{_UNIT}? [wide tall]?",
    f"wide:number unit_wide:{_UNIT}? wide [by , and]? [by , and]? [about frame]? tall:number "
    f"unit_tall:{_UNIT}? tall?",
    f"tall:number unit_tall:{_UNIT}? tall [by , and]? [by , and]? [about frame]? wide:number "
    f"unit_wide:{_UNIT}? wide?",
    "one:number unit_one:unit_by [about frame]? other:number unit_other:unit?",
    f"{_WIDE} [by , and]? {_TALL}",
    f"{_TALL} [by , and]? {_WIDE}",
)
_RANGE = rule(
    f"between [about frame]? number {_UNIT}? [and range] [about frame]? top:number unit:{_UNIT}",
    f"number {_UNIT}? range [about frame]? top:number unit:{_UNIT}",
    f"low:number unit:{_UNIT} ,? about top:number (?! [word object {_UNIT[1:-1]}])",
)
_FEET = rule(f"feet:number [feet feet_mark] and? inches:number {_UNIT}?")
"""Feet and inches; with marks (5'4) it is how tall a person is."""
_ONE = rule(
    f"n:number [article about between]? unit:{_UNIT} (and article? half:number)?",
    f"n:number and article? half:number unit:{_UNIT}",
    "article a:[unit feet] (and article? half:number)?",
    "^ a:unit and article half:number",
    f"couple pair_of:{_UNIT}",
)
_ALL_OF_IT = f"(?! {_UNIT} [distance difference])"
_BARE = rule(
    f"(between [about frame]? number [and range] about? | number range [about frame]?)? n:number {_ALL_OF_IT}"
)
_DIMENSION = rule(
    "n:number [wide tall other_dimension] (?! [word object])",
    "[wide tall other_dimension] :? about? n:number (?! [unit feet in feet_mark by word object])",
)
""" "15 across", "largura uns 20"."""
_CUED = rule(
    f"[label make_it] (: | - | ,)? [about frame]? (number range [about frame]?)? n:number {_ALL_OF_IT}",
    "difference [^number]{0,6} filler [about frame]? n:number",
)
""" "Make it 12"; "2 cm bigger than I said, so 9"."""
_PERSONS = re.compile(r"(?:1[.,][3-9]\d|2[.,][01]\d)\b")
_METRES = re.compile(r"\b[12] ?m ?\d\d\b")
_THING = rule(
    "[frame label] [determiner article about]{0,4} framed:object",
    "sized:object -? [sized label]",
    "known:[class sleeve big]",
    "(?<= [, .]) vague:vague (?= $ | [, . ;])",
    "adjective:adjective",
    "vague:vague -? sized",
)
_LONE_THING = rule("thing:[object adjective vague]")


def read_size(message: Message, scan: Scan, context: Context) -> list[Found]:
    line = scan.line
    reader = READERS[line.language]
    is_answer = context.asked == "size" and line.numbers
    if not is_answer and not reader.may_find(BESIDE_NUMBERS if line.numbers else UNITS_OR_THINGS, line):
        return []
    classes = reader.read(line)
    measured = choose("size", _measured(classes, context), message, line, context)
    alone = context.asked == "size" and not message.of("flag", "medical")  # an allergy to nickel is no coin
    thing = choose("size_word", _things(classes, alone=alone), message, line, context)
    if measured is None:
        return [_found(thing, thing.candidate.value, classes)] if thing else []
    value = measured.candidate.value
    # A thing of two readings ("sleeve": half or full) adds nothing to a size that is measured.
    named = thing and thing.candidate.value
    if isinstance(named, dict) and named["class"] in NAMED and _may_measure(named["class"], value):
        value = {"class": named["class"], **value}
    return [_found(measured, value, classes)]


def _may_measure(name: str, value: Any) -> bool:
    """Whether a named size is of what is measured: "my mate has a sleeve, I want a 4 cm star" names another."""
    longest = value.get("longest_cm", 0) if isinstance(value, dict) else 0
    return bool(longest) and (name in ("palm", "hand") or longest >= LEAST_OF_A_LIMB)


def _found(chosen: Chosen, value: Value, classes: Classes) -> Found:
    readings: tuple[Value, ...] = ()
    if isinstance(value, tuple):
        readings, value = value, value[0]
    _, first, last, _ = chosen.candidate
    return Found("size", value, classes.start(first), classes.end(last), readings, because=chosen.because)


def _measured(classes: Classes, context: Context) -> list[Candidate]:
    if not classes.line.numbers and not classes.has(UNITS):
        return []
    taken: set[int] = set()
    candidates: list[Candidate] = []
    for pattern, build, mark in _MEASURES:
        for found in pattern.finditer(classes.kinds):
            if taken.isdisjoint(range(*found.span())):
                value = build(found, classes, context)
                if value is not None:
                    candidates.append(Candidate(value, found.start(), found.end(), frozenset((mark,))))
                if value is not None or pattern is _FEET:
                    taken.update(range(*found.span()))
    candidates = _without_heights(candidates, classes, context)
    asked = context.asked == "size"
    return of_the_piece(
        candidates, classes.line, lambda number: _unitless(number, classes, context), asked=asked
    )


def _without_heights(candidates: list[Candidate], classes: Classes, context: Context) -> list[Candidate]:
    """ "Je fais 1m60" is of a person."""
    line = classes.line
    tall = [found.span() for found in _METRES.finditer(line.text.folded)]
    return [
        one
        for one in candidates
        if context.asked == "size" or _largest(one.value) <= LARGEST_UNASKED_CM
        if not any(line.starts[one.first] < end and start < line.ends[one.last - 1] for start, end in tall)
    ]


def _largest(value: Any) -> float:
    sides: Value = value[0] if isinstance(value, tuple) else value
    return max(map(float, sides.values()))


def _pair(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    """Width and height; a unit said once counts for both."""
    first, second = ("wide", "tall") if place(found, "wide") >= 0 else ("one", "other")
    sides = [(place(found, name), place(found, f"unit_{name}")) for name in (first, second)]
    if first == "one" and holds(classes.kinds[sides[0][0] : sides[1][0]], "tall"):
        sides.reverse()
    said = [float(classes.value(unit)) for _, unit in sides if unit >= 0]
    width, height = (
        _cm(
            classes.number(number),
            float(classes.value(unit))
            if unit >= 0
            else (said or [INCH if _speaks_of_inches(classes) else _usual(context)])[0],
        )
        for number, unit in sides
    )
    return {"width_cm": width, "height_cm": height} if width and height else None


def _range(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    low, top = place(found, "low"), place(found, "top")
    if low >= 0 and not classes.number(low) < classes.number(top) <= 2 * classes.number(low):
        return None  # "15 cm, about 200"
    return _longest(classes, top, place(found, "unit"), found.end())


def _feet(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    feet, inches = classes.number(found.start("feet")), classes.number(found.start("inches"))
    if holds(found[0], "feet_mark") or feet > 3 or inches >= 12:
        return None
    longest = _cm(feet * 12 + inches, INCH)
    return {"longest_cm": longest} if longest else None


def _one(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    half = place(found, "half")
    if found["pair_of"]:
        unit, number = found.start("pair_of"), 2.0
    elif (unit := place(found, "a")) >= 0:
        number = 1.0
        if among(classes.kind(unit), "feet") and not among(
            classes.kind(found.end()), "tall wide other_dimension"
        ):
            return None
    else:
        unit, number = place(found, "unit"), classes.number(place(found, "n"))
        if holds(found[0], "article") and number != 0.5 and half < 0:
            return None  # "£20 an inch"
    if half >= 0:
        number += classes.number(half) if classes.number(half) == 0.5 else 0
    return _longest(classes, place(found, "n"), unit, found.end(), number)


def _longest(classes: Classes, at: int, unit: int, end: int, number: float | None = None) -> Value | None:
    following, kind = classes.kind(end), classes.kind(unit)
    if among(following, "distance difference") or _quoted(classes, at, unit):
        return None
    if among(kind, "feet_mark") and (
        not classes.line.glued(unit) or (at >= 0 and not classes.line.numbers[at].written)
    ):
        return None
    if (
        among(kind, "in")
        and among(following, "word not_a_size number determiner article object taken")
        and not classes.line.glued(unit)
    ):
        return None
    if (
        among(kind, "feet")
        and following
        and not among(following, "tall wide other_dimension by and , . ; : - taken")
    ):
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
    following = classes.kind(found.end())
    if (
        context.asked != "size"
        or classes.number(at) <= 1
        or _is_a_height(classes, at)
        or among(following, "word not_a_size distance difference determiner other_dimension object")
    ):
        return None
    return _unitless(classes.number(at), classes, context)


def _is_a_height(classes: Classes, at: int) -> bool:
    """ "I'm only 1.58": of a person."""
    line = classes.line
    return _PERSONS.match(line.text.folded, line.starts[at]) is not None


def _cued(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    """ "make it 12", "size: 8"."""
    following = classes.kind(found.end())
    number = classes.number(place(found, "n"))
    if (
        context.asked in ("budget", "timing", "adult")
        or number > 60
        or among(following, "word not_a_size number distance difference determiner object")
    ):
        return None
    return _unitless(number, classes, context)


def _across(found: re.Match[str], classes: Classes, context: Context) -> Value | None:
    number = classes.number(place(found, "n"))
    if context.asked in ("budget", "timing", "adult") or not LEAST_ACROSS <= number <= MOST_ACROSS:
        return None
    return _unitless(number, classes, context)


def _unitless(number: float, classes: Classes, context: Context) -> Value | None:
    units = [INCH] if _speaks_of_inches(classes) else _units(classes.line.language, context)
    readings = [{"longest_cm": cm} for unit in units if (cm := _cm(number, unit)) is not None]
    if len(readings) > 1:
        return tuple(readings)
    return readings[0] if readings else None


def _speaks_of_inches(classes: Classes) -> bool:
    """ "Size (inches): 5"; not where centimetres are named too."""
    said = {classes.value(at) for at, kind in enumerate(classes.kinds) if among(kind, "unit")}
    return bool(said) and {float(unit) for unit in said} == {INCH}


def _units(language: str, context: Context) -> list[float]:
    """What a bare number may be counted in: the studio's unit first, then the country's when it is another one."""
    usual = _usual(context)
    local = INCH if context.country == "US" and language == "en" else usual
    return [usual] if local == usual else [usual, local]


def _usual(context: Context) -> float:
    return INCH if context.unit == "in" else 1.0


def _cm(number: float, factor: float) -> float | None:
    centimetres = round(number * factor, 1)
    return centimetres if 0 < centimetres <= LARGEST_CM else None


_MEASURES: list[tuple[re.Pattern[str], Any, str]] = [
    (_PAIR, _pair, "a pair"),
    (_FEET, _feet, "feet"),
    (_RANGE, _range, "a range"),
    (_ONE, _one, "one measure"),
    (_DIMENSION, _across, "by its dimension"),
    (_CUED, _cued, "by its label"),
    (_BARE, _bare, "a bare number"),
]


def _is_least(classes: Classes, at: int) -> bool:
    """ "18 ans mini", "100 € mini": the least of an age or a price, and no size."""
    words = classes.line.words
    return at > 0 and words[at] == "mini" and words[at - 1] in COUNTED


def _things(classes: Classes, *, alone: bool) -> list[Candidate]:
    candidates: list[Candidate] = []
    for found in _THING.finditer(classes.kinds):
        name = found.lastgroup or ""
        at = found.start(name)
        value, following = classes.value(at), classes.kind(found.end())
        if value == "sleeve":
            means: Value = (OBJECTS["full_sleeve"], OBJECTS["half_sleeve"])
        elif name == "adjective" and (among(following, "not_a_size difference") or _is_least(classes, at)):
            continue
        else:
            means = OBJECTS[value]
        candidates.append(Candidate(means, at, found.end(), frozenset((f"{name} said", f"says {value}"))))
    if not candidates and alone:
        candidates = [
            Candidate(OBJECTS[classes.value(found.start())], *found.span(), frozenset(("said alone",)))
            for found in _LONE_THING.finditer(classes.kinds)
            if classes.value(found.start()) != "orange"  # an ink, where no "like an" stands before it
        ]
    return candidates
