"""A no to what stands in the brief, and what is wanted instead: "Arm statt Wade", "and not blackwork"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from tattoobot.domain.conversation.said_of import How, Part, behind_leads, said_of, simple
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reader import read_alone, understand
from tattoobot.domain.understanding.reading import Found, Intent, Reading

WORD = re.compile(r"[\w'’-]+")
REACH = 4
"""So many words behind its no something is denied."""
MAY_BE_DENIED = frozenset({"placement", "style", "size", "timing", "location"})


def read_instead(turn: Turn, reading: Reading, words: str) -> Reading:
    """The same reading, where a no to a fact of the brief brings what is wanted instead, or only takes it back."""
    if turn.lead is None or reading.intent in {Intent.OPT_OUT, Intent.CANCEL}:
        return reading
    known = {key: one.value for key, one in turn.lead.answers.items() if key in MAY_BE_DENIED and one.value}
    if not known:
        return reading
    unasked = turn.context.asking(None)
    asking = {key: turn.context.asking("timing") if key == "timing" else unasked for key in known}
    for part in _denied(said_of(words, unasked), words):
        if not any(read_alone(key, part.of(words), one) for key, one in asking.items()):
            continue
        for asked in (None, "timing") if "timing" in known else (None,):
            for fact in understand(part.of(words), turn.context.asking(asked)).found:
                if fact.key in known and _is_that(fact, known[fact.key]):
                    return _put_right(turn, reading, words, part, fact)
    return reading


def _denied(parts: Iterable[Part], words: str) -> Iterator[Part]:
    for part in parts:
        said = [one.end() for one in WORD.finditer(words, part.start, part.end)][:REACH]
        if part.how is How.DENIED and said:
            yield part._replace(end=said[-1])


def _put_right(turn: Turn, reading: Reading, words: str, part: Part, denied: Found) -> Reading:
    key = denied.key
    told = [fact for fact in reading.found if fact.key == key and not _is_that(fact, denied.value)]
    others = [fact for fact in reading.found if fact.key != key]
    if not told:
        found = _found_in_the_rest(turn, words, part, key)
        told = [fact for fact in found if fact.key == key and not _is_that(fact, denied.value)]
    # A style that is taken out while the brief is asked for is the artist's to choose.
    if not told and "?" not in words and (key != "style" or not turn.is_consulting):
        turn.tapped.add(f"change:{key}")
    return replace(reading, intent=Intent.CORRECTION, found=(*others, *told))


def _found_in_the_rest(turn: Turn, words: str, part: Part, key: str) -> tuple[Found, ...]:
    blank = "," + " " * (part.end - part.cue - 1)
    rest = words[: part.cue] + blank + words[part.end :]
    rest = rest[behind_leads(simple(rest), 0, len(rest)) :]
    return understand(rest, turn.context.asking(key)).found if any(map(str.isalnum, rest)) else ()


def _is_that(fact: Found, value: object) -> bool:
    if isinstance(fact.value, dict) and isinstance(value, dict) and "part" in value:
        return bool(fact.value.get("part") == value["part"])
    if fact.key == "timing" and isinstance(fact.value, dict) and isinstance(value, dict):
        return _covers(fact.value, value)
    return bool(fact.value == value)


def _covers(denied: dict[str, Any], known: dict[str, Any]) -> bool:
    """ "Not January" takes its second week back too, and "not the 14th" no month."""
    ends = (denied.get("from"), known.get("from"), known.get("to"), denied.get("to"))
    return all(ends) and [*ends] == sorted(map(str, ends))
