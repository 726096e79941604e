"""Clock times ("after 5", "15:30", "18 Uhr"), which only tell the part of day."""

from tattoobot.domain.understanding.dates.found import GLUE, Dates, Hit
from tattoobot.domain.understanding.grammar.rule import rule

_CLOCK = rule("hour:[number other_number] (: [number other_number])? mark:clock")
_COLON = rule("hour:[number other_number] : [number other_number]")
_AFTER = rule(
    f"[before after by] glue{{0,4}} hour:number mark:clock? (?= $ | [, .] | {GLUE} "
    "[weekday_set weekdays weekend parts period])"
)


def read_clock_times(dates: Dates) -> None:
    for pattern in (_CLOCK, _COLON, _AFTER):
        for hit in dates.hits(pattern):
            _read(hit)


def _read(hit: Hit) -> None:
    hour = hit.number("hour")
    mark = hit.value("mark") if "mark" in hit else ""
    if hour > 24 or (mark in ("am", "pm") and hour > 12):
        return
    if (mark == "pm" and hour < 12) or (mark in ("", "oclock") and 0 < hour < 8):
        hour += 12  # nobody comes at five in the morning
    hit.dates.fold(hit.at("hour"), hit.found.end(), kind="part")
    hit.dates.hours[hit.at("hour")] = hour
