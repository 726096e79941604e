"""Is requirements.lock in step with pyproject.toml? Works without a network, and so in every check.

Every requirement must be locked to a version that it allows, and every lock must be needed by something.
"""

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    locked = _locked()
    wanted = _wanted()
    problems = [*_missing(wanted, locked), *_unneeded(wanted, locked)]
    if problems:
        sys.exit("\n".join([*problems, "Run make lock."]))
    print(f"requirements.lock is in step: {len(locked)} packages")


def _locked() -> dict[str, str]:
    lines = (ROOT / "requirements.lock").read_text()
    return {
        canonicalize_name(name): version
        for name, version in re.findall(r"^([\w.-]+)==([\w.+]+)", lines, re.M)
    }


def _wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return [Requirement(line) for line in lines]


def _missing(wanted: list[Requirement], locked: dict[str, str]) -> Iterable[str]:
    for requirement in wanted:
        version = locked.get(canonicalize_name(requirement.name))
        if version is None:
            yield f"{requirement.name} is not locked."
        elif not requirement.specifier.contains(version, prereleases=True):
            yield f"{requirement} is asked for, {version} is locked."


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
