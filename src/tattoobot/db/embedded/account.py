"""Which user the server runs as: ourselves, or, when we are root, a number that belongs to nobody."""

import os
import pwd
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tattoobot.db.embedded.errors import NotAsRoot, NotOurFolder

FIRST_NUMBER = 59432
"""Above the accounts that systems hand out, below those that systemd and containers take."""

WITH_A_NAME = ("nobody", "daemon", "bin", "mail")


@dataclass(frozen=True, slots=True)
class Account:
    """A user and a group, by number."""

    uid: int
    gid: int


def for_server(cluster: Path) -> Account | None:
    """Whom to run as; none: as we are.

    As root it is whoever owns the data, else a number without an account: no other program runs under it,
    so none can read the data or connect.
    """
    owner = cluster.stat().st_uid if cluster.exists() else None
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise NotOurFolder(
                f"{cluster} belongs to user {owner}, perhaps because it was made by root. "
                f'Make it yours with: sudo chown -R "$(id -u)" {cluster}'
            )
        return None
    if not sys.platform.startswith("linux"):
        raise NotAsRoot
    if owner:
        return Account(owner, cluster.stat().st_gid)
    number = next(number for number in range(FIRST_NUMBER, 60000) if not _has_account(number))
    return Account(number, number)


def for_initdb() -> Account:
    """initdb insists on a user with a name, which the server does not."""
    for account in _named():
        if account.pw_uid:
            return Account(account.pw_uid, account.pw_gid)
    raise NotAsRoot("This machine has no account but root's, which PostgreSQL refuses. Set DATABASE_URL.")


def give(folder: Path, account: Account) -> None:
    """Make a whole tree the account's."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _named() -> Iterator[pwd.struct_passwd]:
    for name in WITH_A_NAME:
        with suppress(KeyError):
            yield pwd.getpwnam(name)
    yield from pwd.getpwall()


def _has_account(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
