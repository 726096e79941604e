"""The time of an appointment that is given up: "move my Friday to Monday", "shift Thursday to the week after"."""

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import Period
from tattoobot.domain.understanding.dates import OVER
from tattoobot.domain.understanding.grammar.rule import among, holds, place, rule
from tattoobot.domain.understanding.times.pieces import Piece, Pieces

_MOVED = rule(
    "move [word glue article of in day_marker for from filler]{0,4} [date weekday part parts] (?= "
    "[glue article in of day_marker word]{0,2} [for range])"
)


_PUT_OFF = rule(
    "move [glue article]{0,2} [date weekday] (?! [glue filler of in]{0,2} [or and , range until - for])",
    "day_marker [date weekday] move (?! [filler glue]{0,3} [day_marker for range until in])",
)
""" "Nudge Thursday back a bit", "den Freitag schieben"."""
PUT_OFF_IN = ("en", "de")
"""Where such words do not say to when: "on peut décaler vendredi" may."""
TO_WHEN = frozenset({"auf", "to", "till", "until"})
_TO = "[glue article in of day_marker word for range at_hour existing filler]{0,4}"
_TO_THAT = rule(
    f"move {_TO} day:[date weekday weekdays] (?= {_TO} that_period)",
    f"day:[date weekday weekdays] (?= {_TO} that_period {_TO} move)",
)


def read_moved(pieces: Pieces) -> None:
    """What stands first is the time that is given up."""
    dates = pieces.dates
    if not holds(dates.kinds, "move"):
        return
    for found in list(_TO_THAT.finditer(dates.kinds)):
        _give_up(pieces, place(found, "day"), found.end())
    if dates.classes.line.language in PUT_OFF_IN:
        for found in list(_PUT_OFF.finditer(dates.kinds)):
            words = dates.classes.line.words[max(found.start() - 1, 0) : found.end()]
            if TO_WHEN.isdisjoint(words):
                dates.fold(*found.span(), kind=OVER)
    for found in list(_MOVED.finditer(dates.kinds)):
        dates.fold(*found.span(), kind=OVER)


def _give_up(pieces: Pieces, at: int, end: int) -> None:
    dates = pieces.dates
    if among(dates.kinds[at], "date"):
        period = dates.periods[at]
    else:
        day = calendar.coming_weekday(int(str(dates.value(at)).rstrip("?")), dates.today)
        period = Period(day, day)
    pieces.given_up.append(Piece("period", period, at, end))
    dates.fold(at, end, kind=OVER)
