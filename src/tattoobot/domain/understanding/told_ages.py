"""Ages that a message tells: stated, of a birth, or bare where the age was asked; and which of them is the client's."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tattoobot.domain.understanding import age_rules as rules
from tattoobot.domain.understanding import for_a_child, own_age
from tattoobot.domain.understanding.dates.found import OVER
from tattoobot.domain.understanding.grammar.line import Classes
from tattoobot.domain.understanding.grammar.rule import TAKEN, among, clause, holds, place, rule, sign
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context

_SINCE = rule("[follows taken]")
_GONE = sign(OVER)
""" "18 last week" is no birthday to come."""


class Age(NamedTuple):
    """What is known of the client's age: from `low` to `high` years, and the atoms that say so."""

    low: int
    high: int
    first: int
    last: int
    own: bool = False
    """Plainly the client's."""
    born: date | None = None


def age_of_the_client(classes: Classes, scan: Scan, context: Context) -> Age | None:
    """The client's own age before anybody else's; of several the lowest, for a minor must not be missed.

    Who says of themself that they are both is asked.
    """
    ages = [*_stated(classes, scan, context), *_born(classes, scan, context)]
    if context.asked == "adult":
        ages += [age for age in _bare(classes, scan) if age.own]
        if not ages and own_age.is_whole_answer(classes, with_dates=True):
            ages = (
                _bare_birth(scan, context)
                or _bare(classes, scan)
                or _bare_year(classes, context)
                or _only_number(classes)
            )
            ages = [age._replace(own=age.low >= rules.YOUNGEST_CLIENT) for age in ages]
        elif not ages:
            # "3/9/2008, and yes, that's September"
            ages = [
                age
                for age in _bare_birth(scan, context)
                if not holds(clause(classes.kinds[: age.first]), "other past")
            ]
            opening = own_age.opens_the_answer
            ages = [age._replace(own=opening(classes, age.first, age.last)) for age in ages]
    ages = [age for age in ages if not among(classes.kind(age.first), "not_yet")] or ages
    ages = [age for age in ages if age.own or age.high >= rules.YOUNGEST_CLIENT]
    least, text = context.minimum_age, classes.line.text
    ages = [
        age
        for age in ages
        if age.own
        or age.low >= least
        or not for_a_child.is_aside(text, classes.start(age.first), classes.end(age.last))
    ]
    if not ages:
        return None
    own = [age for age in ages if age.own]
    lowest = min(own or ages, key=lambda age: age[:4])
    child = min(ages, key=lambda age: age[:4])
    if lowest.own and lowest.low >= least and for_a_child.is_for_oneself(text):
        return lowest
    if child.low < least and (lowest.low < least or _is_for(child, classes)):
        grown = any(age.low >= least for age in ages)
        return child._replace(own=False) if grown or child is not lowest else lowest
    return lowest


def _is_for(child: Age, classes: Classes) -> bool:
    """Whether the tattoo is for somebody else, of this age, whoever writes: "she's 16, I'd sign for her. I'm 43"."""
    kinds = classes.kinds
    return (
        child.low >= rules.YOUNGEST_CLIENT
        and bool(rules.WANTING.search(kinds) or classes.has("for_other"))
        and not classes.has("in_honour")
    )


def _bare(classes: Classes, scan: Scan) -> list[Age]:
    """ "22", "yep 22", "18 in October" as the answer."""
    ages: list[Age] = []
    for found in rules.BARE.finditer(classes.kinds):
        at = place(found, "n")
        years = _years(classes, at) - _is_to_come(found, scan)
        if years >= 10 and not rules.LONG_SINCE.match(classes.kinds, found.end()):
            own = years >= rules.YOUNGEST_CLIENT and own_age.opens_the_answer(classes, at, at + 1)
            ages.append(Age(years, years, at, at + 1, own))
    return ages


def _is_to_come(found: re.Match[str], scan: Scan) -> bool:
    """ "18 in October", "next week 18"; not "18 last week"."""
    ends = (found.start(), found.end() - 1)
    dated = any(found.string[at] == TAKEN and scan.dates.kinds[at] != _GONE for at in ends)
    return dated or holds(found[0], "to_come")


def _only_number(classes: Classes) -> list[Age]:
    """ "Sorry, I meant 27" as the answer."""
    if classes.kinds.count(sign("number")) != 1:
        return []
    at = classes.kinds.index(sign("number"))
    years = _years(classes, at)
    return [Age(years, years, at, at + 1)] if years >= rules.YOUNGEST_CLIENT else []


def _bare_birth(scan: Scan, context: Context) -> list[Age]:
    """ "1/2/1990" as the answer."""
    today = context.now.date()
    days = [(index, period.first) for index, period in scan.dates.periods.items() if period.first]
    born = [(index, day, rules.years_since(day, today)) for index, day in days]
    return [Age(age, age, at, at + 1, born=day) for at, day, age in born if 5 <= age <= rules.OLDEST]


def _bare_year(classes: Classes, context: Context) -> list[Age]:
    """ "1989" as the answer."""
    return [
        Age(age - 1, age, index, number.last)
        for index, number in classes.line.numbers.items()
        if 0 < (age := context.now.year - int(number.value)) <= rules.OLDEST
        and not holds(classes.kinds[:index], "past")
    ]


def _years(classes: Classes, at: int) -> int:
    years = 0 if own_age.is_one_of_a_pair(classes, at) else classes.number(at)
    return int(years) if 0 < years <= rules.OLDEST and years % 1 in (0, 0.5) else 0


def _stated(classes: Classes, scan: Scan, context: Context) -> list[Age]:
    if not classes.line.numbers:
        return []
    ages: dict[int, Age] = {}
    by_years = rules.YEARS_ALONE if context.asked == "adult" else rules.YEARS_AMONG_FACTS
    for rule_ in (*rules.RULES, *rules.SCHOOL, by_years):
        for found in rule_.pattern.finditer(classes.kinds):
            at = place(found, "n")
            years = _years(classes, at)
            if years < context.minimum_age and classes.has("teaches"):
                continue
            if at in ages or years < rule_.least or not _states(rule_, found, years, scan, context):
                continue
            mine = (
                rule_ in (rules.NTH, rules.MY_CHILD)
                or is_asked(classes, context)
                or not is_of_another(classes, found.start(), found.end())
            )
            if mine and not is_elsewhere(classes, found.start(), past=True):
                own = years >= 10 and (
                    own_age.says_own(classes, *found.span()) or _is_answer(classes, context)
                )
                ages[at] = Age(*rule_.says(years), found.start(), found.end(), own)
    return list(ages.values())


def _is_answer(classes: Classes, context: Context) -> bool:
    return context.asked == "adult" and own_age.is_whole_answer(classes, with_dates=True)


def is_asked(classes: Classes, context: Context) -> bool:
    """ "She's 17" as the answer is about who gets the tattoo."""
    return context.asked == "adult" and not classes.has("yes me i_am")


def _states(rule_: rules.Rule, found: re.Match[str], years: int, scan: Scan, context: Context) -> bool:
    """The rules that need more than their words."""
    if rule_ in rules.SCHOOL:
        return years in rules.SCHOOL_YEARS and not holds(found.string, "teaches")
    if rule_ is rules.SEX_FIRST and scan.line.glued(found.start("n")):
        return scan.line.words[found.start("n") - 1] != "m"  # M20 is a part of Manchester
    if rule_ in (rules.LATER, rules.SOON):
        return scan.dates.kinds[found.start("when")] in rules.DAYS
    if rule_ is rules.DOUBT:  # "not 10, 12 cm" is no age, and nobody is "not yet 35"
        return years <= rules.LATEST_DOUBT and (
            bool(found["mark"]) or (years >= 16 and context.asked in (None, "idea", "adult"))
        )
    return True


def is_elsewhere(classes: Classes, at: int, past: bool = False) -> bool:
    """ "do I have to be 18?" asks for the rule, "when I was 17" is long ago."""
    kinds = classes.kinds
    before = clause(kinds[:at])
    states = among(kinds[at], "i_am") or (among(kinds[at], "me") and holds(before[-2:], "follows"))
    return (holds(before, "question") and not states) or (
        past and holds(_SINCE.split(before[-8:])[-1], "past")
    )


def is_of_another(classes: Classes, first: int, last: int) -> bool:
    """Whether the age is somebody else's, who is not the one to be tattooed."""
    kinds = classes.kinds
    said = kinds[first:last]
    near = clause(kinds[:first])[-12:] + said + kinds[last : last + 2]
    if not holds(near, "other parent") or (holds(said, "me i_am") and not holds(said, "other")):
        return False
    return not _wants(kinds) and (not classes.has("for_other") or classes.has("in_honour"))


@lru_cache(4)
def _wants(kinds: str) -> bool:
    """Looked for once in a message, however many ages it names."""
    return rules.WANTING.search(kinds) is not None


def _born(classes: Classes, scan: Scan, context: Context) -> list[Age]:
    ages: list[Age] = []
    today = context.now.date()
    for found in rules.BIRTH.finditer(classes.kinds):
        how = classes.kind(place(found, "b"))
        explicit = among(how, "i_was_born") or place(found, "b") > found.start() or context.asked == "adult"
        if not explicit and classes.has("other"):
            continue
        if is_elsewhere(classes, found.start()) or (
            not among(how, "birth_year") and is_of_another(classes, *found.span())
        ):
            continue
        at = place(found, "year")
        born = None
        if at >= 0:
            year = int(classes.number(at))
            if year < 100:
                year += 1900 if year > today.year % 100 else 2000
            low, high = today.year - year - 1, today.year - year
        else:
            period = scan.dates.periods.get(place(found, "date"))
            if period is None or period.first is None:
                continue
            born = period.first
            low = high = rules.years_since(born, today)
        if rules.YOUNGEST_CLIENT <= low <= rules.OLDEST or (explicit and 0 <= low <= rules.OLDEST):
            of_oneself = place(found, "b") > found.start()  # "I'm, in 1990, born"
            own = of_oneself or own_age.says_own(classes, *found.span()) or _is_answer(classes, context)
            ages.append(Age(low, high, *found.span(), own, born))
    return ages
