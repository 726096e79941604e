"""Whether the client is of age: a stated age, a date of birth, or yes and no when it was asked.

A minor must never be missed nor invented: "17 cm", "17 roses", "since I was 17" and "my mum is 50" say nothing,
"turning 18 next month" is 17. A year of birth that leaves it open is read as under age, and asked about.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tattoobot.domain.understanding.line import Classes, rule
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.terms import Readers
from tattoobot.domain.understanding.text import Prepared

READERS = Readers(
    "age",
    {
        "me": "s",
        "other": "r",
        "with": "a",
        "wants": "v",
        "years_old": "y",
        "years": "Y",
        "over": ">",
        "or_over": "+",
        "under": "<",
        "not_yet": "n",
        "turning": "t",
        "turned": "T",
        "born": "b",
        "i_was_born": "B",
        "past": "p",
        "adult": "A",
        "minor": "m",
        "question": "q",
        "in": "I",
        "glue": "i",
        "follows": "f",
        "yes": "J",
        "no": "K",
        "ordinal": "o",
        "my": "M",
        "open": "E",
        "from": "F",
        "sex": "G",
        "not_an_age": "w",
        "i_am": "S",
        "measure": "u",
        "lacking": "L",
        "grade": "g",
        "teaches": "X",
        "for_other": "V",
        "in_honour": "O",
        "minor_word": "k",
        "long_since": "P",
        "at_school": "e",
        "school": "h",
        "parent": "Q",
        "consents": "C",
    },
)

COMING_OF_AGE = 18
"""In all the countries whose languages are read."""
DAYS = "DWYmr_"
"""What a day or month reads as for the calendar: "I'm 18 on Friday" is not 18."""
OLDEST = 110
LATEST_DOUBT = 21
"""Nobody says "not yet 35" of their age."""
YOUNGEST_CLIENT = 12
"""A child younger than this is whom a tattoo is for, never who gets it."""
SCHOOL_YEARS = range(7, 14)


class Age(NamedTuple):
    """What is known of the client's age: from `low` to `high` years, and the atoms that say so."""

    low: int
    high: int
    first: int
    last: int


class _Rule(NamedTuple):
    """How an age is stated: `n` is the number, `says` what that makes of it."""

    pattern: re.Pattern[str]
    says: Callable[[int], tuple[int, int]]
    least: int = 1
    """Below this the number is likelier something else than an age."""


def _is(years: int) -> tuple[int, int]:
    return years, years


def _not_yet(years: int) -> tuple[int, int]:
    return years - 1, years - 1


def _over(years: int) -> tuple[int, int]:
    return years, OLDEST


def _in_year(year: int) -> tuple[int, int]:
    """British school years begin at four."""
    return year + 4, year + 5


def _in_grade(grade: int) -> tuple[int, int]:
    return grade + 5, grade + 6


_ALONE = "(?<![^,.;])"
_END = "(?= $|[,.;:fiIsStTvVnFJKO#] )"
"""What may follow an age."""
_NO_UNIT = "(?! [uYgo] | ,? N [u#] )"
"""What may not follow "I'm 17": "I'm 17 minutes away"."""
_LATER = rule("[sS] i{0,4} (?P<n>N) [yY]? [If]? (?P<when>[#w])")
_SOON = rule("(?P<when>#)#{0,8} ,? [sSt] i{0,4} (?P<n>N) [yY]?")
_NTH = rule("[MO] (?P<n>N) o (?= $|[,.;fisSItTbpJ#] )", "[MO] (?P<n1>N) Y (?= [if]{0,3} I? # )")
_DOUBT = rule("[<nK] [ifY]{0,4} (?P<n>N) (?P<mark>[yY])? (?= $|[,.;f+#sS] ) (?! , i? N )")
_SEX_FIRST = rule(f"{_ALONE} G ,? (?P<n>N) (?= $|[,.;f] )")
_MY_CHILD = rule("[MO] (?P<n>N) -? y (?! [ruw] )")
_RULES = [
    _Rule(_MY_CHILD, _is, YOUNGEST_CLIENT),
    _Rule(rule("E (?P<n>N) [yYw]? ,"), _is, 14),
    _Rule(_DOUBT, _not_yet, 10),
    _Rule(rule("L [NwYiIafstu#-]{0,6} (?P<n>N) [yY]? (?= $|[,.;fsSY] )"), _not_yet, 16),
    _Rule(rule("> [iY]{0,4} (?P<n>N) (?= $|[,.;f+#syY] )"), _over, 16),
    _Rule(rule("(?P<n>N) [yY]? \\+"), _over, 16),
    _Rule(rule("t [if]{0,4} (?P<n>N) [yY]? (?= $|[,.;fIi#s] )"), _not_yet, 10),
    _Rule(rule("t [iI]{0,2} #{1,3} (?P<n>N) (?= $|[,.;f] )"), _not_yet, 10),
    _Rule(rule("T i{0,4} (?P<n>N) (?= $|[,.;fIi#syY] )"), _is),
    _Rule(rule("[sS] [if#]{0,3} (?P<n>N) [yY]? T"), _is),
    _Rule(_SOON, _not_yet, 10),
    _Rule(_LATER, _not_yet),
    _Rule(rule(f"(?<![N#_]) S [if]{{0,4}} (?P<n>N) [yY]? {_NO_UNIT}"), _is, 10),
    _Rule(rule("[sBb] i{0,4} (?P<n>N) [yY]? i{0,4} (?= $|[,.;f+n] )"), _is),
    _Rule(rule("[sS] [ia]{0,4} (?P<n>N) [yY] (?! u )"), _is),
    _Rule(rule("[aF] i{0,4} (?P<n>N) Y (?= $|[,.;fIv] )"), _is),
    _Rule(rule("(?P<n>N) -? y (?! u )"), _is, 12),
    _Rule(rule(f"r [ifaFS]{{0,4}} ,? [ifa]{{0,2}} (?P<n>N) [yY]? {_END}"), _is, YOUNGEST_CLIENT),
    _Rule(_NTH, _not_yet),
    _Rule(rule(f"{_ALONE} (?P<n>N) , F"), _is, 14),
    _Rule(_SEX_FIRST, _is, 14),
    _Rule(rule(f"{_ALONE} (?P<n>N) G (?= $|[,.;] )"), _is, 14),
]
"""The first that reads a number counts."""
_SCHOOL = [
    _Rule(rule("[IiSse] Y (?P<n>N) (?= $|[,.;fisSnvK] )"), _in_year),
    _Rule(rule("(?P<n>N) o? \\.? g"), _in_grade),
]
_YEARS_ALONE = _Rule(rule(f"{_ALONE} i? (?P<n>N) Y (?= $|[,.;f] )"), _is, 10)
""" "17 years" as the answer; unasked it may be how long it has been wished for."""
_YEARS_AMONG_FACTS = _Rule(rule("[,.;] i? (?P<n>N) Y (?= $|[,.;f] )", "^ (?P<n1>N) Y , F"), _is, 12)
_BIRTH = rule(
    "(?P<b>[bB]) [iI:,f]{0,4} (?: (?P<year>N) | (?P<date>#)#{0,8} )", "[sS] i{0,2} (?P<year1>N) (?P<b1>[bB])"
)
_BARE = rule("(?: ^|[,.;JKsS] ) i{0,4} (?P<n>N) (?: I? # | (?= $|[,.;fyYJ] ) )")
_TURNING = rule(
    "t [iI]{0,2} #", "t [^N]* $", "^ [iI]{0,3} #{1,6} i{0,2} t? $", "^ i{0,2} [<t] (?= $|[f,.] )", "L", "t , "
)
_WORD = rule(
    "(?P<adult>A)|(?P<minor>m)|[n<K] [ifY]{0,4} A",
    "[sSr] [if]{0,3} k",
    "(?: e|[sS] ) [ifIsY]{0,2} h",
    "^ i? k $",
    "Q [iIfFsSw]{0,3} C",
)
_WANTING = re.compile("r[^sS.]*[vC]")
_LONG_SINCE = rule("Y? P")
_SAID_YES = rule("J", "P", "S (?= $|[,.] )")


def read_adult(text: Prepared, scan: Scan, context: Context) -> list[Found]:
    classes = READERS[scan.line.language].read(scan.line)
    age = _age(classes, scan, context)
    least = context.minimum_age
    if age is not None:
        open_ = age.low < least <= age.high
        if open_ and age.high == OLDEST:
            return []  # "over 18" where 21 is asked for: the question stays open
        return [_found(age.low >= least, (age.first, age.last), classes, (False, True) if open_ else ())]
    word = _WORD.search(classes.kinds)
    theirs = word and "Q" not in word[0] and _other(classes, word.start(), word.end())
    if word and not theirs and not _elsewhere(classes, word.start()):
        adult = bool(word["adult"])
        return [_found(adult, word.span(), classes)] if _settles(adult, context) else []
    return _answer(classes, scan, context) if context.asked == "adult" else []


def _settles(adult: bool, context: Context) -> bool:
    """ "Of age" is eighteen: not enough where the studio asks for more, and a minor may do where it asks for less."""
    least = context.minimum_age
    return context.asked == "adult" or (least <= COMING_OF_AGE if adult else least >= COMING_OF_AGE)


def _answer(classes: Classes, scan: Scan, context: Context) -> list[Found]:
    """ "yes", "in June I will be", "well over", when it was asked."""
    kinds = classes.kinds
    turning = _TURNING.search(kinds)
    ahead = _still_ahead(classes, scan, context)
    if ahead is not None:
        return [_found(False, (ahead, ahead + 1), classes)]
    if turning and "J" not in kinds[: turning.start()] and "T" not in kinds:
        return [_found(False, turning.span(), classes)]
    over = re.search(">_*", kinds)
    if over and "n" not in kinds:
        return [_found(True, over.span(), classes)]
    no, yes = re.search("K_*", kinds), _SAID_YES.search(kinds)
    if no and (yes is None or no.start() < yes.start()):
        return [_found(False, no.span(), classes)]
    return [_found(True, yes.span(), classes)] if yes else []


def _still_ahead(classes: Classes, scan: Scan, context: Context) -> int | None:
    """Where a day to come is named and no age: "in two months", "not before June"."""
    today = context.now.date()
    if re.search("[JNTp]", classes.kinds):
        return None
    days = ((at, period.first) for at, period in scan.dates.periods.items() if period.first)
    return next((at for at, day in days if 0 < day.year - today.year + (day > today) < 5), None)


def _found(value: bool, span: tuple[int, int], classes: Classes, readings: tuple[bool, ...] = ()) -> Found:
    return Found("adult", value, classes.start(span[0]), classes.end(span[1]), readings)


def _age(classes: Classes, scan: Scan, context: Context) -> Age | None:
    """The lowest age stated: of two, the one that makes a minor must not be missed."""
    ages = [*_stated(classes, scan, context), *_born(classes, scan, context)]
    if not ages and context.asked == "adult":
        ages = _bare_birth(scan, context) or _bare(classes) or _bare_year(classes, context)
    said = [age for age in ages if classes.kinds[age.first] != "n"]
    return min(said or ages, default=None)


def _bare(classes: Classes) -> list[Age]:
    """ "22", "yep 22", "18 in October" as the answer."""
    ages: list[Age] = []
    for found in _BARE.finditer(classes.kinds):
        years = _years(classes, found.start("n")) - found[0].endswith("#")
        if years >= 10 and not _LONG_SINCE.match(classes.kinds, found.end()):
            ages.append(Age(years, years, *found.span("n")))
    return ages


def _bare_birth(scan: Scan, context: Context) -> list[Age]:
    """ "1/2/1990" as the answer."""
    today = context.now.date()
    days = [(index, period.first) for index, period in scan.dates.periods.items() if period.first]
    born = [(index, _years_since(day, today)) for index, day in days]
    return [Age(age, age, index, index + 1) for index, age in born if 5 <= age <= OLDEST]


def _bare_year(classes: Classes, context: Context) -> list[Age]:
    """ "1989" as the answer."""
    return [
        Age(age - 1, age, index, number.last)
        for index, number in classes.line.numbers.items()
        if 0 < (age := context.now.year - int(number.value)) <= OLDEST and "p" not in classes.kinds[:index]
    ]


def _years(classes: Classes, at: int) -> int:
    years = classes.number(at)
    return int(years) if 0 < years <= OLDEST and years % 1 in (0, 0.5) else 0


def _stated(classes: Classes, scan: Scan, context: Context) -> list[Age]:
    if not classes.line.numbers:
        return []
    ages: dict[int, Age] = {}
    rules = [*_RULES, *_SCHOOL, _YEARS_ALONE if context.asked == "adult" else _YEARS_AMONG_FACTS]
    for rule_ in rules:
        for found in rule_.pattern.finditer(classes.kinds):
            at = max(found.start(name) for name in ("n", "n1") if name in found.groupdict())
            years = _years(classes, at)
            if at in ages or years < rule_.least or not _states(rule_, found, years, scan, context):
                continue
            mine = (
                rule_.pattern in (_NTH, _MY_CHILD)
                or _is_asked(classes, context)
                or not _other(classes, found.start(), found.end())
            )
            if mine and not _elsewhere(classes, found.start(), past=True):
                ages[at] = Age(*rule_.says(years), found.start(), found.end())
    return list(ages.values())


def _is_asked(classes: Classes, context: Context) -> bool:
    """ "She's 17" as the answer is about who gets the tattoo."""
    return context.asked == "adult" and not re.search("[JsS]", classes.kinds)


def _states(rule_: _Rule, found: re.Match[str], years: int, scan: Scan, context: Context) -> bool:
    """The rules that need more than their words."""
    if rule_ in _SCHOOL:
        return years in SCHOOL_YEARS and "X" not in found.string
    if rule_.pattern is _SEX_FIRST and scan.line.glued(found.start("n")):
        return scan.line.words[found.start("n") - 1] != "m"  # M20 is a part of Manchester
    if rule_.pattern in (_LATER, _SOON):
        return scan.dates.kinds[found.start("when")] in DAYS
    if rule_.pattern is _DOUBT:  # "not 10, 12 cm" is no age, and nobody is "not yet 35"
        return years <= LATEST_DOUBT and (
            bool(found["mark"]) or (years >= 16 and context.asked in (None, "idea", "adult"))
        )
    return True


def _not_theirs(classes: Classes, first: int, last: int) -> bool:
    return _elsewhere(classes, first) or _other(classes, first, last)


def _elsewhere(classes: Classes, at: int, past: bool = False) -> bool:
    """ "do I have to be 18?" asks for the rule, "when I was 17" is long ago, a teacher is no pupil."""
    kinds = classes.kinds
    clause = _clause(kinds[:at])
    states = kinds[at] == "S" or (kinds[at] == "s" and "f" in clause[-2:])
    return (
        ("q" in clause and not states) or "X" in kinds or (past and "p" in re.split("[f#]", clause[-8:])[-1])
    )


def _clause(before: str) -> str:
    return re.split(r"[,.;]", before[-60:])[-1]


def _other(classes: Classes, first: int, last: int) -> bool:
    """Whether the age is somebody else's, who is not the one to be tattooed."""
    kinds = classes.kinds
    said = kinds[first:last]
    near = _clause(kinds[:first])[-12:] + said + kinds[last : last + 2]
    if not ("r" in near or "Q" in near) or (re.search("[sS]", said) and "r" not in said):
        return False
    return not _WANTING.search(kinds) and ("V" not in kinds or "O" in kinds)


def _born(classes: Classes, scan: Scan, context: Context) -> list[Age]:
    ages: list[Age] = []
    today = context.now.date()
    for found in _BIRTH.finditer(classes.kinds):
        explicit = (found["b"] or "")[:1] == "B" or found["b1"] or context.asked == "adult"
        if (not explicit and "r" in classes.kinds) or _not_theirs(classes, found.start(), found.end()):
            continue
        at = found.start("year") if found["year"] else found.start("year1")
        if at >= 0:
            year = int(classes.number(at))
            if year < 100:
                year += 1900 if year > today.year % 100 else 2000
            low, high = today.year - year - 1, today.year - year
        else:
            period = scan.dates.periods.get(found.start("date"))
            if period is None or period.first is None:
                continue
            low = high = _years_since(period.first, today)
        if YOUNGEST_CLIENT <= low <= OLDEST or (explicit and 0 <= low <= OLDEST):
            ages.append(Age(low, high, found.start(), found.end()))
    return ages


def _years_since(born: date, today: date) -> int:
    """Of "5.5.99" too, which the calendar takes for a day to come."""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return years + 100 if years < -5 else years
