"""What a message says is found: on the messages we work with, and on those nobody looks at."""

from pathlib import Path
from typing import Any

import pytest

from tattoobot.domain.understanding.weights import committed
from tests.understanding.one_hand_out import FACTS, path, table
from tests.understanding.score import Answered, Score, Tally, counted, load, overview, safety, score
from tools.train import messages

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


LABELLED: dict[str, Any] = {
    "language": "en",
    "asked": None,
    "tags": [],
    "intent": "answer",
    "slots": {"size": {"longest_cm": 5}},
}


@pytest.mark.parametrize(
    ("also", "read", "tally"),
    [
        ({}, {"size": {"longest_cm": 5}}, Tally(right=1)),
        ({}, {"size": {"longest_cm": 8}}, Tally(invented=1, missed=1)),
        ({"slots": {"size": [{"longest_cm": 8}]}}, {"size": {"longest_cm": 8}}, Tally(right=1)),
        ({"slots": {"size": [{"longest_cm": 8}]}}, {}, Tally(missed=1)),
        ({"slots": {"size": [None]}}, {}, Tally()),
        ({"slots": {"colour": ["either"]}}, {"size": {"longest_cm": 5}, "colour": "either"}, Tally(right=2)),
    ],
)
def test_what_a_careful_reader_may_read_counts_as_right(
    also: dict[str, Any], read: dict[str, Any], tally: Tally
) -> None:
    one = Answered({**LABELLED, "also": also}, read, "enquiry", 0)

    assert counted([one]).micro == tally


def test_a_hand_that_is_left_out_teaches_nothing() -> None:
    assert {one.hand for one in messages()} - {one.hand for one in messages(without="english-c")} == {
        "english-c"
    }


def test_every_hand_has_its_figures() -> None:
    scores = {"english-c": score(load(path("english-c")), committed())}

    printed = "\n".join(table(scores))

    assert all(word in printed for word in ("english-c", "micro F1", "intents", *FACTS, "minors", "opt-outs"))
