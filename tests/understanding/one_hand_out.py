"""The figures that count: each author's messages, read by what has learnt from all the others (`make understanding`).

Everybody writes in their own way, so a reader that knows somebody's other messages knows too much about the next.
`one_hand_out.py english-a` prints the figures of one hand, with every wrong reading.
"""

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))

from tests.understanding.score import (  # noqa: E402 - run as a script it finds itself first
    Score,
    Tally,
    errors,
    load,
    report,
    safety,
    score,
)
from tools.train import HANDS, learn, messages  # noqa: E402

MESSY = HANDS[:4]
FACTS = (
    *("placement", "size", "style", "colour", "cover_up", "reference_images"),
    *("budget", "location", "timing", "adult", "instagram"),
)


def path(hand: str) -> Path:
    return HERE / "hands" / f"{hand}.jsonl"


def left_out(hand: str) -> Score:
    """How well the messages of a hand are read without anything learnt from them."""
    return score(load(path(hand)), learn(messages(without=hand)))


def table(scores: dict[str, Score]) -> Iterator[str]:
    yield f"{'leave one hand out':22}" + "".join(f"{hand[:12]:>14}" for hand in scores) + f"{'messy':>10}"
    yield _row("messages", {hand: float(len(one.answered)) for hand, one in scores.items()}, "14.0f")
    yield _row("all facts, micro F1", {hand: one.micro.f1 for hand, one in scores.items()})
    yield _row("intents right", {hand: one.share_of_intents for hand, one in scores.items()})
    yield _row("median µs", {hand: one.median_microseconds for hand, one in scores.items()}, "14.0f")
    yield ""
    for key in FACTS:
        yield _row(key, {hand: one.slots.get(key, Tally()).f1 for hand, one in scores.items()})
    yield ""
    for at, name in enumerate(line.name for line in safety(next(iter(scores.values())))):
        lines = {hand: safety(one)[at] for hand, one in scores.items()}
        cells = (
            f"{len(line.missed)} of {line.expected}, {len(line.invented)}".rjust(14)
            for line in lines.values()
        )
        yield f"{name:22}" + "".join(cells)
    yield "(missed of those expected, invented)"


def _row(name: str, figures: dict[str, float], shape: str = "14.3f") -> str:
    messy = statistics.fmean([figures[hand] for hand in MESSY if hand in figures] or [0])
    return f"{name:22}" + "".join(format(figure, shape) for figure in figures.values()) + f"{messy:10.3f}"


def overview() -> Iterator[str]:
    """What `make understanding` prints of the hands."""
    scores = {hand: left_out(hand) for hand in HANDS}
    yield from table(scores)
    for hand, result in scores.items():
        for line in safety(result):
            yield from (f"{hand}, {line.name}, missed:   {text!r}" for text in line.missed)
            yield from (f"{hand}, {line.name}, invented: {text!r}" for text in line.invented)


def main(hands: list[str]) -> None:
    if not hands:
        print("\n".join(overview()))
    for hand in hands:
        result = left_out(hand)
        print("\n".join(errors(result)))
        print()
        print("\n".join(report(result, may_quote=True)))


if __name__ == "__main__":
    main(sys.argv[1:])
