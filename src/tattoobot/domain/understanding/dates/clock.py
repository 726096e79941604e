"""Clock times ("after 5", "15:30", "18 Uhr"), which only tell the part of day."""

from tattoobot.domain.understanding.dates.found import GLUE, Dates, Hit
from tattoobot.domain.understanding.grammar.rule import rule

HALF = 0.5
COUNTS_PEOPLE = frozenset(("à", "a"))
EARLIEST = 8
MEASURES = frozenset(("cm", "mm", "in", "inch", "inches", '"', "wide", "tall", "high", "across", "x"))
_CLOCK = rule("hour:[number other_number] (: [number other_number])? mark:clock")
_COLON = rule("hour:[number other_number] : [number other_number]")
_AFTER = rule(
    f"[before after by] glue{{0,4}} hour:[number other_number] mark:clock? (?= $ | [, . filler for] | {GLUE} "
    "[weekday_set weekdays weekend parts period])"
)


_AT = rule(
    "at_hour hour:number (?! [word unit number other_number month ordinal_mark ordinal slash year article few - .])"
)
_HALF = rule("half:other_number past? hour:number (?! [word unit number other_number month slash article])")
""" "Half five", "halb sechs"."""


def read_clock_times(dates: Dates) -> None:
    for pattern in (_CLOCK, _COLON, _HALF, _AFTER, _AT):
        for hit in dates.hits(pattern):
            otherwise = {_AT: (_of_people, _of_both), _AFTER: (_of_a_size,)}.get(pattern, ())
            if not any(meant(hit) for meant in otherwise):
                _read(hit)


def _of_people(hit: Hit) -> bool:
    """ "On vient à 2": so small a number behind it is of people."""
    return hit.dates.classes.line.words[hit.found.start()] in COUNTS_PEOPLE and hit.number("hour") < EARLIEST


def _of_both(hit: Hit) -> bool:
    """ "Faço as duas no mesmo dia"; the hour has an accent, "às duas"."""
    line, at = hit.dates.classes.line, hit.found.start()
    said = line.text.raw[line.starts[at] : line.ends[at]].casefold()
    return said == "as" and not line.numbers[hit.at("hour")].written


def _of_a_size(hit: Hit) -> bool:
    """ "9 cm by 2"."""
    start = hit.found.start()
    return start > 0 and hit.dates.classes.line.words[start - 1] in MEASURES


def _read(hit: Hit) -> None:
    hour: float = hit.number("hour")
    at = hit.at("hour")
    if "half" in hit:
        at = hit.at("half")
        if hit.dates.classes.line.numbers[at].value != HALF:
            return
        hour += -HALF if hit.dates.classes.line.language == "de" else HALF
    written = hit.dates.classes.line.words[hit.at("hour")]
    if len(written) == 4 and written.isdecimal() and int(written[2:]) < 60:
        hour = int(written[:2])  # 0900
    mark = hit.value("mark") if "mark" in hit else ""
    if hour > 24 or (mark in ("am", "pm") and hour > 12):
        return
    if (mark == "pm" and hour < 12) or (mark in ("", "oclock") and 0 < hour < 8):
        hour += 12  # nobody comes at five in the morning
    hit.dates.fold(at, hit.found.end(), kind="part")
    hit.dates.hours[at] = hour
