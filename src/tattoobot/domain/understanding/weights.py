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
from struct import Struct
from typing import NamedTuple

PATH = Path(__file__).with_name("weights.json")
ALWAYS = ""
"""The feature that everything has: what speaks for an answer before anything is known."""
UNIT = 100
"""Weights have two decimal places, and are added up as hundredths: whole numbers give one sum in any order."""
ZERO = 1 << 31
"""Stands for nothing where weights are added: far above what all features together could take away."""


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one decision."""

    answers: tuple[str, ...]
    weights: Mapping[str, Mapping[str, float]]
    """By feature, then by answer; what is not there weighs nothing."""
    _rows: Mapping[str, int] = field(init=False, repr=False, compare=False)
    """The same in hundredths, a feature's answers side by side in one long number, 32 bits each."""
    _of: Mapping[str, Mapping[str, int]] = field(init=False, repr=False, compare=False)
    """The same by answer, then by feature: what weighs nothing is left out."""
    _zeros: int = field(init=False, repr=False, compare=False)
    """A number of that kind in which every answer has `ZERO`."""
    _places: Struct = field(init=False, repr=False, compare=False)
    """Takes such a number apart."""

    def __post_init__(self) -> None:
        rows = {
            feature: self._beside_each_other(
                [round(weighs.get(answer, 0.0) * UNIT) for answer in self.answers]
            )
            for feature, weighs in {ALWAYS: {}, **self.weights}.items()
        }
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "_of", {answer: self._weighs(answer) for answer in self.answers})
        object.__setattr__(self, "_zeros", self._beside_each_other([ZERO] * len(self.answers)))
        object.__setattr__(self, "_places", Struct(f"<{len(self.answers)}I"))

    def _weighs(self, answer: str) -> dict[str, int]:
        hundredths = {
            feature: round(weighs.get(answer, 0.0) * UNIT) for feature, weighs in self.weights.items()
        }
        return {ALWAYS: 0} | {feature: weight for feature, weight in hundredths.items() if weight}

    @staticmethod
    def _beside_each_other(weights: Iterable[int]) -> int:
        return sum(weight << 32 * place for place, weight in enumerate(weights))

    def scores(self, features: Iterable[str]) -> dict[str, int]:
        """What each answer comes to, in hundredths."""
        return dict(zip(self.answers, [score - ZERO for score in self._sums(features)], strict=True))

    def _sums(self, features: Iterable[str]) -> tuple[int, ...]:
        """The same in the order of the answers, each above `ZERO`."""
        # One addition of long numbers adds a feature for all answers: half the time of a sum for each. Counted from
        # `ZERO`, no answer's sum is below nothing, and none borrows from its neighbour.
        rows = self._rows
        known = filter(None, map(rows.get, features))
        sums = sum(known, rows[ALWAYS]) + self._zeros
        return self._places.unpack(sums.to_bytes(self._places.size, "little"))

    def score(self, features: Iterable[str], answer: str) -> int:
        """What one answer comes to, in hundredths."""
        weighs = self._of[answer]
        return sum(filter(None, map(weighs.get, features)), weighs[ALWAYS])

    def best(self, features: Iterable[str]) -> str:
        sums = self._sums(features)
        return self.answers[sums.index(max(sums))]


class Weighed(NamedTuple):
    """An answer, and what it was weighed by."""

    model: Model
    answer: str
    features: Iterable[str]

    def weightiest(self, most: int = 3, *, against: bool = True) -> list[tuple[str, float]]:
        """The features that decided most, for the answer or, unless only those are wanted, against it."""
        weights = self.model.weights
        spoke = [(feature, weights.get(feature, {}).get(self.answer, 0.0)) for feature in set(self.features)]
        heard = (one for one in spoke if one[1] > 0 or (against and one[1]))
        return sorted(heard, key=lambda one: (-abs(one[1]), one[0]))[:most]


Weights = Mapping[str, Model]
"""Everything that was learnt, by the name of the decision."""


def parse(text: str) -> dict[str, Model]:
    return {name: Model(tuple(kept["answers"]), kept["weights"]) for name, kept in json.loads(text).items()}


@cache
def committed() -> Weights:
    return parse(PATH.read_text("utf-8"))
