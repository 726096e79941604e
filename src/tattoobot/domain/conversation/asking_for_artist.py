"""A client who asks for the artist by name: "can I just talk to Robin", "kann ich mit Robin reden"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.studio import ArtistProfile
from tattoobot.domain.understanding.reading import Intent, Reading
from tattoobot.domain.understanding.text import fold
from tattoobot.domain.understanding.vocabulary.forms import Form, choices

TALK, TALKED_WITH = choices("talks_with"), choices("to_talk")
"""Before the name, and behind it; what was talked, or is to be by somebody else, is no wish for it."""


def with_wish_for_the_artist(turn: Turn, reading: Reading, words: str) -> Reading:
    """It is the same as to ask for a person."""
    if reading.intent is Intent.OPT_OUT or not asks_for_the_artist(words, turn.studio.artists):
        return reading
    return replace(reading, intent=Intent.HUMAN_REQUEST)


def asks_for_the_artist(words: str, artists: Sequence[ArtistProfile]) -> bool:
    names = tuple(sorted({one.name.split()[0].casefold() for one in artists if one.name.strip()}))
    return bool(names) and _wish(names).is_in(words)


@cache
def _wish(names: tuple[str, ...]) -> Form:
    named = (
        rf"(?:{choices('before_a_name')} )?(?:{'|'.join(re.escape(fold(name)) for name in names)})\b(?!'s)"
    )
    return Form(rf"\b{TALK} {named}|\b{choices('with')} {named} {TALKED_WITH}\b")
