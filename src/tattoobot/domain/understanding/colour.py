"""Colour, black and grey, or either: of all that is named, what the piece is to be."""

import re
from collections.abc import Iterator

from tattoobot.domain.understanding.inks import (
    IN,
    MIXED,
    Run,
    ink_runs,
    may_name_inks,
    no_inks,
    single_inks,
)
from tattoobot.domain.understanding.reading import Context, Found
from tattoobot.domain.understanding.roles.decide import beside, decide
from tattoobot.domain.understanding.roles.features import Mention
from tattoobot.domain.understanding.vocabulary import Hit, outermost, vocabulary
from tattoobot.domain.understanding.vocabulary.forms import choices, whole
from tattoobot.domain.understanding.vocabulary.lists import listed, names_of
from tattoobot.domain.understanding.vocabulary.message import Message

LISTS = ("colour", "colour_bare", "ink")
"""From the surest to what may be the colour of anything."""
NAMING = frozenset(LISTS[:2])
IN_PORTUGUESE = IN | {"a"}
SHADES = ("colour", "black_and_grey")
ADDED = re.compile(
    rf"(?<!\w){choices('after_all')}(?!\w)[^.!?\n]{{0,40}}?(?<!\w)(?P<some>{choices('some_colour')})(?!\w)"
)
"""Behind black: a little colour after all."""
LONG = 3
"""From how many words on a name of colours is long."""
NAMED = whole("colour_is")
SAID_OF_IT = 5
"""So many words behind the name may be what it is: "the colour, that will be black"."""


def read_colour(message: Message, context: Context) -> list[Found]:
    if NAMING.isdisjoint(message.hits) and not may_name_inks(message):
        return []
    hits = _longest(message)
    if (mixed := _mixed(message, hits)) is not None:
        return [mixed]
    inks = [] if any(hit.value == "either" for hit in hits) else ink_runs(message, context)
    if any(_is_without(message, hit) for hit in hits):
        inks = [run for run in inks if _stands_apart(message, run)]
    if inks:
        first, after = _told_last(message, inks)
        return [message.found("colour", "colour", first, after)]
    if not hits:
        return []
    if any(hit.value == "black_and_grey" for hit in hits) and (added := _added(message)) is not None:
        return [added]
    if (of_style := next((hit for hit in hits if _stands_by_a_style(message, hit)), None)) is not None:
        return [message.found("colour", of_style.value, of_style.first, of_style.after)]
    usual = _by_rules(message, hits, context)
    if (
        usual
        and usual.value == "either"
        and context.asked not in {None, "colour"}
        and not _is_about_colour(message)
    ):
        return []  # "Egal, passt": nothing is left to choose.
    if usual and usual.value == "either":
        return [message.found("colour", "either", usual.first, usual.after)]
    asked = "asked" if context.asked == "colour" else "asked another thing" if context.asked else "unasked"
    mentions = [_mention(message, hit, asked, hit is usual) for hit in hits]
    wanted = decide("colour", beside(mentions), message, context)
    if not wanted:
        return []
    first, after, value, _ = wanted.mention
    return [message.found("colour", value, first, after, because=wanted.because)]


def _mixed(message: Message, hits: list[Hit]) -> Found | None:
    """ "The eyes in colour, the rest grey": kept as it is said."""
    if len({hit.value for hit in hits} & {"colour", "black_and_grey"}) < len(SHADES):
        return None
    between = MIXED.search(message.text.folded)
    if between is None:
        return None
    tokens, gaps = message.text.tokens, message.gaps
    first = after = next(at for at, token in enumerate(tokens) if token.start >= between.start())
    while first > 0 and gaps[first] not in (".", "?"):
        first -= 1
    while after < len(tokens) and gaps[after] not in (".", "?"):
        after += 1
    return message.found("colour", "colour", first, after)


def _is_without(message: Message, hit: Hit) -> bool:
    """ "No colour, my red one faded"."""
    named = not names_of("colour").isdisjoint(message.words[hit.first : hit.after])
    return hit.value == "black_and_grey" and named


def _stands_apart(message: Message, run: tuple[int, int]) -> bool:
    """The dark blue of "not colour, rather dark blue": in a clause with one word before it at most."""
    begins, ends = message.clause(run[0])
    return run[0] - begins <= 1 and run[1] == ends


def _stands_by_a_style(message: Message, hit: Hit) -> bool:
    """ "Fineline schwarz", "black linework": a clause of a style and a colour, and no more."""
    styles = message.covered("style")
    own = set(range(hit.first, hit.after))
    if hit.value not in SHADES or message.refused[hit.first] or not styles or styles & own:
        return False
    rest = set(range(*message.clause(hit.first))) - own
    light = vocabulary().light
    return not rest.isdisjoint(styles) and all(message.words[at] in light for at in rest - styles)


def _added(message: Message) -> Found | None:
    """ "Black. wait, can it have a lil colour": what is added last is wanted too."""
    told = ADDED.search(message.text.folded)
    if told is None:
        return None
    inside = [
        at
        for at, token in enumerate(message.text.tokens)
        if told.start("some") <= token.start and token.end <= told.end()
    ]
    return message.found("colour", "colour", inside[0], inside[-1] + 1)


def _is_about_colour(message: Message) -> bool:
    named = names_of("colour") | listed("ink")
    return not named.isdisjoint(message.words)


def _told_last(message: Message, inks: list[Run]) -> Run:
    corrections = [hit.first for hit in message.of("phrase", "correction")]
    behind = [run for run in inks if corrections and run[0] > corrections[-1]]
    return max(behind or inks, key=lambda run: (run[1] - run[0], run[0]))


def _longest(message: Message) -> list[Hit]:
    """Each name once, in its longest wording and its surest list, which comes first."""
    no_names = no_inks(message)
    others = no_names.union(_things(message))
    hits = [hit for kind in LISTS[:2] for hit in message.of(kind) if hit.first not in others]
    names = _names(message)
    hits = [hit for hit in hits if hit.first not in names or hit.value == "either"]
    hits += [Hit(at, at + 1, "ink", value, "") for at, value in single_inks(message, no_names)]
    blocks = (*message.of("idiom", "colour"), *message.of("style", "watercolour")) if hits else ()
    return outermost(
        hit
        for hit in hits
        if not any(map(hit.within, blocks)) and (hit.value == "colour" or not message.refused[hit.first])
    )


def _names(message: Message) -> frozenset[int]:
    """Where the question is only named: "a cor é preto", "the colour isn't red"."""
    if names_of("colour").isdisjoint(message.words):
        return frozenset()
    ends = {found.end() for found in NAMED.finditer(message.text.folded)}
    return frozenset(at for at, token in enumerate(message.text.tokens) if token.end in ends)


def _things(message: Message) -> Iterator[int]:
    """ "Pero quiero una rosa": behind its article it is the flower."""
    for hit in message.of("colour_bare"):
        yield from (motif.first for motif in message.of("motif") if motif.first == hit.first)


def _by_rules(message: Message, hits: list[Hit], context: Context) -> Hit | None:
    """What one would take without weighing: "either" before the longest, and what follows a correction before both."""
    sure = [hit for hit in hits if hit.kind == "colour"]
    if not sure:
        bare = [hit for hit in hits if hit.kind == "colour_bare"]
        said = [hit for hit in bare if _is_told_alone(message, hit)]
        sure = bare if context.asked == "colour" else said
    corrected = max((found.first for found in message.of("phrase", "correction")), default=-1)
    behind = [hit for hit in sure if hit.first > corrected]
    return max(
        behind or sure,
        key=lambda hit: (hit.value == "either", hit.after - hit.first, -hit.first),
        default=None,
    )


def _is_told_alone(message: Message, hit: Hit) -> bool:
    """Whether its clause says only that: by itself, behind "in", or behind the name of the question."""
    start, _ = message.clause(hit.first)
    named = any(max(start, hit.first - SAID_OF_IT) <= at < hit.first for at in _names(message))
    return named or _fills_its_clause(message, hit) or _ends_in_it(message, hit)


def _fills_its_clause(message: Message, hit: Hit) -> bool:
    return message.clause(hit.first) == (hit.first, hit.after) and len(message.words) > 1


def _ends_in_it(message: Message, hit: Hit) -> bool:
    """ "Fininha a preto", "fein in schwarz": a clause that ends in the colour it is to be done in."""
    before = message.words[hit.first - 1 : hit.first] if hit.first else []
    leads = IN_PORTUGUESE if message.language == "pt" else IN
    return not leads.isdisjoint(before) and message.clause(hit.first)[1] == hit.after


def _mention(message: Message, hit: Hit, asked: str, usual: bool) -> Mention:
    value = "black_and_grey" if message.refused[hit.first] else hit.value
    start, after = message.clause(hit.first)
    marks = {f"says {value}", f"{hit.kind} says {value}", f"{min(hit.after - hit.first, LONG)} words"}
    said = {
        "colours refused": value != hit.value,
        "a subject behind": any(motif.first == hit.after for motif in message.of("motif")),
        "a subject before": any(motif.after == hit.first for motif in message.of("motif")),
        "a word behind": hit.after < after and message.words[hit.after] not in vocabulary().light,
        "a word before": start < hit.first and message.words[hit.first - 1] not in vocabulary().light,
        "fills its clause": (start, after) == (hit.first, hit.after),
        "chosen by the rules": usual,
        "behind a correction": any(found.first < hit.first for found in message.of("phrase", "correction")),
    }
    marks |= {mark for mark, true in said.items() if true}
    return Mention(hit.first, hit.after, value, frozenset(marks | {f"{asked}, {mark}" for mark in marks}))
