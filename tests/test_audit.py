"""`make audit` says what it found, and never that all is well where nothing was audited."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.audit import KNOWN_TO_BE_VULNERABLE, verdict

Found = dict[str, Any]


def a_dependency(name: str, *ids: str) -> Found:
    return {"name": name, "version": "1.0", "vulns": [{"id": one, "fix_versions": ["1.1"]} for one in ids]}


def skipped(name: str) -> Found:
    return {"name": name, "skip_reason": "Dependency not found"}


class StandIn:
    """In pip-audit's place: what it finds of the release that is known, and of the lock."""

    def __init__(self, known: list[Found], locked: list[Found]) -> None:
        self._known = known
        self._locked = locked

    def __call__(self, requirements: Path) -> str:
        known = KNOWN_TO_BE_VULNERABLE in requirements.read_text()
        return json.dumps({"dependencies": self._known if known else self._locked, "fixes": []})


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text("one==1.0\n")
    return path


KNOWN = [a_dependency("jinja2", "PYSEC-0000-1")]


@pytest.mark.parametrize(
    ("known", "locked", "ok", "says"),
    [
        (KNOWN, [a_dependency("one")], True, "No known vulnerability in 1 locked packages"),
        (KNOWN, [a_dependency("one", "PYSEC-0000-2")], False, "one 1.0: PYSEC-0000-2, mended in 1.1"),
        (KNOWN, [a_dependency("one"), skipped("two")], False, "Not all was audited: two."),
        (KNOWN, [], False, "Not all was audited: pip-audit gave no result."),
        ([a_dependency("jinja2")], [a_dependency("one")], False, "Nothing was audited: "),
        ([skipped("jinja2")], [a_dependency("one")], False, "Nothing was audited: "),
        ([], [a_dependency("one")], False, "Nothing was audited: "),
    ],
)
def test_all_is_well_only_where_advisories_are_there(
    lock: Path, known: list[Found], locked: list[Found], ok: bool, says: str
) -> None:
    well, sentence = verdict(StandIn(known, locked), lock)

    assert well is ok
    assert sentence.startswith(says)


@pytest.mark.parametrize("answer", ["", "no JSON", "[]", "{}"])
def test_an_audit_that_cannot_work_is_no_good_news(lock: Path, answer: str) -> None:
    well, sentence = verdict(lambda _: answer, lock)

    assert not well
    assert sentence.startswith("Nothing was audited: ")
