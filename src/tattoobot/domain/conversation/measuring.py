"""The size in words of the body: "from elbow to wrist" is an answer, an estimate, and the artist's to check."""

import re
from dataclasses import replace

from tattoobot.domain.consultation import CHANGE, SUMMARY
from tattoobot.domain.conversation.facts import keep_fact
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.lead import Source
from tattoobot.domain.understanding.reading import Reading
from tattoobot.domain.understanding.span import size_of_span

CLAUSES = re.compile(r"[,.;!\n]+")


def hear_span(turn: Turn, text: str, reading: Reading) -> Reading:
    """What is left to be read: how far it goes on the body is not where it goes, where that is known."""
    if "size" in reading.slots or not _is_asked(turn, text):
        return reading
    said = next((one for one in (*CLAUSES.split(text), text) if size_of_span(one) is not None), None)
    if said is None:
        return reading
    keep_fact(turn, "size", size_of_span(said), said, Source.CHECK)
    if not turn.knows("placement"):
        return reading
    return replace(reading, found=tuple(fact for fact in reading.found if fact.key != "placement"))


def _is_asked(turn: Turn, text: str) -> bool:
    if turn.asked in {SUMMARY, CHANGE}:
        size = turn.question("size")
        return size is not None and size.is_mentioned(text)
    return not turn.knows("size") and any(question.key == "size" for question in turn.questions_asked)
