"""When the client can come: periods, weekdays, parts of the day, deadlines; always resolved against now.

Both ends of `from` and `to` belong to the period and an open end is null: "after the 10th" begins on the 11th,
"before June" ends on 31 May, "by Friday" ends on Friday. "As soon as possible" is from today on. Weekdays and
a part of the day may stand alone, with both ends open.
"""

from collections.abc import Sequence
from itertools import pairwise

from tattoobot.domain.understanding.calendar import DAY, Period
from tattoobot.domain.understanding.dates import Dates
from tattoobot.domain.understanding.grammar.rule import holds
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.references import LONGEST_BARE
from tattoobot.domain.understanding.times import KINDS, WEEKDAYS, Piece, find_pieces
from tattoobot.domain.understanding.times.roles import wished
from tattoobot.domain.understanding.vocabulary.message import Message


def read_timing(message: Message, scan: Scan, context: Context) -> list[Found]:
    pieces = find_pieces(scan.dates)
    if not pieces or _is_when_pictures_come(message, context):
        return []
    chosen = wished(pieces, message, scan, context)
    value = together(chosen, scan.dates) if chosen else None
    if value is None and not (context.asked == "timing" and _is_over(chosen, scan.dates)):
        return []
    main = min(chosen, key=lambda piece: KINDS.index(piece.kind))
    classes = scan.dates.classes
    return [Found("timing", value, classes.start(main.first), classes.end(main.last))]


def _is_when_pictures_come(message: Message, context: Context) -> bool:
    """ "Tomorrow, they are on my laptop" as the answer; not "none, and Tuesdays are fine"."""
    short = context.asked == "reference_images" and len(message.words) <= LONGEST_BARE
    said = {hit.value for hit in message.of("picture_hint")} if short else ()
    return "later" in said and "none" not in said


def together(pieces: Sequence[Piece], dates: Dates) -> Value | None:
    """The wish that these pieces are together; a day bounds a month, a later "soon" does not."""
    of = {kind: [piece for piece in pieces if piece.kind == kind] for kind in KINDS}
    period = _one_period(_not_over(of["period"], dates, all_of_them=bool(of["days"] or of["part"])), dates)
    for piece in of["not_period"]:
        period = period and _without(period, piece.value)
    refused = {day for piece in of["not_days"] for day in piece.value}
    named = {day for piece in of["days"] for day in piece.value}
    days = (named or (set(range(7)) if refused else set())) - refused
    if len(days) == 7:
        days = set()
    if period and _says_its_days(period, named):
        days = set()
    elif period and len(named) == 1 and (day := _only_such_day(period, *named)):
        period, days = day, set()
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
    if days:
        value["weekdays"] = [WEEKDAYS[number] for number in sorted(days)]
    if of["part"]:
        value["part_of_day"] = of["part"][-1].value
    return value


def _not_over(pieces: Sequence[Piece], dates: Dates, *, all_of_them: bool) -> list[Piece]:
    """Those that are still ahead, unless nothing else is said: a date of birth beside "weekends" takes nothing away."""
    ahead = [piece for piece in pieces if piece.value.last is None or piece.value.last >= dates.today]
    return ahead if ahead or all_of_them else list(pieces)


def _without(period: Period, refused: Period) -> Period:
    """ "October, not the first week"; one in the middle leaves both ends where they were."""
    first, last = period
    if first and refused.first and refused.last and refused.first <= first <= refused.last:
        first = refused.last + DAY
    if last and refused.first and refused.last and refused.first <= last <= refused.last:
        last = refused.first - DAY
    return period if first and last and last < first else Period(first, last)


def _says_its_days(period: Period, days: set[int]) -> bool:
    """ "3 November (Tuesday)", "the weekend of 29 to 30 August": the weekdays say nothing more."""
    first, last = period
    if first is None or last is None or last - first > 2 * DAY:
        return False
    return first == last or days == {(first + at * DAY).weekday() for at in range((last - first).days + 1)}


def _only_such_day(period: Period, day: int) -> Period | None:
    """ "17 to 19 April, on the Friday"."""
    first, last = period
    if first is None or last is None or last - first >= 6 * DAY:
        return None
    when = first + (day - first.weekday()) % 7 * DAY
    return Period(when, when) if when <= last else None


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
