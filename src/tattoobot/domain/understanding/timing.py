"""When the client can come: periods, weekdays, parts of the day, deadlines; always resolved against now.

Both ends of `from` and `to` belong to the period and an open end is null: "after the 10th" begins on the 11th,
"before June" ends on 31 May, "by Friday" ends on Friday. "As soon as possible" is from today on. Weekdays and
a part of the day may stand alone, with both ends open.
"""

from collections.abc import Sequence
from itertools import pairwise

from tattoobot.domain.understanding.calendar import Period
from tattoobot.domain.understanding.dates import Dates
from tattoobot.domain.understanding.grammar.rule import holds
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.times import KINDS, WEEKDAYS, Piece, find_pieces
from tattoobot.domain.understanding.times.roles import wished
from tattoobot.domain.understanding.vocabulary.message import Message


def read_timing(message: Message, scan: Scan, context: Context) -> list[Found]:
    pieces = find_pieces(scan.dates)
    chosen = wished(pieces, message, scan, context)
    value = together(chosen, scan.dates) if chosen else None
    if value is None and not (context.asked == "timing" and _is_over(chosen, scan.dates)):
        return []
    main = min(chosen, key=lambda piece: KINDS.index(piece.kind))
    classes = scan.dates.classes
    return [Found("timing", value, classes.start(main.first), classes.end(main.last))]


def together(pieces: Sequence[Piece], dates: Dates) -> Value | None:
    """The wish that these pieces are together; a day bounds a month, a later "soon" does not."""
    of = {kind: [piece for piece in pieces if piece.kind == kind] for kind in KINDS}
    period = _one_period(of["period"], dates)
    refused = {day for piece in of["not_days"] for day in piece.value}
    days = {day for piece in of["days"] for day in piece.value} or (set(range(7)) if refused else set())
    days -= refused
    if period and period.first == period.last:
        days = set()  # "3 November (Tuesday)"
    if period is None and not days and not of["part"]:
        if of["soon"]:
            return {"from": dates.today.isoformat(), "to": None}
        return {"flexible": True} if of["flexible"] else None
    period = _from_today(period or Period(None, None), dates)
    if period is None:
        return None
    value: dict[str, Value] = {
        "from": period.first.isoformat() if period.first else None,
        "to": period.last.isoformat() if period.last else None,
    }
    if days and len(days) < 7:
        value["weekdays"] = [WEEKDAYS[number] for number in sorted(days)]
    if of["part"]:
        value["part_of_day"] = of["part"][-1].value
    return value


def _is_over(pieces: Sequence[Piece], dates: Dates) -> bool:
    """Whether a day is named that is past: found, and worth nothing."""
    ends = [piece.value.last for piece in pieces if piece.kind == "period"]
    return any(last is not None and last < dates.today for last in ends)


def _from_today(period: Period, dates: Dates) -> Period | None:
    """What is left of a period; nothing of a past one."""
    if period.last and period.last < dates.today:
        return None
    if period.first and period.first < dates.today:
        return Period(dates.today, period.last)
    return period


def _one_period(pieces: Sequence[Piece], dates: Dates) -> Period | None:
    """One period of all: open ones bound the others, a narrower one wins, a later one corrects."""
    if not pieces:
        return None
    meant: Period = pieces[0].value
    for before, piece in pairwise(pieces):
        if holds(dates.kinds[before.last : piece.first], "move except"):
            meant = piece.value
            continue
        both = meant.within(piece.value)
        if both is not None:
            meant = both
    return meant
