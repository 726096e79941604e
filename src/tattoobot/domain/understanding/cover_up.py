"""New skin, a cover-up of an old tattoo or a scar, or a rework of one."""

import re

from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.roles.around import also_spoken_of
from tattoobot.domain.understanding.roles.decide import beside, decide
from tattoobot.domain.understanding.roles.features import Mention
from tattoobot.domain.understanding.vocabulary import Hit
from tattoobot.domain.understanding.vocabulary.forms import choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives
from tattoobot.domain.understanding.vocabulary.message import OR, Message

SHORT = 5
NEAR = 4
"""How many words away a tattoo, a thing or a place is named beside what may say so."""
INK = re.compile(rf"{choices('tattoo_stems')}|(?:{alternatives('ink')})$")
"""Words for a tattoo."""
LISTS = frozenset(("cover_up", "cover_up_bare", "cover_hint"))
HINTS = {
    **dict.fromkeys(("scar", "hide", "old"), "cover_up"),
    **dict.fromkeys(("finish", "again"), "rework"),
    **dict.fromkeys(("first", "bare", "beside"), "new"),
}
"""What each list of hints may say."""
COVERS = re.compile(rf"\b{choices('covers')}|{choices('tattoo_stems')}")
"""Said of what lies under the new piece."""


def read_cover_up(message: Message, context: Context) -> list[Found]:
    if LISTS.isdisjoint(message.hits):
        return []
    said = _said(message, "cover_up")
    if context.asked == "cover_up":
        said += _said(message, "cover_up_bare")
    if context.asked and _is_only_a_scar(message):
        bare = [mention for mention in said if mention.value == "new"]
        return [message.found("cover_up", "new", bare[0].first, bare[0].after)] if bare else []
    asked = "asked" if context.asked == "cover_up" else "unasked"
    taken = {at for mention in said for at in range(mention.first, mention.after)}
    taken |= message.covered("idiom", "cover_up")
    hints = [hit for hit in message.of("cover_hint") if taken.isdisjoint(range(hit.first, hit.after))]
    of_message = also_spoken_of(message)
    mentions = [
        mention._replace(
            marks=mention.marks
            | of_message
            | _beside_ink(message, mention)
            | {f"{asked}, {mark}" for mark in mention.marks}
        )
        for mention in sorted([*said, *(_hint(message, hit) for hit in hints)], key=lambda one: one.first)
    ]
    wanted = decide("cover_up", beside(mentions), message, context)
    if wanted:
        first, after, value, _ = wanted.mention
        return [message.found("cover_up", value, first, after, because=wanted.because)]
    # "My skin is clear", "black and grey, clear skin, 27": there is nothing else to weigh.
    plain = [one for one in said if len(message.words) <= SHORT or message.clause(one.first) == one[:2]]
    if plain:
        first, after, value, _ = max(plain, key=lambda mention: mention.after - mention.first)
        return [message.found("cover_up", value, first, after)]
    return []


def _is_only_a_scar(message: Message) -> bool:
    """ "Bare, well, a tiny scar": as an answer it tells of the skin, and of nothing that is to be covered."""
    return bool(message.of("cover_hint", "scar")) and not COVERS.search(message.text.folded)


def _said(message: Message, kind: str) -> list[Mention]:
    idioms, denials = message.of("idiom", "cover_up"), message.of("cover_up", "new")
    mentions: list[Mention] = []
    for hit in message.of(kind):
        blocks = idioms if hit.value == "new" else [*idioms, *denials]
        if any(map(hit.within, blocks)):
            continue
        around = message.words[max(hit.first - 1, 0) : hit.first] + message.words[hit.after : hit.after + 1]
        if kind == "cover_up_bare" and not OR.isdisjoint(around):
            continue  # "Yes or no?"
        if kind == "cover_up_bare" and message.is_a_tag(hit):
            continue
        value = "new" if message.refused[hit.first] else hit.value
        marks = {f"says {value}", f"{kind} says {value}", f"{min(hit.after - hit.first, 3)} words"}
        mentions.append(Mention(hit.first, hit.after, value, frozenset(marks)))
    return mentions


def _hint(message: Message, hit: Hit) -> Mention:
    value = HINTS[hit.value]
    marks = {f"says {value}", f"hint {hit.value}", f"hint {hit.value}: {message.words[hit.first]}"}
    return Mention(hit.first, hit.after, value, frozenset(marks))


def _beside_ink(message: Message, mention: Mention) -> set[str]:
    """Whether a tattoo, a thing or a place is named near it, and on which side."""
    marks = set[str]()
    for at in range(max(mention.first - NEAR, 0), min(mention.after + NEAR, len(message.words))):
        low, high = min(at, mention.first), max(at, mention.first)
        if INK.match(message.words[at]) and not message.broken(low, high):
            marks.add(f"ink near {'before' if at < mention.first else 'behind'}")
    for kind in ("motif", "placement"):
        for hit in message.of(kind):
            if 0 <= hit.first - mention.after < NEAR and not message.broken(mention.first, hit.first):
                marks.add(f"{kind} near behind")
            if 0 <= mention.first - hit.after < NEAR and not message.broken(hit.first, mention.first):
                marks.add(f"{kind} near before")
    return marks | {f"says {mention.value}, {mark}" for mark in marks}
