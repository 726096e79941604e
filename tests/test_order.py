"""The order of the tests: all of them, and the long ones first on every worker."""

import pytest

from tests.order import SECONDS, order

FOLDERS = [folder for folder in ("actions", "conversations", "domain", "product", "web") for _ in range(50)]


@pytest.mark.parametrize("workers", [1, 2, 3, 4, 9])
@pytest.mark.parametrize("folders", [[], FOLDERS[:2], FOLDERS[20:120], FOLDERS])
def test_none_is_lost_and_none_is_done_twice(folders: list[str], workers: int) -> None:
    assert sorted(order(folders, workers)) == list(range(len(folders)))


@pytest.mark.parametrize(
    ("workers", "begin"),
    [(1, ["conversations"]), (2, ["conversations", "product"]), (3, ["conversations", "product", "web"])],
)
def test_each_worker_begins_with_a_long_folder(workers: int, begin: list[str]) -> None:
    short = ["wording"] * 950
    ordered = [(FOLDERS + short)[place] for place in order(FOLDERS + short, workers)]
    share = len(ordered) // workers

    assert [ordered[worker * share] for worker in range(workers)] == begin
    assert [ordered[worker * share - 1] in SECONDS for worker in range(1, workers)] == [False] * (workers - 1)


def test_tests_of_one_folder_stay_in_their_order() -> None:
    ordered = order(FOLDERS, 3)

    for folder in set(FOLDERS):
        places = [place for place in ordered if FOLDERS[place] == folder]
        assert places == sorted(places)
