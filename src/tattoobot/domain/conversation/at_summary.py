"""What clients write under the summary: send it, change something, nothing to change; and a yes that says more.

A plain yes, and a tap, need none of this. Everything here is read in all five languages, whoever writes.
"""

import re
from dataclasses import replace

from tattoobot.domain.consultation import CHANGE, SUMMARY
from tattoobot.domain.conversation.saying_so import CHANGE_OF_MIND
from tattoobot.domain.conversation.sending import (
    agrees,
    asks_to_send,
    ends_with_go,
    holds_back,
    is_no_more,
    only_asks,
    questions_beside,
)
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.flags import FlagReason
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Intent, Reading, Topic
from tattoobot.domain.understanding.vocabulary.forms import Form, choices, form
from tattoobot.domain.understanding.vocabulary.lists import listed

CHANGES = rf"\b{choices('changes_it')}\b"

CHANGES_A_THING = Form(CHANGES)

NOTHING_TO_CHANGE = Form(
    rf"\b{choices('nothing_to')}\b(?:\W+\w+){{0,3}}?\W+{CHANGES}|\b{choices('no_change')}\b"
)

WANTS_TO_KNOW = form("wants_to_know")

CHANGE_SOMETHING = Form(
    rf"^\W*(?:\w+\W+){{0,4}}?{CHANGES}\W*(?:{choices('some_thing')}|\W)*$|\b{choices('something_else_last')}\W*$"
)

IN_COLOUR = form("in_colour")
"""Here the word is the answer, and not what the question is called."""

PUT_RIGHT_BY_NAME = frozenset({"location", "size", "timing", "placement", "budget", "style", "colour"})
"""Questions that no mere yes or no answers."""

YES = listed("yes")

UNLESS = Form(rf"{CHANGES}|\b{choices('unless')}\b")
"""What makes a yes conditional: it is not sent before that is settled."""

DISCOUNT = Form(rf"\d\s*%|\b{choices('discount')}\b")

ANOTHER_PIECE = form("anothers_piece")

COURTESY = Form(rf"\b{choices('courtesies')}\W*$")

CLAUSES = re.compile(r"[,.!?;:…\n]+|\s[-–—]\s")


def plain(text: str, reading: Reading) -> Reading:
    """ "Changer un point" is no other date for an appointment; there is none yet. "Hand it over" is no hand."""
    if Topic.SENT in reading.sure:
        return replace(reading, intent=Intent.POLICY_QUESTION)  # Shown once more, it is not sent.
    if is_no_more(text):
        return replace(reading, intent=Intent.YES, found=())
    if NOTHING_TO_CHANGE.is_in(text):
        asks = WANTS_TO_KNOW.is_in(text)
        return replace(reading, intent=Intent.POLICY_QUESTION if asks else Intent.YES)
    return replace(reading, intent=Intent.NO) if CHANGE_SOMETHING.is_in(text.strip()) else reading


def named_to_change(turn: Turn, text: str, reading: Reading) -> str | None:
    """The question that "the size" means, once it is about changing something; not one answered by the way."""
    words = CHANGE_OF_MIND.sub(" ", text)
    named = [question for question in turn.studio.questions if question.is_named(words)]
    if reading.sure or len(named) != 1 or not turn.knows(named[0].key) or IN_COLOUR.search(text):
        return None
    told = (text[fact.start : fact.end] for fact in reading.found if fact.key == named[0].key)
    return None if any(not named[0].is_mentioned(said) for said in told) else named[0].key


def with_named_put_right(turn: Turn, text: str, reading: Reading) -> Reading:
    """ "Town 19?? no MANCHESTER": what is said beside the name of a question answers it, and not what it wonders at."""
    if turn.asked not in {SUMMARY, CHANGE} or reading.sure:
        return reading
    named = [one for one in turn.studio.questions if one.is_mentioned(text)]
    key = named[0].key if len(named) == 1 else None
    if key not in PUT_RIGHT_BY_NAME:
        return reading
    wondered = text.rfind("?") + 1
    if (key in reading.slots and not wondered) or not any(map(str.isalnum, text[wondered:])):
        return reading
    words = " " * wondered + text[wondered:]
    told = tuple(
        fact
        for fact in understand(words, turn.context.asking(key)).found
        if fact.key == key and fact.value and not named[0].is_mentioned(text[fact.start : fact.end])
    )
    others = (fact for fact in reading.found if fact.key != key)
    return replace(reading, intent=Intent.CORRECTION, found=(*others, *told)) if told else reading


def says_send(turn: Turn, text: str, reading: Reading) -> bool:
    """A yes, alone or beside a question, which keeps nobody waiting: the artist gets both."""
    if reading.found or only_asks(text):
        return False
    if reading.sure and not asks_to_send(text) and (Topic.SENT in reading.sure or _is_one(text)):
        return False
    if (reading.intent is Intent.YES and not holds_back(text)) or _agrees_and_says_more(turn, text):
        return True
    return (asks_to_send(text, politely=True) or agrees(text)) and not any(
        UNLESS.search(question) for question in questions_beside(text)
    )


def _is_one(text: str) -> bool:
    """ "Isso é um robô?" begins like a yes, and only asks."""
    return len([clause for clause in CLAUSES.split(text) if clause.strip()]) == 1


def sends_what_it_changes(reading: Reading, text: str) -> bool:
    """ "Inner forearm, then send it": the change is made, said back, and it is sent. Pictures are waited for."""
    keys = {fact.key for fact in reading.found}
    settled = all(len(fact.readings) <= 1 for fact in reading.found)
    return (
        bool(keys)
        and settled
        and "reference_images" not in keys
        and (asks_to_send(text) or ends_with_go(text))
    )


def says_change(reading: Reading) -> bool:
    return reading.intent is Intent.NO and not reading.found


def note_what_stands_beside(turn: Turn, text: str, reading: Reading) -> None:
    """Pass on what came with the yes; nothing is promised about it."""
    if ANOTHER_PIECE.is_in(text):
        _leave_to_artist(turn, FlagReason.ANOTHER_PIECE, "another_piece")
    elif DISCOUNT.is_in(text) or "haggling" in reading.flags:
        _leave_to_artist(turn, FlagReason.DISCOUNT_WANTED, "about_discount")
    elif reading.intent is Intent.POLICY_QUESTION and FlagReason.QUESTION not in turn.passed_on:
        turn.pass_on(FlagReason.QUESTION, "passed_on_too")


def _leave_to_artist(turn: Turn, reason: FlagReason, told: str) -> None:
    turn.remarks = [remark for remark in turn.remarks if not remark.startswith("answer.")]
    turn.needs_artist = [one for one in turn.needs_artist if one is not FlagReason.QUESTION]
    turn.passed_on = [one for one in turn.passed_on if one is not FlagReason.QUESTION]
    turn.pass_on(reason, told)


def _agrees_and_says_more(turn: Turn, text: str) -> bool:
    clauses = [clause.split() for clause in CLAUSES.split(text.casefold()) if clause.strip()]
    if not clauses or UNLESS.search(text):
        return False
    first = clauses[0]
    if {first[0], first[-1]}.isdisjoint(YES) and not _is_yes(turn, " ".join(first)):
        return False
    return "?" in text or any(told.search(text) for told in (DISCOUNT, ANOTHER_PIECE)) or _asks(turn, text)


def _is_yes(turn: Turn, words: str) -> bool:
    return understand(words, turn.context).intent is Intent.YES


def _asks(turn: Turn, words: str) -> bool:
    return understand(words, turn.context.asking(None)).intent.endswith("_question")
