"""Where on the body: the part that is wanted, its side and its aspect."""

from typing import NamedTuple

from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.vocabulary import Hit, vocabulary
from tattoobot.domain.understanding.vocabulary.lists import listed
from tattoobot.domain.understanding.vocabulary.message import OR, Message

UNSAID = {
    "?arm": ("upper_arm", "forearm", "full_arm"),
    "?leg": ("thigh", "calf", "shin", "leg_full"),
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
LONG_NAME = 3
"""A name of so many words holds its own "behind the"."""
PIECES_OF_INK = listed("ink")
SIDES_NEAR = 4
"""How many words may stand between a part and its side or aspect."""


class Candidate(NamedTuple):
    hit: Hit
    score: float

    @property
    def part(self) -> str:
        return self.hit.value.split("/")[0]

    @property
    def values(self) -> tuple[str, str | None, str | None]:
        """Part, aspect and side of a hit: `ear//both`."""
        part, aspect, side = (*self.hit.value.split("/"), "", "")[:3]
        return part, aspect or None, side or None


def read_placement(message: Message, context: Context) -> list[Found]:
    candidates = _candidates(message, context)
    if not candidates:
        return _without_part(message, context)
    chosen = _choose(message, candidates)
    side = _near(message, "side", chosen.hit) or _side_of_limb(message, candidates)
    aspect = _near(message, "aspect", chosen.hit) if chosen.part not in ASPECTLESS else None
    spans = [chosen.hit, *(near for near in (side, aspect) if near)]
    part, implied, both = chosen.values
    spot = (side.value if side else both, aspect.value if aspect else implied)
    value = None if part.startswith("?") else _value(part, *spot)
    readings = tuple(_value(reading, *spot) for reading in UNSAID.get(part, ()))
    other = _alternative(message, candidates, chosen)
    if other:
        value, readings = None, (_value(part, *spot), other)
    first, after = min(span.first for span in spans), max(span.after for span in spans)
    return [message.found("placement", value, first, after, readings)]


def _value(part: str | None, side: str | None, aspect: str | None) -> Value:
    return {"part": part, "side": side, "aspect": aspect}


def _without_part(message: Message, context: Context) -> list[Found]:
    """ "left, not right": the side of a place that was named before."""
    corrected = message.of("phrase", "correction") or message.of("phrase", "second_thought")
    if context.asked != "placement" and not corrected:
        return []
    sides = [
        hit for hit in message.of("side") if not message.refused[hit.first] and not _not_a_side(message, hit)
    ]
    aspects = [hit for hit in message.of("aspect") if not message.refused[hit.first]]
    if context.asked != "placement":
        aspects = []
    said = [*sides[:1], *aspects[:1]]
    if not said:
        return []
    value = _value(None, sides[0].value if sides else None, aspects[0].value if aspects else None)
    return [message.found("placement", value, min(hit.first for hit in said), max(hit.after for hit in said))]


def _side_of_limb(message: Message, candidates: list[Candidate]) -> Hit | None:
    """ "a full sleeve on my left arm": the arm has the side."""
    limbs = (
        _near(message, "side", candidate.hit) for candidate in candidates if candidate.part.startswith("?")
    )
    return next((side for side in limbs if side), None)


def _candidates(message: Message, context: Context) -> list[Candidate]:
    hits = _longest(message)
    covered = bool(message.of("cover_up", "cover_up") or message.of("cover_up", "rework"))
    candidates = []
    for hit in hits:
        if hit.value == "any" or message.refused[hit.first]:
            continue
        if not covered and _existing(message, hit):
            continue
        score = _score(message, hit, context)
        if score > 0:
            candidates.append(Candidate(hit, score))
    return candidates


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
    if not (block.first <= hit.first and hit.after <= block.after):
        return False
    article = block.first == hit.first - 1 and message.words[block.first] in ("a", "an")
    piece = hit.after == block.after < len(message.words) and message.words[hit.after] in PIECES_OF_INK
    return not (article and piece)


def _score(message: Message, hit: Hit, context: Context) -> float:
    part = hit.value.split("/")[0]
    score = 1.0
    if part in PIECES:
        score += 2.5
    elif part.startswith("?"):
        score -= 0.8
    signs = _signs(message, hit)
    if not signs and _alone(message, hit):
        signs = 1.0
    score += signs
    if context.asked == "placement":
        score += 1
    elif part in OFTEN_A_SUBJECT and not signs and len(message.words) > 2 and hit.after - hit.first == 1:
        score -= 1
    return score


def _signs(message: Message, hit: Hit) -> float:
    """ "on my", "in the", "left", "inner": signs before the word that the body is meant."""
    light = vocabulary().light
    locative = {found.after: 3.0 for found in message.of("locative", "before")}
    locative |= {found.after: 2.0 for found in message.of("locative", "near")}
    marks = {
        at
        for kind in ("side", "aspect")
        for found in message.of(kind)
        for at in range(found.first, found.after)
    }
    signs = 0.0
    at = hit.first
    if at in locative:
        return locative[at]
    if hit.after - at >= LONG_NAME:
        return 3.0
    while at > 0 and hit.first - at < 5 and not message.gaps[at]:
        at -= 1
        if at in marks:
            signs = max(signs, 2.5)
        elif message.words[at] in POSSESSIVE:
            signs = max(signs, 1.5)
        if at + 1 in locative:
            return max(signs, locative[at + 1])
        if message.words[at] not in light and at not in marks:
            break
    behind = [*message.of("side"), *message.of("aspect"), *message.of("style_word", "after")]
    if any(found.first == hit.after for found in behind):
        signs = max(signs, 1.0)
    return signs


def _alone(message: Message, hit: Hit) -> bool:
    """Whether a clause is nothing but the part: "hand, 5 cm"."""
    start, after = message.clause(hit.first)
    light = vocabulary().light
    return all(
        word in light for word in (*message.words[start : hit.first], *message.words[hit.after : after])
    )


def _existing(message: Message, hit: Hit) -> bool:
    """Whether the words say where a tattoo already is, or whose it is."""
    return any(
        0 <= hit.first - found.after <= SIDES_NEAR and not message.broken(found.after - 1, hit.first, ".?")
        for found in message.of("existing", "before")
    )


def _choose(message: Message, candidates: list[Candidate]) -> Candidate:
    corrections = [hit.first for hit in message.of("phrase", "correction")]
    if corrections:
        later = [candidate for candidate in candidates if candidate.hit.first > corrections[-1]]
        candidates = later or candidates
    chosen = max(
        candidates,
        key=lambda candidate: (not candidate.part.startswith("?"), candidate.score, -candidate.hit.first),
    )
    if chosen.part in ("full_arm", "half_arm") and any(candidate.part == "?leg" for candidate in candidates):
        return Candidate(chosen.hit._replace(value="leg_full"), chosen.score)
    return chosen


def _near(message: Message, kind: str, part: Hit) -> Hit | None:
    """The side or aspect that belongs to the part: the nearest, not past the end of the sentence."""
    best: tuple[float, Hit] | None = None
    for hit in message.of(kind):
        if message.refused[hit.first] or _not_a_side(message, hit):
            continue
        if hit.after <= part.first:
            distance = float(part.first - hit.after)
            broken = message.broken(hit.after - 1, part.first, ".?")
        elif hit.first >= part.after:
            distance = hit.first - part.after + 0.5
            broken = message.broken(part.after - 1, hit.first, ".?")
        elif kind == "side":
            distance, broken = 0.0, False
        else:
            continue
        if broken or (distance > SIDES_NEAR and not _alone(message, hit)):
            continue
        if best is None or (distance, -hit.after) < (best[0], -best[1].after):
            best = distance, hit
    return best[1] if best else None


def _not_a_side(message: Message, hit: Hit) -> bool:
    return any(
        other.first <= hit.first and hit.after <= other.after and other.after - other.first > 1
        for other in message.of("not_side")
    )


def _alternative(message: Message, candidates: list[Candidate], chosen: Candidate) -> Value | None:
    """ "forearm or calf": the other one is a reading too, and the bot asks."""
    for candidate in candidates:
        first, second = sorted((chosen.hit, candidate.hit))
        between = message.words[first.after : second.first]
        if (
            candidate.part != chosen.part
            and len(between) <= SIDES_NEAR
            and any(word in OR for word in between)
        ):
            return _value(candidate.values[0], candidate.values[2], candidate.values[1])
    return None
