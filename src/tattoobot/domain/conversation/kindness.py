"""What calls for a kind word before the next question: a loss, an illness, a fear, a scar, a first tattoo, good news.

One sentence, once in an enquiry; nothing is made of it that the client has not said. That they look forward to it is
no news, and needs none.
"""

from dataclasses import replace

from tattoobot.domain.conversation.decision import Quiet
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reading import Notice, Reading
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import whole

KINDS = {
    Notice.GRIEF: "grief",
    Notice.ILLNESS: "illness",
    Notice.SCARS: "scars",
    Notice.GOOD_NEWS: "joy",
    Notice.FEAR: "fear",
    Notice.FIRST_TATTOO: "first",
}
"""In the order of what weighs most."""

ONLY_THERE = whole("only_there")
""" "Never had one in that spot", "tenho 3": it is not their first."""

IN_TEARS = whole("in_tears")
TEARS = "kind.tears"
FEW = 4
"""Words beside tears that tell nothing else."""

GENTLE = frozenset({"grief", "illness", "scars", "recovered", "tears"})
"""Beside these nothing is called lovely."""
FIRST = "kind.first"
"""Said to who tells that it is their first tattoo: that it was, their artist hears too."""
LIVELY = frozenset({"first", "joy"})
"""Not said to who has told one of those."""


def notice(turn: Turn, text: str, reading: Reading) -> None:
    """Say one kind sentence for what the client tells, before anything else."""
    if not turn.is_consulting:
        return
    told = [kind for one, kind in KINDS.items() if one in reading.notices]
    if "first" in told and ONLY_THERE.search(fold(text)):
        told.remove("first")
    if {"illness", "joy"} <= {*told}:
        told.insert(0, "recovered")
    if "hello" in turn.remarks and (turn.pace.formal or GENTLE & {*told}):
        turn.remarks[turn.remarks.index("hello")] = "hello.gentle"
    if not told and weeps(turn, text):
        told.append("tears")
    if not told:
        return
    turn.gentle = turn.gentle or bool(GENTLE & {*told})
    said = {*turn.enquiry.asked, *turn.remarks}
    if told[0] in LIVELY and any(f"kind.{one}" in said for one in GENTLE):
        return
    if not any(one.startswith("kind.") for one in turn.remarks) and f"kind.{told[0]}" not in said:
        asked = {**turn.enquiry.asked, **{f"kind.{one}": 1 for one in told}}
        turn.lead = replace(turn.enquiry, asked=asked)
        turn.remark(f"kind.{told[0]}")


def is_gentle(turn: Turn) -> bool:
    """Whether a loss, an illness or a scar was told, now or before."""
    asked = turn.lead.asked if turn.lead is not None else {}
    return turn.gentle or any(f"kind.{one}" in asked for one in GENTLE)


def weeps(turn: Turn, text: str) -> bool:
    """ "Sorry, I'm crying", from who has told of a loss."""
    return is_gentle(turn) and IN_TEARS.search(fold(text)) is not None


def hear_tears(turn: Turn, text: str, reading: Reading) -> bool:
    """Whether they only say that they weep: one kind word, and nothing is asked of them."""
    told = {fact.key for fact in reading.found} - {"idea"}
    if told or "?" in text or not weeps(turn, text):
        return False
    if len(IN_TEARS.sub(" ", fold(text)).split()) > FEW:
        return False
    turn.keeps_open = turn.waits = True
    turn.quiet = None if TEARS in turn.remarks else Quiet.NO_ANSWER_EXPECTED
    return True
