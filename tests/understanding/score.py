"""How well messages are understood: `make understanding`, or `score.py [train|held_out|FILE] [--errors]`.

Without a file: all figures of `train`, the totals of `held_out`, and how long reading takes.
A fact counts only when its value is exactly the labelled one (numbers to within 0.05), or one that `also` allows.
A wrong value is both an invented and a missed fact. The figures by hand are in `one_hand_out.py`.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tattoobot.bootstrap import warm_up
from tattoobot.domain.understanding.explaining import understand_line
from tattoobot.domain.understanding.weights import Weights

HERE = Path(__file__).parent
if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))

from tests.understanding.hostile import LONGEST, slowest  # noqa: E402 - run as a script it finds itself first

TOLERANCE = 0.05
INPUT = ("text", "asked", "lang", "now")


@dataclass(slots=True)
class Tally:
    """Right, invented and missed facts."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.invented) if self.right + self.invented else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.invented + self.missed) if self.counted else 1.0

    @property
    def counted(self) -> int:
        return self.right + self.invented + self.missed

    def add(self, expected: Any, read: Any) -> None:
        if expected is not None and same(expected, read):
            self.right += 1
            return
        self.missed += expected is not None
        self.invented += read is not None


@dataclass(slots=True)
class Answered:
    """A labelled message and what was read in it."""

    labelled: dict[str, Any]
    slots: dict[str, Any]
    intent: str
    microseconds: float

    wanted: dict[str, Any] = field(init=False)
    """The labels, or in their place what was read where careful readers may read it so."""
    wanted_intent: str = field(init=False)

    def __post_init__(self) -> None:
        also = self.labelled.get("also", {})
        wanted = dict(self.labelled["slots"])
        for key, others in also.get("slots", {}).items():
            wanted[key] = _as_read(wanted.get(key), others, self.slots.get(key))
        self.wanted = {key: value for key, value in wanted.items() if value is not None}
        # The corpora have no label for the thing itself.
        self.slots = {key: value for key, value in self.slots.items() if key != "idea"}
        self.wanted_intent = _as_read(self.labelled["intent"], also.get("intent", []), self.intent)

    @property
    def keys(self) -> list[str]:
        return sorted({*self.wanted, *self.slots})

    @property
    def wrong_keys(self) -> list[str]:
        return [key for key in self.keys if not same(self.wanted.get(key), self.slots.get(key))]


def _as_read(labelled: Any, others: list[Any], read: Any) -> Any:
    return read if any(same(other, read) for other in others) else labelled


@dataclass(slots=True)
class Score:
    """The figures over a file."""

    answered: list[Answered]
    slots: dict[str, Tally] = field(default_factory=dict)
    languages: dict[str, Tally] = field(default_factory=dict)
    tags: dict[str, Tally] = field(default_factory=dict)
    intents: dict[str, Tally] = field(default_factory=dict)
    micro: Tally = field(default_factory=Tally)

    @property
    def macro_intents(self) -> float:
        return statistics.fmean(tally.f1 for tally in self.intents.values())

    @property
    def share_of_intents(self) -> float:
        return statistics.fmean(one.intent == one.wanted_intent for one in self.answered)

    @property
    def median_microseconds(self) -> float:
        return statistics.median(answer.microseconds for answer in self.answered)


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def same(expected: Any, read: Any) -> bool:
    if isinstance(expected, bool) or isinstance(read, bool):
        return expected is read
    if isinstance(expected, int | float) and isinstance(read, int | float):
        return abs(expected - read) <= TOLERANCE
    if isinstance(expected, dict) and isinstance(read, dict):
        return expected.keys() == read.keys() and all(same(expected[key], read[key]) for key in expected)
    return bool(expected == read)


def answer(labelled: dict[str, Any], weights: Weights | None = None) -> Answered:
    line = json.dumps({key: labelled[key] for key in INPUT})
    # What is met for the first time is worked out once and remembered; a worker has met most words.
    understand_line(line, weights)
    started = time.thread_time()
    answered = understand_line(line, weights)
    spent = time.thread_time() - started
    reading = json.loads(answered)
    return Answered(labelled, reading["slots"], reading["intent"], spent * 1e6)


def score(messages: Iterable[dict[str, Any]], weights: Weights | None = None) -> Score:
    """Read with the weights of the product, where none are given."""
    messages = list(messages)
    warm_up()
    return counted([answer(labelled, weights) for labelled in messages])


def counted(answered: list[Answered]) -> Score:
    result = Score(answered)
    for one in answered:
        _count_slots(result, one)
        _count_intent(result, one)
    return result


def _count_slots(result: Score, one: Answered) -> None:
    wanted = one.wanted
    for key in one.keys:
        groups = [
            (result.slots, key),
            (result.languages, one.labelled["language"]),
            *((result.tags, tag) for tag in one.labelled["tags"]),
        ]
        for tallies, name in groups:
            tallies.setdefault(name, Tally()).add(wanted.get(key), one.slots.get(key))
        result.micro.add(wanted.get(key), one.slots.get(key))


def _count_intent(result: Score, one: Answered) -> None:
    wanted = one.wanted_intent
    for intent in {wanted, one.intent}:
        tally = result.intents.setdefault(intent, Tally())
        tally.add(
            intent if wanted == intent else None,
            intent if one.intent == intent else None,
        )


@dataclass(frozen=True, slots=True)
class Safety:
    """What must never be missed nor invented, and the messages where it was."""

    name: str
    expected: int
    missed: tuple[str, ...]
    invented: tuple[str, ...]


def safety(result: Score) -> list[Safety]:
    return [
        _safety("minors", result, lambda slots, intent: slots.get("adult") is False),
        _safety("opt-outs", result, lambda slots, intent: intent == "opt_out"),
        _safety("requests for a person", result, lambda slots, intent: intent == "human_request"),
    ]


def _safety(name: str, result: Score, holds: Any) -> Safety:
    both = [
        (
            one.labelled["text"],
            holds(one.wanted, one.wanted_intent),
            holds(one.slots, one.intent),
        )
        for one in result.answered
    ]
    return Safety(
        name,
        sum(expected for _, expected, _ in both),
        tuple(text for text, expected, read in both if expected and not read),
        tuple(text for text, expected, read in both if read and not expected),
    )


def report(result: Score, *, may_quote: bool) -> Iterator[str]:
    yield f"{len(result.answered)} messages"
    for title, tallies in (
        ("fact", result.slots),
        ("language", result.languages),
        ("tag", result.tags),
        ("intent", result.intents),
    ):
        yield ""
        yield _head(title)
        for name, tally in sorted(tallies.items()):
            yield _row(name, tally)
    yield ""
    yield from totals(result)
    yield ""
    yield from safely(result, may_quote=may_quote)


def totals(result: Score) -> Iterator[str]:
    yield _row("all facts, micro", result.micro)
    yield f"{'intents, macro F1':22}{result.macro_intents:26.3f}"
    yield f"{'intents right':22}{result.share_of_intents:26.3f}"
    yield f"{'median':22}{result.median_microseconds:23.0f} µs"


def safely(result: Score, *, may_quote: bool) -> Iterator[str]:
    for line in safety(result):
        yield f"{line.name}: {line.expected} expected, {len(line.missed)} missed, {len(line.invented)} invented"
        if may_quote:
            yield from (f"  missed:   {text!r}" for text in line.missed)
            yield from (f"  invented: {text!r}" for text in line.invented)


def overview() -> Iterator[str]:
    """What `make understanding` prints."""
    yield "train"
    yield from report(score(load(HERE / "train.jsonl")), may_quote=True)
    held_out = score(load(HERE / "held_out.jsonl"))
    weakest, tally = min(held_out.slots.items(), key=lambda slot: slot[1].f1)
    yield ""
    yield f"held_out, {len(held_out.answered)} messages"
    yield ""
    yield _head("")
    yield from totals(held_out)
    yield _row(f"weakest: {weakest}", tally)
    yield ""
    yield from safely(held_out, may_quote=False)
    piece, seconds = slowest()
    yield ""
    yield f"longest for a hostile text of {LONGEST} characters: {seconds * 1000:.1f} ms, of {piece[:20]!r}"


def _head(title: str) -> str:
    return f"{title:22}{'precision':>10}{'recall':>8}{'F1':>8}{'count':>8}"


def _row(name: str, tally: Tally) -> str:
    counted = tally.right + tally.missed
    return f"{name:22}{tally.precision:10.3f}{tally.recall:8.3f}{tally.f1:8.3f}{counted:8}"


def errors(result: Score) -> Iterator[str]:
    for one in result.answered:
        wanted = one.labelled
        asked = f" (asked: {wanted['asked']})" if wanted["asked"] else ""
        faults = [f"{key}: {one.slots.get(key)} for {one.wanted.get(key)}" for key in one.wrong_keys]
        if one.intent != one.wanted_intent:
            faults.append(f"intent: {one.intent} for {one.wanted_intent}")
        if faults:
            yield f"{wanted['language']} {wanted['now'][:10]} {wanted['text']!r}{asked}"
            yield from (f"     {fault}" for fault in faults)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="How well messages are understood.")
    parser.add_argument("file", nargs="?", help="train, held_out or a file of JSON lines")
    parser.add_argument("--errors", action="store_true", help="list what was read wrongly")
    parser.add_argument("--language", help="only messages in this language")
    options = parser.parse_args(arguments)
    if options.file is None and not options.errors:
        print("\n".join(overview()))
        return 0
    options.file = options.file or "train"
    path = HERE / f"{options.file}.jsonl" if options.file in ("train", "held_out") else Path(options.file)
    held_out = path.resolve() == (HERE / "held_out.jsonl").resolve()
    if options.errors and held_out:
        print("The held-out messages are only counted, never read: work on train.", file=sys.stderr)
        return 2
    result = score(one for one in load(path) if options.language in (None, one["language"]))
    if options.errors:
        print("\n".join(errors(result)))
        print()
    print("\n".join(report(result, may_quote=not held_out)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
