"""Has any locked dependency a known vulnerability? Needs a registry that serves advisories.

Where it serves none, pip-audit finds "no known vulnerabilities" and ends well, having audited nothing. So a release
that is known to be vulnerable is audited first: while it passes, nothing can be said of the others.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
KNOWN_TO_BE_VULNERABLE = "jinja2==2.4.1"
"""CVE-2014-0012 and several later ones."""

Audit = Callable[[Path], str]
"""audit(requirements) → pip-audit's JSON; nothing where it could not audit."""


def main() -> None:
    ok, sentence = verdict(pip_audit, LOCK)
    if not ok:
        sys.exit(sentence)
    print(sentence)


def verdict(audit: Audit, lock: Path) -> tuple[bool, str]:
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "known.txt"
        known.write_text(f"{KNOWN_TO_BE_VULNERABLE}\n")
        if not any(_found(one) for one in _dependencies(audit(known))):
            return False, (
                f"Nothing was audited: no advisory was found for {KNOWN_TO_BE_VULNERABLE}, which has some."
                " Run make audit where the registry serves advisories."
            )
    dependencies = _dependencies(audit(lock))
    skipped = [one["name"] for one in dependencies if "skip_reason" in one]
    if skipped or not dependencies:
        return False, f"Not all was audited: {', '.join(skipped) or 'pip-audit gave no result'}."
    vulnerable = [line for one in dependencies for line in _found(one)]
    if vulnerable:
        return False, "\n".join(vulnerable)
    return True, f"No known vulnerability in {len(dependencies)} locked packages"


def _dependencies(answer: str) -> Sequence[dict[str, Any]]:
    try:
        found: Sequence[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return ()
    return found


def _found(dependency: dict[str, Any]) -> list[str]:
    return [
        f"{dependency['name']} {dependency['version']}: {one['id']},"
        f" mended in {', '.join(one['fix_versions']) or 'no release yet'}"
        for one in dependency.get("vulns", ())
    ]


def pip_audit(requirements: Path) -> str:
    command = [sys.executable, "-m", "pip_audit", "--strict", "--no-deps", "--disable-pip"]
    options = ["--progress-spinner", "off", "--format", "json", "--requirement", str(requirements)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)  # noqa: S603
    # It ends with 1 where it found something and where it could not work: only its result tells them apart.
    if not done.stdout.strip():
        print(done.stderr.strip(), file=sys.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
