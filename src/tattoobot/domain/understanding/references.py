"""Reference pictures: there, to follow, or none."""

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.message import Message

STRENGTH = {"later": 2, "none": 1, "has": 0}


def read_references(message: Message, context: Context) -> list[Found]:
    hits = _longest(message, "references")
    if not hits and context.asked == "reference_images":
        hits = _longest(message, "references_bare")[:1]
    if not hits:
        return []
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
