"""New skin, a cover-up of an old tattoo or a scar, or a rework of one."""

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.message import Message


def read_cover_up(message: Message, context: Context) -> list[Found]:
    hits = _wanted(message, "cover_up")
    if not hits and context.asked == "cover_up":
        hits = _wanted(message, "cover_up_bare")[:1]
    if not hits:
        return []
    chosen = max(
        hits,
        key=lambda hit: (hit.value != "new", hit.after - hit.first, -hit.first),
    )
    return [message.found("cover_up", chosen.value, chosen.first, chosen.after)]


def _wanted(message: Message, kind: str) -> list[Hit]:
    idioms, denials = message.of("idiom", "cover_up"), message.of("cover_up", "new")
    wanted = []
    for hit in message.of(kind):
        blocks = idioms if hit.value == "new" else [*idioms, *denials]
        if any(block.first <= hit.first and hit.after <= block.after for block in blocks):
            continue
        if hit.value != "new" and message.refused[hit.first]:
            hit = hit._replace(value="new")
        wanted.append(hit)
    return wanted
