"""Whose words only point at a picture ("the pic above", "das Bild, das ich geschickt hab") wants what is on it."""

import re
from dataclasses import replace
from functools import cache

from tattoobot.domain.conversation.announcing import PICTURES
from tattoobot.domain.conversation.facts import keep_fact, source_of
from tattoobot.domain.conversation.subject import Subject
from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.lead import Source
from tattoobot.domain.understanding.reading import Found, Notice, Reading
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.thing import without_facts
from tattoobot.domain.understanding.vocabulary import load
from tattoobot.domain.understanding.vocabulary.forms import whole
from tattoobot.domain.understanding.vocabulary.lists import folded

WORDS = re.compile(r"[^\W_]+")
LIKE_THIS = whole("like_this")
JUST_CAME = frozenset({"thanks_for_pictures", "got_pictures", "pictures_came"})
"""What was said last where a picture had come."""


def idea_as_pictured(turn: Turn, text: str, reading: Reading) -> Reading:
    """The idea that is on the picture, kept in words; what else was said of the piece is read as ever.

    Where none has come, it is one to come.
    """
    if not turn.is_consulting or turn.knows("idea") or turn.asked not in {"idea", None}:
        return reading
    of_picture = {"idea", PICTURES}
    others = [fact for fact in reading.found if fact.key not in of_picture]
    if not (
        points_at_what_came(turn, without_facts(text, others)) or _wants_one_like_it(turn, text, reading)
    ):
        return reading
    if not (turn.pictures or turn.knows(PICTURES)):
        return replace(reading, found=(*others, Found(PICTURES, "has", 0, len(text))))
    keep_as_pictured(turn, text, reading)
    return replace(reading, found=tuple(others), notices=reading.notices - {Notice.ANNOUNCEMENT})


def keep_as_pictured(turn: Turn, text: str, reading: Reading) -> None:
    words = load(turn.language)["lists"]["as_pictured"]
    keep_fact(turn, "idea", words, text, source_of(reading))
    turn.subject = None if turn.pictures else Subject(words, frozenset())


def names_what_was_pictured(turn: Turn, thing: str | None) -> bool:
    """Whether a thing is named where only a picture told the idea, or nothing: said back as what is told first."""
    known = turn.enquiry_answers.get("idea")
    pictured = known is not None and known.value in {load(one)["lists"]["as_pictured"] for one in LANGUAGES}
    if not thing or not (pictured or turn.lacks("idea")) or not turn.is_consulting:
        return False
    others = {key: answer for key, answer in turn.enquiry.answers.items() if key != "idea"}
    turn.lead, turn.subject = replace(turn.enquiry, answers=others), Subject(thing, frozenset())
    return True


def _wants_one_like_it(turn: Turn, text: str, reading: Reading) -> bool:
    """ "Something like this", beside a picture that is here."""
    pictures = turn.enquiry_answers.get(PICTURES)
    here = turn.pictures > 0 or (pictures is not None and pictures.source is Source.PHOTO)
    return here and not reading.names_a_thing and LIKE_THIS.search(fold(text)) is not None


def points_at_what_came(turn: Turn, text: str) -> bool:
    """ "That one", right behind a picture."""
    said = WORDS.findall(fold(text))
    pictures = _words_of("sent_pictures")
    if not said or not _words_of("points_at_pictures", "points_at_one", "sent_pictures").issuperset(said):
        return False
    said_last = {one.partition("#")[0] for one in turn.pace.said}
    just_came = turn.pictures > 0 or not JUST_CAME.isdisjoint(said_last)
    return not pictures.isdisjoint(said) or (just_came and not _words_of("points_at_one").isdisjoint(said))


@cache
def _words_of(*names: str) -> frozenset[str]:
    return frozenset(part for name in names for word in folded(name) for part in WORDS.findall(word))
