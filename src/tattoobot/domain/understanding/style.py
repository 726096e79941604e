"""The style that is wanted: not the one that is being covered, nor a mandala that is only drawn."""

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.roles.decide import beside, decide
from tattoobot.domain.understanding.roles.features import Mention
from tattoobot.domain.understanding.vocabulary import Hit, outermost
from tattoobot.domain.understanding.vocabulary.lists import listed
from tattoobot.domain.understanding.vocabulary.message import OR, Message

OFTEN_A_SUBJECT = frozenset(("mandala", "lettering", "anime", "ornamental", "sketch", "other", "minimalist"))
"""Styles that are also motifs: a named way of drawing beside them is the style."""


INTO = listed("into")
LONG = 3


def read_style(message: Message, context: Context) -> list[Found]:
    if not message.of("style"):
        return []
    hits = [
        hit
        for hit in _longest(message)
        if hit.value != "any" and not message.refused[hit.first] and not _covered(message, hit)
    ]
    mentions = [_mention(message, hit, context) for hit in hits]
    wanted = decide("style", beside(mentions), message, context) if mentions else None
    if wanted is None:
        return []
    chosen = next(hit for hit in hits if hit.first == wanted.mention.first)
    readings = _alternatives(message, hits, chosen)
    value = None if readings else chosen.value
    return [message.found("style", value, chosen.first, chosen.after, readings, wanted.because)]


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
    return outermost(
        hit
        for hit in message.of("style")
        if not _is_a_colour_too(message, hit)
        and not any(hit.within(block) and hit[:2] != block[:2] for block in blocks)
    )


def _is_a_colour_too(message: Message, hit: Hit) -> bool:
    """ "Realistic, black and grey" is a style, and a colour."""
    tokens = message.text.tokens
    written = message.text.raw[tokens[hit.first].start : tokens[hit.after - 1].end]
    return hit.value == "black_and_grey_realism" and not {",", "."}.isdisjoint(written)


def _mention(message: Message, hit: Hit, context: Context) -> Mention:
    words = message.of("style_word", "after")
    marks = {
        "often a subject" if hit.value in OFTEN_A_SUBJECT else "a way of drawing",
        f"says {hit.value}",
        f"{min(hit.after - hit.first, LONG)} words",
    }
    said = {
        "said to be a style": any(hit.after == word.first or word.after == hit.first for word in words),
        "behind a correction": any(found.first < hit.first for found in message.of("phrase", "correction")),
        "fills its clause": message.clause(hit.first) == (hit.first, hit.after),
    }
    marks |= {mark for mark, true in said.items() if true}
    asked = (
        "asked" if context.asked == "style" else "asked for something else" if context.asked else "unasked"
    )
    return Mention(hit.first, hit.after, hit.value, frozenset(marks | {f"{asked}, {mark}" for mark in marks}))


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
