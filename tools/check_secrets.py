"""Does a file of ours hold a secret of somebody's? Looks for how providers write theirs, in what git has or would take.

A key that says of itself that it is none (`fake`, `sandbox`, `example`) is no secret.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
KINDS = {
    "a key of Stripe's": r"\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}",
    "a signing secret of Stripe's": r"\bwhsec_[A-Za-z0-9+/=]{24,}",
    "an access token of Meta": r"\bEAA[A-Za-z0-9]{30,}",
    "an app secret of Meta": r"(?i)app_secret\W{1,6}[0-9a-f]{32}\b",
    "a private key": r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----",
    "a key of a Google service account": r"\"private_key(?:_id)?\"\s*:\s*\"(?:-----BEGIN|[0-9a-f]{40})",
    "a key of Google's API": r"\bAIza[A-Za-z0-9_-]{35}",
    "an access key of Amazon": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "a token of GitHub": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,})",
    "an admin key": r"(?i)admin_api_key\s*[=:]\s*[\"']?[A-Za-z0-9_-]{43}\b",
}
SECRETS = [(kind, re.compile(pattern)) for kind, pattern in KINDS.items()]
NO_SECRET = re.compile(r"fake|sandbox|example", re.IGNORECASE)
NOT_OURS = frozenset({".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", "data", "__pycache__"})


class Found(NamedTuple):
    path: Path
    line: int
    kind: str

    def __str__(self) -> str:
        """Without the secret: what this prints may be kept in a log."""
        return f"{self.path}:{self.line}: {self.kind}. Take it out, and have it replaced where it came from."


def main() -> None:
    files = list(tracked(ROOT))
    found = list(search(ROOT, files))
    if found:
        sys.exit("\n".join(map(str, found)))
    print(f"No secret in {len(files)} files.")


def search(root: Path, files: Iterable[Path]) -> Iterator[Found]:
    for path in files:
        try:
            content = (root / path).read_bytes()
        except OSError:  # deleted and not yet committed, or a link that leads nowhere
            continue
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            for kind, pattern in SECRETS:
                if (match := pattern.search(line)) and not NO_SECRET.search(match[0]):
                    yield Found(path, number, kind)


def tracked(root: Path) -> Iterator[Path]:
    """What git has, or would take with `git add`; without git, all that is here."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=root,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        yield from (Path(name) for name in listed.stdout.decode().split("\0") if name)
        return
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not NOT_OURS.intersection(inside.parts):
            yield inside


if __name__ == "__main__":
    main()
