"""Where on the body: the part that is wanted, its side and its aspect."""

import re
from itertools import pairwise

from tattoobot.domain.understanding.idea import is_drawn
from tattoobot.domain.understanding.needs_a_sign import is_something_else
from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.roles.around import Around, look_around
from tattoobot.domain.understanding.roles.decide import decide
from tattoobot.domain.understanding.roles.features import Mention
from tattoobot.domain.understanding.ruled_out import is_hurt, is_taken
from tattoobot.domain.understanding.vocabulary import Hit, vocabulary
from tattoobot.domain.understanding.vocabulary.forms import choices
from tattoobot.domain.understanding.vocabulary.lists import alternatives, folded, listed, spoken
from tattoobot.domain.understanding.vocabulary.message import OR, Message

UNSAID = {
    "?arm": ("upper_arm", "forearm", "full_arm"),
    "?leg": ("thigh", "calf", "shin", "leg_full"),
    "?leg_half": ("thigh", "calf", "shin"),
    "?back": ("back_upper", "back_lower"),
    "back": ("back_full", "back_upper", "back_lower"),
}
"""Words for more than one part: the bot asks which. A first reading without `?` is the usual one."""
OFTEN_A_SUBJECT = frozenset(
    ("hand", "face", "head", "finger", "foot", "ear", "back", "buttock", "knee", "neck", "spine", "toe")
)
"""Parts that are also drawn, or are everyday words: they need a sign that the body is meant."""
ASPECTLESS = frozenset(
    (
        "hand",
        "ear",
        "finger",
        "spine",
        "back_full",
        "back_upper",
        "back_lower",
        "full_arm",
        "half_arm",
        "leg_full",
        "chest",
        "throat",
        "sternum",
        "face",
        "head",
    )
)
"""Where a "back of" or "inside" is part of the name, or says nothing."""
PIECES = frozenset(("full_arm", "half_arm", "leg_full"))
POSSESSIVE = listed("possessives")
PIECES_OF_INK = listed("ink")
ASPECTS_OF_AN_ARM = frozenset(("inner", "outer", "back"))
IS_FOR = folded("is_for")
NEAR = 4
"""How many words may stand between a part and what is said of it."""
MEASURED_BY = re.compile(rf"(?<!\w)(?:{choices('as_long_as')}\s(?:\w+\s)?|{choices('a_few')}\s)$")
"""Before a finger that something is as long as."""
NOT_ONLY = re.compile(rf"(?<!\w){choices('not_only')}\s(?:\w+[\s']){{0,3}}$")
OPPOSITE = {"left": "right", "right": "left"}
OTHER = "other"
FINER = re.compile(rf"\b(?:{alternatives('finer_places')})\b", re.IGNORECASE)


def finer_place(words: str) -> str | None:
    """What is kept as a wider place and said back as the client calls it: the collarbone."""
    named = FINER.search(words)
    return named[0] if named else None


def read_placement(message: Message, context: Context) -> list[Found]:
    if not message.of("placement"):
        return _without_part(message, context)
    named = [hit for hit in _longest(message) if hit.value != "any" and not _of_another(message, hit)]
    if context.asked != "placement":
        named = [hit for hit in named if not is_drawn(message, hit)]
    named = [hit for hit in named if not is_something_else(message, hit, context)]
    named = [hit for hit in named if not _is_a_measure(message, hit) and not is_hurt(message, hit)]
    named = _with_aspects(named, message)
    parts = [hit for hit in named if not hit.value.startswith("?")]
    either = _either(message, parts)
    settled = [hit for hit in parts if hit not in either and not message.refused[hit.first]]
    settled = [hit for hit in settled if not _is_too_little(message, hit)] or settled
    mentions = [Mention(hit.first, hit.after, hit.value, _marks(message, hit, named)) for hit in settled]
    wanted = decide("placement", mentions, message, context)
    chosen = settled[mentions.index(wanted.mention)] if wanted else next(iter(either), _limb(message, named))
    chosen = chosen or _not_another(message, settled, parts)
    if chosen is None:
        return _without_part(message, context)
    part, implied, both = _split(chosen)
    if part in ("full_arm", "half_arm") and any(hit.value.startswith("?leg") for hit in named):
        part = "leg_full"
    side, spans = _side(message, context, chosen, named)
    aspect = None
    if part not in ASPECTLESS:
        aspect = _decide_beside("aspect", _aspects(message, chosen), message, context, chosen, named)
        spans += [aspect] if aspect else []
    spot = (side or both, aspect.value if aspect else implied)
    value = None if part.startswith("?") else _value(part, *spot)
    readings = tuple(_value(reading, *spot) for reading in UNSAID.get(part, ()))
    if chosen in either:
        other, of_other, side_of_other = _split(either[1])
        value, readings = None, (_value(part, *spot), _value(other, side_of_other, of_other))
    spans.append(chosen)
    first, after = min(span.first for span in spans), max(span.after for span in spans)
    return [message.found("placement", value, first, after, readings, wanted.because if wanted else None)]


def _is_a_measure(message: Message, hit: Hit) -> bool:
    """ "Uns 3 dedos", "so wie ein Daumen": measured by a finger."""
    return (
        hit.value == "finger"
        and MEASURED_BY.search(message.text.folded[: message.text.tokens[hit.first].start]) is not None
    )


def _is_too_little(message: Message, hit: Hit) -> bool:
    """The forearm of "the whole arm, not just the forearm"."""
    start = message.text.tokens[hit.first].start
    return NOT_ONLY.search(message.text.folded[:start]) is not None


def _not_another(message: Message, settled: list[Hit], parts: list[Hit]) -> Hit | None:
    """The collarbone of "collarbone, not finger"."""
    refused = [part.first for part in parts if message.refused[part.first]]
    return next((hit for hit in settled if any(1 <= at - hit.after <= NEAR - 2 for at in refused)), None)


def _with_aspects(named: list[Hit], message: Message) -> list[Hit]:
    """An arm of which only the inside, the outside or the back is meant is the upper one."""
    aspects = [hit for hit in message.of("aspect") if hit.value in ASPECTS_OF_AN_ARM]
    parts = [hit for hit in named if not hit.value.startswith("?")]
    told: list[Hit] = []
    for hit in named:
        beside = [
            aspect.value
            for aspect in aspects
            if hit.value == "?arm"
            and _apart(aspect, hit) < NEAR - 1
            and not any(_apart(aspect, part) <= _apart(aspect, hit) for part in parts)
        ]
        told.append(hit._replace(value=f"upper_arm/{beside[0]}") if beside else hit)
    return told


def _of_another(message: Message, hit: Hit) -> bool:
    """ "Ribs is for my mate": somebody else's place, unless it was said to be the client's own."""
    own = hit.first and message.words[hit.first - 1] in POSSESSIVE
    if own or hit.first in message.ends("locative", "on"):
        return False
    behind = message.words[hit.after : hit.after + NEAR]
    near = [kin for kin in message.of("clue", "kin") if 1 <= kin.first - hit.after <= NEAR]
    return (
        bool(near) and bool(behind) and behind[0] in IS_FOR and not message.broken(hit.first, near[0].first)
    )


def _apart(one: Hit, other: Hit) -> int:
    """How many words stand between them."""
    return max(one.first - other.after, other.first - one.after)


def _split(hit: Hit) -> tuple[str, str | None, str | None]:
    """Part, aspect and side of a hit: `ear//both`."""
    part, aspect, side = (*hit.value.split("/"), "", "")[:3]
    return part, aspect or None, side or None


def _value(part: str | None, side: str | None, aspect: str | None) -> Value:
    return {"part": part, "side": side, "aspect": aspect}


def _without_part(message: Message, context: Context) -> list[Found]:
    """ "left, not right": the side of a place that was named before."""
    corrected = message.of("phrase", "correction") or message.of("phrase", "second_thought")
    if context.asked != "placement" and not corrected:
        return []
    sides = [hit for hit in _sides(message) if not message.refused[hit.first]]
    aspects = [hit for hit in message.of("aspect") if not message.refused[hit.first]]
    if context.asked != "placement":
        aspects = []
    said = [*sides[:1], *aspects[:1]]
    if not said:
        return []
    value = _value(None, sides[0].value if sides else None, aspects[0].value if aspects else None)
    return [message.found("placement", value, min(hit.first for hit in said), max(hit.after for hit in said))]


def _limb(message: Message, named: list[Hit]) -> Hit | None:
    """ "on my arm": the bot asks which part of it."""
    limbs = [
        hit
        for hit in named
        if hit.value.startswith("?") and not message.refused[hit.first] and not _existing(message, hit)
    ]
    return next(iter(limbs), None)


def _marks(message: Message, hit: Hit, named: list[Hit]) -> frozenset[str]:
    """What is true of a part beside what stands around every mention."""
    part = hit.value.split("/")[0]
    marks = {
        f"part {part}",
        "often a subject"
        if part in OFTEN_A_SUBJECT
        else "a whole sleeve"
        if part in PIECES
        else "plain part",
    }
    others = [other for other in named if other.value.split("/")[0] != part]
    marks |= _marks_of_company(hit, others)
    if any(_existing(message, other) for other in others):
        marks.add("another part is an existing tattoo's place")
    for kind in ("side", "aspect"):
        if any(0 <= hit.first - found.after < NEAR for found in message.of(kind)):
            marks.add(f"{kind} before")
        if any(0 <= found.first - hit.after < 2 for found in message.of(kind)):
            marks.add(f"{kind} behind")
    light = vocabulary().light
    for found in message.of("locative"):
        between = message.words[found.after : hit.first]
        if 0 <= hit.first - found.after < NEAR and all(word in light for word in between):
            marks.add(f"locative {found.value}")
    return frozenset(marks | _marks_of_words(message, hit))


def _marks_of_company(hit: Hit, others: list[Hit]) -> set[str]:
    if not others:
        return {"the only part named"}
    sides = {other.first > hit.first for other in others}
    return {"another part follows" if follows else "another part came before" for follows in sides}


def _marks_of_words(message: Message, hit: Hit) -> set[str]:
    said = {
        "an existing tattoo's place": _existing(message, hit),
        "an old tattoo is to go": message.of("cover_up", "cover_up") or message.of("cover_up", "rework"),
        "behind a correction": any(found.first < hit.first for found in message.of("phrase", "correction")),
        "of one's own": hit.first and message.words[hit.first - 1] in POSSESSIVE,
        "ink behind": hit.after < len(message.words) and message.words[hit.after] in PIECES_OF_INK,
        "a long name": hit.after - hit.first > 2,
    }
    return {mark for mark, true in said.items() if true}


def _side(message: Message, context: Context, part: Hit, named: list[Hit]) -> tuple[str | None, list[Hit]]:
    """The side, said of the part or by what it is not ("the right one is full")."""
    sides = _sides(message)
    affirmed = [hit for hit in sides if not message.refused[hit.first] and not is_taken(message, hit)]
    said = _decide_beside("side", affirmed, message, context, part, named)
    if said:
        return said.value, [said]
    sides = [hit for hit in sides if hit.value in OPPOSITE]
    plain = len(named) == 1 and not affirmed and len({hit.value for hit in sides}) == 1
    other = sides[0] if plain else _decide_beside("other_side", sides, message, context, part, named)
    return (OPPOSITE[other.value], [other]) if other else (None, [])


def _sides(message: Message) -> list[Hit]:
    """What is said of sides; "the other one" is the opposite of the side that was named before it."""
    sides: list[Hit] = []
    for hit in message.of("side"):
        if hit.value == OTHER:
            named = [side.value for side in sides if side.value in OPPOSITE]
            hit = hit._replace(kind=OTHER, value=OPPOSITE[named[-1]]) if named else hit
        if hit.value != OTHER and not _not_a_side(message, hit):
            sides.append(hit)
    return sides


def _aspects(message: Message, part: Hit) -> list[Hit]:
    """Not what belongs to a part's own name: an "avant-bras" is no front."""
    name = _split(part)[0]
    names = [part, *(one for one in message.of("placement") if one.after - one.first > 1)]
    outside = (hit for hit in message.of("aspect") if not any(map(hit.overlaps, names)))
    return [hit for hit in outside if hit.value != name]


def _decide_beside(
    key: str, hits: list[Hit], message: Message, context: Context, part: Hit, named: list[Hit]
) -> Hit | None:
    """The side or aspect that belongs to the part."""
    around = look_around(message)
    mentions = [Mention(hit.first, hit.after, hit.value, _relation(around, hit, part, named)) for hit in hits]
    wanted = decide(key, mentions, message, context)
    return hits[mentions.index(wanted.mention)] if wanted else None


def _relation(around: Around, hit: Hit, part: Hit, named: list[Hit]) -> frozenset[str]:
    """How a side or an aspect stands to the part."""
    before = hit.after <= part.first
    low, high = (hit.after, part.first) if before else (part.after, hit.first)
    apart = max(high - low, 0)
    far = "beside" if apart == 0 else "near" if apart < NEAR else "away" if apart < 2 * NEAR else "far"
    marks = {f"{far} the part", f"{far} {'before' if before else 'behind'} the part", f"says {hit.value}"}
    marks.add(f"of part {part.value.split('/')[0]}")
    if hit.kind == OTHER:
        marks.add("the other one")
    clause, sentence = around.clause(hit.first), around.sentence[hit.first] - around.sentence[part.first]
    if clause == around.clause(part.first):
        marks.add("in the part's clause")
    else:
        marks.add(
            "in the part's sentence"
            if not sentence
            else "in the next sentence"
            if sentence == 1
            else "elsewhere"
        )
    others = [other for other in named if other is not part]
    if any(low <= other.first < high for other in others):
        marks.add("another part between")
    if any(abs(other.first - hit.first) < abs(part.first - hit.first) for other in others):
        marks.add("another part is nearer")
    if any(around.clause(other.first) == clause for other in others):
        marks.add("another part in its clause")
    between = {
        clue.value
        for at in range(around.clause(low), around.clause(max(high - 1, low)) + 1)
        for clue in around.clues[at]
        if low <= clue.first < high
    }
    marks |= {f"{clue} between" for clue in between if clue in ("kin", "other", "theirs", "contrast")}
    marks.add(f"subjects {around.subject[hit.first]} and {around.subject[part.first]}")
    return frozenset(marks)


def _longest(message: Message) -> list[Hit]:
    """Each part once, in its longest wording, and not inside an idiom or a "right hand side"."""
    hits = sorted(message.of("placement"), key=lambda hit: (hit.first, -hit.after, -len(hit.value)))
    blocks = [*message.of("idiom", "placement"), *message.of("side")]
    blocks += [hit for hit in message.of("aspect") if hit.after - hit.first > 1]
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.after <= kept[-1].after:
            continue
        if any(_blocks(message, block, hit) for block in blocks):
            continue
        if kept and hit.first < kept[-1].after and hit.after - hit.first > kept[-1].after - kept[-1].first:
            kept.pop()
        elif kept and hit.first < kept[-1].after:
            continue
        kept.append(hit)
    return kept


def _blocks(message: Message, block: Hit, hit: Hit) -> bool:
    """Whether the words mean something else here. "A neck" is a motif, "a neck tattoo" says where it goes."""
    of_the_part = block.kind == "side" and block.first == hit.first  # "mano derecha", "mollet g"
    if of_the_part or not hit.within(block):
        return False
    article = block.first == hit.first - 1 and message.words[block.first] in ("a", "an")
    piece = hit.after == block.after < len(message.words) and message.words[hit.after] in PIECES_OF_INK
    return not (article and piece)


def _existing(message: Message, hit: Hit) -> bool:
    """Whether the words say where a tattoo already is, or whose it is."""
    return any(
        0 <= hit.first - found.after <= NEAR and not message.broken(found.after - 1, hit.first, ".?")
        for found in message.of("existing", "before")
    )


def _not_a_side(message: Message, hit: Hit) -> bool:
    """ "It left a scar", "right now"; not "make it left calf", nor "derecho, de 12 cm"."""
    before_a_part = any(part.first == hit.after for part in message.of("placement"))
    return message.broken(hit.first, hit.after - 1) or any(
        hit.within(other)
        and not (before_a_part and other.after == hit.after)
        and other.after - other.first > 1
        and not message.broken(other.first, other.after - 1)
        for other in message.of("not_side")
    )


def _either(message: Message, parts: list[Hit]) -> list[Hit]:
    """ "forearm or calf": both are readings, and the bot asks. A Portuguese "o" is no "or"."""
    joins = OR - (vocabulary().of(message.language).light - spoken("or", message.language))
    for first, second in pairwise(parts):
        between = message.words[first.after : second.first]
        same = first.value.split("/")[0] == second.value.split("/")[0]
        refused = message.refused[first.first] or message.refused[second.first]
        if not same and not refused and len(between) <= NEAR and any(word in joins for word in between):
            return [first, second]
    return []
