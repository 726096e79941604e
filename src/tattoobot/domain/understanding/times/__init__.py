"""All that a message says of times, each with the rules that read it; `timing` decides what of it is the wish."""

from typing import Literal, get_args

from tattoobot.domain.understanding.dates import Dates
from tattoobot.domain.understanding.grammar.rule import SAME, among, clause, holds, rule
from tattoobot.domain.understanding.times.bounds import read_periods
from tattoobot.domain.understanding.times.moved import read_moved
from tattoobot.domain.understanding.times.pieces import KINDS, Piece, Pieces
from tattoobot.domain.understanding.times.that import read_that
from tattoobot.domain.understanding.times.week import read_parts, read_weekdays

__all__ = ["KINDS", "Piece", "find_pieces"]

_HINT = rule(
    "[date weekday weekdays weekday_set weak_weekday weekend part parts flexible asap soon easy that_period]"
)
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


def find_pieces(dates: Dates) -> list[Piece]:
    """All that is said of times, in the order of the text."""
    if dates.pieces is None:
        dates.pieces = _found_in(dates) if _HINT.search(dates.kinds) else []
    found: list[Piece] = dates.pieces
    return found


def _found_in(dates: Dates) -> list[Piece]:
    pieces = Pieces(dates.copy())
    read_moved(pieces)
    read_weekdays(pieces)
    read_parts(pieces)
    read_periods(pieces)
    read_that(pieces)
    _read_vague(pieces)
    return sorted(pieces.found, key=lambda piece: piece.first)


_ASAP = rule("asap | soon")
_FLEXIBLE = rule("[flexible easy] (?! [glue in of word for]{0,2} other_thing)")


def _read_vague(pieces: Pieces) -> None:
    dates = pieces.dates
    asked = dates.context.asked
    for found in _ASAP.finditer(dates.kinds):
        if holds(clause(dates.kinds[: found.start()]), "when"):
            continue  # "when is your next free date?"
        plain = among(found[0][0], "asap") or dates.value(found.start()) == "sometime"
        meant = plain or asked == "timing"
        pieces.add("soon", None, found.span(), "as soon as possible" if plain else "soon", meant=meant)
    for found in _FLEXIBLE.finditer(dates.kinds):
        named = among(found[0][0], "flexible")
        general = not named or SAME not in found[0]  # "flexible" may be the price
        meant = asked == "timing" or (named and not (general and asked))
        pieces.add("flexible", None, found.span(), "in general" if general else "of a time", meant=meant)
