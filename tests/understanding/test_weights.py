"""What is learnt is what the labelled messages give, and can be read by anyone."""

from itertools import pairwise, permutations

from tattoobot.domain.understanding.weights import PATH, Model, Weighed, committed, parse
from tools.train import LEARNT, Example, fit, learn, messages, written

DISAGREE = 0.01
"""In how many cases rounding, and a version of the library, may make a difference."""


def examples(answers: dict[str, str], *, hands: tuple[str, ...] = ("one", "two")) -> list[Example]:
    return [
        Example(frozenset({"always there", feature}), answer, hand)
        for feature, answer in answers.items()
        for hand in hands
        for _ in range(4)
    ]


def test_a_feature_speaks_for_the_answer_that_it_came_with() -> None:
    model = fit(examples({"hers": "someone else", "mine": "wish", "in 2019": "past"}))

    assert [model.best({feature}) for feature in ("mine", "hers", "in 2019")] == [
        "wish",
        "someone else",
        "past",
    ]
    assert Weighed(model, "wish", {"mine", "always there"}).weightiest()[0][0] == "mine"


def test_one_of_two_answers_is_the_absence_of_the_other() -> None:
    model = fit(examples({"hers": "not", "mine": "wish"}))

    assert [model.best({feature}) for feature in ("mine", "hers")] == ["wish", "not"]
    assert {answer for weighs in model.weights.values() for answer in weighs} == {"wish"}


def test_what_only_one_hand_does_is_not_learnt() -> None:
    model = fit(
        examples({"hers": "not", "mine": "wish"}) + examples({"innit": "wish"}, hands=("one",)),
    )

    assert "mine" in model.weights
    assert "innit" not in model.weights


def test_the_same_examples_in_any_order_give_the_same_weights() -> None:
    given = examples({"hers": "someone else", "mine": "wish", "in 2019": "past"})

    assert fit(given) == fit(given[::-1])


def test_weights_are_written_a_line_a_feature_and_read_back() -> None:
    text = PATH.read_text("utf-8")

    features = [line.split('": {')[0] for line in text.splitlines() if line.startswith(' "')]
    assert written(parse(text)) == text
    assert len(features) == sum(len(model.weights) for model in committed().values())


def test_weights_are_rounded_and_answers_sorted() -> None:
    for model in committed().values():
        assert all(one < other for one, other in pairwise(model.answers))
        assert all(
            round(weight, 2) == weight for weighs in model.weights.values() for weight in weighs.values()
        )


def test_the_committed_weights_are_what_the_messages_give() -> None:
    learnt_from = messages()
    learnt = learn(learnt_from)

    assert learnt.keys() == committed().keys(), "run make train"
    for name, make in LEARNT.items():
        cases = [example.features for example in make(learnt_from, committed())]
        differing = sum(learnt[name].best(case) != committed()[name].best(case) for case in cases)
        assert differing <= DISAGREE * len(cases), f"{name}: run make train"


def test_sums_do_not_depend_on_the_order_of_the_features() -> None:
    model = Model(
        ("here",), {name: {"here": weight} for name, weight in (("a", 0.1), ("b", 0.2), ("c", -0.3))}
    )

    assert {model.scores(order)["here"] for order in permutations("abc")} == {0.0}
