"""When the client can come: periods, weekdays, parts of the day, deadlines; always resolved against now.

Both ends of `from` and `to` belong to the period and an open end is null: "after the 10th" begins on the 11th,
"before June" ends on 31 May, "by Friday" ends on Friday. "As soon as possible" is from today on. Weekdays and
a part of the day may stand alone, with both ends open.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import Any, NamedTuple

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import DAY, WEEK, Period
from tattoobot.domain.understanding.dates import MOST_DATES, OVER, Dates
from tattoobot.domain.understanding.grammar.rule import (
    SAME,
    among,
    clause,
    holds,
    places,
    rule,
    sign,
    signs,
)
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.text import Prepared

_DATE = rule("date")
_HINT = rule("[date weekday weekdays weekday_set weak_weekday weekend part parts flexible asap soon easy]")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOON, EVENING = 12, 17


class Piece(NamedTuple):
    """One thing that is said of a time, and what the rules know of it."""

    kind: str
    """`period`, `days`, `not_days`, `part`, `soon` or `flexible`."""
    value: Any
    first: int
    """Its first atom; `last` is the atom after it."""
    last: int
    marks: frozenset[str] = frozenset()
    """By which rules it was read, in words."""
    meant: bool = True
    """Whether these rules by themselves take it for a wish."""


@dataclass(slots=True)
class _Pieces:
    dates: Dates
    found: list[Piece] = field(default_factory=list)
    marks: dict[int, frozenset[str]] = field(default_factory=dict)
    """By the date that the rules have read so far."""

    def add(self, kind: str, value: Any, span: tuple[int, int], *marks: str, meant: bool = True) -> None:
        self.found.append(Piece(kind, value, *span, frozenset({kind, *marks}), meant))


def read_timing(text: Prepared, scan: Scan, context: Context) -> list[Found]:
    pieces = find_pieces(scan.dates)
    chosen = [piece for piece in pieces if piece.meant]
    value = together(chosen, scan.dates) if chosen else None
    if value is None:
        return []
    main = min(chosen, key=lambda piece: _KINDS.index(piece.kind))
    classes = scan.dates.classes
    return [Found("timing", value, classes.start(main.first), classes.end(main.last))]


_KINDS = ("period", "days", "not_days", "part", "soon", "flexible")


def find_pieces(dates: Dates) -> list[Piece]:
    """All that is said of times, in the order of the text."""
    if not _HINT.search(dates.kinds):
        return []
    pieces = _Pieces(replace(dates, periods=dict(dates.periods)))
    _read_moved(pieces)
    _read_weekdays(pieces)
    _read_parts(pieces)
    _read_periods(pieces)
    _read_vague(pieces)
    return sorted(pieces.found, key=lambda piece: piece.first)


def together(pieces: Sequence[Piece], dates: Dates) -> Value | None:
    """The wish that these pieces are together; a day bounds a month, a later "soon" does not."""
    of = {kind: [piece for piece in pieces if piece.kind == kind] for kind in _KINDS}
    period = _one_period(of["period"], dates)
    refused = {day for piece in of["not_days"] for day in piece.value}
    if period and period.first == period.last:
        refused = set()
    days = {day for piece in of["days"] for day in piece.value} or (set(range(7)) if refused else set())
    days -= refused
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


def _from_today(period: Period, dates: Dates) -> Period | None:
    """What is left of a period; nothing of a past one."""
    if period.last and period.last < dates.today:
        return None
    if period.first and period.first < dates.today:
        return Period(dates.today, period.last)
    return period


_ASAP = rule("asap | soon")
_FLEXIBLE = rule("[flexible easy] (?! [glue in of word for]{0,2} other_thing)")


def _read_vague(pieces: _Pieces) -> None:
    dates = pieces.dates
    asked = dates.context.asked
    for found in _ASAP.finditer(dates.kinds):
        asks = holds(clause(dates.kinds[: found.start()]), "when")  # "when is your next free date?"
        plain = among(found[0][0], "asap") or dates.value(found.start()) == "sometime"
        meant = not asks and (plain or asked == "timing")
        pieces.add("soon", None, found.span(), "as soon as possible" if plain else "soon", meant=meant)
    for found in _FLEXIBLE.finditer(dates.kinds):
        named = among(found[0][0], "flexible")
        general = not named or SAME not in found[0]  # "flexible" may be the price
        meant = asked == "timing" or (named and not (general and asked))
        pieces.add("flexible", None, found.span(), "in general" if general else "of a time", meant=meant)


_MOVED = rule(
    "move [word glue article of in day_marker for from filler]{0,4} [date weekday part parts] (?= "
    "[glue article in of day_marker word]{0,2} [for range])"
)


def _read_moved(pieces: _Pieces) -> None:
    """ "move my Friday to Monday": what stands first is the time that is given up."""
    dates = pieces.dates
    for found in list(_MOVED.finditer(dates.kinds)):
        dates.fold(*found.span(), kind=OVER)


# Weekdays.

_GROUP = rule(
    "any:[any article]? [glue in of day_marker]{0,4} [weekday weekdays weekday_set weekend] (,? "
    "[or and range , -]? [glue in of article]{0,4} [weekday weekdays weekday_set weekend])* only:[any parts]?"
)
_DAY_OR = rule("day:date [or and] [glue of]{0,2} $")
_ONE_DAY = rule("[weekday weekdays weekday_set weekend]")
_EXCEPT = rule(
    "(except | (?<= [weekday_set flexible weekdays weekend unit any same]) but | unavailable | "
    "no_good) [word glue in of any and or for filler]{0,4} $"
)
_NO_GOOD = rule(
    "[word glue filler turning]{0,2} no_good", "[word glue filler turning]{1,5} except (?= $ | [, .])"
)
_MONTH_AHEAD = rule("[glue in of day_marker]{0,4} day:date")


def _read_weekdays(pieces: _Pieces) -> None:
    """Sets of weekdays; a single one is the coming day, and becomes a period like any other."""
    dates = pieces.dates
    for found in list(islice(_GROUP.finditer(dates.kinds), MOST_DATES)):
        names = list(_ONE_DAY.finditer(dates.kinds, *found.span()))
        refused = _refuses(dates, found)
        single = (
            len(names) == 1 and among(names[0][0][0], "weekday") and not found["any"] and not found["only"]
        )
        if single and not refused and not _of_a_month(dates, found.end()):
            _fold_coming(dates, names[0])
            pieces.marks[names[0].start()] = frozenset({"a weekday"})
            continue
        meant = not (single and refused and _gives_up(dates, found)) and not _is_noun(dates, found, names)
        span = names[0].start(), names[-1].end()
        pieces.add("not_days" if refused else "days", {*_days(dates, names)}, span, meant=meant)


def _refuses(dates: Dates, found: re.Match[str]) -> bool:
    """ "any day but Tuesday", "Mondays are no good"."""
    before = _EXCEPT.search(clause(dates.kinds[: found.start()]))
    return before is not None or _NO_GOOD.match(dates.kinds, found.end()) is not None


def _gives_up(dates: Dates, found: re.Match[str]) -> bool:
    """ "I can't make Friday" gives one date up and says nothing about the other days."""
    return dates.context.asked != "timing" and holds(clause(dates.kinds[: found.start()]), "unavailable")


def _is_noun(dates: Dates, found: re.Match[str], names: list[re.Match[str]]) -> bool:
    """ "weekend vibes"."""
    return (
        among(names[0][0][0], "weekend")
        and not found["any"]
        and among(dates.kinds[found.end() : found.end() + 1], "word")
    )


def _fold_coming(dates: Dates, name: re.Match[str]) -> None:
    number = int(str(dates.value(name.start())).rstrip("?"))
    before = _DAY_OR.search(dates.kinds[: name.start()])  # "next Tuesday or Wednesday"
    since = dates.periods[before.start("day")].first if before else None
    when = calendar.coming_weekday(number, since or dates.today)
    dates.fold(*name.span())
    dates.periods[name.start()] = Period(when, when)


def _of_a_month(dates: Dates, end: int) -> bool:
    """ "Saturday in March": a set of days, since the period holds several."""
    found = _MONTH_AHEAD.match(dates.kinds, end)
    if not found:
        return False
    first, last = dates.periods[found.start("day")]
    return bool(first and last and last - first > WEEK)


def _days(dates: Dates, names: list[re.Match[str]]) -> Iterator[int]:
    before: int | None = None
    for place, name in enumerate(names):
        between = dates.kinds[names[place - 1].end() : name.start()] if place else ""
        value = str(dates.value(name.start())).rstrip("?") if not among(name[0][0], "weekend") else "5-6"
        low, _, high = value.partition("-")
        if before is not None and holds(between, "- range until"):
            span = (int(low) - before) % 7
            yield from ((before + step) % 7 for step in range(span + 1))
        yield from range(int(low), int(high or low) + 1)
        before = int(low)


# Parts of the day.

_EARLY = rule("[date weekday weekdays weekday_set] ,? early:part_of (?= $ | [, . filler])")
_PART = rule("bound:[before after from]? [glue of]{0,4} part:[part parts]")


def _read_parts(pieces: _Pieces) -> None:
    dates = pieces.dates
    early = _EARLY.search(dates.kinds)
    if early and dates.value(early.start("early")) == "early":
        pieces.add("part", "morning", (early.start("early"), early.end()))
    if _EITHER_PART.search(dates.kinds):
        return  # only one can be kept
    for found in _PART.finditer(dates.kinds):
        part = _part(dates, found)
        if part is None:
            continue
        span = found.start("part"), found.end()
        refused = _EXCEPT.search(clause(dates.kinds[: found.start()])) is not None
        time = _about_a_time(dates, found)
        marks = ["of a time" if time else "a part of the day"] + ["refused"] * refused
        pieces.add("part", part, span, *marks, meant=time and not refused)


_EITHER_PART = rule("[part parts] ,? [or and] glue{0,2} [part parts]")


def _part(dates: Dates, found: re.Match[str]) -> str | None:
    at = found.start("part")
    if at not in dates.hours:
        return str(dates.value(at))
    hour, bound = dates.hours[at], (found["bound"] or "")[:1]
    if among(bound, "after from"):
        return _part_of_hour(hour) if hour >= NOON else None
    if among(bound, "before"):
        return "morning" if hour <= NOON else None
    return _part_of_hour(hour)


def _part_of_hour(hour: int) -> str:
    return "morning" if hour < NOON else "afternoon" if hour < EVENING else "evening"


def _about_a_time(dates: Dates, found: re.Match[str]) -> bool:
    """Whether "morning" or "night" is when, not what: not a greeting, not the night in a picture."""
    at = found.start("part")
    plain = (
        among(dates.kinds[at], "parts") or dates.kinds[at + 1 : at + 2] == SAME
    )  # "mornings", "por la tarde"
    if plain or dates.context.asked == "timing" or at in dates.hours:
        return True
    before = dates.kinds[:at].replace(SAME, "")[-1:]
    after = dates.kinds[found.end() : found.end() + 1]
    if among(before, "date weekday weekdays weekday_set next and or weekend :"):
        return True
    return among(before, "glue in article any") and not among(after, "word")


# Periods.

_Change = Callable[[Dates, list[int]], Period | None]
"""Makes one period of the dates at these places; None where they are no wish."""


def _read_periods(pieces: _Pieces) -> None:
    dates = pieces.dates
    if not holds(dates.kinds, "date"):
        return
    _then(dates)
    if dates.context.asked == "adult":
        _fold(pieces, _AGE_ASKED, _nothing, "of an age")
    for name, pattern, change in _RULES:
        _fold(pieces, pattern, change, name)
    for found in islice(_DATE.finditer(dates.kinds), MOST_DATES):
        pieces.add("period", dates.periods[found.start()], found.span(), *pieces.marks.get(found.start(), ()))
        for at in range(*found.span()):
            if at in dates.parts:
                pieces.add("part", dates.parts[at], found.span(), "of a time")


def _fold(pieces: _Pieces, pattern: re.Pattern[str], change: _Change, name: str) -> None:
    """Replaces what the rule reads by one `date` with the period it means."""
    dates = pieces.dates
    for found in list(islice(pattern.finditer(dates.kinds), MOST_DATES)):
        days = places(found, "day")
        period = change(dates, days)
        marks = frozenset({name}).union(*(pieces.marks.get(day, ()) for day in days))
        if period is None:
            for day in days:
                pieces.add("period", dates.periods[day], (day, found.end()), *marks, meant=False)
            dates.fold(*found.span(), kind=OVER)
        else:
            dates.fold(*found.span())
            dates.periods[found.start()] = period
            pieces.marks[found.start()] = marks


_THEN = rule("day:date [^date]{0,60}? bound:[after before by] that")


def _then(dates: Dates) -> None:
    """ "my birthday is on 12 April, I'd like it by then": the day is named first, and later what it bounds."""
    for found in list(islice(_THEN.finditer(dates.kinds), MOST_DATES)):
        at = found.start("day")
        bound = found["bound"][0]
        change = _after if among(bound, "after") else _before if among(bound, "before") else _by
        period = change(dates, [at])
        dates.fold(at, found.end("day"), kind=OVER)
        if period is not None:
            dates.fold(found.start("bound"), found.end())
            dates.periods[found.start("bound")] = period


def _away(dates: Dates, days: list[int]) -> Period:
    """ "away until the 10th" is back on the 11th, "away until May" in May."""
    first, last = dates.periods[days[0]]
    return Period(first if first != last else last and last + DAY, None)


def _after(dates: Dates, days: list[int]) -> Period:
    last = dates.periods[days[0]].last
    return Period(last and last + DAY, None)


def _before(dates: Dates, days: list[int]) -> Period:
    """Up to the day before; "before the end of May" still has its last day."""
    first, last = dates.periods[days[0]]
    return Period(None, last if days[0] in dates.ends else first and first - DAY)


def _by(dates: Dates, days: list[int]) -> Period:
    return Period(None, dates.periods[days[0]].last)


def _from(dates: Dates, days: list[int]) -> Period:
    return Period(dates.periods[days[0]].first, None)


def _refused(dates: Dates, days: list[int]) -> Period | None:
    """ "not this week" is any time after it; another refused date leaves nothing."""
    first, last = dates.periods[days[0]]
    return Period(last + DAY, None) if first and last and first <= dates.today else None


def _deadline(dates: Dates, days: list[int]) -> Period | None:
    """ "I fly on the 10th", "my wedding is 5 June": it must be done before; weeks away are no wish."""
    first, last = dates.periods[days[0]]
    return Period(None, first - DAY) if first and first == last else None


def _nothing(dates: Dates, days: list[int]) -> None:
    return None


def _birthday(dates: Dates, days: list[int]) -> Period | None:
    """ "I'm 18 on Friday" is about the age."""
    before = dates.kinds[: days[0]].rstrip(signs("glue in of unit same"))
    age = dates.number(before.rfind(sign("number")))
    return None if 12 <= age <= 21 or among(before[-1:], "turning") else dates.periods[days[0]]


def _from_to(dates: Dates, days: list[int]) -> Period:
    first, last = dates.periods[days[0]], dates.periods[days[1]]
    if first.first and last.last and last.last < first.first:
        return Period(first.first, calendar.on(last.last.year + 1, last.last.month, min(last.last.day, 28)))
    return Period(first.first, last.last)


def _either(dates: Dates, days: list[int]) -> Period:
    return dates.periods[days[0]].hull(dates.periods[days[1]])


_GAP = "[glue in of for day_marker article word event holiday turning filler]{0,5}"
_RULES: list[tuple[str, re.Pattern[str], _Change]] = [
    (
        "from to",
        rule(
            "[between from] [glue in of day_marker for]{0,4} day:date [and range or - until] "
            "[glue in of day_marker for]{0,4} day:date",
            "day:date [range until -] [glue in of day_marker]{0,4} day:date",
        ),
        _from_to,
    ),
    (
        "away until",
        rule(
            "(unavailable | event) [glue in of word for turning]{0,4} [until by] "
            "[glue in of day_marker]{0,4} day:date"
        ),
        _away,
    ),
    (
        "of an age",
        rule("turning [glue of]{0,4} number unit? [glue in of day_marker]{0,4} day:date"),
        _birthday,
    ),
    ("of an age", rule("turning [glue in of day_marker]{0,4} day:date number"), _nothing),
    ("an appointment there is", rule("existing [glue in of word for day_marker]{0,3} day:date"), _nothing),
    ("no good", rule("day:date [word glue filler turning]{0,2} no_good"), _nothing),
    (
        "one or the other",
        rule(
            "day:date ,? [or and slash] [glue in of day_marker article for]{0,4} day:date",
            "day:date day:date",
        ),
        _either,
    ),
    ("after", rule(f"after {_GAP} day:date"), _after),
    (
        "not before",
        rule(
            f"[unavailable except no_good] [glue in of word for turning filler]{{0,4}} before {_GAP} day:date"
        ),
        _from,
    ),
    ("before", rule(f"before {_GAP} day:date"), _before),
    (
        "by",
        rule(
            "([by until within] [glue in of day_marker]{0,4} | for [glue in of word article]{0,3} "
            "event [glue in of word day_marker]{0,3}) day:date",
            "day:date latest",
        ),
        _by,
    ),
    ("from", rule("from [glue in of day_marker word]{0,2} day:date", "day:date onwards"), _from),
    (
        "refused",
        rule("(except | unavailable) [glue in of for any day_marker word filler turning]{0,4} day:date"),
        _refused,
    ),
    (
        "before an event",
        rule("event [glue in of word for day_marker range filler turning]{0,5} day:date"),
        _deadline,
    ),
]
_AGE_ASKED = rule("(number unit? | turning) [glue in of day_marker by until]{0,4} day:date")


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
