"""Clock times ("after 5", "15:30", "18 Uhr", "between 1 and 4"), which only tell the part of day."""

from tattoobot.domain.understanding.dates.found import GLUE, OVER, Dates, Hit
from tattoobot.domain.understanding.grammar.rule import SAME, among, rule

HALF = 0.5
HOURS = 12
"""So many are on the face of a clock."""
COUNTS_PEOPLE = frozenset(("à", "a"))
EARLIEST = 8
EVENING = 18
DAY_LONG = 7
"""A span of so many hours is no part of a day."""
MEASURES = frozenset(("cm", "mm", "in", "inch", "inches", '"', "wide", "tall", "high", "across", "x"))
COUNTED = frozenset(("horas", "hora", "heures", "heure", "hours", "hour"))
_BEFORE_AN_HOUR = "at_hour after before from by until between range day_marker existing date part , . :"
_CLOCK = rule("hour:[number other_number] (: [number other_number])? mark:clock")
_COLON = rule("hour:[number other_number] : [number other_number]")
_AFTER = rule(
    "(?<! [number other_number]) [before after by] glue{0,4} hour:[number other_number] mark:clock? "
    f"(?= $ | [, . filler for any] | {GLUE} [weekday_set weekdays weekend parts period])"
)


_AT = rule(
    "at_hour hour:number (?! of? [word unit number other_number month ordinal_mark ordinal slash year article few - .])"
)
_HALF = rule("half:other_number past? hour:number (?! [word unit number other_number month slash article])")
""" "Half five", "halb sechs"."""
_QUARTER = rule("quarter:quarter hour:number (?! [word unit number other_number month slash article])")
""" "Dreiviertel vier", "quarter past ten"."""
_SPAN = rule(
    "[between from of]? glue{0,2} first:[number other_number part] mark:clock? [range and until - at_hour] "
    "[glue at_hour]{0,2} second:[number other_number part]"
)
_DAY = "[date weekday weekdays weekday_set weekend part parts that_period]"
_ANY_DAY = rule(_DAY)
_BARE = rule(
    "(?<= [date weekday weekdays weekday_set weekend part parts that_period same]) [, . glue filler any]{0,3} "
    "([between from of] glue{0,2})? first:number [range and until - at_hour] glue{0,2} second:number "
    "(?= $ | [, . filler])",
    "[between of] glue{0,2} first:number [and range until at_hour] glue{0,2} second:number "
    f"(?= [glue in of day_marker]{{0,2}} {_DAY})",
)
""" "Saturday between 1 and 4"; the hours have no sign of their own."""


_HALF_OF_DAY = rule(
    "(?<= [weekday weekdays weekday_set weekend period relative_day unit month same]) mark:clock "
    "(?= $ | [, . filler or and])"
)
""" "Saturday am", "next week in the evening"."""
MIDDLES = {"am": 10, "pm": 15}
_HOURS = rule("^ between glue? first:number and glue? second:number [. , filler]{0,2} $")
""" "Between 1 and 4", as the answer to when."""


def read_clock_times(dates: Dates) -> None:
    for hit in dates.hits(_HALF_OF_DAY):
        if hour := MIDDLES.get(hit.value("mark")):
            late = dates.classes.line.words[hit.found.end() - 1] == "evening"
            hit.fold("part")
            dates.hours[hit.found.start()] = EVENING if late else hour
    for pattern in (_CLOCK, _COLON, _HALF, _QUARTER, _AFTER, _AT):
        for hit in dates.hits(pattern):
            otherwise = {_AT: (_of_people, _of_both), _AFTER: (_of_a_size, _of_money)}.get(pattern, ())
            if not any(meant(hit) for meant in otherwise):
                _read(hit)


def read_hour_spans(dates: Dates) -> None:
    """ "0800 to 1100", "entre 14h et 17h", read when the days have their numbers; what is left may be hours."""
    for hit in dates.hits(_SPAN):
        if any(_is_an_hour(hit, name) for name in ("first", "second")):
            _read_span(hit)
    for hit in [*dates.hits(_BARE), *(dates.hits(_HOURS) if dates.is_asked_for else ())]:
        _read_span(hit)


def _is_an_hour(hit: Hit, name: str) -> bool:
    """Whether it was read as a clock time, or is written as only one is: "0800"."""
    word = hit.dates.classes.line.words[hit.at(name)]
    return hit.at(name) in hit.dates.hours or (len(word) == 4 and word.startswith("0") and word.isdecimal())


def _read_span(hit: Hit) -> None:
    first, second = _hour_at(hit, "first"), _hour_at(hit, "second")
    if first is None or second is None:
        return
    if first + HOURS < second:
        first += HOURS  # "9 to 11 pm"
    if second <= first:
        return
    middle = (first + second) / 2
    start = hit.found.start()
    hit.fold(OVER if second - first >= DAY_LONG else "part")
    for at in range(*hit.found.span()):
        hit.dates.hours.pop(at, None)
    hit.dates.hours[start] = middle


def _hour_at(hit: Hit, name: str) -> float | None:
    """The hour of a clock time, or what a bare number would be as one."""
    at = hit.at(name)
    if at in hit.dates.hours:
        return hit.dates.hours[at]
    if hit.is_(name, "part"):
        return None  # "Friday and evening"
    hour = _on_the_clock(hit.dates.classes.line.words[at], hit.number(name))
    return hour + HOURS if 0 < hour < EARLIEST else hour if hour <= 24 else None


def _on_the_clock(written: str, number: float) -> float:
    """ "0900" is nine."""
    return int(written[:2]) if len(written) == 4 and written.isdecimal() and int(written[2:]) < 60 else number


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


def _of_money(hit: Hit) -> bool:
    """ "Budget up to 1500": four digits, while no day is spoken of."""
    line, kinds = hit.dates.classes.line, hit.dates.kinds
    is_amount = "mark" not in hit and len(line.words[hit.at("hour")]) > 3 and not hit.dates.is_asked_for
    return is_amount and among(kinds[hit.found.start()], "by") and not _ANY_DAY.search(kinds)


def _lasts(hit: Hit) -> bool:
    """Whether hours are counted: of a clock they have a word before them, a day, or nothing."""
    dates, at = hit.dates, hit.found.start()
    if "mark" not in hit or dates.is_asked_for or dates.classes.line.words[hit.at("mark")] not in COUNTED:
        return False
    before = dates.kinds[:at].rstrip(SAME)[-1:]
    if before == "":
        return among(hit.following(), "word")
    return not among(before, _BEFORE_AN_HOUR) and (
        among(before, "word filler few article") or not dates.classes.line.numbers[hit.at("hour")].written
    )


def _read(hit: Hit) -> None:
    hour: float = hit.number("hour")
    at = hit.at("hour")
    if "half" in hit:
        at = hit.at("half")
        if hit.dates.classes.line.numbers[at].value != HALF:
            return
        hour += -HALF if hit.dates.classes.line.language == "de" else HALF
    if "quarter" in hit:
        at = hit.at("quarter")
        hour += float(hit.value("quarter"))
    written = hit.dates.classes.line.words[hit.at("hour")]
    hour = _on_the_clock(written, hour)
    mark = hit.value("mark") if "mark" in hit else ""
    if _lasts(hit):
        return  # "son 20 horas en bus"
    if mark == "hours" and len(written) < 3:
        return  # "2 hrs" lasts, "1700 hrs" is a time
    if hour > 24 or (mark in ("am", "pm") and hour > HOURS):
        return
    if (mark == "pm" and hour < HOURS) or (mark in ("", "oclock") and 0 < hour < EARLIEST):
        hour += HOURS  # nobody comes at five in the morning
    hit.dates.fold(at, hit.found.end(), kind="part")
    hit.dates.hours[at] = hour
