"""What the contract lets an answer be: every part of the body, every style, some of each kind of number and date."""

from typing import Any

PARTS = (
    "head",
    "face",
    "neck",
    "throat",
    "shoulder",
    "upper_arm",
    "elbow",
    "forearm",
    "wrist",
    "hand",
    "finger",
    "chest",
    "sternum",
    "ribs",
    "stomach",
    "hip",
    "back_upper",
    "back_lower",
    "back_full",
    "spine",
    "buttock",
    "thigh",
    "knee",
    "shin",
    "calf",
    "ankle",
    "foot",
    "toe",
    "full_arm",
    "half_arm",
    "leg_full",
    "ear",
    "other",
)
STYLES = (
    "fine_line",
    "blackwork",
    "realism",
    "black_and_grey_realism",
    "traditional",
    "neo_traditional",
    "japanese",
    "geometric",
    "dotwork",
    "watercolour",
    "lettering",
    "minimalist",
    "tribal",
    "illustrative",
    "new_school",
    "ornamental",
    "mandala",
    "anime",
    "trash_polka",
    "biomech",
    "surrealism",
    "sketch",
    "other",
)
SIZES = ("tiny", "small", "palm", "hand", "half_sleeve", "full_sleeve", "back_piece", "other")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

VALUES: dict[str, list[Any]] = {
    "placement": [
        {"part": part, "side": side, "aspect": aspect}
        for part in PARTS
        for side in (None, "left", "right", "both")
        for aspect in (None, "inner", "outer", "front", "back")
    ],
    "size": [
        *({"class": name} for name in SIZES),
        {"class": "palm", "longest_cm": 10.0},
        {"class": "other", "longest_cm": 15.0},
        {"longest_cm": 12.5},
        {"width_cm": 10.0, "height_cm": 15.0},
    ],
    "style": list(STYLES),
    "colour": ["colour", "black_and_grey", "either"],
    "cover_up": ["new", "cover_up", "rework"],
    "reference_images": ["has", "later", "none"],
    "budget": [
        {"min": low, "max": high, "currency": currency}
        for low, high in ((250, 300), (None, 1200), (500, None), (99.5, 99.5), (None, None))
        for currency in ("GBP", "EUR", "USD", "BRL", "CHF", None)
    ],
    "location": [{"city": "Lyon", "country": "FR"}, {"city": None, "country": "GB"}],
    "timing": [
        {"flexible": True},
        {"from": "2026-04-01", "to": "2026-04-30"},
        {"from": "2026-03-14", "to": "2026-03-14"},
        {"from": "2026-05-10", "to": None},
        {"from": None, "to": "2026-05-10"},
        {"from": "2026-03-12", "to": "2026-04-15"},
        *({"from": None, "to": None, "weekdays": [day]} for day in WEEKDAYS),
        {"from": None, "to": None, "weekdays": ["mon", "fri"], "part_of_day": "evening"},
        {"from": None, "to": None, "weekdays": ["sat", "sun"]},
        {"from": None, "to": None, "weekdays": list(WEEKDAYS[:5])},
        *({"from": None, "to": None, "part_of_day": part} for part in ("morning", "afternoon", "evening")),
    ],
    "adult": [True, False],
    "instagram": ["maya.example"],
}
