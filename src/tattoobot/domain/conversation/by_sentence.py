"""When and where, told in a sentence of a message that also asks and tells other things: heard as if said alone."""

import re
from dataclasses import replace

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.understanding.reader import note, understand
from tattoobot.domain.understanding.reading import Found, Intent, Reading
from tattoobot.domain.understanding.text import SENTENCES, WORD
from tattoobot.domain.understanding.times import find_pieces
from tattoobot.domain.understanding.vocabulary.forms import Form, choices
from tattoobot.domain.understanding.vocabulary.lists import listed

CLAUSES = Form(rf"(?:[^,.;!?…\n]|,(?!\s*{choices('and', 'but')}\s))+[,.;!?…\n]*", accents=True)
MOST = 8
"""So many parts of a message are heard one by one."""
TELLS = frozenset(
    {Intent.ANSWER, Intent.ENQUIRY, Intent.CORRECTION, Intent.OTHER, Intent.AVAILABILITY_QUESTION}
)
HEARD_ALONE = ("timing", "location")


def with_what_sentences_tell(turn: Turn, reading: Reading, text: str) -> Reading:
    """ "Me gustaría el 14 de enero" behind "¿hay que reservar pronto?"; only what is not known yet."""
    if not turn.is_consulting or reading.flags:
        return reading
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
