"""An age that only its company shows to be the client's, of somebody who is grown: weighed, as mentions are."""

from tattoobot.domain.understanding.age_rules import YOUNGEST_CLIENT
from tattoobot.domain.understanding.choice import Candidate, choose
from tattoobot.domain.understanding.grammar.line import Classes
from tattoobot.domain.understanding.grammar.rule import SAME, among, clause
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary.message import Message

ELDEST = 99
FIRST_YEAR = 1900
CUT = ("'", "’")
"""What stands before a year of two digits."""
SEXES = ("m", "f")
""" "34f". """
THEIR_BIRTHDAY = {"a turning before", "somebody else's clause"}
AGE_CLASSES = "i_am me years_old years turning turned past other word not_an_age , . : -"


def read_grown(classes: Classes, message: Message, scan: Scan, context: Context) -> list[Found]:
    """ "I'm Kim, 34, from Leeds": of the numbers that could be the age of somebody grown, which is the client's.

    Never of a minor: who is under age is read by rules alone.
    """
    ages = {
        at: number
        for at, number in scan.line.numbers.items()
        if YOUNGEST_CLIENT <= number.value <= ELDEST
        and number.value % 1 == 0
        and (not among(classes.kind(number.last), "measure") or scan.line.words[number.last] in SEXES)
    }
    if any(number.value < context.minimum_age for number in ages.values()):
        return []
    candidates = [
        Candidate(True, at, number.last, _marks_of_age(classes, at, number.last))
        for at, number in ages.items()
        if number.value > context.minimum_age
    ]
    candidates = [one for one in candidates if not one.marks >= THEIR_BIRTHDAY]
    chosen = choose("adult", candidates, message, scan.line, context)
    if chosen is None:
        return []
    first, last = chosen.candidate.first, chosen.candidate.last
    return [Found("adult", True, classes.start(first), classes.end(last), because=chosen.because)]


def lived_then(classes: Classes, context: Context) -> list[Found]:
    """ "Did my military service in '94", asked for the age: who tells of a year long ago was born by then."""
    if classes.has("other parent question") or "?" in classes.line.text.folded:
        return []
    for at, number in classes.line.numbers.items():
        year = number.value if number.value >= FIRST_YEAR else 0
        if (
            not year
            and number.value >= 30
            and (among(classes.kinds[at - 1 : at], "in past") or _is_cut(classes, at))
        ):
            year = 1900 + number.value
        lived = context.now.year - year
        if context.minimum_age < lived <= ELDEST and not among(classes.kind(number.last), "measure"):
            return [Found("adult", True, classes.start(at), classes.end(number.last))]
    return []


def _is_cut(classes: Classes, at: int) -> bool:
    """ "'94"."""
    return at > 0 and classes.line.words[at - 1] in CUT


def _marks_of_age(classes: Classes, first: int, last: int) -> frozenset[str]:
    before, behind = classes.kinds[:first].rstrip(SAME)[-1:], classes.kind(last)
    marks = {f"a {name} before" for name in AGE_CLASSES.split() if among(before, name)}
    marks |= {f"a {name} behind" for name in AGE_CLASSES.split() if among(behind, name)}
    words = classes.line.words
    if first and words[first - 1] in ("(", "m", "f"):
        marks.add("in brackets")
    if any(among(kind, "other parent") for kind in clause(classes.kinds[:first])):
        marks.add("somebody else's clause")
    return frozenset(marks)
