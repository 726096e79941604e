"""Times that are counted from one that was named before: "that week", "any time after", "before that"."""

import re
from itertools import islice
from operator import attrgetter

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import DAY, Period
from tattoobot.domain.understanding.dates import MOST_DATES
from tattoobot.domain.understanding.grammar.rule import among, clause, holds, rule
from tattoobot.domain.understanding.times.pieces import Piece, Pieces

_THAT = rule(
    "that_period", "after_that", "before_that", "(before | (?<! except) after) (?= $ | [, . and or])"
)


def read_that(pieces: Pieces) -> None:
    """ "That week", "the day after", "any time after": counted from the date that was named last."""
    dates = pieces.dates
    for found in islice(_THAT.finditer(dates.kinds), MOST_DATES):
        named = (*pieces.found, *pieces.given_up)
        before = [piece for piece in named if piece.kind == "period" and piece.first < found.start()]
        if not before:
            continue
        latest = max(before, key=attrgetter("first"))
        first, last = latest.named or latest.value
        if among(found[0][0], "after after_that") and last:
            if _GONE.match(dates.kinds, found.end()):
                continue  # "here for two weeks, after that away again"
            starts = bool(_STARTING & latest.marks)  # "they are away from 8 June, I'm free from then"
            then = latest.value if starts else Period(last + DAY, None)
            pieces.add("period", then, found.span(), "after that")
        elif among(found[0][0], "before before_that") and first:
            _add_before_that(pieces, found, latest)
        elif among(found[0][0], "that_period") and (day := first or last):
            unit, _, after = str(dates.value(found.start())).partition(" ")
            period = calendar.after(unit, day) if after else calendar.around(unit, day)
            pieces.add("period", Period(*period), found.span(), f"that {unit}")


_GONE = rule("[glue filler turning word]{0,2} [unavailable leave no_good]")
_NOT_THEN = rule("[glue filler turning word in]{0,3} [unavailable except no_good]")
_STARTING = frozenset({"from", "after", "not before", "away until", "after that", "a stay"})


def _add_before_that(pieces: Pieces, found: re.Match[str], latest: Piece) -> None:
    """ "Back on the 23rd, before that I'm not here" begins then; "from the 23rd, before that it heals" too."""
    dates = pieces.dates
    first, last = latest.named or latest.value
    before = clause(dates.kinds[: found.start()])[-WORDS_OF_DENIAL:]
    if _STARTING & latest.marks:
        pieces.add("period", latest.value, found.span(), "from then on, said again")
    elif _NOT_THEN.match(dates.kinds, found.end()) or holds(before, "except unavailable no_good"):
        late = last and first != last and latest.first in dates.ends
        pieces.add(
            "period", Period(last + DAY if late and last else first, None), found.span(), "not before that"
        )
    elif first:
        pieces.add("period", Period(None, first - DAY), found.span(), "before that")


WORDS_OF_DENIAL = 8
