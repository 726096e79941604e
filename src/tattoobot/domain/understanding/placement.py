"""Where on the body: the part that is wanted, its side and its aspect."""

from typing import NamedTuple

from tattoobot.domain.understanding.reading import Context, Found, Value
from tattoobot.domain.understanding.vocabulary import Hit, vocabulary
from tattoobot.domain.understanding.vocabulary.message import Message

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
PIECES = frozenset(("full_arm", "half_arm", "leg_full"))
SIDES_NEAR = 4
"""How many words may stand between a part and its side or aspect."""


class Candidate(NamedTuple):
    hit: Hit
    score: float

    @property
    def part(self) -> str:
        return self.hit.value.split("/")[0]


def read_placement(message: Message, context: Context) -> list[Found]:
    candidates = _candidates(message, context)
    if not candidates:
        return []
    chosen = _choose(message, candidates)
    first, after = chosen.hit.first, chosen.hit.after
    side = _near(message, "side", chosen.hit)
    aspect = _near(message, "aspect", chosen.hit)
    for near in (side, aspect):
        if near is not None:
            first, after = min(first, near.first), max(after, near.after)
    part, _, implied = chosen.hit.value.partition("/")
    spot = (side.value if side else None, aspect.value if aspect else implied or None)
    readings = tuple(_value(reading, *spot) for reading in UNSAID.get(part, ()))
    if part.startswith("?"):
        return [message.found("placement", None, first, after, readings)]
    value = readings[0] if readings else _value(part, *spot)
    return [
        message.found(
            "placement", value, first, after, readings or _others(message, candidates, chosen, value)
        )
    ]


def _value(part: str, side: str | None, aspect: str | None) -> Value:
    return {"part": part, "side": side, "aspect": aspect}


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
    hits = sorted(message.of("placement"), key=lambda hit: (hit.first, -hit.after))
    blocks = [*message.of("idiom", "placement"), *message.of("side")]
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.after <= kept[-1].after:
            continue
        if any(block.first <= hit.first and hit.after <= block.after for block in blocks):
            continue
        if kept and hit.first < kept[-1].after and hit.after - hit.first > kept[-1].after - kept[-1].first:
            kept.pop()
        elif kept and hit.first < kept[-1].after:
            continue
        kept.append(hit)
    return kept


def _score(message: Message, hit: Hit, context: Context) -> float:
    part = hit.value.split("/")[0]
    score = 1.0
    if part in PIECES:
        score += 3
    elif part.startswith("?"):
        score -= 0.8
    signs = _signs(message, hit)
    score += signs
    if context.asked == "placement":
        score += 1
    elif part in OFTEN_A_SUBJECT and not signs and len(message.words) > 2 and hit.after - hit.first == 1:
        score -= 1
    return score


def _signs(message: Message, hit: Hit) -> float:
    """ "on my", "in the", "left", "inner": signs before the word that the body is meant."""
    light = vocabulary().light
    locative = {found.after: found for found in message.of("locative")}
    marks = {
        at
        for kind in ("side", "aspect")
        for found in message.of(kind)
        for at in range(found.first, found.after)
    }
    signs = 0.0
    at = hit.first
    if at in locative:
        return 3.0
    while at > 0 and hit.first - at < 5 and not message.gaps[at]:
        at -= 1
        if at in marks:
            signs = max(signs, 1.0)
        elif message.words[at] in POSSESSIVE:
            signs = max(signs, 1.5)
        if at + 1 in locative:
            return 3.0
        if message.words[at] not in light and at not in marks:
            break
    if any(found.first == hit.after for kind in ("side", "aspect") for found in message.of(kind)):
        signs = max(signs, 1.0)
    return signs


POSSESSIVE = frozenset(
    (
        "my",
        "mi",
        "mis",
        "meu",
        "minha",
        "meus",
        "minhas",
        "mein",
        "meine",
        "meinem",
        "meinen",
        "meiner",
        "mon",
        "ma",
        "mes",
    )
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
    chosen = max(candidates, key=lambda candidate: (candidate.score, -candidate.hit.first))
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
        else:
            distance, broken = 0.0, False
        if (
            distance <= SIDES_NEAR
            and not broken
            and (best is None or (distance, -hit.after) < (best[0], -best[1].after))
        ):
            best = distance, hit
    return best[1] if best else None


def _not_a_side(message: Message, hit: Hit) -> bool:
    return any(
        other.first <= hit.first and hit.after <= other.after and other.after - other.first > 1
        for other in message.of("not_side")
    )


def _others(
    message: Message, candidates: list[Candidate], chosen: Candidate, value: Value
) -> tuple[Value, ...]:
    """ "forearm or calf": the other one is a reading too."""
    for candidate in candidates:
        between = message.words[chosen.hit.after : candidate.hit.first]
        if any(word in ("or", "o", "ou", "oder") for word in between) and len(between) <= SIDES_NEAR:
            other = candidate.hit.value.partition("/")
            return value, _value(other[0], None, other[2] or None)
    return ()
