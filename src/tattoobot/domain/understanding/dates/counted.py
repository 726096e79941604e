"""Days counted from today: "tomorrow", "next Friday", "in 3 weeks", "this weekend", "end of the month", "Easter"."""

from datetime import date

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import DAY, WEEK, Days
from tattoobot.domain.understanding.dates.found import GLUE, LOOSE, OVER, Dates, Hit, reads
from tattoobot.domain.understanding.dates.named import named_last
from tattoobot.domain.understanding.grammar.rule import among, holds, rule, sign, signs

_WEEKS = {"this_week": 0, "next_week": 1, "week_after_next": 2}
_WEEKENDS = {"this_weekend": 0, "next_weekend": 1, "weekend_after_next": 2}
_MONTHS = {"this_month": 0, "next_month": 1, "month_after_next": 2}

_PAST = rule(
    f"(number {GLUE} month {GLUE})? past {GLUE} [weekday unit weekend month season holiday period next]",
    f"past {GLUE} number {GLUE} month",
    "([number other_number few article] [range or -])? [number other_number few article] unit ago",
    "ago [number other_number few article] unit",
    f"(number {GLUE})? [unit weekday weekend month] past",
)
_NEXT_UNIT = rule(f"(?<! [number other_number]) how:next {GLUE} unit:[unit weekend]")
_UNIT_NEXT = rule("unit:[unit weekend] how:next")
_THE_NEXT = rule(
    "next:the_next",
    "(?<= [part_of same]) next:next (?! [unit weekend weekday weekdays month number few])",
    "period [word filler glue]{0,2} [except no_good unavailable] [, .]? [filler glue except]{0,2} next:the_other "
    "(?= [filler word soon]{0,2} ($ | [, . ;]))",
)
_BEFORE_WEEKEND = rule("before [glue of in article day_marker]{0,2} end:weekend (?! next)")
_THIS_OR = rule("how:next [or and] [glue in of article]{0,2} period:period")
_OR_NEXT = rule("period:period [or and] how:next (?= $ | [, . filler])")


def forget_past(dates: Dates) -> None:
    """ "last week", "3 years ago": over, and its number is nobody else's."""
    if not holds(dates.kinds, "past ago"):
        return
    for hit in dates.hits(_PAST):
        before = dates.kinds[: hit.found.start()].rstrip(signs("glue of day_marker range same"))
        if not (among(before[-1:], "except") and holds(before, "month period")):  # "May, not the last week"
            hit.fold(OVER)


def name_periods(dates: Dates) -> None:
    """ "next week", "la semana que viene", "this weekend" become one `r`."""
    for hit in dates.hits(_BEFORE_WEEKEND):
        dates.names[hit.at("end")] = "this_weekend"
        dates.fold(hit.at("end"), hit.found.end(), "period")
    if not holds(dates.kinds, "next the_next the_other"):
        return
    for hit in [*dates.hits(_NEXT_UNIT), *dates.hits(_UNIT_NEXT)]:
        how, unit = hit.value("how"), hit.value("unit")
        if unit not in ("week", "month", "year", "weekend"):
            continue
        if how in ("coming", "following"):
            how = "this" if unit == "weekend" else "next"
        dates.names[hit.found.start()] = f"{unit}_after_next" if how == "after_next" else f"{how}_{unit}"
        hit.fold("period")
    _name_elliptical(dates)
    _name_the_next(dates)


def _name_elliptical(dates: Dates) -> None:
    """ "this week or next", "this or next week": the unit is said once."""
    for hit in dates.hits(_THIS_OR):
        unit, at = hit.name("period").split("_", 1)[1], hit.at("how")
        if hit.value("how") == "this" and unit in ("week", "month", "weekend"):
            dates.names[at] = f"this_{unit}"
            dates.fold(at, at + 1, "period")
    for hit in dates.hits(_OR_NEXT):
        unit = hit.name("period").split("_", 1)[1]
        at = hit.at("how")
        dates.names[at] = f"next_{unit}"
        dates.fold(at, hit.found.end(), "period")


def _name_the_next(dates: Dates) -> None:
    """ "Mejor la que viene", "este finde no, el otro", "end of this month or the one after"."""
    for hit in dates.hits(_THE_NEXT):
        at = hit.at("next")
        beside = dates.kinds[:at].rstrip(signs("same"))[-1:]
        if not hit.is_("next", "the_next the_other") and not among(beside, "part_of"):
            continue
        before = dates.kinds.rfind(sign("period"), 0, at)
        how, _, unit = dates.names.get(before, str(dates.value(before)) if before >= 0 else "").partition("_")
        if how not in ("this", "next") or unit not in ("week", "month", "weekend", "year"):
            continue
        after = hit.value("next") == "after" and how == "next" and unit != "year"
        dates.names[at] = f"{unit}_after_next" if after else f"next_{unit}"
        dates.fold(at, hit.found.end(), "period")


def named_period(name: str, today: date) -> Days:
    if name in _WEEKS:
        return calendar.week(today, _WEEKS[name])
    if name in _WEEKENDS:
        return calendar.weekend(today, _WEEKENDS[name])
    if name in _MONTHS:
        return calendar.month_after(today, _MONTHS[name])
    return calendar.year(today.year + (name == "next_year"))


def how_many(hit: Hit) -> tuple[int, int]:
    """The least and the most of a count: "2-3" weeks, "a" week, "a few" weeks."""
    if "many" not in hit or hit.is_("many", "article"):
        return 1, 1
    if hit.is_("many", "few"):
        low, _, high = hit.value("many").partition("-")
        return int(low), int(high or low)
    most = hit.number("many")
    return (hit.number("low") if "low" in hit else most), most


def _week_number(hit: Hit, group: str = "first") -> Days | None:
    number = hit.number(group)
    if not 1 <= number <= 52:
        return None
    weeks = (date.fromisocalendar(hit.today.year + ahead, number, 1) for ahead in (0, 1))
    return next(calendar.week(monday, 0) for monday in weeks if monday + 6 * DAY >= hit.today)


def _week_numbers(hit: Hit) -> Days | None:
    """ "KW 34 oder 35"."""
    first, last = _week_number(hit), _week_number(hit, "second")
    return Days(first.first, last.last) if first and last and first <= last else None


def _relative_day(hit: Hit) -> Days:
    days, _, part = hit.value("day").partition(" ")
    if part:
        hit.dates.parts[hit.found.start()] = part
    low, _, high = days.partition("-")
    return Days(hit.today + int(low) * DAY, hit.today + int(high or low) * DAY)


def _weekday_named(hit: Hit) -> Days | None:
    """ "next" is the Friday of next week where a language means that by it, "coming" the next there is."""
    number, how = int(hit.value("weekday")), hit.value("how")
    coming = calendar.coming_weekday(number, hit.today)
    if how == "following":
        return None  # counted from a day that may not have been read yet
    if how == "next":
        return calendar.day(calendar.week(hit.today, 1).first + number * DAY)
    if how == "after_next":
        return calendar.day(coming + WEEK)
    return calendar.day(hit.today if how == "this" and number == hit.today.weekday() else coming)


def _weekday_of_week(hit: Hit) -> Days | None:
    """ "Friday next week", "next week on Friday", "Friday of the week after"."""
    later = "after" in hit
    weeks = int(hit.value("after") == "week after") if later else _WEEKS.get(hit.name("period"), -1)
    if weeks < later or (later and _is_moved(hit)):
        return None  # "shift Thursday to the week after"
    today = (later and named_last(hit)) or hit.today
    when = calendar.week(today, weeks).first + int(hit.value("weekday")) * DAY
    return calendar.day(when) if when >= hit.today else None


def _is_moved(hit: Hit) -> bool:
    kinds = hit.dates.kinds
    return among(hit.following(), "move") or _MOVE_BEFORE.search(kinds, 0, hit.found.start()) is not None


_MOVE_BEFORE = rule("move [word glue article of day_marker filler]{0,4} $")


def _weekday_week(hit: Hit) -> Days | None:
    """ "Friday week", "a week on Friday", "el otro viernes": a week after the coming one."""
    if "unit" in hit and hit.value("unit") != "week":
        return None
    return calendar.day(calendar.coming_weekday(int(hit.value("weekday")), hit.today) + WEEK)


def _weeks_from_a_day(hit: Hit) -> Days | None:
    """ "A fortnight today", "two weeks tomorrow", as only English says it."""
    days, _, part = hit.value("day").partition(" ")
    weeks = how_many(hit)[1] * {"week": 1, "fortnight": 2}.get(hit.value("unit"), 0)
    if not weeks or not days.isdecimal() or hit.dates.classes.line.language != "en":
        return None
    if part:
        hit.dates.parts[hit.found.start()] = part
    return calendar.day(hit.today + int(days) * DAY + weeks * WEEK)


def _weeks_on(hit: Hit) -> Days:
    """ "Samedi en huit", "Samstag in acht Tagen", "heute in acht Tagen", "en ocho días"."""
    coming = calendar.coming_weekday(int(hit.value("weekday")), hit.today) if "weekday" in hit else hit.today
    return calendar.day(coming + int(hit.value("many")) * WEEK)


def _weekday_the(hit: Hit) -> Days | None:
    """ "Friday 17": the next 17th that is a Friday, within a season."""
    ahead = (hit.today + days * DAY for days in range(120))
    day, weekday = hit.number("first"), int(hit.value("weekday"))
    return next((calendar.day(when) for when in ahead if when.day == day and when.weekday() == weekday), None)


def _absorbed(hit: Hit) -> Days | None:
    """ "Friday 13 March": the weekday of a date says nothing more."""
    first, last = hit.period("date")
    return calendar.day(first) if first and first == last else None


def _weekend_of(hit: Hit) -> Days | None:
    first, last = hit.period("date")
    return calendar.weekend(first, 0) if first and first == last else None


def _week_of(hit: Hit) -> Days | None:
    first = hit.period("date").first
    return calendar.week(first, 0) if first and hit.value("unit") == "week" else None


def _period(hit: Hit) -> Days:
    days = named_period(hit.name("period"), hit.today)
    return _part(hit, days, hit.name("period").split("_")[1], hit.value("part")) if "part" in hit else days


def _rest(hit: Hit) -> Days | None:
    last = named_period(hit.name("period"), hit.today).last
    return Days(hit.today + DAY, last) if last > hit.today else None


def _part_of_unit(hit: Hit) -> Days | None:
    """ "end of the month", "Monatsende": of this one, or of the next when that part is over."""
    part, _, unit = hit.value("part").partition(" ")
    unit = unit or hit.value("unit")
    if unit not in ("week", "month", "year"):
        return None
    parts = (_part(hit, named_period(f"{how}_{unit}", hit.today), unit, part) for how in ("this", "next"))
    return next(days for days in parts if days.last >= hit.today)


def _part(hit: Hit, days: Days, unit: str, part: str) -> Days:
    if part == "late":
        hit.dates.ends.add(hit.found.start())
    if unit in ("week", "weekend"):
        return calendar.part_of_week(days, part)
    if unit == "month":
        return calendar.part_of_month(days, part)
    return calendar.month(days.last.year, 12) if part == "late" else calendar.part_of_months(days, part)


def _season(hit: Hit) -> Days:
    days = calendar.season(hit.value("season"), hit.today, hit.dates.context.country)
    return calendar.part_of_months(days, hit.value("part")) if "part" in hit else days


def _holiday(hit: Hit) -> Days:
    return calendar.holiday(hit.value("holiday"), hit.today, hit.dates.context.country)


def _week_of_holiday(hit: Hit) -> Days | None:
    return calendar.week(_holiday(hit).first, 0) if hit.value("unit") == "week" else None


def _unit_after(hit: Hit) -> Days | None:
    """ "The week after Easter", "am Wochenende nach dem 10."; after a longer time it is not plain which one."""
    first, last = hit.period("date")
    unit = hit.value("unit").split()[0]
    if not first or not last or last - first > WEEK or unit not in ("day", "week", "weekend"):
        return None
    return calendar.after(unit, last)


def _weekday_beside(hit: Hit) -> Days | None:
    """ "The Friday before Christmas", "le lundi après Pâques"; not "Fridays after Easter", nor "a Friday before it"."""
    first, last = hit.period("date")
    at = hit.at("weekday")
    many = hit.is_("weekday", "weekdays") and hit.dates.classes.line.words[at] != "le"
    if not first or not last or last - first > WEEK or many or hit.dates.is_any(at):
        return None
    number = int(hit.value("weekday"))
    after = hit.is_("way", "after")
    return calendar.day(calendar.coming_weekday(number, last if after else first - 8 * DAY))


def _in_time(hit: Hit) -> Days | None:
    """ "in 3 weeks" is the day three weeks from today, "in 2-3 weeks" what lies between, "in 2 months" that month."""
    low, high = how_many(hit)
    if hit.value("unit") == "month" and 0 < low <= high < 60:
        return Days(calendar.month_after(hit.today, low).first, calendar.month_after(hit.today, high).last)
    first, last = _later(hit.today, low, hit.value("unit")), _later(hit.today, high, hit.value("unit"))
    return Days(first, last) if first and last else None


def _answered(hit: Hit) -> Days | None:
    """ "2 weeks", as the answer to when."""
    return _in_time(hit) if hit.dates.is_asked_for else None


def _within(hit: Hit) -> Days | None:
    """ "within 3 weeks", "in the next month": from today on."""
    last = _later(hit.today, how_many(hit)[1], hit.value("unit"))
    return Days(hit.today, last) if last else None


def _later(today: date, many: int, unit: str) -> date | None:
    if not 0 < many < 400:
        return None
    if unit == "year":
        return calendar.in_months(today, 12 * many) if many < 20 else None
    if unit == "month":
        return calendar.in_months(today, many)
    return today + many * {"day": DAY, "week": WEEK, "fortnight": 2 * WEEK}[unit]


_MANY = "(low:[number other_number] [range or -])? many:[number other_number few article]"
FIRST_RULES = [
    reads(
        "week_number",
        _week_numbers,
        "week_number first:[number other_number] [or and range until slash -] week_number? "
        "second:[number other_number] (?! [unit :])",
    ),
    reads(
        "week_number",
        _week_number,
        "week_number first:[number other_number]",
        "first:number [ordinal_mark .]? week_number",
    ),
    reads("within", _within, f"within {GLUE} ({_MANY} next?)? unit:unit"),
    reads("next", _within, "next many:[number other_number few] unit:unit"),
    reads("unit", _answered, f"^ {_MANY} unit:unit $"),
    reads("in", _in_time, f"relative_day? in [glue of day_marker few]{{0,4}} {_MANY} unit:unit hence?"),
    reads("hence", _in_time, f"{_MANY} unit:unit hence"),
]
"""Read before their numbers can be days of a month."""

_THE_NTH = "ordinal_mark? .? (?! [unit word month number other_number : slash -] | [range until] number)"
_PART_OF = f"(part:part_of {GLUE})?"
RULES = [
    reads("date", _absorbed, "[glue day_marker]{0,4} [weekday weekdays] ,? [glue day_marker]{0,4} date:date"),
    reads(
        "weekday", _weekday_of_week, f"(?<! [or and range same -]) weekday:weekday ,? {LOOSE} period:period"
    ),
    reads(
        "weekday",
        _weekday_of_week,
        f"period:period ,? {LOOSE} weekday:weekday (?! ,? [or and range -] {GLUE} weekday)",
    ),
    reads("that_period", _weekday_of_week, f"weekday:[weekday weekdays] {LOOSE} after:that_period"),
    reads("weekday", _weekday_week, "weekday:weekday (in article)? unit:unit"),
    reads("other_weekday", _weekday_week, "weekday:other_weekday"),
    reads("relative_day", _weeks_from_a_day, "many:[number article few]? unit:unit day:relative_day"),
    reads("unit_part", _part_of_unit, "part:unit_part"),
    reads("weekday", _weekday_the, f"weekday:weekday first:number {_THE_NTH}"),
    reads("weekdays", _weekday_the, f"weekday:weekdays first:number {_THE_NTH}"),
    reads("week_on", _weeks_on, "(weekday:[weekday weekdays] | relative_day)? many:week_on"),
    reads("weekday", _weekday_week, f"article unit:unit from? {LOOSE} weekday:weekday"),
    reads("weekday", _weekday_named, f"how:next {GLUE} weekday:weekday"),
    reads("weekday", _weekday_named, "weekday:weekday how:next"),
    reads("weekdays", _weekday_named, "weekday:weekdays how:next"),
    reads("weekend", _weekend_of, f"weekend {LOOSE} date:date", "date:date weekend"),
    reads("unit", _week_of, f"unit:unit {GLUE} date:date"),
    reads("rest", _rest, f"rest {GLUE} period:period"),
    reads("period", _period, f"{_PART_OF} period:period"),
    reads("part_of", _part_of_unit, f"part:part_of {GLUE} unit:unit"),
    reads("season", _season, f"{_PART_OF} season:season"),
    reads("holiday", _week_of_holiday, "holiday:holiday unit:unit"),
    reads("holiday", _holiday, "holiday:holiday"),
    reads("relative_day", _relative_day, "day:relative_day"),
    reads(
        "date",
        _unit_after,
        f"(?<! [number other_number few article same]) unit:[unit weekend] {GLUE} after {LOOSE} date:date",
        f"unit:that_period {LOOSE} date:date",
    ),
    reads(
        "date",
        _weekday_beside,
        "(?<! any) (?<! [weekday weekdays] [or and , - range]) weekday:[weekday weekdays] "
        f"{GLUE} way:[after before] {LOOSE} date:date",
    ),
]
