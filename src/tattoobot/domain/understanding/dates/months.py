"""Days and weeks of a month: "14 March", "3rd to 10th of June", "the 14th", "mid April", "first week of May"."""

from datetime import date

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import DAY, WEEK, Days
from tattoobot.domain.understanding.dates.counted import how_many, named_period
from tattoobot.domain.understanding.dates.found import GLUE, LOOSE, Hit, reads
from tattoobot.domain.understanding.dates.named import coming_day_named
from tattoobot.domain.understanding.grammar.rule import among
from tattoobot.domain.understanding.vocabulary.lists import folded

HOURS = 12
"""So many are on the face of a clock."""
BUT = "mai"
"""The month, and "mais" in a hurry."""
LEADS_TO_A_MONTH, BEHIND_BUT = folded("leads_to_a_month"), folded("behind_but")
OWN = folded("whose_birthday")
""" "My 18th" is a birthday."""


HALF_A_MONTH = 15


def _days_of_month(hit: Hit) -> Days | None:
    first, last = day_at(hit, "first"), day_at(hit, "second")
    if "month" in hit:
        begin, end = _named_day(first, hit), _named_day(last, hit)
    else:
        begin = coming_day_named(first, hit)
        end = begin and calendar.on(begin.year, begin.month, last)
        if begin and first - last > HALF_A_MONTH:  # "the 30th or the 1st"
            end = calendar.coming_day_of_month(last, begin)
    return Days(begin, end) if begin and end and begin <= end else None


def _days_named(hit: Hit) -> Days | None:
    """ "Dias 10 e 11": the word for days stands before the numbers."""
    return _days_of_month(hit) if hit.value("unit") == "day" else None


def _days_named_last(hit: Hit) -> Days | None:
    """ "The 22nd I'm away, could do 25 or 26", as the answer to when."""
    return _days_answered(hit) if any(at < hit.found.start() for at in hit.dates.periods) else None


def _days_answered(hit: Hit) -> Days | None:
    """ "28 to 31", as the answer to when; "3 to 5" may be hours."""
    is_answer = hit.dates.is_asked_for and day_at(hit, "second") > HOURS
    return _days_of_month(hit) if is_answer else None


def _day_of_month(hit: Hit) -> Days | None:
    return calendar.day_if(_named_day(day_at(hit, "first"), hit))


def day_at(hit: Hit, group: str) -> int:
    """The day, or the place in a row: "last" is -1."""
    if hit.is_(group, "past"):
        return -1
    if hit.is_(group, "weekday"):
        return int(hit.value(group)) + 2  # Portuguese names its weekdays from the second on
    return int(hit.value(group)) if hit.is_(group, "ordinal") else hit.number(group)


def _named_day(day: int, hit: Hit) -> date | None:
    number = int(hit.value("month"))
    if "year" in hit:
        return calendar.on(hit.number("year"), number, day)
    return calendar.coming_day(day, number, hit.today)


def _only_day(hit: Hit) -> Days | None:
    """ "the 14th", "el 14", "am 14.": a day of this month or the next."""
    words, at = hit.dates.classes.line.words, hit.at("first")
    if words[at - 1] in OWN or not words[at].isdecimal():
        return None
    end = hit.found.end()
    if words[end - 1] == "." and among(hit.following(), "word") and hit.dates.classes.line.language == "de":
        return None  # "am 14. Geburtstag"
    day = day_at(hit, "first")
    return calendar.day_if(coming_day_named(day, hit))


def _only_ordinal(hit: Hit) -> Days | None:
    """ "After the fifteenth"; not "the first", which may be anything."""
    day = day_at(hit, "first")
    return calendar.day_if(calendar.coming_day_of_month(day, hit.today)) if day > 4 else None


def _moved_to(hit: Hit) -> Days | None:
    """ "Mover mi cita del 14 al 21"."""
    return calendar.day_if(calendar.coming_day_of_month(day_at(hit, "second"), hit.today))


def _day_more(hit: Hit) -> Days | None:
    """ "Saturday 7 November or 14"; "5.-12.5.", "du 5 au 12/5"."""
    first, last = hit.period("date")
    before = "first" in hit
    day = day_at(hit, "first" if before else "second")
    then = calendar.on(first.year, first.month, day) if first else None
    if first is None or then is None or first != last or then == first or (then < first) != before:
        return None
    return Days(min(first, then), max(first, then))


def _is_but(hit: Hit) -> bool:
    """ "Une rose mai pas trop grande", as French is typed."""
    words, at = hit.dates.classes.line.words, hit.at("month")
    if words[at] != BUT or not 0 < at < len(words) - 1 or "part" in hit:
        return False
    before, behind = words[at - 1], words[at + 1]
    return before.isalpha() and before not in LEADS_TO_A_MONTH and behind in BEHIND_BUT


def _month(hit: Hit) -> Days | None:
    if _is_but(hit):
        return None
    number = int(hit.value("month"))
    if "year" in hit:
        days = calendar.month(hit.number("year"), number)
    elif "period" in hit:
        if hit.name("period") != "next_year":
            return None
        days = calendar.month(hit.today.year + 1, number)
    else:
        days = calendar.coming_month(number, hit.today)
    return _part_of_month(hit, days) if "part" in hit else days


def _part_of_month(hit: Hit, days: Days) -> Days:
    """The part that was named, of the month a year later when this one's is over."""
    name = hit.value("part")
    if name == "late":
        hit.dates.ends.add(hit.found.start())
    part = calendar.part_of_month(days, name)
    if part.last < hit.today and "year" not in hit:
        return calendar.part_of_month(calendar.month(days.first.year + 1, days.first.month), name)
    return part


def _parts_of_month(hit: Hit) -> Days:
    """ "mid/end of May"; "end of May, start of June"."""
    months = {"part": "other_month" if "other_month" in hit else "month", "other_part": "month"}
    first, last = (
        calendar.part_of_month(calendar.coming_month(int(hit.value(month)), hit.today), hit.value(part))
        for part, month in months.items()
    )
    return Days(min(first.first, last.first), max(first.last, last.last))


def _week_of_month(hit: Hit) -> Days | None:
    if hit.value("unit") != "week":
        return None
    if "month" in hit:
        days = calendar.coming_month(int(hit.value("month")), hit.today)
    else:
        days = named_period(hit.name("period"), hit.today)
    nth = day_at(hit, "first")
    return calendar.week_of_month(days, nth) if nth <= 5 else None


def _weeks_of_month(hit: Hit) -> Days | None:
    """ "the first two weeks of June"."""
    weeks = how_many(hit)[0]
    if hit.value("unit") != "week" or weeks > 4:
        return None
    first, last = calendar.coming_month(int(hit.value("month")), hit.today)
    if hit.is_("first", "past"):
        return Days(last - weeks * WEEK + DAY, last)
    return Days(first, first + weeks * WEEK - DAY)


def _week_of_named_month(hit: Hit) -> Days | None:
    """ "October, not the first week", "en agosto, las últimas 2 semanas no": of the month that was named before."""
    before = [span for at, span in hit.dates.periods.items() if at < hit.found.start()]
    firsts = [first for first, last in before if first and last and _is_a_month(first, last, hit.today)]
    weeks, nth = how_many(hit)[0], day_at(hit, "first")
    if hit.value("unit") != "week" or not firsts or nth > 4 or not 0 < weeks <= 4 or (weeks > 1 < nth):
        return None
    days = calendar.month(firsts[-1].year, firsts[-1].month)
    if weeks == 1:
        return calendar.week_of_month(days, nth)
    return (
        Days(days.last - weeks * WEEK + DAY, days.last)
        if nth < 0
        else Days(days.first, days.first + weeks * WEEK - DAY)
    )


def _is_a_month(first: date, last: date, today: date) -> bool:
    return (first.day == 1 or first == today) and last == calendar.month(first.year, first.month).last


def _nth_weekday(hit: Hit) -> Days | None:
    """ "the first Saturday in May", "the last weekend of April"."""
    days = calendar.coming_month(int(hit.value("month")), hit.today)
    weekday = 5 if hit.is_("weekday", "weekend") else int(hit.value("weekday"))
    nth = day_at(hit, "first")
    when = calendar.nth_weekday(days.first.year, days.first.month, weekday, nth)
    return Days(when, when + DAY) if hit.is_("weekday", "weekend") else calendar.day(when)


def _month_of_birthday(hit: Hit) -> Days:
    """ "ich werde im Juli 18": the number is the age, not the day."""
    return calendar.coming_month(int(hit.value("month")), hit.today)


_MONTH_OF = f"{GLUE} month:month"
_YEAR = f"(,? {GLUE} year:year)?"
_A = "[day_marker glue of]{0,4} first:[number ordinal]"
_TO_B = "[range and or until -] [day_marker glue of]{0,4} second:[number ordinal]"
_OF_M = "[of day_marker slash]{0,4} month:month"
_PART = f"(part:part_of {GLUE})?"
_NO_NUMBER = "(?! [unit month number other_number : slash])"
_NO_NOUN = "(?! [unit word month number other_number : slash])"

_IN_SEASON = "[glue in of day_marker , for]{0,4}"
""" "En julio de vacaciones de invierno": the month is meant, whatever the season is where the studio is."""

FIRST_RULES = [
    reads(
        "turning", _month_of_birthday, "(?<= turning) [glue in of day_marker]{0,3} month:month (?= number)"
    ),
    reads(
        "unit",
        _weeks_of_month,
        f"{GLUE} first:[past ordinal] many:[number other_number few] unit:unit {_MONTH_OF}",
    ),
    reads("past", _week_of_month, f"{GLUE} first:past unit:unit ({_MONTH_OF} | {GLUE} period:period)"),
    reads(
        "month", _nth_weekday, f"{GLUE} first:[ordinal past] weekday:[weekday weekend] {LOOSE} month:month"
    ),
    reads("weekday", _week_of_month, f"{GLUE} first:weekday unit:unit {_MONTH_OF}"),
]
"""Read before "last" can mean the past."""

RULES = [
    reads(
        "move",
        _moved_to,
        "move [word glue article of in for filler]{0,4} existing day_marker? first:number [range until] "
        f"[day_marker glue]{{0,2}} second:number {_NO_NOUN}",
    ),
    reads(
        "month",
        _days_of_month,
        f"{_A} [ordinal_mark .]? (, [day_marker glue of]{{0,3}} [number ordinal] [ordinal_mark .]?){{1,5}} ,? "
        f"{_TO_B} [ordinal_mark .]? {_OF_M} {_YEAR}",
    ),
    reads(
        "month",
        _days_of_month,
        f"[between from]? {_A} [ordinal_mark .]? {_TO_B} [ordinal_mark .]? {_OF_M} {_YEAR}",
    ),
    reads("month", _days_of_month, f"month:month {_A} [ordinal_mark .]? {_TO_B} ordinal_mark? {_YEAR}"),
    reads("month", _day_of_month, f"{_A} [ordinal_mark .]? {_OF_M} {_YEAR}"),
    reads("month", _day_of_month, f"month:month {_A} ordinal_mark? {_YEAR} (?! [: slash])"),
    reads(
        "unit",
        _week_of_month,
        f"{GLUE} first:[number ordinal] ordinal_mark? unit:unit {GLUE} (month:month | period:period)",
        f"{GLUE} (first:ordinal | first:number ordinal_mark) unit:unit {LOOSE} month:month",
    ),
    reads("ordinal_mark", _days_of_month, f"[between from]? {_A} [ordinal_mark .]? {_TO_B} ordinal_mark"),
    reads("ordinal_mark", _only_day, "[day_marker glue of]{0,4} first:number ordinal_mark (?! [unit word])"),
    reads(
        "ordinal_mark",
        _only_day,
        "(?<= [before after by from until same]) [day_marker glue of]{1,4} first:number "
        "ordinal_mark (?! unit)",
    ),
    reads(
        "day_marker",
        _days_of_month,
        "[between from]? day_marker{1,2} first:[number ordinal] [ordinal_mark .]? [range and or until -] "
        f"[day_marker glue of]{{0,4}} second:[number ordinal] .? {_NO_NUMBER}",
    ),
    reads(
        "unit",
        _days_named,
        "(?<! [number other_number few]) unit:unit first:number [range and or until -] [day_marker glue of]{0,4} "
        f"second:number .? {_NO_NOUN}",
    ),
    reads("day_marker", _only_day, f"day_marker{{1,3}} first:[number ordinal] {_NO_NOUN} .?+"),
    reads("until", _only_day, f"(?<= until same) first:number .?+ {_NO_NOUN}"),
    reads(
        "ordinal",
        _only_ordinal,
        "(?<= [before after by from until day_marker glue in same]) [glue day_marker]{0,2} first:ordinal "
        "(?! [unit word weekday weekend month of number ordinal next])",
    ),
    reads(
        "part_of",
        _parts_of_month,
        f"part:part_of [slash and range or until -] [glue of day_marker]{{0,2}} other_part:part_of {_MONTH_OF}",
        f"part:part_of {GLUE} other_month:month , [glue of]{{0,2}} other_part:part_of {_MONTH_OF}",
    ),
    reads(
        "season",
        _month,
        f"{_PART} month:month {_IN_SEASON} season",
        f"season {_IN_SEASON} {_PART} month:month",
    ),
    reads("month", _month, f"{_PART} month:month ,? {GLUE} (year:year | period:period)"),
    reads("month", _month, f"{_PART} month:month"),
    reads(
        "between",
        _days_of_month,
        "between [glue day_marker]{1,3} first:number .? and [glue day_marker]{0,3} second:number .? "
        f"{_NO_NUMBER}",
    ),
    reads(
        "unit",
        _week_of_named_month,
        "(?<= [glue same range]) first:ordinal (many:number)? unit:unit",
        "(?<= [glue same range]) first:number ordinal_mark unit:unit",
        "(?<= [glue same range]) first:past many:number? unit:unit",
    ),
    reads(
        "date",
        _day_more,
        "[between day_marker]? [day_marker glue]{0,2} first:number [ordinal_mark .] [range and or until -] "
        "[day_marker glue of]{0,3} date:date",
        "[between day_marker] [day_marker glue]{0,2} first:number [range until and or -] "
        "[day_marker glue of]{0,3} date:date",
    ),
    reads(
        "date",
        _day_more,
        "([weekday weekdays] ,? [glue day_marker]{0,2})? date:date [or and] [day_marker glue]{0,3} "
        f"second:number [ordinal_mark .]? {_NO_NOUN}",
    ),
    reads(
        "date", _day_more, f"date:date [range until by -] {GLUE} second:number [ordinal_mark .]? {_NO_NOUN}"
    ),
    reads(
        "number",
        _days_answered,
        "^ [day_marker glue of in from for]{0,4} first:number .? [range until -] "
        "[day_marker glue of]{0,4} second:number [. , filler]{0,4} $",
        "^ between [day_marker glue of]{0,4} first:number .? and [day_marker glue of]{0,4} second:number "
        "[. , filler]{0,4} $",
    ),
    reads(
        "or",
        _days_named_last,
        f"(?<! [month number other_number : slash]) first:number or second:number {_NO_NUMBER}",
    ),
]
