"""Periods and what bounds them: "after the 10th" begins on the 11th, "by Friday" ends on Friday."""

import re
from collections.abc import Callable
from itertools import islice

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import DAY, WEEK, Period
from tattoobot.domain.understanding.dates import MOST_DATES, OVER, Dates
from tattoobot.domain.understanding.grammar.rule import SAME, among, holds, places, rule, sign, signs
from tattoobot.domain.understanding.times.pieces import Pieces
from tattoobot.domain.understanding.vocabulary.lists import folded

_DATE = rule("date")
_Change = Callable[[Dates, list[int]], Period | None]
"""Makes one period of the dates at these places; None where they are no wish."""


def read_periods(pieces: Pieces) -> None:
    dates = pieces.dates
    if not holds(dates.kinds, "date"):
        return
    _then(pieces)
    _by_event(pieces)
    if dates.context.asked == "adult":
        _fold(pieces, _AGE_ASKED, _nothing, "of an age")
    there = frozenset(dates.kinds)
    for name, needed, pattern, change in _RULES:
        if not needed.isdisjoint(there):
            _fold(pieces, pattern, change, name)
    for found in islice(_DATE.finditer(dates.kinds), MOST_DATES):
        pieces.add("period", dates.periods[found.start()], found.span(), *pieces.marks.get(found.start(), ()))
        for at in range(*found.span()):
            if at in dates.parts:
                pieces.add("part", dates.parts[at], found.span(), "of a time")


def _fold(pieces: Pieces, pattern: re.Pattern[str], change: _Change, name: str) -> None:
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
            if len(days) == 1:
                pieces.named[found.start()] = pieces.named.get(days[0], dates.periods[days[0]])
            dates.periods[found.start()] = period
            pieces.marks[found.start()] = marks


BY_THEN = frozenset({"by then"})
""" "The wedding is on 12 September, it must be healed by then": meant, whatever the day is said of."""
_THEN = rule("day:date [^date]{0,60}? bound:([after before by] that | by_then)")


def _then(pieces: Pieces) -> None:
    """ "my birthday is on 12 April, I'd like it by then": the day is named first, and later what it bounds."""
    dates = pieces.dates
    for found in list(islice(_THEN.finditer(dates.kinds), MOST_DATES)):
        at = found.start("day")
        bound = found["bound"][0]
        change = _after if among(bound, "after") else _before if among(bound, "before") else _by
        period = change(dates, [at])
        dates.fold(at, found.end("day"), kind=OVER)
        if period is not None:
            dates.fold(found.start("bound"), found.end())
            dates.periods[found.start("bound")] = period
            pieces.marks[found.start("bound")] = BY_THEN


_EVENT_BOUND = rule(
    "bound:[before after] ([glue of in article day_marker filler part_of]{1,4} word? | of)? [event feast duty] "
    "(?! [^ date . ;]{0,8} date)"
)
_OF_AN_EVENT = signs("event feast duty leave")


def _by_event(pieces: Pieces) -> None:
    """ "We marry on 30 May. It should be done before the wedding": the event's day stands elsewhere."""
    dates = pieces.dates
    if not holds(dates.kinds, "event feast duty"):
        return
    for found in list(islice(_EVENT_BOUND.finditer(dates.kinds), MOST_DATES)):
        at = _day_of_event(dates)
        if at is None:
            return
        first, last = dates.periods[at]
        after = among(found["bound"][0], "after")
        dates.periods[found.start()] = (
            Period(last and last + DAY, None) if after else Period(None, first and first - DAY)
        )
        pieces.named[found.start()] = Period(first, last)
        dates.fold(*found.span())
        pieces.marks[found.start()] = frozenset({"bounded by an event"})
        dates.fold(at, at + 1 + _length(dates.kinds, at), kind=OVER)


def _day_of_event(dates: Dates) -> int | None:
    """The one day that is named, or the one that is named beside an event."""
    days = [
        at for at, (first, last) in dates.periods.items() if first == last and first and first > dates.today
    ]
    days = [at for at in days if among(dates.kinds[at], "date")]
    if len(days) > 1:
        days = [
            at
            for at in days
            if any(
                one in dates.kinds[max(at - NEAR_AN_EVENT, 0) : at + NEAR_AN_EVENT] for one in _OF_AN_EVENT
            )
        ]
    return days[0] if len(days) == 1 else None


def _length(kinds: str, at: int) -> int:
    """How many further atoms the one here has."""
    behind = kinds[at + 1 :]
    return len(behind) - len(behind.lstrip(SAME))


NEAR_AN_EVENT = 5
"""How many atoms away from its day an event is named."""


def _away(dates: Dates, days: list[int]) -> Period:
    """ "away until the 10th" is back on the 11th, "away until May" in May."""
    first, last = dates.periods[days[0]]
    return Period(first if first != last else last and last + DAY, None)


def _after(dates: Dates, days: list[int]) -> Period:
    first, last = dates.periods[days[0]]
    return Period(first, last) if _concludes(dates, days[0]) else Period(last and last + DAY, None)


def _before(dates: Dates, days: list[int]) -> Period:
    """Up to the day before; "before the end of May" still has its last day."""
    first, last = dates.periods[days[0]]
    if _concludes(dates, days[0]):
        return Period(first, last)
    return Period(None, last if days[0] in dates.ends else first and first - DAY)


def _concludes(dates: Dates, day: int) -> bool:
    """ "Before the beach, so in April", "nach der Feier, nämlich Ende August": the time itself, no bound of it."""
    bound = max(dates.kinds.rfind(one, 0, day) for one in signs("before after after_that"))
    words = dates.classes.line.words[max(day - WORDS_OF_CONCLUSION, bound + 1) : day]
    return not _CONCLUDING.isdisjoint(words)


def _before_occasion(dates: Dates, days: list[int]) -> Period:
    """ "Before my holiday, which begins on the 14th"; "before the party, preferably November" is November."""
    first, last = dates.periods[days[0]]
    return _before(dates, days) if first == last else Period(first, last)


def _after_occasion(dates: Dates, days: list[int]) -> Period:
    first, last = dates.periods[days[0]]
    return _after(dates, days) if first == last else Period(first, last)


def _for_a_while(dates: Dates, days: list[int]) -> Period | None:
    """ "From the 11th for four weeks"."""
    start, many, unit = days
    first = dates.periods[start].first
    kind = among(dates.kinds[many], "few")
    count = int(str(dates.value(many)).split("-")[-1]) if kind else dates.number(many)
    length = {"day": DAY, "week": WEEK, "fortnight": 2 * WEEK}.get(str(dates.value(unit)))
    if first is None or length is None or not DAY <= count * length <= LONGEST_WHILE:
        return dates.periods[start] if first is None else Period(first, None)
    return Period(first, first + count * length - DAY)


def _by(dates: Dates, days: list[int]) -> Period:
    return Period(None, dates.periods[days[0]].last)


def _by_occasion(dates: Dates, days: list[int]) -> Period:
    line = dates.classes.line
    before = line.text.raw[: line.starts[days[0]]].rstrip()
    return _by(dates, days) if before.endswith("(") else dates.periods[days[0]]


def _from(dates: Dates, days: list[int]) -> Period:
    return Period(dates.periods[days[0]].first, None)


def _arrival(dates: Dates, days: list[int]) -> Period:
    """ "I arrive on the 2nd" is from then on; who arrives in March comes in March."""
    first, last = dates.periods[days[0]]
    by_number = among(dates.classes.kinds[days[0]], "number day_marker")
    return Period(first, None if by_number and first == last else last)


def _refused(dates: Dates, days: list[int]) -> Period | None:
    """ "not this week" is any time after it; another refused date leaves nothing."""
    first, last = dates.periods[days[0]]
    return Period(last + DAY, None) if first and last and first <= dates.today else None


def _deadline(dates: Dates, days: list[int]) -> Period | None:
    """ "I fly on the 10th", "my wedding is 5 June": it must be done before; weeks away are no wish."""
    first, last = dates.periods[days[0]]
    return Period(None, first - DAY) if first and first == last else None


def _as_named(dates: Dates, days: list[int]) -> Period:
    return dates.periods[days[0]]


def _nothing(dates: Dates, days: list[int]) -> None:
    return None


def _birthday(dates: Dates, days: list[int]) -> Period | None:
    """ "I'm 18 on Friday" is about the age."""
    before = dates.kinds[: days[0]].rstrip(signs("glue in of unit same"))
    age = dates.number(before.rfind(sign("number")))
    return None if 12 <= age <= 21 or among(before[-1:], "turning") else dates.periods[days[0]]


def _from_to(dates: Dates, days: list[int]) -> Period:
    first, last = dates.periods[days[0]], dates.periods[days[1]]
    if first.first and last.last and last.last < first.first:  # "here on 12 December, leaving on the 30th"
        return Period(first.first, calendar.coming_day_of_month(last.last.day, first.first))
    return Period(first.first, last.last)


def _either(dates: Dates, days: list[int]) -> Period | None:
    line = dates.classes.line
    joint = line.starts[days[1] - 1]
    if line.text.raw[joint : line.ends[days[1] - 1]].casefold() == "é":
        return None  # "esse fim de semana é Carnaval"
    return dates.periods[days[0]].hull(dates.periods[days[1]])


_CONCLUDING = folded("therefore")
WORDS_OF_CONCLUSION = 4
"""How many words before a time the one may stand that says that it follows."""
LONGEST_WHILE = 20 * WEEK
_GAP = "[glue in of for day_marker article word event feast duty leave holiday turning filler]{0,5}"
_OCCASION = (
    "[glue in of word article day_marker filler part_of]{0,3} [event feast duty] word? [, : -] "
    "[glue in of for word article filler turning]{0,5}"
)
""" "Before my holiday, which begins on the 14th"."""
_STAY = "[glue in of for day_marker article word feast duty part parts filler from turning until by , and]"
_FEAST = "[glue in of word article filler feast event]{1,6}"
""" "Ready for the fair (19.9.)": the day stands in brackets."""
_SMALL = "[glue in of day_marker filler word]{0,3}"


def _bound(
    name: str, needed: str, change: _Change, *alternatives: str
) -> tuple[str, frozenset[str], re.Pattern[str], _Change]:
    """`needed`: classes without any of which it cannot match."""
    return name, frozenset(signs(needed)), rule(*alternatives), change


_RULES = [
    _bound(
        "from to", "between", _from_to, "day:date [^date .]{0,30} day:date [^date]{0,40} between glue? that"
    ),
    _bound(
        "a stay",
        "arrive",
        _from_to,
        f"arrive {_STAY}{{0,6}} day:date {_STAY}{{0,8}} [leave event from by until arrive] "
        f"[glue in of for day_marker article word filler ago]{{0,5}} day:date",
    ),
    _bound("a stay", "event", _as_named, "event [glue in of day_marker]{0,3} day:date (?= from word)"),
    _bound(
        "from to",
        "and range or - until at_hour",
        _from_to,
        "[between from] [glue in of day_marker for]{0,4} day:date [and range or - until] "
        "[glue in of day_marker for]{0,4} day:date",
        "day:date [range until -] [glue in of day_marker]{0,4} day:date",
        "(?<! [same word filler event unavailable]) of day:date at_hour [glue of]{0,2} day:date",
    ),
    _bound(
        "away until",
        "until by",
        _away,
        "(unavailable | event) [glue in of word for turning]{0,4} [until by] "
        "[glue in of day_marker]{0,4} day:date",
        "duty [glue in of word for turning filler]{0,4} [until by] [glue in of day_marker]{0,4} day:date",
        "[until by] [glue in of day_marker]{0,4} day:date [glue in word turning filler article]{0,4} "
        "[unavailable duty no_good]",
    ),
    _bound(
        "of an age",
        "turning",
        _birthday,
        "turning [glue of]{0,4} number unit? [glue in of day_marker]{0,4} day:date",
    ),
    _bound("of an age", "turning", _nothing, "turning [glue in of day_marker]{0,4} day:date number"),
    _bound(
        "an appointment there is",
        "existing",
        _nothing,
        "existing [glue in of word for day_marker that turning]{0,3} day:date",
    ),
    _bound(
        "not before it", "before", _from, f"before {_GAP} day:date [word glue filler turning]{{0,2}} no_good"
    ),
    _bound("no good", "no_good", _nothing, "day:date [word glue filler turning]{0,2} no_good"),
    _bound("away then", "unavailable", _nothing, "day:date [glue filler turning]{0,2} unavailable (?! word)"),
    _bound(
        "denied behind it",
        "except",
        _as_named,
        "day:date [filler glue]{0,2} except "
        "(?! [glue of in day_marker range any for word at_hour]{0,3} [date weekday weekdays weekday_set weekend])",
    ),
    _bound(
        "one or the other",
        "date",
        _either,
        "day:date (, date){0,4} ,? [or and slash] [glue in of day_marker article for]{0,4} day:date",
        "(?<! [except same]) day:date day:date",
    ),
    _bound("after", "after after_that", _after, f"[after after_that] {_GAP} day:date"),
    _bound("after", "after after_that", _after_occasion, f"[after after_that] {_OCCASION} day:date"),
    _bound(
        "not before",
        "before from",
        _from,
        f"[unavailable except no_good] [glue in of word for turning filler]{{0,4}} before {_GAP} day:date",
        f"[unavailable except no_good] before [glue word article]{{1,3}} , {_SMALL} day:date",
        f"from [glue word article]{{1,3}} , {_SMALL} day:date",
    ),
    _bound("before", "before", _before, f"before {_GAP} day:date"),
    _bound("before", "before", _before_occasion, f"before {_OCCASION} day:date"),
    _bound(
        "by",
        "by until within by_then for latest",
        _by,
        "([by until within by_then] [glue in of day_marker]{0,4} | for [glue in of word article filler]{0,4} "
        "([event feast] [glue in of word day_marker filler]{0,4} | ([number other_number] ordinal_mark | ordinal) "
        "[glue in of day_marker]{0,3})) day:date",
        "day:date latest",
        "latest [glue in day_marker]{0,2} day:date",
    ),
    _bound("by an occasion", "by until for", _by_occasion, f"[by until for] {_FEAST} , day:date"),
    _bound(
        "for a while",
        "from arrive",
        _for_a_while,
        "from [glue of day_marker]{0,2} day:date [, and or filler glue for word]{0,3} "
        "day:[number other_number few] day:unit",
        "arrive [glue in of for day_marker article word at_hour range]{0,5} day:date [, and glue]{0,2} [for stay] "
        "[glue for]{0,1} day:[number other_number few] day:unit",
    ),
    _bound(
        "from",
        "arrive",
        _arrival,
        "arrive [glue in of day_marker]{0,3} day:date (?! [glue of filler]{0,2} [for stay])",
    ),
    _bound(
        "from",
        "from onwards",
        _from,
        "from [glue of day_marker]{0,2} day:date",
        "day:date onwards",
        "day:date from (?= $ | [, . ;])",
    ),
    _bound(
        "refused",
        "except unavailable",
        _refused,
        "(except | unavailable) [glue in of for any day_marker word filler turning]{0,4} range? day:date",
    ),
    _bound(
        "before an event",
        "event leave",
        _deadline,
        "[event leave] [glue in of word for day_marker range filler turning ago]{0,5} day:date",
    ),
]
_AGE_ASKED = rule(
    "(number unit? | turning) [glue in of day_marker by until]{0,4} day:date",
    "day:date [glue turning]{0,2} number unit? (?= $ | [, . ;])",
)
