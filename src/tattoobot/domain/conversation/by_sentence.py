"""When and where, told in a sentence of a message that also asks and tells other things: heard as if said alone."""

import re
from dataclasses import replace

from tattoobot.domain.consultation import CHANGE, SUMMARY
from tattoobot.domain.conversation.said_of import simple
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reader import note, understand
from tattoobot.domain.understanding.reading import Found, Intent, Notice, Reading
from tattoobot.domain.understanding.text import SENTENCES, WORD
from tattoobot.domain.understanding.times import find_pieces
from tattoobot.domain.understanding.vocabulary.forms import Form, choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives, listed

CLAUSES = Form(rf"(?:[^,.;!?…\n]|,(?!\s*{choices('and', 'but')}\s))+[,.;!?…\n]*", accents=True)
MOST = 8
"""So many parts of a message are heard one by one."""
TELLS = frozenset(
    {Intent.ANSWER, Intent.ENQUIRY, Intent.CORRECTION, Intent.OTHER, Intent.AVAILABILITY_QUESTION}
)
HEARD_ALONE = ("timing", "location")
JOINS = Form(rf"(?:(?<!\d)\.|[,;!?…\n])+\s*|\s{choices('and')}\s", accents=True)
A_CORRECTION = 10
"""Words of a part that puts one thing right."""
ONE_IS_ANOTHER = re.compile(
    rf"\W*(?:(?:{alternatives('negations', 'plain_no', 'no_or_not')})\b\W*)*(?:[\w-]+\s){{1,3}}?"
    rf"(?:{alternatives('it_is')}|{choices('is_shortly')})\s"
)
""" "Paname c Paris", "mid Jan is around the 15th"."""


def with_what_sentences_tell(turn: Turn, reading: Reading, text: str) -> Reading:
    """ "Me gustaría el 14 de enero" behind "¿hay que reservar pronto?"; only what is not known yet."""
    if not turn.is_consulting or reading.flags:
        return reading
    if turn.asked in {SUMMARY, CHANGE}:
        return _with_what_is_put_right(turn, reading, text)
    told = {fact.key for fact in reading.found}
    keys = {key for key in HEARD_ALONE if key not in told and not turn.knows(key)}
    parts = _parts(text)
    if not keys or not 1 < len(parts) <= MOST:
        return reading
    more: list[Found] = []
    for part in parts:
        if not part[0].rstrip().endswith("?") and keys and _may_tell(turn, part[0], keys):
            facts = _facts(turn, part, keys)
            keys -= {fact.key for fact in facts}
            more.extend(facts)
    return replace(reading, found=(*reading.found, *more)) if more else reading


def _with_what_is_put_right(turn: Turn, reading: Reading, text: str) -> Reading:
    """ "Paname c'est Paris, et mi-janvier c'est vers le 15", at the summary: two things in one message."""
    keys = [key for key in HEARD_ALONE if key not in reading.slots]
    if not keys or "?" in text or Notice.GRIEF in reading.notices or not _may_tell(turn, text, {*keys}):
        return reading
    more: list[Found] = []
    start = 0
    for end, then in [*(joint.span() for joint in JOINS.finditer(text)), (len(text), 0)]:
        part, at, start = text[start:end], start, then
        if len(part.split()) > A_CORRECTION:
            continue
        for key in [one for one in keys if _is_put_right(turn, one, part)]:
            told = _told_of(turn, key, part) if _may_tell(turn, part, {key}) else []
            more += [replace(one, start=one.start + at, end=one.end + at) for one in told]
            keys = [one for one in keys if one != key or not told]
    return replace(reading, intent=Intent.CORRECTION, found=(*reading.found, *more)) if more else reading


def _told_of(turn: Turn, key: str, part: str) -> list[Found]:
    """A time is read from its first word on: what it is called says nothing of it."""
    at = 0
    if key == "timing":
        noted = note(part, turn.context)
        first = min(piece.first for piece in find_pieces(noted.scanned.dates))
        at = noted.message.text.tokens[first].start
    reading = understand(part[at:], turn.context.asking(key))
    told = [one for one in reading.found if one.key == key and _is_plain(one)] if not reading.flags else []
    return [replace(one, start=one.start + at, end=one.end + at) for one in told]


def _is_put_right(turn: Turn, key: str, part: str) -> bool:
    question = turn.question(key)
    return ONE_IS_ANOTHER.match(simple(part)) is not None or (
        question is not None and question.is_mentioned(part)
    )


def _parts(text: str) -> list[re.Match[str]]:
    sentences = [one for one in SENTENCES.finditer(text) if any(map(str.isalnum, one[0]))]
    clauses = [one for one in CLAUSES.finditer(text) if any(map(str.isalnum, one[0]))]
    return clauses if len(clauses) > len(sentences) else sentences


def _may_tell(turn: Turn, words: str, keys: set[str]) -> bool:
    """Looked at first: it costs little."""
    noted = note(words, turn.context)
    place = "location" in keys and (noted.message.of("place") or noted.message.of("place_word"))
    return bool(place) or ("timing" in keys and bool(find_pieces(noted.scanned.dates)))


def _facts(turn: Turn, part: re.Match[str], keys: set[str]) -> list[Found]:
    said = understand(part[0], turn.context.asking(None))
    if said.intent not in TELLS or said.flags:
        return []
    facts = [fact for fact in said.found if fact.key in keys and _is_plain(fact)]
    if not facts and "timing" in keys and turn.knows("idea") and _wishes(part[0]):
        wished = understand(part[0], turn.context.asking("timing")).found
        facts = [fact for fact in wished if fact.key == "timing" and _is_plain(fact)]
    return [replace(fact, start=fact.start + part.start(), end=fact.end + part.start()) for fact in facts]


def _is_plain(fact: Found) -> bool:
    return fact.value is not None and len(fact.readings) <= 1


def _wishes(words: str) -> bool:
    """ "I'd like the 14th" of somebody who has said what they would like: it is a day."""
    return not listed("wishes").isdisjoint(WORD.findall(words.casefold()))
