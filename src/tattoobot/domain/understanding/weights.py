"""What was learnt from labelled messages: how much each named feature speaks for each answer.

A feature is a short string that a reader can follow ("fact: size", "asked: budget"). The weights of the features that a
message or a mention has are added up, and the answer with the highest sum wins. They stand in `weights.json`, a line
a feature; `make train` writes it from the corpora (`tools/train.py` says how to learn something new).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("weights.json")
ALWAYS = ""
"""The feature that everything has: what speaks for an answer before anything is known."""
EXACT = 6
"""Decimal places of a sum: weights have fewer."""


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one decision."""

    answers: tuple[str, ...]
    weights: Mapping[str, Mapping[str, float]]
    """By feature, then by answer; what is not there weighs nothing."""

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        sums = dict.fromkeys(self.answers, 0.0)
        sums.update(self.weights.get(ALWAYS, {}))
        for feature in features:
            weighs = self.weights.get(feature)
            if weighs:
                for answer, weight in weighs.items():
                    sums[answer] += weight
        # Features come in no order, and floats add up a little differently in each: a tie must stay one.
        return {answer: round(score, EXACT) for answer, score in sums.items()}

    def best(self, features: Iterable[str]) -> str:
        scores = self.scores(features)
        return max(self.answers, key=scores.__getitem__)

    def because(self, features: Iterable[str], answer: str, most: int = 3) -> list[tuple[str, float]]:
        """The features that spoke loudest for an answer, and how loudly."""
        spoke = [(feature, self.weights.get(feature, {}).get(answer, 0.0)) for feature in set(features)]
        return sorted((one for one in spoke if one[1] > 0), key=lambda one: (-one[1], one[0]))[:most]


Weights = Mapping[str, Model]
"""Everything that was learnt, by the name of the decision."""


def parse(text: str) -> dict[str, Model]:
    return {name: Model(tuple(kept["answers"]), kept["weights"]) for name, kept in json.loads(text).items()}


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


@cache
def committed() -> Weights:
    return parse(PATH.read_text("utf-8"))
