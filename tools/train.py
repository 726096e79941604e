"""Learns from the labelled messages what no rule can say, and writes the weights: `make train`.

To let something be decided by weights:

1. write a function that gives the named features of a case (short strings; in `src/`, the product calls it too);
2. write one here that turns labelled messages into `Example`s: those features, and the answer that the labels imply;
3. add it to `LEARNT`, run `make train`, and ask in the product `context.weights["name"].best(features)`.

What stands earlier in `LEARNT` is learnt earlier: the examples of the later ones are made with it in `context.weights`.
A feature counts when several hands use it and often enough; so nobody's own turn of phrase is learnt. Whether it was
worth it is said by `tests/understanding/one_hand_out.py`, which trains without one hand's messages.
"""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from tattoobot.domain.understanding.budget import BOUNDS
from tattoobot.domain.understanding.dates import Dates
from tattoobot.domain.understanding.intent import BY_RULES_ALONE, by_rules
from tattoobot.domain.understanding.intent_features import intent_features
from tattoobot.domain.understanding.placement import OPPOSITE
from tattoobot.domain.understanding.reader import Noted, look, note
from tattoobot.domain.understanding.reading import Context
from tattoobot.domain.understanding.roles.decide import NOT, WANTED, taught_by
from tattoobot.domain.understanding.roles.features import Mention
from tattoobot.domain.understanding.size import NAMED
from tattoobot.domain.understanding.times import Piece, find_pieces
from tattoobot.domain.understanding.times.roles import NONE, are_weighed, described, in_roles
from tattoobot.domain.understanding.times.sifted import sifted
from tattoobot.domain.understanding.timing import together
from tattoobot.domain.understanding.topics import read_topics
from tattoobot.domain.understanding.weights import ALWAYS, PATH, Model, Weights

CORPUS = Path(__file__).parent.parent / "tests" / "understanding"
HANDS = (
    "english-a",
    "english-b",
    "german-french",
    "spanish-portuguese",
    "english-c",
    "romance-c",
    "english-german-d",
    "english-e",
    "german-english-f",
    "french-spanish-g",
    "portuguese-mixed-h",
    "romance-i",
    "german-french-l",
    "english-k",
    "spanish-portuguese-m",
    "all-j",
    "five-natural-n",
    "english-german-french-q",
    "spanish-portuguese-english-r",
    "five-natural-u",
)
TOLERANCE = 0.05
"""Of a length in centimetres."""
DIGITS = 2
"""Of a weight: a hundredth decides nothing."""


@dataclass(frozen=True)
class Labelled:
    """A message, its labels as the corpus has them, and who wrote it."""

    row: dict[str, Any]
    hand: str

    @cached_property
    def name(self) -> str:
        return self.hand + json.dumps(self.row)

    @property
    def text(self) -> str:
        return str(self.row["text"])

    def context(self, weights: Weights) -> Context:
        now = datetime.fromisoformat(self.row["now"])
        return Context(now, self.row["asked"], self.row["lang"], weights=weights)


@dataclass(frozen=True, slots=True)
class Example:
    features: frozenset[str]
    answer: str
    hand: str
    counts: float = 1.0
    """As how many examples."""


Examples = Callable[[Sequence[Labelled], Weights], Iterable[Example]]


class Labels:
    """Decides roles by the labels of one message, and notes the features of every mention that there was."""

    def __init__(self, labelled: Labelled) -> None:
        self.noted: dict[str, list[Example]] = {}
        self._hand = labelled.hand
        self._slots: dict[str, Any] = labelled.row["slots"]
        self._also: dict[str, list[Any]] = labelled.row.get("also", {}).get("slots", {})

    def __call__(self, key: str, mentions: Sequence[Mention], named: list[set[str]]) -> Mention | None:
        wanted = self._wanted(key)
        right = [mention for mention in mentions if any(_is(key, mention, label) for label in wanted)]
        if len(right) > 1 and key == "adult":
            return right[0]  # which of the numbers it was, nobody said
        if right or not wanted:
            self.noted.setdefault(key, []).extend(
                Example(frozenset(each), WANTED if mention in right else NOT, self._hand)
                for mention, each in zip(mentions, named, strict=True)
                if not (key == "size_word" and self._gives_way(mention))
            )
        return next(iter(right), None)

    def _gives_way(self, mention: Mention) -> bool:
        """A word of size beside a measure ("small, 5 cm"): meant or not, the label does not say it."""
        measured = self._wanted("size") and not self._wanted("size_word")
        value = mention.value[0] if isinstance(mention.value, tuple) else mention.value
        return bool(measured) and value["class"] not in NAMED

    def settle(self, key: str, mention: Mention, named: set[str]) -> str | None:
        """Which bound of the labelled budget the amount is."""
        amounts = _amounts(mention.value)
        for label in self._wanted("budget"):
            for answer, bound in BOUNDS.items():
                if len(amounts) == 1 and label.items() >= bound(*amounts).items():
                    self.noted.setdefault(key, []).append(Example(frozenset(named), answer, self._hand))
                    return answer
        return None

    def _wanted(self, key: str) -> list[Any]:
        slot, part = PART_OF.get(key, (key, None))
        said = [label for label in (self._slots.get(slot), *self._also.get(slot, [])) if label is not None]
        values = [_part(label, part) for label in said] if part else said
        return [value for value in values if value is not None]


PART_OF = {
    "placement": ("placement", "part"),
    "side": ("placement", "side"),
    "other_side": ("placement", "side"),
    "aspect": ("placement", "aspect"),
    "size": ("size", "measure"),
    "size_word": ("size", "class"),
}
"""Decisions about a part of a label."""
WHOLE = ("location", "budget", "style", "colour", "cover_up", "reference_images", "adult")
"""Decisions about a whole label."""


def _part(label: dict[str, Any], part: str) -> Any:
    if part != "measure":
        return label.get(part)
    return {key: value for key, value in label.items() if key != "class"} or None


def _is(key: str, mention: Mention, label: Any) -> bool:
    """Whether a mention is what the label says."""
    if key == "placement":
        return bool(mention.value.split("/")[0] == label)
    if key == "other_side":
        return bool(OPPOSITE.get(mention.value) == label)
    if key == "location":  # a town that no list knows has no country
        return bool(mention.value["city"] == label["city"] and (label["city"] or mention.value == label))
    if key == "budget":
        return _amounts(mention.value) == _amounts(label)
    if key in ("size", "size_word"):  # of what can be read in two ways the first is the usual one
        value = mention.value[0] if isinstance(mention.value, tuple) else mention.value
        return _near(value, label) if key == "size" else bool(value["class"] == label)
    return bool(mention.value == label)


def _amounts(value: dict[str, Any]) -> set[float]:
    return {value["min"], value["max"]} - {None}


def _near(value: dict[str, float], label: dict[str, float]) -> bool:
    return value.keys() == label.keys() and all(abs(value[key] - label[key]) <= TOLERANCE for key in label)


_read: dict[str, Noted] = {}
_taught: dict[str, dict[str, list[Example]]] = {}
"""By message; reading it again would give the same."""


def _noted(labelled: Labelled, context: Context) -> Noted:
    if labelled.name not in _read:
        _read[labelled.name] = note(labelled.text, context)
    return _read[labelled.name]


def roles(key: str) -> Examples:
    """Which mention of a thing is meant (`domain/understanding/roles`)."""

    def examples(learnt_from: Sequence[Labelled], weights: Weights) -> Iterator[Example]:
        for labelled in learnt_from:
            if labelled.name not in _taught:
                context = labelled.context(weights)
                with taught_by(labels := Labels(labelled)):
                    look(labelled.text, context, _noted(labelled, context))
                _taught[labelled.name] = labels.noted
            yield from _taught[labelled.name].get(key, ())

    return examples


def of_intents(learnt_from: Sequence[Labelled], weights: Weights) -> Iterator[Example]:
    """What a message is for, where no rule that anyone must be able to look up decides it."""
    for one in learnt_from:
        context = one.context(weights)
        seen = look(one.text, context, _noted(one, context))
        verdict = by_rules(seen.message, seen.found, seen.flags, seen.context)
        if verdict not in BY_RULES_ALONE and one.row["intent"] not in BY_RULES_ALONE:
            topics = read_topics(seen.message)
            features = intent_features(seen.message, seen.found, seen.flags, topics, seen.context, verdict)
            yield Example(frozenset(features), one.row["intent"], one.hand)


MOST_PIECES = 6
"""So many times in a message are tried in every combination that could be the label."""


def times(learnt_from: Sequence[Labelled], weights: Weights) -> Iterator[Example]:
    """What each time that a message names is to the wish (`domain/understanding/times/roles.py`)."""
    for labelled in learnt_from:
        name = f"time {labelled.name}"
        if name not in _taught:
            _taught[name] = {"time": list(_times(labelled, weights))}
        yield from _taught[name]["time"]


def _times(labelled: Labelled, weights: Weights) -> Iterator[Example]:
    context = labelled.context(weights)
    message, scanned = _noted(labelled, context)
    context = replace(context, language=message.language)
    pieces = sifted(find_pieces(scanned.dates), message, scanned)
    if not pieces or not are_weighed(message, scanned):
        return
    also = labelled.row.get("also", {}).get("slots", {}).get("timing", [])
    wanted = [label for label in (labelled.row["slots"].get("timing"), *also) if label is not None]
    answers = _answers(pieces[:MOST_PIECES], wanted, scanned.dates) if wanted else [NONE] * len(pieces)
    for named, answer in zip(described(pieces, message, scanned, context), answers, strict=False):
        if answer:
            yield Example(named, answer, labelled.hand)


def _answers(pieces: Sequence[Piece], wanted: list[Any], dates: Dates) -> list[str | None]:
    """The role that each piece has in all the plainest ways to make the label of them; None where that is open."""
    plain = [tuple(roles) for size in range(1, 5) for roles in _chosen(len(pieces), size)]
    ways = [way for way in plain if _makes(pieces, way, wanted, dates)]
    if not ways:
        turned = {
            (*way[:at], role, *way[at + 1 :])
            for way in plain
            for at, piece in enumerate(pieces)
            if way[at] != NONE
            for role in in_roles(piece)
        }
        ways = [way for way in sorted(turned) if _makes(pieces, way, wanted, dates)]
    each = [{way[at] for way in ways} for at in range(len(pieces))]
    return [next(iter(roles)) if len(roles) == 1 else None for roles in each]


def _chosen(count: int, size: int) -> Iterator[list[str]]:
    for chosen in combinations(range(count), size):
        yield ["wish" if at in chosen else NONE for at in range(count)]


def _makes(pieces: Sequence[Piece], way: Sequence[str], wanted: list[Any], dates: Dates) -> bool:
    chosen = [in_roles(piece).get(role) for piece, role in zip(pieces, way, strict=True) if role != NONE]
    meant = [piece for piece in chosen if piece]
    return bool(meant) and together(meant, dates) in wanted


LEARNT: dict[str, Examples] = {
    "time": times,
    **{key: roles(key) for key in (*PART_OF, *WHOLE, "bound")},
    "intent": of_intents,
}
"""What is learnt, in this order."""
LEAST = {"time": 3}
"""How many examples a feature needs, where fewer than usual say enough: a message names many times."""


def messages(without: str | None = None) -> list[Labelled]:
    """Every message that may be learnt from, but those of one hand."""
    own = {name: CORPUS / f"{name}.jsonl" for name in ("train", "added")}
    files = own | {hand: CORPUS / "hands" / f"{hand}.jsonl" for hand in HANDS}
    return [
        Labelled(json.loads(line), hand)
        for hand, file in files.items()
        if hand != without
        for line in file.read_text("utf-8").splitlines()
    ]


def learn(learnt_from: Sequence[Labelled]) -> dict[str, Model]:
    weights: dict[str, Model] = {}
    for name, examples in LEARNT.items():
        weights[name] = fit(list(examples(learnt_from, weights)), least_examples=LEAST.get(name, 4))
    return weights


def fit(
    examples: Sequence[Example], *, strength: float = 0.3, least_examples: int = 4, least_hands: int = 2
) -> Model:
    """A logistic regression: the weights that make the answers likeliest while staying small.

    The larger the `strength`, the more is believed of rare features. There is one best set of weights, so the same
    examples give the same in any order and on any machine, but for what rounding takes away.
    """
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415  slow, and only needed to learn
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  the same

    kept = _features(examples, least_examples, least_hands)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(one.features & kept, 1.0) for one in examples])
    model = LogisticRegression(C=strength, max_iter=1000)
    model.fit(matrix, [one.answer for one in examples], sample_weight=[one.counts for one in examples])
    answers = [str(answer) for answer in model.classes_]
    # Of two answers one has weights, and the other is its absence.
    named = answers if len(answers) > 2 else answers[1:]
    rows = {feature: model.coef_[:, at] for at, feature in enumerate(vectorizer.get_feature_names_out())}
    rows[ALWAYS] = model.intercept_
    rounded = {
        str(feature): {
            answer: round(float(weight), DIGITS)
            for answer, weight in zip(named, row, strict=True)
            if round(float(weight), DIGITS)
        }
        for feature, row in rows.items()
    }
    return Model(tuple(answers), {feature: weighs for feature, weighs in rounded.items() if weighs})


def _features(examples: Sequence[Example], least_examples: int, least_hands: int) -> set[str]:
    times: Counter[str] = Counter()
    hands: defaultdict[str, set[str]] = defaultdict(set)
    for one in examples:
        times.update(one.features)
        for feature in one.features:
            hands[feature].add(one.hand)
    return {
        feature
        for feature, count in times.items()
        if count >= least_examples and len(hands[feature]) >= least_hands
    }


def written(weights: Weights) -> str:
    """As JSON with a line a feature, sorted: what changed is seen in a diff."""
    lines = ["{"]
    for name in sorted(weights):
        model = weights[name]
        lines.append(f'"{name}": {{"answers": {json.dumps(model.answers)}, "weights": {{')
        lines.append(
            ",\n".join(
                f" {json.dumps(feature, ensure_ascii=False)}: {json.dumps(dict(sorted(weighs.items())))}"
                for feature, weighs in sorted(model.weights.items())
            )
        )
        lines.append("}}" + ("," if name != max(weights) else ""))
    return "\n".join([*lines, "}"]) + "\n"


def main() -> None:
    started = time.perf_counter()
    weights = learn(messages())
    PATH.write_text(written(weights), "utf-8")
    for name, model in weights.items():
        print(f"{name}: {len(model.weights)} features, {len(model.answers)} answers")
    print(f"written to {PATH.name} in {time.perf_counter() - started:.0f} seconds")


if __name__ == "__main__":
    main()
