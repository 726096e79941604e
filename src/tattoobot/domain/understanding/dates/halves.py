"""Halves of months, days and weeks counted in them: "first half", "zweite Junihälfte", "o quinto dia útil"."""

from tattoobot.domain.understanding import calendar
from tattoobot.domain.understanding.calendar import Days
from tattoobot.domain.understanding.dates.found import Hit, reads
from tattoobot.domain.understanding.dates.months import day_at

MOST_WORKING_DAYS = 10
"""Nobody counts further."""


def _half_of_named_month(hit: Hit) -> Days | None:
    """ "Any room in May? First half": of the month that was named before."""
    before = [span for at, span in hit.dates.periods.items() if at < hit.found.start()]
    months = [
        last
        for first, last in before
        if last and first and (first.year, first.month) == (last.year, last.month)
    ]
    if not months:
        return None
    days = calendar.part_of_month(calendar.month(months[-1].year, months[-1].month), hit.value("half"))
    return days if days.last >= hit.today else None


def _half_of_month(hit: Hit) -> Days:
    return calendar.part_of_month(
        calendar.coming_month(int(hit.value("month")), hit.today), hit.value("half")
    )


def _in_one_word(hit: Hit) -> Days | None:
    """ "Zweite Junihälfte", "die letzte Augustwoche"."""
    days, nth = calendar.coming_month(int(hit.value("month")), hit.today), day_at(hit, "first")
    if hit.is_("month", "month_half"):
        return calendar.part_of_month(days, "first_half" if nth == 1 else "second_half")
    return calendar.week_of_month(days, nth) if nth <= 5 else None


def _working_day(hit: Hit) -> Days | None:
    """ "The fifth working day", "o quinto dia útil", on which wages are paid."""
    months = (calendar.month_after(hit.today, ahead) for ahead in (0, 1))
    nth = day_at(hit, "first")
    if hit.value("days") != "0-4" or not 0 < nth <= MOST_WORKING_DAYS:
        return None
    days = [when for month in months if (when := calendar.working_day(month, nth)) and when >= hit.today]
    return calendar.day_if(next(iter(days), None))


FIRST_RULES = [
    reads("month_half", _in_one_word, "first:ordinal month:month_half"),
    reads("half_of", _half_of_month, "half:half_of [glue of in]{0,3} month:month"),
    reads("month_week", _in_one_word, "first:[ordinal past] month:month_week"),
    reads(
        "weekday_set",
        _working_day,
        "first:ordinal days:weekday_set",
        "first:number ordinal_mark days:weekday_set",
    ),
]
"""Read before the months in them are."""

RULES = [
    reads("half_of", _half_of_named_month, "half:half_of"),
]
"""Read when the months before them are."""
