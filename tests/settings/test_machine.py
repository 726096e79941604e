"""A machine is small where we are given little memory, whatever else it has."""

from pathlib import Path

import pytest

from tattoobot.settings import load
from tattoobot.settings.machine import is_small, limits

LITTLE, MUCH = "536870912", "8589934592"


@pytest.mark.parametrize(
    ("service", "slice_", "small"),
    [
        (LITTLE, "max", True),
        ("max", LITTLE, True),
        (LITTLE, MUCH, True),
        ("max", "max", False),
        (MUCH, "max", False),
    ],
)
def test_the_limits_of_our_group_and_of_those_around_it_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, service: str, slice_: str, small: bool
) -> None:
    monkeypatch.setattr("psutil.virtual_memory", lambda: type("Memory", (), {"total": 24_000_000_000}))
    own = tmp_path / "cgroup"
    own.write_text("0::/system.slice/tattoobot.service\n")
    folder = tmp_path / "groups/system.slice/tattoobot.service"
    folder.mkdir(parents=True)
    (folder / "memory.max").write_text(f"{service}\n")
    (folder.parent / "memory.max").write_text(f"{slice_}\n")

    assert is_small(tmp_path / "groups", own) is small


def test_where_linux_says_nothing_there_is_no_limit(tmp_path: Path) -> None:
    assert limits(tmp_path, tmp_path / "none") == []


@pytest.mark.parametrize("said", [True, False])
def test_what_the_operator_says_goes_before_what_is_found(
    monkeypatch: pytest.MonkeyPatch, said: bool
) -> None:
    monkeypatch.setenv("SMALL_MACHINE", str(said))

    assert load().small is said
