"""The body map: where it is drawn, on which figure and side, and how large."""

import pytest

from tattoobot.domain.lead import Answer, Source
from tattoobot.web.desk.body_map import APART, SPOTS, UNITS_A_CM, WIDTH, BodyMap, body_map
from tests.wording.vocabulary import PARTS


def of(
    part: str, side: str | None = None, aspect: str | None = None, cm: float | None = None
) -> BodyMap | None:
    answers = {"placement": Answer("", {"part": part, "side": side, "aspect": aspect}, Source.WORDS)}
    if cm is not None:
        answers["size"] = Answer("", {"longest_cm": cm}, Source.WORDS)
    return body_map(answers)


def xs(found: BodyMap | None) -> list[float]:
    assert found is not None
    return [mark.x for mark in found.marks]


@pytest.mark.parametrize("part", [part for part in PARTS if part != "other"])
def test_every_part_is_somewhere_on_the_drawing(part: str) -> None:
    found = of(part)

    assert found is not None
    for mark in found.marks:
        assert 0 < mark.x < 2 * WIDTH + APART
        assert 0 < mark.y < 216


def test_the_clients_left_is_on_the_right_from_the_front_and_on_the_left_from_the_back() -> None:
    [front] = xs(of("forearm", "left"))
    [back] = xs(of("calf", "left"))

    assert front > WIDTH / 2
    assert WIDTH + APART < back < WIDTH + APART + WIDTH / 2


def test_a_side_that_is_not_known_shows_both_and_says_so() -> None:
    unknown, both, middle = of("forearm"), of("forearm", "both"), of("sternum")

    assert unknown is not None
    assert both is not None
    assert middle is not None
    assert (len(unknown.marks), unknown.sure) == (2, False)
    assert len(both.circles) == 2
    assert (len(both.marks), both.sure) == (2, True)
    assert (len(middle.marks), middle.sure) == (1, True)


def test_where_one_of_two_sides_is_meant_the_size_stands_once_beside_them() -> None:
    found = of("forearm", cm=10)

    assert found is not None
    [(x, y)] = found.circles
    assert (x, y) == (WIDTH + APART / 2, SPOTS["forearm"].y)


def test_the_inside_of_an_arm_is_nearer_to_the_body_than_its_outside() -> None:
    [inner], [outer] = xs(of("forearm", "right", "inner")), xs(of("forearm", "right", "outer"))

    assert outer < SPOTS["forearm"].x < inner


def test_what_is_behind_is_on_the_figure_seen_from_behind() -> None:
    assert all(x > WIDTH for x in xs(of("upper_arm", "both", "back")) + xs(of("back_full")))


@pytest.mark.parametrize(("cm", "radius"), [(10, 5 * UNITS_A_CM), (500, 45 * UNITS_A_CM), (0, 0), (None, 0)])
def test_the_size_is_to_scale(cm: float | None, radius: float) -> None:
    found = of("thigh", "left", cm=cm)

    assert found is not None
    assert found.radius == pytest.approx(radius, abs=0.01)


@pytest.mark.parametrize("value", [None, "arm", {"part": "other"}, {"part": None}, {}])
def test_nothing_is_drawn_where_nothing_is_known(value: object) -> None:
    assert body_map({"placement": Answer("", value, Source.WORDS)}) is None
    assert body_map({}) is None
