"""Whether the client is of age: a stated age, a date of birth, or yes and no when it was asked.

A minor must never be missed nor invented: "17 cm", "17 roses", "since I was 17" and "my mum is 50" say nothing,
"turning 18 next month" is 17. A year of birth that leaves it open is read as under age, and asked about.
"""

import re
from datetime import date
from typing import NamedTuple

from tattoobot.domain.understanding.line import Classes, rule
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.terms import readers
from tattoobot.domain.understanding.text import Prepared

READERS = readers(
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


_AGE = rule(
    "E (?P<paren>N) [yYw]? ,",
    "(?P<before>[<n]) [iY]{0,4} (?P<under>N) (?= $|[,.;f+#syY] )",
    "(?P<more>>) [iY]{0,4} (?P<over>N) (?= $|[,.;f+#syY] )",
    "(?P<more2>N) [yY]? (?P<or>\\+)",
    "(?P<soon>t) i{0,4} (?P<turning>N) (?= $|[,.;fIi#syY] )",
    "t [iI]{0,2} #{1,3} (?P<turning2>N) (?= $|[,.;f] )",
    "(?P<done>T) i{0,4} (?P<turned>N) (?= $|[,.;fIi#syY] )",
    "s i{0,4} (?P<later>N) [yY]? I? (?P<when>[#w])",
    "(?:s|B|b) i{0,4} (?P<age>N) (?P<years>[yY])? i{0,4} (?= $|[,.;f+n] )",
    "s [ia]{0,4} (?P<aged>N) [yY]",
    "[aF] i{0,4} (?P<with>N) Y (?= $|[,.;fIv] )",
    "(?<![^,.;]) (?P<lone>N) Y (?= $|[,.;] )",
    "(?P<old>N) y",
    "r [if]{0,4} (?P<theirs>N) [yY]? (?= $|[,.;f] )",
    "M (?P<nth>N) o (?= $|[,.;fisItb] )",
    "(?<![^,.;]) (?P<named>N) , F",
    "(?<![^,.;]) (?P<sexed>N) G (?= $|[,.;] )",
)
_BIRTH = rule("(?P<b>[bB]) [iI:,]{0,4} (?: (?P<year>N) | (?P<date>#)#* )")
_BARE = rule("(?: ^|[,.;JKs] ) i{0,4} (?P<n>N) (?: I? # | (?= $|[,.;fyYJ] ) )")
_TURNING = rule("t [iI]{0,4} #")
_WORD = rule("(?P<adult>A)|(?P<minor>m)|n i{0,4} A")


def read_adult(text: Prepared, scan: Scan, context: Context) -> list[Found]:
    classes = READERS[scan.line.language].read(scan.line)
    age = _age(classes, scan, context)
    if age is not None:
        known = age.low >= OF_AGE
        open_ = age.low < OF_AGE <= age.high
        return [_found(known, age.first, age.last, classes, (False, True) if open_ else ())]
    word = _WORD.search(classes.kinds)
    if word and not _asks(classes, word.start()) and not _other(classes, word.start(), word.end()):
        return [_found(bool(word["adult"]), word.start(), word.end(), classes)]
    if context.asked == "adult":
        turning = _TURNING.search(classes.kinds)
        if turning:
            return [_found(False, turning.start(), turning.end(), classes)]
        if ">" in classes.kinds and "n" not in classes.kinds:
            at = classes.kinds.index(">")
            return [_found(True, at, at + 1, classes)]
        answer = re.search("[JK]", classes.kinds)
        if answer:
            return [_found(answer[0] == "J", answer.start(), answer.end(), classes)]
    return []


def _found(value: bool, first: int, last: int, classes: Classes, readings: tuple[bool, ...] = ()) -> Found:
    return Found("adult", value, classes.start(first), classes.end(last), readings)


def stated_age(text: Prepared, scan: Scan, context: Context) -> int | None:
    """The client's age in years at the least, when an age or a date of birth is stated."""
    age = _age(READERS[scan.line.language].read(scan.line), scan, context)
    return age.low if age else None


def _age(classes: Classes, scan: Scan, context: Context) -> Age | None:
    """The lowest age stated: of two, the one that makes a minor must not be missed."""
    ages = [*_stated(classes, scan), *_born(classes, scan, context)]
    if not ages and context.asked == "adult":
        ages = [
            Age(years - _later(found), years - _later(found), found.start("n"), found.end("n"))
            for found in _BARE.finditer(classes.kinds)
            if (years := _years(classes, found.start("n"))) >= 10
        ] or _bare_year(classes, context)
    said = [age for age in ages if classes.kinds[age.first] != "n"]
    return min(said or ages, default=None)


def _bare_year(classes: Classes, context: Context) -> list[Age]:
    """ "1989" as the answer."""
    return [
        Age(age - 1, age, index, number.last)
        for index, number in classes.line.numbers.items()
        if 0 < (age := context.now.year - int(number.value)) <= OLDEST
    ]


def _later(found: re.Match[str]) -> bool:
    """ "18 in October": not yet."""
    return found[0].endswith("#")


def _years(classes: Classes, at: int) -> int:
    years = classes.number(at)
    return int(years) if 0 < years <= OLDEST and years == int(years) else 0


def _stated(classes: Classes, scan: Scan) -> list[Age]:
    if not classes.line.numbers:
        return []
    ages: list[Age] = []
    for found in _AGE.finditer(classes.kinds):
        name, at = next((name, found.start(name)) for name in _NUMBERS if found[name])
        years = _years(classes, at)
        if not years or _not_theirs(classes, found) or years < _LEAST.get(name, 0):
            continue
        if name == "later" and scan.dates.kinds[found.start("when")] not in DAYS:
            continue
        if name == "under":
            if years > LATEST_DOUBT:
                continue
            years = min(years, OF_AGE) - 1
        elif name in ("turning", "turning2", "later", "nth"):
            years -= 1
        elif name in ("over", "more2") and years < OF_AGE - 2:
            continue
        ages.append(Age(years, OLDEST if name in ("over", "more2") else years, found.start(), found.end()))
    return ages


_LEAST = {"paren": 14, "old": 12, "named": 14, "sexed": 14, "lone": 10, "turning": 10, "under": 10}
"""Below these the number is likelier something else than an age."""
_NUMBERS = (
    "under",
    "over",
    "more2",
    "turning",
    "turned",
    "later",
    "age",
    "aged",
    "old",
    "nth",
    "theirs",
    "with",
    "lone",
    "paren",
    "named",
    "sexed",
    "turning2",
)


def _not_theirs(classes: Classes, found: re.Match[str]) -> bool:
    past = re.split("[f#]", _clause(classes.kinds[: found.start()])[-8:])[-1]
    other = not found["nth"] and _other(classes, found.start(), found.end())
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
