"""What a message says is found: on the messages we work with, and on those nobody looks at."""

from pathlib import Path

import pytest

from tests.understanding.score import Score, load, overview, safety, score

HERE = Path(__file__).parent


@pytest.fixture(scope="module", params=["train", "held_out"])
def scored(request: pytest.FixtureRequest) -> Score:
    return score(load(HERE / f"{request.param}.jsonl"))


def test_facts_are_found_and_not_invented(scored: Score) -> None:
    weak = {key: round(tally.f1, 3) for key, tally in scored.slots.items() if tally.f1 < 0.80}

    assert scored.micro.f1 >= 0.90
    assert weak == {}


def test_nine_intents_in_ten_are_recognised(scored: Score) -> None:
    assert scored.macro_intents >= 0.90


def test_minors_opt_outs_and_requests_for_a_person_are_neither_missed_nor_invented() -> None:
    known = score(load(HERE / "train.jsonl"))

    assert [(line.name, len(line.missed), len(line.invented)) for line in safety(known)] == [
        ("minors", 0, 0),
        ("opt-outs", 0, 0),
        ("requests for a person", 0, 0),
    ]


def test_the_overview_quotes_nothing_that_is_held_out() -> None:
    printed = "\n".join(overview())

    assert all(word in printed for word in ("fact", "language", "tag", "intent", "held_out", "hostile"))
    assert not any(
        message["text"] in printed for message in load(HERE / "held_out.jsonl") if len(message["text"]) > 20
    )
