"""A tattoo for somebody under age, whoever writes: "es para mi hijo de 15, yo firmo" says nothing of the parent's age.

Read in every language alike and at any place of the message: it decides nothing, it makes us ask whose tattoo it is.
"""

import re
from collections.abc import Iterable, Iterator

from tattoobot.domain.understanding.age_rules import COMING_OF_AGE, YOUNGEST_CLIENT
from tattoobot.domain.understanding.reading import Context, Found, Years
from tattoobot.domain.understanding.text import DIGIT, Prepared
from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.forms import choices, whole
from tattoobot.domain.understanding.vocabulary.message import Message

_CHILD = rf"(?:{choices('child_kind')}[ -]?)?{choices('child')}\b"
_FOR_A_CHILD = re.compile(rf"\b{choices('for_my')} {_CHILD}")
_MY_CHILD = rf"\b{choices('of_mine')} {_CHILD}"
_AGE = (
    rf"\W{{1,3}}(?:{choices('child_is')}\W{{1,2}}){{0,4}}(?P<age>\d\d)(?!\d|[.,:/]\d| ?{choices('no_child_age')})"
    rf"(?: ?-? ?{choices('years_of_age')}\b)?(?:[ -]?{choices('old')}\b)?"
)
_STATED = (
    re.compile(_FOR_A_CHILD.pattern + _AGE),
    re.compile(
        rf"\b{choices('for_my')} (?P<age>\d\d)[ -]?{choices('years_of_age')}\w*(?:[ -]?{choices('old')})? {_CHILD}"
    ),
    re.compile(rf"{_MY_CHILD}{_AGE}(?=[^.!?]{{0,40}}\b{choices('child_wants')}\b)"),
)
_HONOURS = whole("in_honour")
"""The tattoo is about the child, and the client wears it."""
_SIGNS, _REFUSED = whole("signs_for"), whole("too_young")
_GUEST = re.compile(rf"(?<!\w){choices('guest')}(?!\w)[^.!?\d]{{0,30}}$")
_LOOKS_ON = re.compile(rf"[^.!?]{{0,30}}(?<!\w){choices('looks_on')}(?!\w)")
_STILL_ASKS = re.compile(rf"(?!\W*{choices('is_it_not')}\W*\?)[^.!?]*\?")
_PARENT_SIGNS = re.compile(
    rf"(?<!\w){choices('guardian')}(?:'?ll)?(?!['\w])(?:,? [\w']+){{0,6}}? {choices('signs_for_me')}(?!\w)"
    rf"|(?<!\w){choices('guardian')}'(?:s|ll)(?: [\w']+){{0,5}}? {choices('signs_for_me')}(?!\w)"
    rf"|(?<!\w){choices('signed_by_a_parent')}(?!\w)"
)
ONLY_COMES = re.compile(rf"[^.!?]{{0,25}}\b{choices('only')} (?:\w+ ){{0,2}}{choices('comes_along')}\b")
""" "I'm 16 but I'm only translating": looked for behind the age."""


_FOR_ONESELF = whole("for_myself")


def is_for_oneself(text: Prepared) -> bool:
    """ "My lad's 17 and wants one, but this is for me"."""
    return _FOR_ONESELF.search(text.folded) is not None


def is_aside(text: Prepared, start: int, end: int) -> bool:
    """Whether nobody asks for a tattoo for the one whose age stands here.

    "My lad wants one but he's only 15, so that's 3 years off", "my mate who's coming with me is 16".
    """
    refused = _REFUSED.search(text.folded, end, end + 80)
    if refused and _STILL_ASKS.match(text.folded, refused.end()) is None:
        return True
    before = text.folded[max(0, start - 60) : start]
    return _GUEST.search(before) is not None or _LOOKS_ON.match(text.folded, end) is not None


def of_others(ages: Iterable[tuple[int, tuple[int, int]]], text: Prepared) -> list[Found]:
    """The first of them for whom somebody asks: whose tattoo it is has to be told."""
    for years, (start, end) in ages:
        if not is_aside(text, start, end):
            return [Found("adult", False, start, end, (False, True), Years(years))]
    return []


def of_a_ward(message: Message, context: Context) -> list[Found]:
    """ "My mum will come and sign for me", "I can't vote yet": who says so may be under age, and is asked."""
    if context.minimum_age < COMING_OF_AGE:
        return []
    if said := _PARENT_SIGNS.search(message.text.folded):
        return [Found("adult", False, *said.span(), (False, True))]
    told = message.of("under_age", None if context.asked == "adult" else "told")
    own = [hit for hit in told if not _is_of_others(message, hit)]
    return [message.found("adult", False, hit.first, hit.after, (False, True)) for hit in own[:1]]


def _is_of_others(message: Message, hit: Hit) -> bool:
    """ "My daughter is doing her GCSEs", "when I was doing mine"."""
    first, after = message.clause(hit.first)
    before = (*message.of("clue", "kin"), *message.of("clue", "other"))
    past = message.of("clue", "past")
    return any(first <= one.first < hit.first for one in before) or any(
        first <= one.first < after and not one.within(hit) for one in past
    )


def ages_of_others(text: Prepared, minimum: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Ages below the minimum of those for whom the tattoo seems to be, each with its place in the text."""
    said = text.folded
    signs = _SIGNS.search(said)
    if signs is None and (not DIGIT.search(said) or _HONOURS.search(said)):
        return
    for pattern in _STATED:
        for found in pattern.finditer(said):
            if YOUNGEST_CLIENT <= int(found["age"]) < minimum:
                yield int(found["age"]), found.span()
    if signs and (theirs := _FOR_A_CHILD.search(said)):
        yield minimum - 1, theirs.span()
