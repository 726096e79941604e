"""What is said of a side or a part that rules it out for the piece: it is full, or it is broken."""

from tattoobot.domain.understanding.vocabulary import Hit, vocabulary
from tattoobot.domain.understanding.vocabulary.lists import folded
from tattoobot.domain.understanding.vocabulary.message import Message

IS_ALREADY, HURTS = folded("is_already"), folded("hurts")
REACH = 4
"""How many words may stand between a side and that it is full."""
NEXT = 2
"""How many little words may stand between a part and what broke."""


def is_taken(message: Message, side: Hit) -> bool:
    """The right of "the right one's full"; not that of "right full sleeve"."""
    return any(
        0 < full.first - side.after <= REACH
        and not message.broken(side.first, full.first)
        and not IS_ALREADY.isdisjoint(message.words[side.after : full.first])
        for full in message.of("clue", "full")
    )


def is_hurt(message: Message, part: Hit) -> bool:
    """The wrist of "my mum broke her wrist", the Schulter of "die Schulter gebrochen"."""
    words = message.words
    if HURTS.isdisjoint(words):
        return False
    light, on = vocabulary().light, message.ends("locative", "on")
    for at in range(max(part.first - NEXT - 1, 0), part.first):
        between = words[at + 1 : part.first]
        if words[at] in HURTS and all(word in light for word in between) and part.first not in on:
            return not message.broken(at, part.first)
    behind = words[part.after : part.after + 1]
    return bool(behind) and behind[0] in HURTS and not message.broken(part.first, part.after)
