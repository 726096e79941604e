"""Days that are counted from one that was named before: "until 12 October, so from the 13th", "the Monday after"."""

from datetime import date

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import DAY, Days, Period
from tattoobot.domain.understanding.dates.found import GLUE, Hit, reads
from tattoobot.domain.understanding.grammar.rule import among, rule, signs
from tattoobot.domain.understanding.vocabulary.lists import folded

NOT_LONG = 150 * DAY
"""So far ahead a month that was named says which 13th is meant; a birthday a year from now does not."""


def coming_day_named(day: int, hit: Hit) -> date | None:
    """The coming 13th, or that of the period or month that was named before."""
    return (
        _in_named_span(day, hit) or _in_named_month(day, hit) or calendar.coming_day_of_month(day, hit.today)
    )


def _in_named_span(day: int, hit: Hit) -> date | None:
    """ "From 18 to 21 September: anything on the 19th?", "in June, 5th to 12th": in the span named before."""
    before = [span for at, span in hit.dates.periods.items() if at < hit.found.start()]
    if "second" in hit or _is_refused(hit):
        before.extend(
            Period(*calendar.coming_month(number, hit.today)) for number in _months_before(hit).values()
        )
    for first, last in before:
        when = first and calendar.on(first.year, first.month, day)
        if first and last and when and first < last and hit.today <= when and first <= when <= last:
            return when
    return None


def _in_named_month(day: int, hit: Hit) -> date | None:
    """ "In August, I arrive on the 9th", "busy until 12 October, so from the 13th": at most a sentence on."""
    named = {
        at: first
        for at, (first, last) in hit.dates.periods.items()
        if at < hit.found.start() and first == last
    }
    for at, number in _months_before(hit).items():
        named[at] = calendar.coming_month(number, hit.today).first
    if not named:
        return None
    at = max(named)
    first = named[at]
    if first is None or hit.dates.kinds.count(".", at, hit.found.start()) > 1:
        return None
    when = calendar.on(first.year, first.month, day)
    return when if when and max(first, hit.today) <= when and first - hit.today < NOT_LONG else None


def _is_refused(hit: Hit) -> bool:
    """ "May, just not the 14th"; "mayo, pero el 14 no puedo"."""
    kinds = hit.dates.kinds
    before = kinds[: hit.found.start()].rstrip(signs("glue of day_marker from between same"))
    return among(before[-1:], "except") or _REFUSED_BEHIND.match(kinds, hit.found.end()) is not None


def _months_before(hit: Hit) -> dict[int, int]:
    """Where a month is named before that has no day, and which."""
    at = range(hit.found.start())
    return {index: int(hit.dates.value(index)) for index in at if among(hit.dates.kinds[index], "month")}


_REFUSED_BEHIND = rule("[word glue filler turning]{0,2} [no_good unavailable except]")


def named_last(hit: Hit) -> date | None:
    """ "My session is on 20 April, can I come the following Monday": the day that was named before."""
    dates, upto = hit.dates, hit.found.start()
    named = {at: first for at, (first, last) in dates.periods.items() if at < upto and first == last}
    for at in range(upto):
        if among(dates.kinds[at], "weekday weekdays"):
            number = int(str(dates.value(at)).rstrip("?"))
            named[at] = calendar.coming_weekday(number, dates.today)
    return named[max(named)] if named else None


def _weekday_after(hit: Hit) -> Days | None:
    """ "Thursday doesn't work, the Monday after would"; "on the following Friday", also where no day was named."""
    if "how" in hit and hit.value("how") != "following":
        return None
    number = int(hit.value("weekday").rstrip("?"))
    before = named_last(hit)
    if before is None and "how" not in hit:
        return None
    if "behind" in hit and hit.dates.classes.line.words[hit.at("behind")] not in FOLLOWING:
        return None
    if before:
        hit.dates.counted.add(hit.found.start())
    return calendar.day(calendar.coming_weekday(number, before or hit.today))


def _weekday_instead(hit: Hit) -> Days | None:
    """ "Booked on Thursday 8 October. Could I do the Friday?"; on Friday is the coming one."""
    words, at = hit.dates.classes.line.words, hit.at("weekday")
    named = {at: first for at, (first, last) in hit.dates.periods.items() if first == last}
    before = max((one for one in named if one < at), default=None)
    if before is None or words[at - 1] != "the" or words[max(at - 2, 0)] == "on":
        return None
    first = named[before]
    hit.dates.counted.add(hit.found.start())
    return calendar.day(calendar.coming_weekday(int(hit.value("weekday")), first)) if first else None


FOLLOWING = folded("following_it")
_ENDS = (
    "(?= $ | [, . ; and or at_hour move filler for easy flexible turning] | in [glue of]{0,2} [part parts])"
)
_ALONE = "(?! ,? [number after before of period weekday month and or -])"
RULES = [
    reads("next", _weekday_after, f"how:next {GLUE} weekday:weekday", "weekday:[weekday weekdays] how:next"),
    reads("after", _weekday_after, f"weekday:[weekday weekdays] {GLUE} after {_ENDS}"),
    reads("after_that", _weekday_after, "weekday:[weekday weekdays] after_that"),
    reads("weekday", _weekday_after, "weekday:weekday behind:word"),
    reads("weekday", _weekday_instead, f"(?<! [and or same]) glue weekday:weekday {_ALONE}"),
]
"""Read when all days before them are."""
