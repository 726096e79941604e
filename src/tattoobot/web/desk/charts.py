"""Charts as numbers: where each bar stands. The template draws them as SVG, and a table stands beside each."""

from collections.abc import Sequence
from dataclasses import dataclass

from tattoobot.web.desk import body_map

WIDTH = 320.0
HIGH = 120.0
GAP = 8.0


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`title` says what it shows, `says` all of it in words."""

    name: str
    title: str
    says: str
    bars: tuple[Bar, ...]


def columns(name: str, title: str, found: Sequence[tuple[str, str, float]]) -> Chart:
    """Upright bars of (label, amount in words, amount), the first on the left."""
    most = max((amount for _, _, amount in found), default=0.0)
    step = WIDTH / max(len(found), 1)
    bars = []
    for n, (label, said, amount) in enumerate(found):
        height = _share(amount, most, HIGH)
        bars.append(
            Bar(
                round(n * step + GAP / 2, 1),
                round(HIGH - height, 1),
                round(step - GAP, 1),
                height,
                label,
                said,
            )
        )
    return Chart(name, title, _in_words(found), tuple(bars))


def rows(name: str, title: str, found: Sequence[tuple[str, str, float]]) -> Chart:
    """Bars that lie below each other."""
    most = max((amount for _, _, amount in found), default=0.0)
    bars = tuple(
        Bar(0, n * 40.0, _share(amount, most, WIDTH), 10, label, said)
        for n, (label, said, amount) in enumerate(found)
    )
    return Chart(name, title, _in_words(found), bars)


@dataclass(frozen=True, slots=True)
class Warmth:
    """One place on the body, the warmer the more often it is wanted."""

    x: float
    y: float
    rx: float
    ry: float
    warmth: float
    says: str


@dataclass(frozen=True, slots=True)
class Heat:
    """The body map with all places on it."""

    name: str
    title: str
    says: str
    places: tuple[Warmth, ...]


def heat(name: str, title: str, found: Sequence[tuple[str, str, int]]) -> Heat:
    """Of (part, label, how often); small places lie on large ones. On both sides, where there are two."""
    most = max((n for _, _, n in found), default=1)
    spots = [(body_map.SPOTS[part], label, n) for part, label, n in found if part in body_map.SPOTS]
    places = [
        Warmth(x, spot.y, spot.rx, spot.ry, round(0.15 + 0.75 * n / most, 2), f"{label}: {n}")
        for spot, label, n in sorted(spots, key=lambda each: -each[0].rx * each[0].ry)
        for x in spot.everywhere
    ]
    words = "; ".join(f"{label}: {n}" for _, label, n in found)
    return Heat(name, title, words, tuple(places))


def _share(amount: float, most: float, whole: float) -> float:
    """What is more than nothing is to be seen."""
    return round(max(amount / most * whole, 2.0), 1) if most > 0 and amount > 0 else 0.0


def _in_words(found: Sequence[tuple[str, str, float]]) -> str:
    return "; ".join(f"{label}: {said}" for label, said, _ in found)
