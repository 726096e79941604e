"""What is measured: the piece that is wanted, the one to be covered, somebody else's, a wrist, or a fridge.

"The old one is 7 cm, the new one about 13", "hers is 20 cm, mine 8": behind one measure a bare number is another.
"""

import re
from collections.abc import Callable
from typing import Any

from tattoobot.domain.understanding.choice import Candidate
from tattoobot.domain.understanding.grammar.line import Line
from tattoobot.domain.understanding.vocabulary.forms import BEGINS, ENDS, choices, whole

NEAR = 60
"""Letters behind the measure of an old piece that "about 13" may stand."""
REACH = 90
"""Letters before a measure that may say of what it is."""
LEAST, MOST = 3, 60
"""What a bare number of centimetres may be."""
BARE = "a bare number"
OWN = frozenset({"of the new one"})
_ABOUT = rf"(?:\W+{choices('size_about')})*\W*$"
_NEW = re.compile(BEGINS + choices("size_of_the_new") + _ABOUT)
_MINE = re.compile(BEGINS + choices("size_of_mine") + _ABOUT)
_SOME = re.compile(BEGINS + choices("size_about") + _ABOUT)
_OLD = whole("size_of_the_old")
_OF_A_THING = re.compile(BEGINS + choices("size_of_a_thing") + _ABOUT)
_COMPARED = re.compile(
    rf"{BEGINS}{choices('size_compared')}{ENDS}[^.;!?\n]{{0,60}}{BEGINS}{choices('size_of_that')}{_ABOUT}"
)
_WAS_FOR = re.compile(rf"\W*{choices('size_was_for')}{ENDS}")
_GOES_ON = re.compile(rf"\s*(?:$|[,.;!?)\n]|{choices('size_goes_on')}{ENDS})")
_PAUSE = re.compile(r"[,.;!?\n](?!\d)")


def of_the_piece(
    candidates: list[Candidate], line: Line, bare: Callable[[float], Any | None], *, asked: bool
) -> list[Candidate]:
    """Those that may be of the piece that is wanted, and the bare numbers that are said to be."""
    if not candidates:
        return candidates
    text = line.text.folded
    kept = [one for one in candidates if not _of_another(text, line, one)]
    of_things = [one for one in kept if _OF_A_THING.search(_before(text, _start(line, one)))]
    if len(of_things) < len(kept):
        kept = [one for one in kept if one not in of_things]
    measured = [one for one in kept if BARE not in one.marks]
    if measured or len(kept) < len(candidates):
        told = _told(candidates, line, bare, asked=asked)
        if told and told != candidates:
            return told
    return measured or kept


def _told(
    candidates: list[Candidate], line: Line, bare: Callable[[float], Any | None], *, asked: bool
) -> list[Candidate]:
    """What is said to be of the new piece."""
    text = line.text.folded
    measured = [one for one in candidates if BARE not in one.marks]
    told = [one for one in measured if _NEW.search(_before(text, _start(line, one)))]
    taken = {at for one in measured for at in range(one.first, one.last)}
    old = [line.ends[one.last - 1] for one in measured if _is_old(text, line, one)]
    for at, number in line.numbers.items():
        if at in taken or not LEAST <= number.value <= MOST:
            continue
        before = _before(text, line.starts[at])
        beside = any(0 < line.starts[at] - end < NEAR for end in old)
        said = _NEW.search(before) or (asked and _MINE.search(before)) or (beside and _SOME.search(before))
        if said and _GOES_ON.match(text, line.ends[number.last - 1]):
            value = bare(number.value)
            if value is not None:
                told.append(Candidate(value, at, number.last, OWN))
    return told


def _start(line: Line, one: Candidate) -> int:
    """Where its first number stands: behind "mide", "size"."""
    at = next((at for at in range(one.first, one.last) if at in line.numbers), one.first)
    return line.starts[at]


def _before(text: str, start: int) -> str:
    return text[max(start - REACH, 0) : start]


def _of_another(text: str, line: Line, one: Candidate) -> bool:
    """ "Smaller than hers, which is 25", "that 62 x 180 was for the fridge"."""
    before = _before(text, _start(line, one))
    return bool(_COMPARED.search(before) or _WAS_FOR.match(text, line.ends[one.last - 1]))


def _is_old(text: str, line: Line, one: Candidate) -> bool:
    start, end = _start(line, one), line.ends[one.last - 1]
    around = _PAUSE.split(_before(text, start))[-1] + " " + _PAUSE.split(text[end : end + REACH])[0]
    return _OLD.search(around) is not None
