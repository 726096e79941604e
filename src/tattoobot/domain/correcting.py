"""A fact of an enquiry as the artist puts it right: chosen from a list, or read as a client's words are."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict

from tattoobot.domain import consultation
from tattoobot.domain.consultation import Question
from tattoobot.domain.facts import READ
from tattoobot.domain.lead import Answer, Source
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context
from tattoobot.errors import BookingError

CHOSEN = frozenset({"style", "colour", "cover_up"})
"""One of a list."""
THEIRS_ALONE = frozenset({"adult", "reference_images"})
"""Nobody else can say it for a client, or make it so by saying it."""
LONGEST = 1000


class NotUnderstood(BookingError):
    """That was not understood. Please write it in other words, or as a number."""

    http_status = 422
    code = "not_understood"


def correctable(flow: Sequence[Question]) -> list[str]:
    """The facts that the artist may put right, in the order of the studio's questions."""
    return [question.key for question in flow if question.key not in THEIRS_ALONE]


def mark_of(given: Answer | None) -> str:
    """Says whether an answer is still the one that was looked at."""
    if given is None:
        return "none"
    return hashlib.sha256(json.dumps(asdict(given), sort_keys=True).encode()).hexdigest()[:16]


def corrected(key: str, typed: str, before: Answer | None, chosen: str | None, context: Context) -> Answer:
    """The answer as the artist gives it; the client's own words stay beside it. `chosen`: the value from a list.

    Raises `NotUnderstood`.
    """
    said = "" if before is None else before.said if before.source is Source.ARTIST else before.text
    typed = typed.strip()[:LONGEST]
    if not typed:
        raise NotUnderstood
    if key in CHOSEN:
        if chosen is None:
            raise NotUnderstood
        return Answer(typed, chosen, Source.ARTIST, said)
    question = consultation.question(key)
    if question is None or key not in READ:
        return Answer(typed, typed, Source.ARTIST, said)
    found = next((fact for fact in understand(typed, context).found if fact.key == key), None)
    if found is None or found.value is None:
        raise NotUnderstood
    return Answer(typed, found.value, Source.ARTIST, said)
