"""Brings a database's schema up to date, from the program or from the `alembic` command."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from dotenv import dotenv_values

from tattoobot.db.embedded import EmbeddedPostgres
from tattoobot.errors import BookingError

MIGRATIONS = Path(__file__).with_name("migrations")
ENGINES = ("pgqueuer", "pgqueuer_log", "pgqueuer_schedules")
"""Tables that the job engine makes."""


class NotADatabase(BookingError):
    """DATABASE_URL is not the address of a PostgreSQL database."""


class CannotUpgrade(BookingError):
    """The database's schema cannot be brought up to date."""


@contextmanager
def alembic_url() -> Iterator[str]:
    """Where the `alembic` command works: DATABASE_URL or its file, else the embedded server below DATA_DIR. As of every
    command, what `.env` in the working directory says counts where the environment says nothing.
    """
    given = {**dotenv_values(".env"), **{name: value for name, value in os.environ.items() if value}}
    url = given.get("DATABASE_URL")
    if not url and (file := given.get("DATABASE_URL_FILE")):
        url = Path(file).read_text(encoding="utf-8").strip()
    if url:
        yield driver_url(url)
        return
    with EmbeddedPostgres(Path(given.get("DATA_DIR") or "data")) as postgres:
        yield postgres.url


def driver_url(url: str) -> str:
    """The same database as the driver spells it; people also write `postgres://` and `postgresql+asyncpg://`."""
    _, separator, rest = url.partition("://")
    if not separator:
        raise NotADatabase("DATABASE_URL is not a URL such as postgresql://user:password@host/name.")
    return f"postgresql://{rest}"


def revisions() -> frozenset[str]:
    """All that this program knows: migrations are numbered, one after the other."""
    return frozenset(file.name.split("_", 1)[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def newest_revision() -> str:
    """The revision that this program was written for."""
    return max(revisions())


@dataclass(frozen=True, slots=True)
class Found:
    """A database as it is before anything is done to it."""

    revision: str | None
    """None where there is no schema of ours yet."""
    encoding: str
    role: str
    may_make_tables: bool
    others: tuple[str, ...] = ()
    """Tables in our place that somebody else made."""


async def upgrade(url: str, *, to: str = "head", apart: bool = False) -> str | None:
    """Run every migration that the database has not seen, as far as `to`, and give the revision it had.

    Safe to run from two processes at once. Raises `CannotUpgrade`. `apart` runs them in a process of their own first:
    with it go the 40 MB that they load, which somebody who stays for months need not keep.
    """
    url = driver_url(url)
    found = await look(url)
    if found.revision == newest_revision():
        return found.revision
    check(found)
    if apart and await _upgraded_apart(url):
        return found.revision
    from tattoobot.db import upgrading  # noqa: PLC0415  slow import, seldom needed

    await upgrading.run(url, MIGRATIONS, to)
    return found.revision


async def _upgraded_apart(url: str) -> bool:
    """Where that fails nothing is said: who then upgrades here meets the reason."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tattoobot.db.upgrading"),
        env={**os.environ, "DATABASE_URL": url},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    return await process.wait() == 0


def check(found: Found) -> None:
    """Raises `CannotUpgrade` for a database that no migration of ours can be run on."""
    if found.revision is not None and found.revision not in revisions():
        raise CannotUpgrade(
            f"The database is at revision {found.revision}, this program knows up to {newest_revision()}: it was used"
            " by a newer version. Install that one, or restore a backup from before the upgrade."
        )
    if found.others:
        raise CannotUpgrade(
            f"The database holds something else already: its {found.others[0]} is none of ours, and stays as it is."
            " Give us a database of our own: CREATE DATABASE …, and name it in DATABASE_URL."
        )
    if found.encoding != "UTF8":
        raise CannotUpgrade(
            f"The database is encoded in {found.encoding}, which cannot hold what people write, such as an emoji. Make"
            " one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
        )
    if not found.may_make_tables:
        raise CannotUpgrade(
            f"The role {found.role} may not make tables in this database. Allow it, as the database's owner, with:"
            f' GRANT CREATE ON SCHEMA public TO "{found.role}"'
        )


async def look(url: str) -> Found:
    """See what is there, changing nothing. Raises `NotADatabase` for an address that the driver cannot read."""
    try:
        connection = await asyncpg.connect(driver_url(url))
    except ValueError as error:
        # Others of its sentences may quote a piece of the password.
        said = f": {error}" if isinstance(error, asyncpg.ClientConfigurationError) else ""
        raise NotADatabase(
            f"DATABASE_URL cannot be read{said}. Compare it with its parts, one by one."
        ) from error
    try:
        revision = None
        if await connection.fetchval("SELECT to_regclass('alembic_version')") is not None:
            revision = await connection.fetchval("SELECT max(version_num) FROM alembic_version")
        row = await connection.fetchrow(
            "SELECT current_setting('server_encoding') AS encoding, current_user::text AS role,"
            " coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_make_tables"
        )
        assert row is not None
        others = () if revision is not None else _ours_by_name(await _tables(connection))
        return Found(revision, **dict(row), others=others)
    finally:
        await connection.close()


async def _tables(connection: asyncpg.Connection) -> set[str]:
    rows = await connection.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
    )
    return {row["relname"] for row in rows}


def _ours_by_name(there: set[str]) -> tuple[str, ...]:
    if not there:
        return ()
    from tattoobot.db.tables import metadata  # noqa: PLC0415  slow import, seldom needed

    return tuple(sorted(there & {*metadata.tables, *ENGINES}))
