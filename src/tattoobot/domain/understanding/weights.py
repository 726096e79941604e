"""What was learnt from labelled messages: how much each named feature speaks for each answer.

A feature is a short string that a reader can follow ("fact: size", "asked: budget"). The weights of the features that a
message or a mention has are added up, and the answer with the highest sum wins. They stand in `weights.json`, a line
a feature; `make train` writes it from the corpora (`tools/train.py` says how to learn something new).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

PATH = Path(__file__).with_name("weights.json")
ALWAYS = ""
"""The feature that everything has: what speaks for an answer before anything is known."""
UNIT = 100
"""Weights have two decimal places, and are added up as hundredths: whole numbers give one sum in any order."""


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one decision."""

    answers: tuple[str, ...]
    weights: Mapping[str, Mapping[str, float]]
    """By feature, then by answer; what is not there weighs nothing."""
    _rows: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    """The same in hundredths, for each answer in turn: what is added up for every message."""

    def __post_init__(self) -> None:
        rows = {
            feature: tuple(round(weighs.get(answer, 0.0) * UNIT) for answer in self.answers)
            for feature, weighs in {ALWAYS: {}, **self.weights}.items()
        }
        object.__setattr__(self, "_rows", rows)

    def scores(self, features: Iterable[str]) -> dict[str, int]:
        """What each answer comes to, in hundredths."""
        rows = self._rows
        known = [rows[feature] for feature in features if feature in rows]
        return dict(zip(self.answers, map(sum, zip(rows[ALWAYS], *known, strict=True)), strict=True))

    def best(self, features: Iterable[str]) -> str:
        scores = self.scores(features)
        return max(self.answers, key=scores.__getitem__)

    def because(self, features: Iterable[str], answer: str, most: int = 3) -> list[tuple[str, float]]:
        """The features that spoke loudest for an answer, and how loudly."""
        spoke = [(feature, self.weights.get(feature, {}).get(answer, 0.0)) for feature in set(features)]
        return sorted((one for one in spoke if one[1] > 0), key=lambda one: (-one[1], one[0]))[:most]


class Weighed(NamedTuple):
    """An answer, and what it was weighed by."""

    model: Model
    answer: str
    features: Iterable[str]

    def weightiest(self, most: int = 3) -> list[tuple[str, float]]:
        """The features that decided most, for the answer or against it."""
        weights = self.model.weights
        spoke = [(feature, weights.get(feature, {}).get(self.answer, 0.0)) for feature in set(self.features)]
        return sorted((one for one in spoke if one[1]), key=lambda one: (-abs(one[1]), one[0]))[:most]

    def loudest(self) -> list[tuple[str, float]]:
        return self.model.because(self.features, self.answer)


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
