"""How much room a part of the body has: a size beyond it was meant otherwise, most likely."""

from typing import Any

MOST_CM: dict[str, float] = {
    **dict.fromkeys(("ear", "toe"), 15),
    "finger": 20,
    **dict.fromkeys(("face", "hand", "wrist", "throat"), 35),
    **dict.fromkeys(("ankle", "elbow", "foot", "knee", "neck", "sternum"), 45),
    **dict.fromkeys(("buttock", "forearm", "head", "shoulder", "upper_arm"), 60),
    **dict.fromkeys(("back_lower", "back_upper", "calf", "chest", "hip", "ribs", "shin", "stomach"), 80),
    **dict.fromkeys(("half_arm", "spine", "thigh"), 100),
    **dict.fromkeys(("back_full", "full_arm"), 130),
    "leg_full": 150,
}
"""Of a tall person, and around the part where that is longer."""


def is_too_large(size: Any, place: Any) -> bool:
    """Whether the longest side that was named is more than the part has room for."""
    if not isinstance(size, dict) or not isinstance(place, dict):
        return False
    sides = [size.get(side) or 0 for side in ("longest_cm", "width_cm", "height_cm")]
    most = MOST_CM.get(place.get("part") or "")
    return most is not None and max(sides) > most
