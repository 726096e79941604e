"""What a client asked a person who was talking to them, and nobody has answered: it stands when the bot goes on."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from tattoobot.domain.conversation.client_questions import QUESTIONS_ASKED
from tattoobot.domain.handover import HEALTH
from tattoobot.domain.studio import Studio
from tattoobot.domain.understanding.reader import understand


class LeftOpen(NamedTuple):
    """Of messages by their ids: which asked something, and which of those may be quoted."""

    asked: tuple[int, ...]
    quotable: tuple[int, ...]


def left_open(
    said: Iterable[tuple[int, str]], studio: Studio, now: datetime, language: str | None
) -> LeftOpen:
    """Words about health are quoted in no notification."""
    context = studio.context(now.astimezone(studio.zone), asked=None, language=language)
    asked, quotable = [], []
    for number, words in said:
        reading = understand(words, context)
        if "?" in words or reading.intent in QUESTIONS_ASKED:
            asked.append(number)
            quotable += [] if reading.flags & HEALTH else [number]
    return LeftOpen(tuple(asked), tuple(quotable))
