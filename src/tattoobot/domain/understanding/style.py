"""The style that is wanted, not the one that is being covered."""

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.lists import listed
from tattoobot.domain.understanding.vocabulary.message import OR, Message

OFTEN_A_SUBJECT = frozenset(("mandala", "lettering", "anime", "ornamental", "sketch", "other", "minimalist"))
"""Styles that are also motifs: a named way of drawing beside them is the style."""


INTO = listed("into")


def read_style(message: Message, context: Context) -> list[Found]:
    wanted = [hit for hit in _longest(message) if hit.value != "any" and not message.refused[hit.first]]
    if not wanted:
        return []
    fresh = [hit for hit in wanted if not _covered(message, hit)]
    chosen = max(fresh, key=lambda hit: (_score(message, hit, context), -hit.first), default=None)
    if chosen is None:
        return []
    readings = _alternatives(message, fresh, chosen)
    value = None if readings else chosen.value
    return [message.found("style", value, chosen.first, chosen.after, readings)]


def _alternatives(message: Message, wanted: list[Hit], chosen: Hit) -> tuple[str, ...]:
    """ "blackwork or dotwork": both are readings, and the bot asks."""
    for hit in wanted:
        first, second = sorted((chosen, hit))
        between = message.words[first.after : second.first]
        if hit.value != chosen.value and len(between) <= 2 and any(word in OR for word in between):
            return first.value, second.value
    return ()


def _longest(message: Message) -> list[Hit]:
    blocks = message.of("idiom", "style")
    kept: list[Hit] = []
    for hit in sorted(message.of("style"), key=lambda hit: (hit.first, -hit.after)):
        inside = kept and hit.after <= kept[-1].after
        blocked = any(
            block.first <= hit.first
            and hit.after <= block.after
            and block.after - block.first > hit.after - hit.first
            for block in blocks
        )
        if not inside and not blocked:
            kept.append(hit)
    return kept


def _score(message: Message, hit: Hit, context: Context) -> float:
    score = 0.0 if hit.value in OFTEN_A_SUBJECT else 1.0
    if any(
        found.first == hit.after or found.after == hit.after for found in message.of("style_word", "after")
    ):
        score += 1.5
    if any(found.first < hit.first for found in message.of("phrase", "correction")):
        score += 2
    return score + (hit.after - hit.first > 1) * 0.1


def _covered(message: Message, hit: Hit) -> bool:
    """ "cover my old tribal": what stands right behind the cover-up is what is to go."""
    if not message.of("cover_up", "cover_up") and not message.of("cover_up", "rework"):
        return any(hit.first == found.after for found in message.of("existing", "before"))
    return any(
        0 <= hit.first - found.after <= 2
        and not message.broken(found.after - 1, hit.first)
        and not _into(message, found, hit)
        for found in message.of("existing", "of_cover")
    )


def _into(message: Message, found: Hit, hit: Hit) -> bool:
    return any(word in INTO for word in message.words[found.after : hit.first])
