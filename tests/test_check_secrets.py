"""`make check` finds a secret before it is pushed. The planted ones are put together here: this file holds none."""

import subprocess
from pathlib import Path

import pytest

from tools.check_secrets import ROOT, Found, search, tracked

LETTERS = "51H8abcDEF" * 10
PLANTED = {
    "a key of Stripe's": f"key = 'sk_{'live'}_{LETTERS[:24]}'",
    "a signing secret of Stripe's": f"STRIPE_WEBHOOK_SECRET=wh{'sec'}_{LETTERS[:32]}",
    "an access token of Meta": f"token: E{'AA'}G{LETTERS}",
    "an app secret of Meta": f'"whatsapp_app_{"secret"}": "{"0123456789abcdef" * 2}"',
    "a private key": f"-----BEGIN RSA {'PRIVATE'} KEY-----",
    "a key of a Google service account": f'{{"private_{"key"}_id": "{"0123456789" * 4}"}}',
    "a key of Google's API": f"AI{'za'}{LETTERS[:35]}",
    "an access key of Amazon": f"AK{'IA'}{LETTERS[:16].upper()}",
    "a token of GitHub": f"gh{'p'}_{LETTERS[:36]}",
    "an admin key": f"ADMIN_API_{'KEY'}={LETTERS[:43]}",
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_secret_is_found_where_it_stands_and_not_repeated(tmp_path: Path, kind: str) -> None:
    (tmp_path / "notes.md").write_text(f"# Notes\n\n{PLANTED[kind]}\n")

    [found] = search(tmp_path, [Path("notes.md")])

    assert found == Found(Path("notes.md"), 3, kind)
    assert LETTERS[:16] not in str(found)


def test_a_whole_service_account_is_found(tmp_path: Path) -> None:
    content = (
        f'{{\n "type": "service_account",\n "private_{"key"}": "-----BEGIN {"PRIVATE"} KEY-----\\nMII"\n}}'
    )
    (tmp_path / "google.json").write_text(content)

    kinds = {one.kind for one in search(tmp_path, [Path("google.json")])}

    assert kinds == {"a private key", "a key of a Google service account"}


@pytest.mark.parametrize(
    "line",
    [
        "STRIPE_SECRET_KEY=sk_live_fake",
        f"STRIPE_SECRET_KEY=sk_test_fake{LETTERS[:24]}",
        "It begins with rk_live_ and goes to `STRIPE_SECRET_KEY`.",
        "ADMIN_API_KEY=",
        'private_key = json["private_key"]',
        f"--hash=sha256:{'0123456789abcdef' * 4}",
    ],
)
def test_what_is_visibly_none_is_left_in_peace(tmp_path: Path, line: str) -> None:
    (tmp_path / "notes.md").write_text(line)

    assert list(search(tmp_path, [Path("notes.md")])) == []


def test_nothing_of_ours_holds_one() -> None:
    files = list(tracked(ROOT))

    assert len(files) > 500
    assert list(search(ROOT, files)) == []


def test_what_git_would_take_is_searched_and_what_it_ignores_is_not(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitignore").write_text(".env\n")
    (tmp_path / ".env").write_text("")
    (tmp_path / "new.txt").write_text("")

    assert sorted(map(str, tracked(tmp_path))) == [".gitignore", "new.txt"]


def test_without_git_all_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "theirs.txt").write_text("")
    (tmp_path / "ours.txt").write_text("")

    assert list(map(str, tracked(tmp_path))) == ["ours.txt"]
