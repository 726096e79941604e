"""scripts/release.sh against a remote of its own: what it refuses, what it leaves, what it pushes."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts/release.sh"
CHANGELOG = """\
# Changelog

## Unreleased

### Added

- A thing that studios see.

## 1.2.3 - 2026-01-01

- An older thing.
"""


@dataclass(frozen=True, slots=True)
class Clone:
    folder: Path

    def git(self, *arguments: str) -> str:
        settings = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.com"]
        return subprocess.check_output(["git", *settings, *arguments], cwd=self.folder, text=True).strip()

    def commit(self) -> None:
        self.git("commit", "--all", "--quiet", "--message", "A change")

    def release(self, level: str, check: str = "true") -> subprocess.CompletedProcess[str]:
        command = f'. "{SCRIPT}"; release "$@"'
        identity = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Nobody"), ("EMAIL", "nobody@example.com"))
        }
        return subprocess.run(
            ["bash", "-c", command, "bash", level, "sh", "-c", check],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder.parent), **identity},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def state(self) -> tuple[str, ...]:
        """Everything that a refused release must leave alone, here and at the remote."""
        return tuple(
            self.git(*arguments)
            for arguments in (
                ("rev-parse", "HEAD"),
                ("tag",),
                ("status", "--porcelain"),
                ("ls-remote", "origin"),
            )
        )


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    made = Clone(tmp_path / "clone")
    for arguments in (["--bare", "remote"], ["clone"]):
        subprocess.run(
            ["git", "init", "--quiet", "--initial-branch=main", *arguments], cwd=tmp_path, check=True
        )
    (made.folder / "pyproject.toml").write_text(
        '[project]\nname = "x"\nversion = "1.2.3"\n\n[tool.y]\nversion = "9"\n'
    )
    (made.folder / "CHANGELOG.md").write_text(CHANGELOG)
    made.git("add", ".")
    made.git("remote", "add", "origin", str(tmp_path / "remote"))
    made.commit()
    made.git("push", "--quiet", "--set-upstream", "origin", "main")
    return made


@pytest.mark.parametrize(("level", "version"), [("major", "2.0.0"), ("minor", "1.3.0"), ("patch", "1.2.4")])
def test_a_release_pushes_its_version_its_changes_and_its_tag(clone: Clone, level: str, version: str) -> None:
    done = clone.release(level)

    assert (done.returncode, done.stderr) == (0, "")
    assert clone.git("ls-remote", "origin", "main").split()[0] == clone.git("rev-parse", f"v{version}^{{}}")
    project = (clone.folder / "pyproject.toml").read_text()
    assert project == f'[project]\nname = "x"\nversion = "{version}"\n\n[tool.y]\nversion = "9"\n'
    changelog = (clone.folder / "CHANGELOG.md").read_text()
    cut = re.sub(rf"## {re.escape(version)} - \d{{4}}-\d\d-\d\d\n\n", "", changelog)
    assert cut == CHANGELOG
    assert changelog.startswith("# Changelog\n\n## Unreleased\n\n## ")
    assert clone.git("status", "--porcelain") == ""


def test_the_tag_carries_the_changes_headings_too(clone: Clone) -> None:
    clone.release("minor")

    assert clone.git("cat-file", "-t", "v1.3.0") == "tag"
    words = clone.git("for-each-ref", "--format=%(contents)", "refs/tags/v1.3.0")
    assert words == "Version 1.3.0\n\n### Added\n\n- A thing that studios see."


def _write(clone: Clone) -> None:
    (clone.folder / "new.txt").write_text("not committed")


def _branch(clone: Clone) -> None:
    clone.git("switch", "--quiet", "--create", "other")


def _ahead(clone: Clone) -> None:
    (clone.folder / "pyproject.toml").write_text('version = "1.2.3"\n')
    clone.commit()


def _behind(clone: Clone) -> None:
    _ahead(clone)
    clone.git("push", "--quiet")
    clone.git("reset", "--quiet", "--hard", "HEAD~1")


def _tagged(clone: Clone) -> None:
    clone.git("tag", "v1.2.4")
    clone.git("push", "--quiet", "origin", "v1.2.4")
    clone.git("tag", "--delete", "v1.2.4")


def _nothing_new(clone: Clone) -> None:
    file = clone.folder / "CHANGELOG.md"
    file.write_text(CHANGELOG.replace("### Added\n\n- A thing that studios see.\n\n", ""))
    clone.commit()
    clone.git("push", "--quiet")


def _no_remote(clone: Clone) -> None:
    clone.git("remote", "set-url", "--push", "origin", str(clone.folder / "nowhere"))


@pytest.mark.parametrize(
    ("spoil", "check", "said"),
    [
        (_write, "true", "not committed"),
        (_branch, "true", "not main"),
        (_ahead, "true", "not where origin's main is"),
        (_behind, "true", "not where origin's main is"),
        (_tagged, "true", "v1.2.4 is there already"),
        (_nothing_new, "true", "nothing under Unreleased"),
        (_no_remote, "true", "origin did not take it"),
        (None, "exit 3", "failed"),
    ],
)
def test_what_is_no_release_changes_nothing(clone: Clone, spoil, check: str, said: str) -> None:  # type: ignore[no-untyped-def]
    if spoil:
        spoil(clone)
    tags = clone.git("fetch", "--quiet", "--tags", "origin")
    before = clone.state()

    done = clone.release("patch", check)

    assert done.returncode == 1
    assert said in done.stderr
    assert tags == ""
    assert clone.state() == before


@pytest.mark.parametrize("level", ["", "huge", "1.2.4"])
def test_a_level_that_is_none_is_refused_before_anything_is_looked_at(clone: Clone, level: str) -> None:
    done = clone.release(level)

    assert done.returncode == 1
    assert "major, minor or patch" in done.stderr
