"""Colour, black and grey, or either."""

from tattoobot.domain.understanding.inks import Run, ink_runs
from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.message import Message

STRENGTH = {"either": 3, "black_and_grey": 2, "colour": 1}


def read_colour(message: Message, context: Context) -> list[Found]:
    hits = _wanted(message, "colour")
    if (inks := ink_runs(message, context)) and not any(hit.value == "either" for hit in hits):
        first, after = _told_last(message, inks)
        return [message.found("colour", "colour", first, after)]
    if not hits:
        bare = _wanted(message, "colour_bare")
        hits = bare if context.asked == "colour" else [hit for hit in bare if _alone(message, hit)]
    if not hits:
        return []
    refusal = [hit for hit in message.of("colour") if hit.value == "colour" and message.refused[hit.first]]
    chosen = _choose(message, hits)
    if refusal and chosen.value == "colour":
        chosen = refusal[0]._replace(value="black_and_grey")
    return [message.found("colour", chosen.value, chosen.first, chosen.after)]


def _wanted(message: Message, kind: str) -> list[Hit]:
    if not message.of(kind):
        return []
    blocks = [*message.of("idiom", "colour"), *message.of("style", "watercolour")]
    kept: list[Hit] = []
    for hit in sorted(message.of(kind), key=lambda hit: (hit.first, -hit.after)):
        if kept and hit.after <= kept[-1].after:
            continue
        if any(block.first <= hit.first and hit.after <= block.after for block in blocks if block != hit):
            continue
        if message.refused[hit.first]:
            if hit.value == "colour":
                kept.append(hit._replace(value="black_and_grey"))
            continue
        kept.append(hit)
    return kept


def _told_last(message: Message, inks: list[Run]) -> Run:
    corrections = [hit.first for hit in message.of("phrase", "correction")]
    behind = [run for run in inks if corrections and run[0] > corrections[-1]]
    return max(behind or inks, key=lambda run: (run[1] - run[0], run[0]))


def _choose(message: Message, hits: list[Hit]) -> Hit:
    corrections = [hit.first for hit in message.of("phrase", "correction")]
    if corrections:
        hits = [hit for hit in hits if hit.first > corrections[-1]] or hits
    return max(
        hits,
        key=lambda hit: (
            STRENGTH[hit.value] if hit.value == "either" else 0,
            hit.after - hit.first,
            -hit.first,
        ),
    )


def _alone(message: Message, hit: Hit) -> bool:
    """ "10 cm, black": a colour that is a clause by itself."""
    start, after = message.clause(hit.first)
    return hit.value != "either" and (start, after) == (hit.first, hit.after) and len(message.words) > 1
