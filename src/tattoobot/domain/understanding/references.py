"""Reference pictures: there, to follow, or none."""

import re

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.roles.around import also_spoken_of
from tattoobot.domain.understanding.roles.decide import beside, decide
from tattoobot.domain.understanding.roles.features import Mention
from tattoobot.domain.understanding.vocabulary import Hit, outermost
from tattoobot.domain.understanding.vocabulary.forms import choices
from tattoobot.domain.understanding.vocabulary.message import Message

_LINK = re.compile(r"(?:https?://|www\.|pin\.it/|pinterest\.)\S+")
HINTS = {"picture": "has", "draft": "has", "later": "later", "none": "none"}
"""What each list of hints may say."""
PICTURES = ("picture", "draft")
LISTS = frozenset(("references", "references_bare", "picture_hint"))
NOT_THERE = re.compile(rf"(?<!\w){choices('pictures')}\s{choices('none_there')}")
LONGEST_BARE = 24
"""How many words may tell when pictures come without naming any: who says more speaks of something else."""
SHORT = 6
"""A message of so few words that names pictures and when they come speaks of nothing else."""
LONG = 4
"""From how many words on a way of saying it is long: the longer, the surer."""
CLOSE = 4
"""How many words stand at most between a picture and who has or sends it."""
NEAR = 8
"""How many words may stand between a picture and when it comes."""


def read_references(message: Message, context: Context) -> list[Found]:
    asked = context.asked == "reference_images"
    if LISTS.isdisjoint(message.hits):
        return _linked(message, asked)
    said = _said(message, "references")
    told = asked and len(message.words) <= LONGEST_BARE
    if told:
        said += _said(message, "references_bare")
    taken = {at for mention in said for at in range(mention.first, mention.after)}
    taken |= message.covered("idiom", "references")
    hints = [hit for hit in message.of("picture_hint") if taken.isdisjoint(range(hit.first, hit.after))]
    drawn = {
        at for hit in message.of("motif") for at in range(hit.first, hit.after) if hit.after - hit.first > 1
    }
    hints = [hit for hit in hints if hit.first not in drawn]
    if (denied := _denied(message, hints, said)) is not None:
        return [denied]
    pictures = [hit.first for hit in hints if hit.value in PICTURES] + [mention.first for mention in said]
    if pictures or asked:
        for hit in hints:
            near = told or any(abs(hit.first - at) <= NEAR for at in pictures)
            if hit.value in HINTS and (near or hit.value in PICTURES):
                said.append(_mention(hit, f"hint {hit.value}", HINTS[hit.value]))
        shown = [hit for hit in hints if hit.value == "show"]
        of_message = also_spoken_of(message)
        mentions = [
            _shown(mention._replace(marks=mention.marks | of_message), shown, message)
            for mention in sorted(said, key=lambda mention: mention.first)
        ]
        wanted = decide("reference_images", beside(mentions), message, context)
        if wanted:
            first, after, value, _ = wanted.mention
            return [message.found("reference_images", value, first, after, because=wanted.because)]
        plain = [one for one in said if f"references says {one.value}" in one.marks]
        if plain and len(message.words) <= SHORT:
            first, after, value, _ = plain[0]
            return [message.found("reference_images", value, first, after)]
    return _linked(message, asked)


def _denied(message: Message, hints: list[Hit], said: list[Mention]) -> Found | None:
    """ "Bilder hab ich nicht", "fotos no tengo": the "not" stands behind."""
    denied = NOT_THERE.search(message.text.folded)
    if denied is None:
        return None
    tokens = message.text.tokens
    firsts = [hit.first for hit in hints if hit.value in PICTURES] + [one.first for one in said]
    beside = any(not denied.start() - NEAR <= tokens[at].start <= denied.end() + 2 * NEAR for at in firsts)
    return None if beside else Found("reference_images", "none", *denied.span())


def _linked(message: Message, asked: bool) -> list[Found]:
    if not asked and "pin" not in message.text.folded:
        return []
    link = _LINK.search(message.text.folded)
    return [Found("reference_images", "has", *link.span())] if link and (asked or "pin" in link[0]) else []


def _shown(mention: Mention, shown: list[Hit], message: Message) -> Mention:
    """With who has or sends it, and on which side that is said."""
    marks = set[str]()
    for hit in shown:
        if abs(hit.first - mention.first) > NEAR:
            continue
        side = "before" if hit.first < mention.first else "after"
        marks.add(f"shown {side}")
        low, high = sorted((hit.first, mention.first))
        if high - low <= CLOSE and not message.broken(low, high):
            marks |= {f"shown close {side}", f"shown close {side} by {message.words[hit.first]}"}
    return mention._replace(marks=mention.marks | marks)


def _said(message: Message, kind: str) -> list[Mention]:
    blocks = message.of("idiom", "references")
    said = (hit for hit in message.of(kind) if not (kind == "references_bare" and message.is_a_tag(hit)))
    kept = outermost(hit for hit in said if not any(map(hit.within, blocks)))
    return [_mention(hit, f"{kind} says {hit.value}", hit.value) for hit in kept]


def _mention(hit: Hit, mark: str, value: str) -> Mention:
    length = f"{min(hit.after - hit.first, LONG)} words"
    return Mention(hit.first, hit.after, value, frozenset((f"says {value}", mark, f"{mark}, {length}")))
