"""A part of the piece told beside it: of "and the date 14.9. below, tiny" the words stay with the idea, and its size is
not that of the whole. Read in all five languages, whoever writes."""

import re

from tattoobot.domain.conversation.said_of import cue, simple
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.conversation.words import sentence_with
from tattoobot.domain.facts import OF_THE_CLIENT
from tattoobot.domain.understanding.reading import Found, Reading
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.thing import begins
from tattoobot.domain.understanding.vocabulary.forms import whole
from tattoobot.domain.understanding.vocabulary.lists import alternatives

PART, BESIDE, HAS_ONE = whole("part_of_piece"), whole("where_a_part_stands"), whole("has_one")
A_DATE = whole("part_that_is_a_date")
SENTENCE = re.compile(r"(?:[^.!?;\n]|\.(?=\d)|(?<=\d)\.(?=,|\s+[a-zà-ÿ]))+")
""" "14.9. dazu" goes on."""
SMALL = frozenset({"tiny", "small"})
WHOSE = re.compile(rf"\b(?:{alternatives('possessives', 'of_whom')})\s$", re.IGNORECASE)
IS_TOLD = re.compile(rf"\s*:|\s(?:{alternatives('it_is', 'idea_is')})\b")
""" "My name is Lena"."""
OF_ELSE = OF_THE_CLIENT | {"budget", "timing"}
MOST = 16
"""Words of such a sentence."""
OWN = frozenset({"size", "cover_up", "style"})
"""Facts that are the part's own where they are told with it."""


def part_told(turn: Turn, text: str, reading: Reading) -> tuple[int, int, int] | None:
    """Where the sentence begins that tells of a part beside the piece, where in it the part is named, and its end."""
    asked = {turn.asked, *turn.asked_too}
    if reading.slots.get("cover_up") == "cover_up":
        return None
    for one in SENTENCE.finditer(text):
        folded = fold(one[0])
        part = PART.search(folded)
        if part is None:
            continue
        wished = cue("adds", "too", "wanted_now", "wishes").search(simple(one[0]))
        if not wished and "cover_up" in asked:
            continue  # "There is a name below"
        where = BESIDE.search(folded) or cue("adds").search(simple(one[0]))
        of_else = any(one.start() <= fact.start < one.end() and fact.key in OF_ELSE for fact in reading.found)
        if not where or of_else or len(folded.split()) > MOST or HAS_ONE.search(folded):
            continue
        if text[one.end() : one.end() + 1] == "?":
            continue  # It is put to the artist.
        if ("timing" in asked and A_DATE.fullmatch(part[0])) or IS_TOLD.match(folded, part.end()):
            continue
        first = min(part.start(), where.start() if BESIDE.match(folded, where.start()) else part.start())
        named = begins(text, one.start() + first)
        owner = WHOSE.search(text[:named])
        return one.start(), owner.start() if owner else named, one.end()
    return None


def is_of_a_part(turn: Turn, fact: Found, text: str) -> bool:
    """ "And her name below, tiny", "not all of it tiny, only the date", once the piece is measured."""
    if fact.key != "size":
        return False
    answers = turn.enquiry_answers
    known = answers["size"].value if "size" in answers else None
    vague = isinstance(fact.value, dict) and fact.value.keys() == {"class"} and fact.value["class"] in SMALL
    if not vague or not isinstance(known, dict) or "longest_cm" not in known:
        return False
    folded, idea = fold(sentence_with(fact, text)), answers.get("idea")
    is_all = idea is not None and PART.search(fold(idea.text).split(",")[0]) is not None
    return BESIDE.search(folded) is not None or (not is_all and PART.search(folded) is not None)
