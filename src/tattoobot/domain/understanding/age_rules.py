"""How clients say an age: what the words stand for, and the shapes in which a number is one."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tattoobot.domain.understanding.grammar.rule import rule, signs
from tattoobot.domain.understanding.grammar.terms import Readers

READERS = Readers("age", same={"not_an_age": "word"})

COMING_OF_AGE = 18
"""In all the countries whose languages are read."""
DAYS = signs("date weekday weekdays month period same")
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


def stated(says: Callable[[int], tuple[int, int]], *alternatives: str, least: int = 1) -> Rule:
    return Rule(rule(*alternatives), says, least)


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


_ALONE = "(?<! [^, . ;])"
_END = "(?= $ | [, . ; : follows glue in me i_am turning turned wants for_other not_yet from yes no in_honour taken])"
"""What may follow an age."""
_NO_UNIT = "(?! [measure years grade ordinal] | ,? number [measure taken])"
"""What may not follow "I'm 17": "I'm 17 minutes away"."""
LATER = stated(
    _not_yet, "[me i_am] glue{0,4} n:number [years_old years]? [in follows glue]? when:[taken word]"
)
SOON = stated(
    _not_yet, "when:taken taken{0,8} ,? [me i_am turning] glue{0,4} n:number [years_old years]?", least=10
)
NTH = stated(
    _not_yet,
    "[my in_honour] n:number ordinal (?= $ | "
    "[, . ; follows glue me i_am in turning turned born past yes taken])",
    "[my in_honour] n:number years (?= [glue follows]{0,3} in? taken)",
    least=YOUNGEST_CLIENT,
)
DOUBT = stated(
    _not_yet,
    "[under not_yet no] [glue follows years]{0,4} n:number mark:[years_old years]? (?= $ | "
    "[, . ; follows or_over taken me i_am]) (?! , glue? number)",
    least=10,
)
SEX_FIRST = stated(_is, f"{_ALONE} sex ,? n:number (?= $ | [, . ; follows])", least=14)
MY_CHILD = stated(
    _is, "[my in_honour] n:number -? years_old (?! [other measure word])", least=YOUNGEST_CLIENT
)
RULES = [
    MY_CHILD,
    stated(_is, "open n:number [years_old years word]? ,", least=14),
    DOUBT,
    stated(
        _not_yet,
        "lacking [number word years glue in with follows me turning measure taken -]{0,6} "
        "n:number [years_old years]? (?= $ | [, . ; follows me i_am years])",
        least=16,
    ),
    stated(
        _over,
        "over [glue years]{0,4} n:number (?= $ | [, . ; follows or_over taken me years_old years yes])",
        "or_over n:number (?= yes)",
        least=16,
    ),
    stated(_over, "n:number [years_old years]? or_over", least=16),
    stated(
        _not_yet,
        "turning [glue follows]{0,4} n:number [years_old years]? (?= $ | [, . ; follows in glue taken me])",
        least=10,
    ),
    stated(_not_yet, "turning [glue in]{0,2} taken{1,3} n:number (?= $ | [, . ; follows])", least=10),
    stated(
        _is,
        "turned [glue my in_honour]{0,4} n:number (?= $ | [, . ; follows in glue taken me years_old years])",
    ),
    stated(_is, "[me i_am my] [glue follows taken]{0,3} n:number .? [years_old years]? turned"),
    SOON,
    LATER,
    stated(
        _not_yet,
        "[me i_am under] [glue follows]{0,4} n:number [years_old years]? [in follows]? to_come",
        "to_come [glue follows]? [me i_am turning] [glue follows]{0,2} n:number [years_old years]? "
        "(?= $ | [, . ; follows])",
        least=16,
    ),
    stated(
        _is,
        f"(?<! [number taken same]) i_am [glue follows]{{0,4}} n:number [years_old years]? {_NO_UNIT}",
        least=10,
    ),
    stated(
        _is,
        "[me i_was_born born] glue{0,4} n:number [years_old years]? glue{0,4} (?= $ | "
        "[, . ; follows or_over not_yet under])",
    ),
    stated(_is, "[me i_am] [glue with]{0,4} n:number [years_old years] (?! measure)"),
    stated(_is, "[with from] glue{0,4} n:number years (?= $ | [, . ; follows in wants])"),
    stated(_is, f"at_my n:number ([years_old years] | {_END} | (?= word me))", least=YOUNGEST_CLIENT),
    stated(_is, "with n:number years (?! measure)", least=25),
    stated(_is, "me have glue{0,2} n:number years (?= $ | [, . ; follows])", least=14),
    stated(_is, "n:number -? years_old (?! measure)", least=12),
    stated(
        _is,
        f"other [glue follows with from i_am]{{0,4}} ,? [glue follows with]{{0,2}} n:number "
        f"[years_old years]? {_END}",
        least=YOUNGEST_CLIENT,
    ),
    NTH,
    stated(_is, f"{_ALONE} n:number , from", least=14),
    SEX_FIRST,
    stated(_is, f"{_ALONE} n:number sex (?= $ | [, . ;])", least=14),
]
"""The first that reads a number counts."""
SCHOOL = [
    stated(
        _in_year,
        "([i_am me] [at_school glue follows in]{1,3} | [in glue i_am me at_school]) years n:number "
        "(?= $ | [, . ; follows glue me i_am not_yet wants no])",
    ),
    stated(_in_grade, "n:number ordinal? .? grade"),
]
YEARS_ALONE = stated(_is, f"{_ALONE} glue? n:number years (?= $ | [, . ; follows])", least=10)
""" "17 years" as the answer; unasked it may be how long it has been wished for."""
YEARS_AMONG_FACTS = stated(
    _is, "[, . ;] glue? n:number years (?= $ | [, . ; follows])", "^ n:number years , from", least=12
)
BIRTH = rule(
    "b:[born i_was_born] [glue in : , follows]{0,4} (year:number | date:taken taken{0,8})",
    "[me i_am] [glue in]{0,2} year:number b:[born i_was_born]",
    "[me i_am] [glue in]{0,3} date:taken taken{0,8} b:[born i_was_born]",
    "year:number [glue follows in i_am other]{0,3} b:birth_year",
)
BARE = rule(
    "(^ | [, . ; yes no me i_am to_come]) glue{0,4} n:number (years? [in glue]{0,2} [taken to_come] | (?= $ | "
    "[, . ; follows years_old years yes]) | (?= [past from] [in follows taken]))",
    "^ taken{1,3} glue{0,2} n:number (?= $ | [, . ; follows])",
)
TURNING = rule(
    "turning [glue in]{0,2} taken",
    "turning [^number]* $",
    "^ [glue in]{0,3} taken{1,6} glue{0,2} turning? $",
    "^ glue{0,2} [under turning] (?= $ | [follows , .])",
    "lacking",
    "turning ,",
)
WORD = rule(
    "adult:adult | minor:minor | [not_yet under no] [glue follows years]{0,4} adult",
    "[me i_am other] [glue follows]{0,3} minor_word",
    "(at_school | [me i_am]) [glue follows in me years]{0,2} school",
    "^ glue? minor_word $",
    "parent [glue in follows from me i_am word]{0,3} consents",
)
WANTING = rule("other [^me i_am .]* [wants consents] (?! [glue in word]{0,2} watches)")
NO_BUT_A_PARENT = rule("[glue follows , .]* no anything* [parent consents]")
NOT_FOR_A_WHILE = rule("[glue follows , .]* no number measure")
LONG_SINCE = rule("years? long_since")
SAID_YES = rule("yes", "long_since", "i_am (?= $ | [, .])")


def years_since(born: date, today: date) -> int:
    """Of "5.5.99" too, which the calendar takes for a day to come."""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return years + 100 if years < -5 else years
