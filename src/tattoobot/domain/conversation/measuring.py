"""Sizes in words: "from elbow to wrist" is an answer and the artist's to check; "like a finger" measures."""

from dataclasses import replace

from tattoobot.domain.consultation import CHANGE, SUMMARY
from tattoobot.domain.conversation.facts import keep_fact
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.lead import Source
from tattoobot.domain.understanding.reader import note_words
from tattoobot.domain.understanding.reading import Found, Reading
from tattoobot.domain.understanding.span import size_of_span
from tattoobot.domain.understanding.text import CLAUSE_ENDS
from tattoobot.domain.understanding.vocabulary.forms import Form, choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives

LIKE = Form(rf"(?:\b{choices('as_big_as')}\s(?:\w{{1,5}}\s)?|\b{choices('as_big_as_one')}\s)$")
MEASURES = Form(rf"^\s*(?:{alternatives('is_so_long')}|=)\s(?:\w+\s){{0,3}}?\d", accents=True)
FINGERS = frozenset({"finger", "hand", "palm"})


def hear_span(turn: Turn, text: str, reading: Reading) -> Reading:
    """What is left to be read: how far it goes on the body is not where it goes, where that is known."""
    if "size" in reading.slots or not _is_asked(turn, text):
        return reading
    said = next((one for one in (*CLAUSE_ENDS.split(text), text) if size_of_span(one) is not None), None)
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


def is_compared(turn: Turn, fact: Found, text: str) -> bool:
    """ "Like a finger", "a finger is about 8 cm": a measure, where it is known where it goes."""
    if not isinstance(fact.value, dict) or fact.value.get("part") not in FINGERS:
        return False
    measured = MEASURES.search(text[fact.end :]) is not None
    return measured or (turn.knows("placement") and LIKE.search(text[: fact.start]) is not None)


def is_vaguer(turn: Turn, fact: Found, text: str) -> bool:
    """ "The size of a finger", or "a small fox" told anew, once it is known how big it is to be."""
    known = turn.enquiry.answers.get("size")
    vague = isinstance(fact.value, dict) and "longest_cm" not in fact.value
    if known is None or not isinstance(known.value, dict) or not vague:
        return False
    if "longest_cm" in known.value and LIKE.search(text[: fact.start]):
        return True
    return "size" not in {turn.asked, *turn.asked_too} and _is_of_a_thing(turn, fact, text)


def _is_of_a_thing(turn: Turn, fact: Found, text: str) -> bool:
    """ "Kleiner Fuchs", "andorinha pequena"."""
    message = note_words(text, turn.context)
    tokens = message.text.tokens
    motifs = message.covered("motif")
    at = [number for number, one in enumerate(tokens) if fact.start <= one.start < fact.end]
    return bool(at) and not motifs.isdisjoint({at[0] - 1, at[-1] + 1})
