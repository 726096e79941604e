"""Reference pictures: there, to follow, or none."""

import re

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.message import Message

_LINK = re.compile(r"(?:https?://|www\.|pin\.it/|pinterest\.)\S+")
STRENGTH = {"later": 2, "none": 1, "has": 0}


def read_references(message: Message, context: Context) -> list[Found]:
    hits = _longest(message, "references")
    asked = context.asked == "reference_images"
    if not hits and asked and not message.of("phrase", "dont_know"):
        hits = _longest(message, "references_bare")[:1]
    if not hits:
        link = _LINK.search(message.text.folded)
        return (
            [Found("reference_images", "has", *link.span())] if link and (asked or "pin" in link[0]) else []
        )
    chosen = max(hits, key=lambda hit: (STRENGTH[hit.value], -hit.first))
    return [message.found("reference_images", chosen.value, chosen.first, chosen.after)]


def _longest(message: Message, kind: str) -> list[Hit]:
    blocks = message.of("idiom", "references")
    kept: list[Hit] = []
    for hit in sorted(message.of(kind), key=lambda hit: (hit.first, -hit.after)):
        if any(other.first <= hit.first and hit.after <= other.after for other in (*kept, *blocks)):
            continue
        kept.append(hit)
    return kept
