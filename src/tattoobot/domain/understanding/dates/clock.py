"""Clock times ("after 5", "15:30", "18 Uhr"), which only tell the part of day."""

from tattoobot.domain.understanding.dates.found import GLUE, Dates, Hit
from tattoobot.domain.understanding.line import rule

_CLOCK = rule("(?P<a>[NQ]) (?: : [NQ])? (?P<c>C)")
_COLON = rule("(?P<a>[NQ]) : [NQ]")
_AFTER = rule(f"[<>b] i{{0,4}} (?P<a>N) (?P<c>C)? (?=$|[,.]|{GLUE} [kYEPr])")


def read_clock_times(dates: Dates) -> None:
    for pattern in (_CLOCK, _COLON, _AFTER):
        for hit in dates.hits(pattern):
            _read(hit)


def _read(hit: Hit) -> None:
    hour = hit.number("a")
    mark = hit.value("c") if "c" in hit else ""
    if hour > 24 or (mark in ("am", "pm") and hour > 12):
        return
    if (mark == "pm" and hour < 12) or (mark in ("", "oclock") and 0 < hour < 8):
        hour += 12  # nobody comes at five in the morning
    hit.dates.fold(hit.at("a"), hit.found.end(), kind="p")
    hit.dates.hours[hit.at("a")] = hour
