"""Whether an age below the minimum is plainly the client's own: only that ends an enquiry, all else is asked back."""

import re
from itertools import pairwise

from tattoobot.domain.understanding.age_rules import COMING_OF_AGE, YOUNGEST_CLIENT
from tattoobot.domain.understanding.grammar.line import Classes
from tattoobot.domain.understanding.grammar.rule import TAKEN, among, holds, rule, sign, signs
from tattoobot.domain.understanding.reading import Found, Years
from tattoobot.domain.understanding.text import DIGIT, Prepared
from tattoobot.domain.understanding.vocabulary.forms import choices, whole
from tattoobot.domain.understanding.vocabulary.lists import folded

OWN_SUBJECTS = folded("tell_their_age")
"""Who speaks of themself begins so."""
IN_COMPANY = folded("in_company")
""" "My mate coming with me is 17"."""
_BETWEEN = signs(
    "glue in follows me i_am with adult turning turned i_was_born born under over not_yet - same"
)
"""What may stand between "I" and the number: nothing that is about something else."""

_BEYOND_AGE = rule(
    "[^number yes no i_am me turning turned glue follows in years years_old my ordinal adult under over not_yet"
    " minor_word i_was_born born open lacking minor from or_over , . ; - same]"
)
"""A whole answer to "are you of age?" holds none of these: other people, other matters, a date with no age in it."""

_PAIR = re.compile(r"\d ?[x×*] ?\d")

_COUNTED = rule("years [^, . ; same]")
_OPENING = rule("[yes no i_am me glue follows , . under]*")

_COUNTS = TAKEN + sign("number")
_BESIDE = folded("beside_an_age")
"""What may be said beside an age, and says nothing else: regrets, and that it was a slip."""
_COMING = re.compile(
    rf"\b{choices('coming_birthday')} (?:\w+\.? ){{0,5}}?(\d\d)\b(?! ?{choices('counted_not_aged')})"
)
"""How a birthday that is still to come is told."""
_NEARLY = re.compile(
    rf"(?:(?<=^)|(?<=[.,!?] ))(?:i'?m )?1[0-7] {choices('aged_but')}\b"
    rf"[^.!?\d]{{0,20}}\b(\d\d)\b(?= {choices('aged_in')}\b)"
    rf"|\b{choices('my_years')}"
    rf"|\b{choices('birthday_gift')}\b[^.!?]{{0,60}}\b{choices('birthday_of')} (\d\d)(?=\D)"
)
""" "17 but 18 in 3 weeks", "a gift for his 18th"."""
_WHEN_OF_AGE = re.compile(rf"\b{choices('when_of_age')} (\d\d)\b(?! ?{choices('counted_not_aged')})")
_THIRD = re.compile(choices("their_birthday"))
_WAITS = whole("until_birthday")
_ON_THIS_DAY = whole("on_this_day")
_BESIDE_A_BIRTHDAY = 12
"""Letters before and behind "I turn 18": "today" in them is said of it."""


def comes_of_age(text: Prepared, minimum: int) -> re.Match[str] | None:
    """ "I'll be 18 that day": whoever it is, today somebody is not of age, and it is asked who.

    Not "he turns 18 in June, so after that": he waits for it.
    """
    if not DIGIT.search(text.folded):
        return None
    for pattern in (_COMING, _NEARLY):
        for found in pattern.finditer(text.folded):
            if int(next(filter(None, found.groups()))) != minimum:
                continue
            around = text.folded[
                max(0, found.start() - _BESIDE_A_BIRTHDAY) : found.end() + _BESIDE_A_BIRTHDAY
            ]
            if _ON_THIS_DAY.search(around):
                continue
            if not (_THIRD.match(found[0]) and _WAITS.search(text.folded)):
                return found
    return None


def only_from_then(text: Prepared, minimum: int) -> re.Match[str] | None:
    """ "When she's 18 then?": the number is a day to come, and nobody's age of today."""
    found = _WHEN_OF_AGE.search(text.folded)
    return found if found and int(found[1]) == minimum else None


_OF_TODAY = choices("of_today")
_TODAY = re.compile(
    rf"(?<!\w){choices('i_have_years')}(?P<before>(?:\s{_OF_TODAY})*)\s(?P<years>\d\d)(?!\d)(?:\s{choices('aged')})?"
    rf"(?P<behind>(?:\s{_OF_TODAY})*)\s*(?=$|[.;!?\n]|,(?!\s*\d))"
)


_UNTIL_THEN = re.compile(
    rf"(?<!\w){choices('i_have_years')}(?:\s{_OF_TODAY})*\s(?P<years>\d\d)(?:\s{choices('aged')})?"
    rf"(?:,|\s{choices('and')}|\s{choices('aged_but')})?\s(?P<then>\d\d)(?:\s{choices('aged')})?\s{choices('from_that_day')}\b"
)
""" "I'm 17, 18 on the 30th"."""
_NOT_YET = re.compile(rf"\b{choices('comes_of_age')}\b")
_IS_UNDER_AGE = re.compile(rf"\b{choices('is_under_age')}\b(?! ?(?:cm|x)\b)")
_FEW_YEARS = re.compile(rf"(?<!\w){choices('has_few_years')}(?!\w)")


def still_under_age(text: Prepared, minimum: int) -> Found | None:
    """ "Ich bin ja heute 17", "I'm still 17", "I come of age in May", whatever else is said of a day to come."""
    told = _TODAY.search(text.folded)
    if told is None or not (told["before"] or told["behind"]):
        told = _UNTIL_THEN.search(text.folded)
    if told and YOUNGEST_CLIENT <= int(told["years"]) < minimum:
        return Found("adult", False, *told.span(), years=Years(int(told["years"])))
    becomes = _NOT_YET.search(text.folded) if minimum >= COMING_OF_AGE else None
    return Found("adult", False, *becomes.span()) if becomes else None


def says_under_age(text: Prepared, minimum: int) -> Found | None:
    """ "Tengo 17 y mi mamá me deja", "I'm not 18 yet", wherever it stands: of themselves, and nothing else is told."""
    few = _FEW_YEARS.search(text.folded)
    told = next((int(years) for years in few.groups() if years and years.isdigit()), None) if few else None
    if few and (told or COMING_OF_AGE - 1) < minimum:  # "Seventeen" too is below that.
        return Found("adult", False, *few.span(), years=Years(told) if told else None)
    minor = _IS_UNDER_AGE.search(text.folded) if minimum >= COMING_OF_AGE else None
    return Found("adult", False, *minor.span()) if minor else None


_BY = rf"(?:x|×|\*|{choices('by_so_much')})"
_PAIR_BEHIND = re.compile(rf" ?{_BY} ?\d")
_PAIR_BEFORE = re.compile(rf"\d ?(?:cm|in|\")? ?{_BY} ?$")


def is_one_of_a_pair(classes: Classes, at: int) -> bool:
    """ "13 by 9": two numbers that measure something."""
    said, start, end = classes.line.text.folded, classes.start(at), classes.end(at + 1)
    return bool(_PAIR_BEHIND.match(said, end) or _PAIR_BEFORE.search(said, max(0, start - 10), start))


YES_OF_ONESELF = re.compile(rf"^\W*{choices('yes_of_oneself')}\b(?=\W*(?:[,.!](?!\W*\d)|$|{choices('but')}))")


def says_own(classes: Classes, first: int, last: int) -> bool:
    """ "I'm 17"; not "my son is 17", "a 17 year old", "I have a 17 year old daughter"."""
    kinds, words = classes.kinds, classes.line.words
    number = next((at for at in range(first, last) if kinds[at] == sign("number")), first)
    if holds(kinds[first:last], "years_old") and among(classes.kind(last), "other parent"):
        return False
    if among(classes.kind(first), "i_was_born"):
        return True
    for at in range(number - 1, max(-1, number - 10), -1):
        if words[at] in OWN_SUBJECTS:
            in_company = at > 0 and words[at - 1] in IN_COMPANY
            return not in_company and not holds(kinds[at:last], "other")
        if kinds[at] not in _BETWEEN and words[at] != "'":
            return False
    return False


def is_whole_answer(classes: Classes, *, with_dates: bool = False) -> bool:
    """Whether the message speaks of nothing but an age: "no", "nearly 18", "17, 18 in October", "no sorry, not yet"."""
    words = classes.line.words
    if _PAIR.search(classes.line.text.folded):
        return False
    glue, plain = sign("glue"), sign("word")
    kinds = "".join(
        glue if words[at] in _BESIDE and (kind == plain or before in _COUNTS) else kind
        for at, (before, kind) in enumerate(pairwise(" " + classes.kinds))
    )
    if with_dates or holds(kinds, "number"):
        kinds = kinds.replace(TAKEN, glue)
    return _BEYOND_AGE.search(kinds) is None


def opens_the_answer(classes: Classes, at: int, last: int) -> bool:
    """ "17 but my mum will sign": the number comes first, before anybody else is spoken of. Not "15 x 10"."""
    measures = _PAIR.search(classes.line.text.folded) or _COUNTED.match(classes.kinds, last)
    return not measures and _OPENING.fullmatch(classes.kinds[:at]) is not None
