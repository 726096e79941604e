"""The body map: front and back as a plain line drawing, the place filled, the size as a circle to scale on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tattoobot.domain.lead import Answer

WIDTH = 100.0
"""Of one figure, whose middle is at half of it."""
HEIGHT = 216.0
APART = 8.0
UNITS_A_CM = 1.22
"""A figure stands for somebody of some 1.7 metres."""
MOST_CM = 90.0
ASIDE = 1.5
"""How far the inside of a limb is from its middle."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part is on the client's right side, seen from the front, and how far it reaches."""

    x: float
    y: float
    rx: float
    ry: float
    behind: bool = False
    """It is seen from the back."""

    @property
    def has_twin(self) -> bool:
        return self.x != WIDTH / 2

    @property
    def everywhere(self) -> tuple[float, ...]:
        """Where it is on the drawing, on both sides of the body."""
        sides = (self.x, WIDTH - self.x) if self.has_twin else (self.x,)
        return tuple(2 * WIDTH + APART - x if self.behind else x for x in sides)


SPOTS = {
    "head": Spot(50, 12, 8, 8),
    "face": Spot(50, 18, 6, 7),
    "ear": Spot(40.5, 17, 2.5, 4),
    "neck": Spot(50, 31, 5, 4.5),
    "throat": Spot(50, 31, 4.5, 4),
    "shoulder": Spot(33, 44, 6.5, 6),
    "upper_arm": Spot(28.5, 60, 4.5, 12),
    "elbow": Spot(25, 75, 4.5, 5),
    "forearm": Spot(22.5, 89, 4, 12),
    "wrist": Spot(20, 102, 3.5, 3),
    "hand": Spot(19, 109, 3.5, 5),
    "finger": Spot(18, 114, 2, 3.5),
    "full_arm": Spot(26, 76, 6, 34),
    "half_arm": Spot(29, 59, 5, 15),
    "chest": Spot(42, 53, 7.5, 7),
    "sternum": Spot(50, 59, 3.5, 9),
    "ribs": Spot(38.5, 70, 4, 11),
    "stomach": Spot(50, 82, 9, 9),
    "hip": Spot(39, 98, 5, 6),
    "back_upper": Spot(50, 55, 14, 12, behind=True),
    "back_lower": Spot(50, 86, 11, 11, behind=True),
    "back_full": Spot(50, 70, 14, 28, behind=True),
    "spine": Spot(50, 68, 2.5, 31, behind=True),
    "buttock": Spot(43, 107, 6.5, 7, behind=True),
    "thigh": Spot(42, 126, 6.5, 18),
    "knee": Spot(41, 149, 5, 5),
    "shin": Spot(41, 170, 4, 15),
    "calf": Spot(41, 167, 4.5, 13, behind=True),
    "leg_full": Spot(41.5, 150, 7, 46),
    "ankle": Spot(41, 191, 4, 3.5),
    "foot": Spot(39, 200, 4.5, 3.5),
    "toe": Spot(37, 203, 2.5, 2),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One place on the drawing, both figures side by side."""

    x: float
    y: float
    rx: float
    ry: float


@dataclass(frozen=True, slots=True)
class BodyMap:
    marks: tuple[Mark, ...]
    radius: float
    """Of the circle that shows the size; 0 where that is not known."""
    sure: bool
    """Which of the two sides is known, where there are two."""
    circles: tuple[tuple[float, float], ...]
    """Where the size is drawn: around each place; where it is one of two, once, beside them."""


def body_map(answers: Mapping[str, Answer]) -> BodyMap | None:
    """None where nothing can be drawn: no place is known, or none that has a name."""
    placement = answers.get("placement")
    value = placement.value if placement else None
    spot = SPOTS.get(str(value.get("part"))) if isinstance(value, dict) else None
    if not isinstance(value, dict) or spot is None:
        return None
    side, aspect = value.get("side"), value.get("aspect")
    marks = tuple(_marks(spot, side, aspect))
    sure = side is not None or not spot.has_twin
    circles = tuple((mark.x, mark.y) for mark in marks) if sure else ((WIDTH + APART / 2, spot.y),)
    return BodyMap(marks, _radius(answers), sure, circles)


def _marks(spot: Spot, side: str | None, aspect: str | None) -> Iterator[Mark]:
    behind = spot.behind or aspect == "back"
    aside = {"inner": ASIDE, "outer": -ASIDE}.get(aspect or "", 0.0) if spot.has_twin else 0.0
    right, left = spot.x + aside, WIDTH - spot.x - aside
    sides = {"right": (right,), "left": (left,)}.get(side or "", (right, left))
    for x in sides if spot.has_twin else (spot.x,):
        # Seen from the back, the client's right is on the right.
        seen = 2 * WIDTH + APART - x if behind else x
        yield Mark(round(seen, 2), spot.y, spot.rx, spot.ry)


def _radius(answers: Mapping[str, Answer]) -> float:
    size = answers.get("size")
    longest = size.value.get("longest_cm") if size and isinstance(size.value, dict) else None
    if not isinstance(longest, int | float) or longest <= 0:
        return 0.0
    return round(min(float(longest), MOST_CM) / 2 * UNITS_A_CM, 2)
