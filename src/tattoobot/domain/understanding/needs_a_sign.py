"""Words for a part of the body that far more often mean something else: "behind", "la langue", "la cola".

They say where the tattoo goes only with a sign of it: an owner ("my behind"), "on" before them, or the open question,
where nothing else is told. What belongs to the drawing, "at the foot of a cliff", is no part either.
"""

import re

from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.vocabulary import Hit, vocabulary
from tattoobot.domain.understanding.vocabulary.forms import begun, choices
from tattoobot.domain.understanding.vocabulary.lists import folded, listed
from tattoobot.domain.understanding.vocabulary.message import Message

OWN = listed("possessives")
NEAR = 2
"""How many words may stand between "on" and the part."""

SPOKEN = re.compile(rf"(?<!\w){choices('spoken_tongue')}\s(?:\w+\s)?$")
"""Before a tongue that is spoken: "dans ma langue", "em que língua"."""

OF_A_SCENE = begun("of_a_scene")
"""Where in the picture something stands; as a message is folded."""


def is_something_else(message: Message, hit: Hit, context: Context) -> bool:
    if any(
        found.start() <= message.text.tokens[hit.first].start < found.end()
        for found in OF_A_SCENE.finditer(message.text.folded)
    ):
        return context.asked != "placement" or not _fills_its_clause(message, hit)
    if hit.after - hit.first > 1 or message.words[hit.first] not in folded("need_a_sign"):
        return False
    answers = context.asked == "placement" and _fills_its_clause(message, hit)
    return not answers and not _has_a_sign(message, hit)


def _has_a_sign(message: Message, hit: Hit) -> bool:
    before = message.text.folded[: message.text.tokens[hit.first].start]
    if SPOKEN.search(before) and "?" in message.text.raw:
        return False
    if hit.first and message.words[hit.first - 1] in OWN:
        return True
    on_it = (hit.first - place.after for place in message.of("locative") if place.after <= hit.first)
    return any(0 <= apart < NEAR for apart in on_it)


def _fills_its_clause(message: Message, hit: Hit) -> bool:
    """Nothing stands beside it but little words: "la langue", "my behind, please"."""
    start, after = message.clause(hit.first)
    rest = [*message.words[start : hit.first], *message.words[hit.after : after]]
    return all(word in vocabulary().light or word in OWN for word in rest)
