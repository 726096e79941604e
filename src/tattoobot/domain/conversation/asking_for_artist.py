"""A client who asks for the artist by name: "can I just talk to Robin", "kann ich mit Robin reden"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tattoobot.domain.conversation.turn import Turn
from tattoobot.domain.studio import ArtistProfile
from tattoobot.domain.understanding.reading import Intent, Reading

TALK = (
    r"(?<!you )(?<!u )(?:talk|speak|chat)(?: directly| in person)? (?:to|with)"
    r"|(?<!vous )(?<!tu )parler (?:directement )?(?:à|avec)"
    r"|(?<!puedes )hablar (?:directamente )?con"
    r"|(?<!você )(?:falar|conversar) (?:direto |diretamente )?com"
)
"""Before the name; what was talked, or is to be by somebody else, is no wish for it."""
TALKED_WITH = r"(?:direkt |selbst |persönlich |mal |einfach )*(?:sprechen|reden|schreiben|telefonieren)"
"""Behind "mit" and the name."""


def with_wish_for_the_artist(turn: Turn, reading: Reading, words: str) -> Reading:
    """It is the same as to ask for a person."""
    if reading.intent is Intent.OPT_OUT or not asks_for_the_artist(words, turn.studio.artists):
        return reading
    return replace(reading, intent=Intent.HUMAN_REQUEST)


def asks_for_the_artist(words: str, artists: Sequence[ArtistProfile]) -> bool:
    names = tuple(sorted({one.name.split()[0].casefold() for one in artists if one.name.strip()}))
    return bool(names) and _wish(names).search(words.casefold()) is not None


@cache
def _wish(names: tuple[str, ...]) -> re.Pattern[str]:
    named = rf"(?:(?:el|la|le|o|a|dem|der) )?(?:{'|'.join(map(re.escape, names))})\b(?!['’]s)"
    return re.compile(rf"\b(?:{TALK}) {named}|\bmit {named} {TALKED_WITH}\b")
