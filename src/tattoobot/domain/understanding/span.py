"""How far a piece goes on the body, said where its size was asked for: "from elbow to wrist", "half my forearm"."""

import re
from functools import cache

from tattoobot.domain.understanding.reading import Value
from tattoobot.domain.understanding.text import words
from tattoobot.domain.understanding.vocabulary.lists import alternatives

HALF_SLEEVE: Value = {"class": "half_sleeve"}
FULL_SLEEVE: Value = {"class": "full_sleeve"}
BACK_PIECE: Value = {"class": "back_piece"}

JOINTS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
BETWEEN: dict[frozenset[str], Value] = {
    frozenset({"shoulder", "elbow"}): HALF_SLEEVE,
    frozenset({"elbow", "wrist"}): HALF_SLEEVE,
    frozenset({"shoulder", "wrist"}): FULL_SLEEVE,
    frozenset({"knee", "ankle"}): {"class": "other", "longest_cm": 30.0},
    frozenset({"hip", "knee"}): {"class": "other", "longest_cm": 35.0},
    frozenset({"hip", "ankle"}): FULL_SLEEVE,
}
OF_A_PART: dict[tuple[str, str], Value] = {
    ("half", "long"): {"class": "other", "longest_cm": 12.0},
    ("whole", "long"): {"class": "other", "longest_cm": 24.0},
    ("half", "limb"): HALF_SLEEVE,
    ("whole", "limb"): FULL_SLEEVE,
    ("half", "back"): {"class": "other", "longest_cm": 30.0},
    ("whole", "back"): BACK_PIECE,
}
LONGEST = 20
"""Words. More of them tell a story."""


def size_of_span(text: str) -> Value | None:
    """An estimate, for the artist to check; None where no such thing is said."""
    said = words(text)
    if len(said) > LONGEST:
        return None
    line = " ".join(said)
    joints = [joint for joint in JOINTS if _any(joint).search(line)]
    if len(joints) == 2 and _any("to").search(line):
        return BETWEEN.get(frozenset(joints))
    for much, part in OF_A_PART:
        if _any(much).search(line) and _any(part).search(line):
            return OF_A_PART[much, part]
    return None


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(f'span_{name}')})\b")
