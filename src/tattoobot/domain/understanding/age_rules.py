"""How clients say an age: what the words stand for, and the shapes in which a number is one."""

import re
from collections.abc import Callable
from typing import NamedTuple

from tattoobot.domain.understanding.line import rule
from tattoobot.domain.understanding.terms import Readers

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


class Rule(NamedTuple):
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
LATER = rule("[sS] i{0,4} (?P<n>N) [yY]? [If]? (?P<when>[#w])")
SOON = rule("(?P<when>#)#{0,8} ,? [sSt] i{0,4} (?P<n>N) [yY]?")
NTH = rule("[MO] (?P<n>N) o (?= $|[,.;fisSItTbpJ#] )", "[MO] (?P<n1>N) Y (?= [if]{0,3} I? # )")
DOUBT = rule("[<nK] [ifY]{0,4} (?P<n>N) (?P<mark>[yY])? (?= $|[,.;f+#sS] ) (?! , i? N )")
SEX_FIRST = rule(f"{_ALONE} G ,? (?P<n>N) (?= $|[,.;f] )")
MY_CHILD = rule("[MO] (?P<n>N) -? y (?! [ruw] )")
RULES = [
    Rule(MY_CHILD, _is, YOUNGEST_CLIENT),
    Rule(rule("E (?P<n>N) [yYw]? ,"), _is, 14),
    Rule(DOUBT, _not_yet, 10),
    Rule(rule("L [NwYiIafstu#-]{0,6} (?P<n>N) [yY]? (?= $|[,.;fsSY] )"), _not_yet, 16),
    Rule(rule("> [iY]{0,4} (?P<n>N) (?= $|[,.;f+#syY] )"), _over, 16),
    Rule(rule("(?P<n>N) [yY]? \\+"), _over, 16),
    Rule(rule("t [if]{0,4} (?P<n>N) [yY]? (?= $|[,.;fIi#s] )"), _not_yet, 10),
    Rule(rule("t [iI]{0,2} #{1,3} (?P<n>N) (?= $|[,.;f] )"), _not_yet, 10),
    Rule(rule("T i{0,4} (?P<n>N) (?= $|[,.;fIi#syY] )"), _is),
    Rule(rule("[sS] [if#]{0,3} (?P<n>N) [yY]? T"), _is),
    Rule(SOON, _not_yet, 10),
    Rule(LATER, _not_yet),
    Rule(rule(f"(?<![N#_]) S [if]{{0,4}} (?P<n>N) [yY]? {_NO_UNIT}"), _is, 10),
    Rule(rule("[sBb] i{0,4} (?P<n>N) [yY]? i{0,4} (?= $|[,.;f+n] )"), _is),
    Rule(rule("[sS] [ia]{0,4} (?P<n>N) [yY] (?! u )"), _is),
    Rule(rule("[aF] i{0,4} (?P<n>N) Y (?= $|[,.;fIv] )"), _is),
    Rule(rule("(?P<n>N) -? y (?! u )"), _is, 12),
    Rule(rule(f"r [ifaFS]{{0,4}} ,? [ifa]{{0,2}} (?P<n>N) [yY]? {_END}"), _is, YOUNGEST_CLIENT),
    Rule(NTH, _not_yet, YOUNGEST_CLIENT),
    Rule(rule(f"{_ALONE} (?P<n>N) , F"), _is, 14),
    Rule(SEX_FIRST, _is, 14),
    Rule(rule(f"{_ALONE} (?P<n>N) G (?= $|[,.;] )"), _is, 14),
]
"""The first that reads a number counts."""
SCHOOL = [
    Rule(rule("[IiSse] Y (?P<n>N) (?= $|[,.;fisSnvK] )"), _in_year),
    Rule(rule("(?P<n>N) o? \\.? g"), _in_grade),
]
YEARS_ALONE = Rule(rule(f"{_ALONE} i? (?P<n>N) Y (?= $|[,.;f] )"), _is, 10)
""" "17 years" as the answer; unasked it may be how long it has been wished for."""
YEARS_AMONG_FACTS = Rule(rule("[,.;] i? (?P<n>N) Y (?= $|[,.;f] )", "^ (?P<n1>N) Y , F"), _is, 12)
BIRTH = rule(
    "(?P<b>[bB]) [iI:,f]{0,4} (?: (?P<year>N) | (?P<date>#)#{0,8} )", "[sS] i{0,2} (?P<year1>N) (?P<b1>[bB])"
)
BARE = rule("(?: ^|[,.;JKsS] ) i{0,4} (?P<n>N) (?: I? # | (?= $|[,.;fyYJ] ) )")
TURNING = rule(
    "t [iI]{0,2} #", "t [^N]* $", "^ [iI]{0,3} #{1,6} i{0,2} t? $", "^ i{0,2} [<t] (?= $|[f,.] )", "L", "t , "
)
WORD = rule(
    "(?P<adult>A)|(?P<minor>m)|[n<K] [ifY]{0,4} A",
    "[sSr] [if]{0,3} k",
    "(?: e|[sS] ) [ifIsY]{0,2} h",
    "^ i? k $",
    "Q [iIfFsSw]{0,3} C",
)
WANTING = re.compile("r[^sS.]*[vC]")
NO_BUT_A_PARENT = re.compile("[if,.]*K.*[QC]")
NOT_FOR_A_WHILE = rule("[if,.]* K N u")
LONG_SINCE = rule("Y? P")
SAID_YES = rule("J", "P", "S (?= $|[,.] )")
