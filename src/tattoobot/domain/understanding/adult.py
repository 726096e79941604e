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
    },
)

OF_AGE = 18
OLDEST = 110
DAYS = "DWYmr_"
"""What a day or month reads as for the calendar: "I'm 18 on Friday" is not 18."""
LATEST_DOUBT = 21
"""Nobody says "not yet 35" of their age."""


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


_ALONE = "(?<![^,.;])"
_LATER = rule("s i{0,4} (?P<n>N) [yY]? I? (?P<when>[#w])")
_NTH = rule("M (?P<n>N) o (?= $|[,.;fisItb] )")
_DOUBT = rule("[<n] [iY]{0,4} (?P<n>N) (?P<mark>[yY])? (?= $|[,.;f+#s] )")
_RULES = [
    _Rule(rule("E (?P<n>N) [yYw]? ,"), _is, 14),
    _Rule(_DOUBT, _not_yet, 10),
    _Rule(rule("> [iY]{0,4} (?P<n>N) (?= $|[,.;f+#syY] )"), _over, 16),
    _Rule(rule("(?P<n>N) [yY]? \\+"), _over, 16),
    _Rule(rule("t i{0,4} (?P<n>N) (?= $|[,.;fIi#syY] )"), _not_yet, 10),
    _Rule(rule("t [iI]{0,2} #{1,3} (?P<n>N) (?= $|[,.;f] )"), _not_yet, 10),
    _Rule(rule("T i{0,4} (?P<n>N) (?= $|[,.;fIi#syY] )"), _is),
    _Rule(_LATER, _not_yet),
    _Rule(rule("[sBb] i{0,4} (?P<n>N) [yY]? i{0,4} (?= $|[,.;f+n] )"), _is),
    _Rule(rule("s [ia]{0,4} (?P<n>N) [yY]"), _is),
    _Rule(rule("[aF] i{0,4} (?P<n>N) Y (?= $|[,.;fIv] )"), _is),
    _Rule(rule(f"{_ALONE} (?P<n>N) Y (?= $|[,.;f] )"), _is, 10),
    _Rule(rule("(?P<n>N) y"), _is, 12),
    _Rule(rule("r [ifaF]{0,4} (?P<n>N) [yY]? (?= $|[,.;f] )"), _is),
    _Rule(_NTH, _not_yet),
    _Rule(rule(f"{_ALONE} (?P<n>N) , F"), _is, 14),
    _Rule(rule(f"{_ALONE} G ,? (?P<n>N) (?= $|[,.;] )"), _is, 14),
    _Rule(rule(f"{_ALONE} (?P<n>N) G (?= $|[,.;] )"), _is, 14),
]
"""The first that reads a number counts."""
_BIRTH = rule("(?P<b>[bB]) [iI:,]{0,4} (?: (?P<year>N) | (?P<date>#)#* )")
_BARE = rule("(?: ^|[,.;JKs] ) i{0,4} (?P<n>N) (?: I? # | (?= $|[,.;fyYJ] ) )")
_TURNING = rule("t [iI]{0,4} #")
_WORD = rule("(?P<adult>A)|(?P<minor>m)|n i{0,4} A")


def read_adult(text: Prepared, scan: Scan, context: Context) -> list[Found]:
    classes = READERS[scan.line.language].read(scan.line)
    age = _age(classes, scan, context)
    if age is not None:
        open_ = age.low < OF_AGE <= age.high
        return [_found(age.low >= OF_AGE, (age.first, age.last), classes, (False, True) if open_ else ())]
    word = _WORD.search(classes.kinds)
    if word and not _asks(classes, word.start()) and not _other(classes, word.start(), word.end()):
        return [_found(bool(word["adult"]), word.span(), classes)]
    return _answer(classes) if context.asked == "adult" else []


def _answer(classes: Classes) -> list[Found]:
    """ "yes", "in June I will be", "well over", when it was asked."""
    kinds = classes.kinds
    turning = _TURNING.search(kinds)
    if turning:
        return [_found(False, turning.span(), classes)]
    over = re.search(">_*", kinds)
    if over and "n" not in kinds:
        return [_found(True, over.span(), classes)]
    answer = re.search("[JK]_*", kinds)
    return [_found(answer[0][0] == "J", answer.span(), classes)] if answer else []


def _found(value: bool, span: tuple[int, int], classes: Classes, readings: tuple[bool, ...] = ()) -> Found:
    return Found("adult", value, classes.start(span[0]), classes.end(span[1]), readings)


def stated_age(text: Prepared, scan: Scan, context: Context) -> int | None:
    """The client's age in years at the least, when an age or a date of birth is stated."""
    age = _age(READERS[scan.line.language].read(scan.line), scan, context)
    return age.low if age else None


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
        if years >= 10:
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
        if 0 < (age := context.now.year - int(number.value)) <= OLDEST
    ]


def _years(classes: Classes, at: int) -> int:
    years = classes.number(at)
    return int(years) if 0 < years <= OLDEST and years == int(years) else 0


def _stated(classes: Classes, scan: Scan, context: Context) -> list[Age]:
    if not classes.line.numbers:
        return []
    ages: dict[int, Age] = {}
    for rule_ in _RULES:
        for found in rule_.pattern.finditer(classes.kinds):
            at = found.start("n")
            years = _years(classes, at)
            if at in ages or years < rule_.least or not _states(rule_, found, years, scan, context):
                continue
            if not _not_theirs(classes, found, rule_):
                ages[at] = Age(*rule_.says(years), found.start(), found.end())
    return list(ages.values())


def _states(rule_: _Rule, found: re.Match[str], years: int, scan: Scan, context: Context) -> bool:
    """The two rules that need more than their words."""
    if rule_.pattern is _LATER:
        return scan.dates.kinds[found.start("when")] in DAYS
    if rule_.pattern is _DOUBT:  # "not 10, 12 cm" is no age, and nobody is "not yet 35"
        return years <= LATEST_DOUBT and (years >= 16 or bool(found["mark"]) or context.asked == "adult")
    return True


def _not_theirs(classes: Classes, found: re.Match[str], rule_: _Rule) -> bool:
    past = re.split("[f#]", _clause(classes.kinds[: found.start()])[-8:])[-1]
    other = rule_.pattern is not _NTH and _other(classes, found.start(), found.end())
    return other or "p" in past or _asks(classes, found.start())


def _clause(before: str) -> str:
    return re.split(r"[,.;]", before[-60:])[-1]


def _asks(classes: Classes, at: int) -> bool:
    """ "do I have to be 18?" asks for the rule."""
    return "q" in _clause(classes.kinds[:at])


def _other(classes: Classes, first: int, last: int) -> bool:
    """Whether the age is somebody else's, who is not the one to be tattooed."""
    kinds = classes.kinds
    near = _clause(kinds[:first])[-12:] + kinds[first:last] + kinds[last : last + 2]
    if "r" not in near or "s" in kinds[first:last]:
        return False
    return "v" not in kinds


def _born(classes: Classes, scan: Scan, context: Context) -> list[Age]:
    ages: list[Age] = []
    today = context.now.date()
    for found in _BIRTH.finditer(classes.kinds):
        mine = found["b"][0] == "B" or context.asked == "adult"
        if not mine or _asks(classes, found.start()) or _other(classes, found.start(), found.end()):
            continue
        if found["year"]:
            year = int(classes.number(found.start("year")))
            if year < 100:
                year += 1900 if year > today.year % 100 else 2000
            low, high = today.year - year - 1, today.year - year
        else:
            period = scan.dates.periods.get(found.start("date"))
            if period is None or period.first is None:
                continue
            low = high = _years_since(period.first, today)
        if 0 <= low <= OLDEST:
            ages.append(Age(low, high, found.start(), found.end()))
    return ages


def _years_since(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
