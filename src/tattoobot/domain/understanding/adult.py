"""Whether the client is of age: a stated age, a date of birth, or yes and no when it was asked.

A minor must never be missed nor invented: "17 cm", "17 roses", "since I was 17" and "my mum is 50" say nothing,
"turning 18 next month" is 17. Where it is not plainly the client who is under age, both readings are given, and the
client is asked: somebody's child, a parent who signs, a year of birth that leaves it open.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from tattoobot.domain.understanding import age_rules as rules
from tattoobot.domain.understanding import for_a_child, own_age
from tattoobot.domain.understanding.grammar.line import Classes, Line
from tattoobot.domain.understanding.grammar.rule import TAKEN, holds, rule
from tattoobot.domain.understanding.grown import ELDEST, lived_then, read_grown
from tattoobot.domain.understanding.numbers import Scan
from tattoobot.domain.understanding.reading import Context, Found, Years
from tattoobot.domain.understanding.text import DIGIT, Prepared
from tattoobot.domain.understanding.told_ages import age_of_the_client, is_asked, is_elsewhere, is_of_another
from tattoobot.domain.understanding.vocabulary.message import Message

_OVER, _NO = rule("over"), rule("no")
_OPENING_NO = rule("[glue follows , .]* no")
""" "No, she's 16", whoever of the two was asked after."""


TELLING = "adult minor minor_word school consents born i_was_born"
"""Classes without which, and without a number, nobody tells an age unasked."""
BESIDE_NUMBERS = (
    f"{TELLING} me i_am my in_honour other years_old years sex grade from open under over or_over not_yet no lacking"
    " turning turned"
)
"""Classes without which no number is told as an age unasked."""


@dataclass
class Told:
    """A message, and what its words tell of an age."""

    message: Message
    scan: Scan
    context: Context

    @property
    def text(self) -> Prepared:
        return self.message.text

    @property
    def asked(self) -> bool:
        return self.context.asked == "adult"

    @cached_property
    def classes(self) -> Classes:
        return rules.READERS[self.scan.line.language].read(self.scan.line)

    @cached_property
    def may_tell(self) -> bool:
        """Whether anything in it could be an age: most messages end here."""
        return self.asked or _may_tell_an_age(self.scan.line)

    @cached_property
    def facts(self) -> list[Found]:
        """What is stated in numbers and words, or answered."""
        line = self.scan.line
        reader, needed = rules.READERS[line.language], BESIDE_NUMBERS if line.numbers else TELLING
        if not self.may_tell or not (self.asked or reader.may_find(needed, line)):
            return []
        told = _read(self.classes, self.scan, self.context)
        comes = for_a_child.ONLY_COMES
        return [fact for fact in told if fact.value or not comes.match(self.text.folded, fact.end)]

    @cached_property
    def has_years(self) -> bool:
        return any(fact.years for fact in self.facts)

    @cached_property
    def of_others(self) -> list[tuple[int, tuple[int, int]]]:
        """Ages below the minimum of those for whom the tattoo seems to be."""
        return list(for_a_child.ages_of_others(self.text, self.context.minimum_age))

    @cached_property
    def to_come(self) -> re.Match[str] | None:
        """Where it is said that somebody comes of age one day."""
        if not self.may_tell:
            return None
        least = self.context.minimum_age
        then = own_age.only_from_then(self.text, least)
        if then and any(then.start() < fact.end and fact.start < then.end() for fact in self.facts):
            return then
        coming = own_age.comes_of_age(self.text, least)
        return None if coming and _is_a_date(coming, self.scan) else coming


Read = list[Found] | None
"""None where a rule has nothing to say; an empty list where it says that nothing is told."""


def _yes_of_oneself(told: Told) -> Read:
    """ "Me yes, my friend who comes along is 17"."""
    own = own_age.YES_OF_ONESELF.search(told.text.folded) if told.asked else None
    return [Found("adult", True, *own.span())] if own and not told.of_others else None


def _still_under_age(told: Told) -> Read:
    today = own_age.still_under_age(told.text, told.context.minimum_age) if told.may_tell else None
    return [today] if today else None


def _under_age_without_years(told: Told) -> Read:
    if not told.may_tell or told.has_years:
        return None
    under = own_age.says_under_age(told.text, told.context.minimum_age)
    return [under] if under else None


def _a_minor(told: Told) -> Read:
    if all(fact.value for fact in told.facts):
        return None
    aside = for_a_child.is_aside
    return [f for f in told.facts if not f.readings or not aside(told.text, f.start, f.end)]


def _somebody_else(told: Told) -> Read:
    """Who comes of age one day, or a child of whoever writes: it has to be told whose tattoo it is."""
    coming = told.to_come
    doubts = [(told.context.minimum_age - 1, coming.span())] if coming else []
    others = for_a_child.of_others(doubts or told.of_others, told.text)
    if others and not doubts and told.has_years and for_a_child.is_for_oneself(told.text):
        return told.facts
    return others or None


def _a_ward(told: Told) -> Read:
    return (None if told.has_years else for_a_child.of_a_ward(told.message, told.context)) or None


def _stated(told: Told) -> Read:
    return told.facts or None


def _grown(told: Told) -> Read:
    """An age that only its company shows to be the client's, or a year long ago in their life."""
    if not told.may_tell:
        return None
    least, numbers = told.context.minimum_age, told.scan.line.numbers.values()
    if told.asked and (then := lived_then(told.classes, told.context)):
        return then
    if not any(least < number.value <= ELDEST for number in numbers):
        return None
    return read_grown(told.classes, told.message, told.scan, told.context)


RULES: tuple[Callable[[Told], Read], ...] = (
    _yes_of_oneself,
    _still_under_age,
    _under_age_without_years,
    _a_minor,
    _somebody_else,
    _a_ward,
    _stated,
    _grown,
)
"""The first that has something to say has it: a minor before anybody else, what is stated before what is weighed."""


def read_adult(message: Message, scan: Scan, context: Context) -> list[Found]:
    told = Told(message, scan, context)
    return next((facts for read in RULES if (facts := read(told)) is not None), [])


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
    age = age_of_the_client(classes, scan, context)
    least = context.minimum_age
    if age is not None:
        open_ = age.low < least <= age.high
        if open_ and age.high == rules.OLDEST:
            return []  # "over 18" where 21 is asked for: the question stays open
        span = (age.first, age.last)
        if age.low >= least:
            years = Years(age.low, age.born) if age.own else None
            return [_found(True, span, classes, years)]
        own = age.own or (is_asked(classes, context) and _OPENING_NO.match(classes.kinds) is not None)
        return [_minor(span, classes, own=own and not open_, years=Years(age.low, age.born))]
    words = () if classes.has("teaches") else rules.WORD.finditer(classes.kinds)
    word = next(
        (one for one in words if holds(one[0], "parent") or not is_of_another(classes, *one.span())), None
    )
    if word and not is_elsewhere(classes, word.start()):
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
        and not for_a_child.is_aside(classes.line.text, classes.start(at), classes.end(number.last))
        for at, number in classes.line.numbers.items()
    )
    return [_minor(yes.span(), classes, own=False) if child else _found(True, yes.span(), classes)]


def _found(value: bool, span: tuple[int, int], classes: Classes, years: Years | None = None) -> Found:
    return Found("adult", value, classes.start(span[0]), classes.end(span[1]), years=years)


def _minor(span: tuple[int, int], classes: Classes, *, own: bool, years: Years | None = None) -> Found:
    start, end = classes.start(span[0]), classes.end(span[1])
    return Found("adult", False, start, end, () if own else (False, True), years)
