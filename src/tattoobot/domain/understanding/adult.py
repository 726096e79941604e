"""Whether the client is of age: a stated age, a date of birth, or yes and no when it was asked.

A minor must never be missed nor invented: "17 cm", "17 roses", "since I was 17" and "my mum is 50" say nothing,
"turning 18 next month" is 17. Where it is not plainly the client who is under age, both readings are given, and the
client is asked: somebody's child, a parent who signs, a year of birth that leaves it open.
"""

import re
from bisect import bisect_left
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tattoobot.domain.understanding import age_rules as rules
from tattoobot.domain.understanding import for_a_child, own_age
from tattoobot.domain.understanding.grammar.line import Classes, Line
from tattoobot.domain.understanding.grammar.rule import TAKEN, among, clause, holds, place, rule, sign
from tattoobot.domain.understanding.grown import ELDEST, read_grown
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found, Years
from tattoobot.domain.understanding.text import DIGIT
from tattoobot.domain.understanding.vocabulary.message import Message

_OVER, _NO, _SINCE = rule("over"), rule("no"), rule("[follows taken]")
_OPENING_NO = rule("[glue follows , .]* no")
""" "No, she's 16", whoever of the two was asked after."""


TELLING = "adult minor minor_word school consents born i_was_born"
"""Classes without which, and without a number, nobody tells an age unasked."""
BESIDE_NUMBERS = (
    f"{TELLING} me i_am my in_honour other years_old years sex grade from open under over or_over not_yet no lacking"
    " turning turned"
)
"""Classes without which no number is told as an age unasked."""


class Age(NamedTuple):
    """What is known of the client's age: from `low` to `high` years, and the atoms that say so."""

    low: int
    high: int
    first: int
    last: int
    own: bool = False
    """Plainly the client's."""
    born: date | None = None


def read_adult(message: Message, scan: Scan, context: Context) -> list[Found]:
    text, least = message.text, context.minimum_age
    if context.asked != "adult" and not _may_tell_an_age(scan.line):
        others = for_a_child.of_others(for_a_child.ages_of_others(text, least), text)
        return others or for_a_child.of_a_ward(message, context)
    own = own_age.YES_OF_ONESELF.search(text.folded) if context.asked == "adult" else None
    if own and not any(for_a_child.ages_of_others(text, least)):
        return [Found("adult", True, *own.span())]  # "me yes, my friend who comes along is 17"
    if today := own_age.still_under_age(text, least):
        return [today]
    reader, line = rules.READERS[scan.line.language], scan.line
    found = []
    if context.asked == "adult" or reader.may_find(BESIDE_NUMBERS if line.numbers else TELLING, line):
        told = _read(reader.read(line), scan, context)
        found = [
            fact for fact in told if fact.value or not for_a_child.ONLY_COMES.match(text.folded, fact.end)
        ]
    has_years = any(fact.years for fact in found)
    if not has_years and (under := own_age.says_under_age(text, least)):
        return [under]
    if any(fact.value is False for fact in found):
        return [fact for fact in found if not fact.readings or not for_a_child.is_refused(text, fact.end)]
    coming = own_age.comes_of_age(text, least)
    if coming and _is_a_date(coming, scan):
        coming = None
    then = own_age.only_from_then(text, least)
    if then and any(then.start() < fact.end and fact.start < then.end() for fact in found):
        coming = then
    doubts = [(least - 1, coming.span())] if coming else []
    if others := for_a_child.of_others(doubts or for_a_child.ages_of_others(text, least), text):
        mine = has_years and for_a_child.is_for_oneself(text)
        return found if mine and not doubts else others
    if not has_years and (ward := for_a_child.of_a_ward(message, context)):
        return ward
    grown = any(least < number.value <= ELDEST for number in line.numbers.values())
    return found or (read_grown(reader.read(line), message, scan, context) if grown else [])


def _may_tell_an_age(line: Line) -> bool:
    return (
        bool(line.numbers)
        or rules.READERS[line.language].may_find(TELLING, line)
        or DIGIT.search(line.text.folded) is not None
    )


def _is_a_date(coming: re.Match[str], scan: Scan) -> bool:
    """ "We will be visiting from September 18"."""
    at = bisect_left(scan.line.starts, coming.start(1))
    return coming[0].startswith("will") and scan.line.words[at] == TAKEN


def _read(classes: Classes, scan: Scan, context: Context) -> list[Found]:
    age = _age(classes, scan, context)
    least = context.minimum_age
    if age is not None:
        open_ = age.low < least <= age.high
        if open_ and age.high == rules.OLDEST:
            return []  # "over 18" where 21 is asked for: the question stays open
        span = (age.first, age.last)
        if age.low >= least:
            years = Years(age.low, age.born) if age.own else None
            return [_found(True, span, classes, years)]
        own = age.own or (_is_asked(classes, context) and _OPENING_NO.match(classes.kinds) is not None)
        return [_minor(span, classes, own=own and not open_, years=Years(age.low, age.born))]
    words = () if classes.has("teaches") else rules.WORD.finditer(classes.kinds)
    word = next((one for one in words if holds(one[0], "parent") or not _other(classes, *one.span())), None)
    if word and not _elsewhere(classes, word.start()):
        adult = bool(word["adult"])
        if not _settles(adult, context):
            return []
        own = own_age.says_own(classes, *word.span()) or holds(word[0], "i_am")
        return [_found(True, word.span(), classes) if adult else _minor(word.span(), classes, own=own)]
    return _answer(classes, context) if context.asked == "adult" else []


def _settles(adult: bool, context: Context) -> bool:
    """ "Of age" is eighteen: not enough where the studio asks for more, and a minor may do where it asks for less."""
    least = context.minimum_age
    return context.asked == "adult" or (
        least <= rules.COMING_OF_AGE if adult else least >= rules.COMING_OF_AGE
    )


def _answer(classes: Classes, context: Context) -> list[Found]:
    """ "Yes", "well over", "no, not yet", when it was asked. A "no" about other things says nothing of the age."""
    kinds = classes.kinds
    turning = rules.TURNING.search(kinds)
    whole = own_age.is_whole_answer(
        classes, with_dates=turning is not None and holds(turning[0], "turning under")
    )
    if turning and whole and not (holds(kinds[: turning.start()], "yes") or classes.has("turned")):
        return [_minor(turning.span(), classes, own=True)]
    over = _OVER.search(kinds)
    if over and not classes.has("not_yet"):
        return [_found(True, over.span(), classes)]
    no, yes = _NO.search(kinds), rules.SAID_YES.search(kinds)
    if no and (yes is None or no.start() < yes.start()):
        own = whole or rules.NO_BUT_A_PARENT.match(kinds) is not None
        return [_minor(no.span(), classes, own=own)] if own or rules.NOT_FOR_A_WHILE.match(kinds) else []
    if yes is None:
        return []
    child = classes.has("other") and any(
        rules.YOUNGEST_CLIENT <= number.value < context.minimum_age
        and not for_a_child.is_refused(classes.line.text, classes.end(number.last))
        for number in classes.line.numbers.values()
    )
    return [_minor(yes.span(), classes, own=False) if child else _found(True, yes.span(), classes)]


def _found(value: bool, span: tuple[int, int], classes: Classes, years: Years | None = None) -> Found:
    return Found("adult", value, classes.start(span[0]), classes.end(span[1]), years=years)


def _minor(span: tuple[int, int], classes: Classes, *, own: bool, years: Years | None = None) -> Found:
    start, end = classes.start(span[0]), classes.end(span[1])
    return Found("adult", False, start, end, () if own else (False, True), years)


def _age(classes: Classes, scan: Scan, context: Context) -> Age | None:
    """The client's own age before anybody else's; of several the lowest, for a minor must not be missed.

    Who says of themself that they are both is asked.
    """
    ages = [*_stated(classes, scan, context), *_born(classes, scan, context)]
    if context.asked == "adult":
        ages += [age for age in _bare(classes) if age.own]
        if not ages and own_age.is_whole_answer(classes, with_dates=True):
            ages = (
                _bare_birth(scan, context)
                or _bare(classes)
                or _bare_year(classes, context)
                or _only_number(classes)
            )
            ages = [age._replace(own=age.low >= rules.YOUNGEST_CLIENT) for age in ages]
    ages = [age for age in ages if not among(classes.kind(age.first), "not_yet")] or ages
    ages = [age for age in ages if age.own or age.high >= rules.YOUNGEST_CLIENT]
    least, text = context.minimum_age, classes.line.text
    ages = [
        age
        for age in ages
        if age.own or age.low >= least or not for_a_child.is_refused(text, classes.end(age.last))
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


def _bare(classes: Classes) -> list[Age]:
    """ "22", "yep 22", "18 in October" as the answer."""
    ages: list[Age] = []
    for found in rules.BARE.finditer(classes.kinds):
        years = _years(classes, found.start("n")) - found[0].endswith(TAKEN)
        if years >= 10 and not rules.LONG_SINCE.match(classes.kinds, found.end()):
            own = years >= rules.YOUNGEST_CLIENT and own_age.opens_the_answer(classes, *found.span("n"))
            ages.append(Age(years, years, *found.span("n"), own))
    return ages


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
                or _is_asked(classes, context)
                or not _other(classes, found.start(), found.end())
            )
            if mine and not _elsewhere(classes, found.start(), past=True):
                own = years >= 10 and (
                    own_age.says_own(classes, *found.span()) or _is_answer(classes, context)
                )
                ages[at] = Age(*rule_.says(years), found.start(), found.end(), own)
    return list(ages.values())


def _is_answer(classes: Classes, context: Context) -> bool:
    return context.asked == "adult" and own_age.is_whole_answer(classes, with_dates=True)


def _is_asked(classes: Classes, context: Context) -> bool:
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


def _elsewhere(classes: Classes, at: int, past: bool = False) -> bool:
    """ "do I have to be 18?" asks for the rule, "when I was 17" is long ago."""
    kinds = classes.kinds
    before = clause(kinds[:at])
    states = among(kinds[at], "i_am") or (among(kinds[at], "me") and holds(before[-2:], "follows"))
    return (holds(before, "question") and not states) or (
        past and holds(_SINCE.split(before[-8:])[-1], "past")
    )


def _other(classes: Classes, first: int, last: int) -> bool:
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
        if _elsewhere(classes, found.start()) or _other(classes, *found.span()):
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
